"""Native Word charts: a chart's XML, the workbook behind it, and both put into a printed paper.

The reader can edit the chart in Word: double-click, "Edit data". The same chart gives the same
bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from templates.press.package import CONTENT_TYPES, parts_of
from templates.press.stamp import pack

CHART = "word/charts/chart1.xml"
WORKBOOK = "word/embeddings/chart1.xlsx"
_RELATIONS_OF_CHART = "word/charts/_rels/chart1.xml.rels"
_CREATED = datetime(1980, 1, 1)  # never the clock
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_SPACES = {"c": f"{_DRAWING}/chart", "a": f"{_DRAWING}/main", "r": _OFFICE}
_MANY = 12  # above so many on the axis Word chooses the steps itself


@dataclass(frozen=True, slots=True)
class Series:
    """One colour of the bars: a count for each category; *colour* is RRGGBB."""

    name: str
    counts: tuple[int, ...]
    colour: str


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """Stacked bars lying across, the first category on top."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]


def chart_xml(spec: ChartSpec, *, embedded: bool = True) -> bytes:
    """Return the chart's part; *embedded* says that the workbook stands behind it."""
    from pptx.chart.data import CategoryChartData  # here: only one paper in many has a chart
    from pptx.chart.xmlwriter import ChartXmlWriter
    from pptx.enum.chart import XL_CHART_TYPE

    data = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = spec.categories
    for series in spec.series:
        data.add_series(series.name, series.counts)  # type: ignore[no-untyped-call]
    writer = ChartXmlWriter(XL_CHART_TYPE.BAR_STACKED, data)  # type: ignore[no-untyped-call]
    root = etree.fromstring(writer.xml.encode())
    _colour(root, spec)
    _arrange(root, spec)
    if embedded:
        root.append(_made('<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>'))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def workbook(spec: ChartSpec) -> bytes:
    """Return the workbook: categories in column A, one column for each series."""
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    with Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties({"created": _CREATED})
        sheet = book.add_worksheet("Sheet1")  # the name that the chart's references carry
        sheet.write_column(1, 0, spec.categories)
        for column, series in enumerate(spec.series, start=1):
            sheet.write_string(0, column, series.name)
            sheet.write_column(1, column, series.counts)
    return pack(parts_of(buffer.getvalue()))


def with_chart(paper: bytes, spec: ChartSpec) -> bytes:
    """Return *paper* with *spec* in the place of the sample chart of its template."""
    parts = parts_of(paper)
    relations = (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/package" Target="../embeddings/chart1.xlsx"/></Relationships>'
    )
    parts[CHART] = chart_xml(spec)
    parts[WORKBOOK] = workbook(spec)
    parts[_RELATIONS_OF_CHART] = relations.encode()
    parts[CONTENT_TYPES] = _with_workbook_type(parts[CONTENT_TYPES])
    return pack(parts)


def _colour(root: etree._Element, spec: ChartSpec) -> None:
    for node, series in zip(root.iter(f"{{{_SPACES['c']}}}ser"), spec.series, strict=True):
        fill = f'<a:solidFill><a:srgbClr val="{series.colour}"/></a:solidFill>'
        line = '<a:ln w="6350"><a:solidFill><a:srgbClr val="404040"/></a:solidFill></a:ln>'
        _find(node, "c:tx").addnext(_made(f"<c:spPr>{fill}{line}</c:spPr>"))


def _arrange(root: etree._Element, spec: ChartSpec) -> None:
    """Lay out as readers expect: no title, legend below, first category on top, Times."""
    _find(root, "c:chart/c:autoTitleDeleted").set("val", "1")
    plot = _find(root, "c:chart/c:plotArea")
    legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'
    plot.addnext(_made('<c:plotVisOnly val="1"/>'))
    plot.addnext(_made(legend))
    _find(plot, "c:barChart/c:overlap").addprevious(_made('<c:gapWidth val="60"/>'))
    _find(plot, "c:catAx/c:scaling/c:orientation").set("val", "maxMin")
    axis = _find(plot, "c:valAx")
    _find(axis, "c:scaling").append(_made('<c:min val="0"/>'))
    _find(axis, "c:majorGridlines").addnext(_made('<c:numFmt formatCode="0" sourceLinked="0"/>'))
    _find(axis, "c:crosses").set("val", "max")
    axis.append(_made('<c:crossBetween val="between"/>'))
    if (
        max((sum(bar) for bar in zip(*(s.counts for s in spec.series), strict=True)), default=0)
        <= _MANY
    ):
        axis.append(_made('<c:majorUnit val="1"/>'))
    letters = _find(root, "c:txPr/a:p/a:pPr/a:defRPr")
    letters.set("sz", "1100")
    letters.append(_made('<a:latin typeface="Times New Roman"/>'))


def _with_workbook_type(types: bytes) -> bytes:
    root = etree.fromstring(types)
    if not any(node.get("Extension") == "xlsx" for node in root):
        kind = {"Extension": "xlsx", "ContentType": _WORKBOOK_TYPE}
        root.insert(0, etree.Element(f"{{{_PACKAGE}/content-types}}Default", kind))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _find(node: etree._Element, path: str) -> etree._Element:
    found = node.find(path, _SPACES)
    assert found is not None, path
    return found


def _made(xml: str) -> etree._Element:
    spaces = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in _SPACES.items())
    return etree.fromstring(f"<x {spaces}>{xml}</x>")[0]
