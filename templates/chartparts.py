"""Charts put into a printed paper: in the places that its template keeps for them, or taken out."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from templates.charts import ChartSpec, chart_xml, workbook
from templates.ooxml import RELATIONS
from templates.press.package import CONTENT_TYPES, parts_of
from templates.press.stamp import pack

_RELATIONS_OF_PAPER = "word/_rels/document.xml.rels"
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def chart_part(number: int) -> str:
    """Return the part of the paper's chart of that *number*, counted from 1."""
    return f"word/charts/chart{number}.xml"


def workbook_part(number: int) -> str:
    """Return the part of the workbook behind a chart."""
    return f"word/embeddings/chart{number}.xlsx"


def with_charts(paper: bytes, charts: Mapping[int, ChartSpec | None]) -> bytes:
    """Return *paper* with each chart in its place, by number; ``None`` takes its sample out.

    A template keeps a place with a sample chart; where its tags left the drawing out, the part
    behind it must go as well.
    """
    parts = parts_of(paper)
    for number, spec in charts.items():
        if spec is None:
            _take_out(parts, number)
        else:
            parts[chart_part(number)] = chart_xml(spec)
            parts[workbook_part(number)] = workbook(spec)
            parts[f"word/charts/_rels/chart{number}.xml.rels"] = _relations(number)
    if any(charts.values()):
        parts[CONTENT_TYPES] = _with_workbook_type(parts[CONTENT_TYPES])
    return pack(parts)


def _take_out(parts: dict[str, bytes], number: int) -> None:
    parts.pop(chart_part(number))
    relations = etree.fromstring(parts[_RELATIONS_OF_PAPER])
    for node in list(relations):
        if node.get("Target", "").endswith(f"charts/chart{number}.xml"):
            relations.remove(node)
    types = etree.fromstring(parts[CONTENT_TYPES])
    for node in list(types):
        if node.get("PartName") == f"/{chart_part(number)}":
            types.remove(node)
    parts[_RELATIONS_OF_PAPER], parts[CONTENT_TYPES] = _xml(relations), _xml(types)


def _relations(number: int) -> bytes:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/package" Target="../embeddings/chart{number}.xlsx"/></Relationships>'
    ).encode()


def _with_workbook_type(types: bytes) -> bytes:
    root = etree.fromstring(types)
    if not any(node.get("Extension") == "xlsx" for node in root):
        kind = {"Extension": "xlsx", "ContentType": _WORKBOOK_TYPE}
        root.insert(0, etree.Element(f"{{{_PACKAGE}/content-types}}Default", kind))
    return _xml(root)


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
