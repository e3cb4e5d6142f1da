"""A Word paper taken apart for reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from templates.anatomy import DOCUMENT, Anatomy, Paragraph, Section
from templates.formatting import millimetres
from templates.looks import style_looks
from templates.ooxml import RELATIONS, W, parsed
from templates.partreading import read_part

_STYLES = "word/styles.xml"


def take_apart(parts: Mapping[str, bytes]) -> Anatomy:
    """Return the anatomy of the paper that *parts* make; they were vetted before.

    Raises:
        RefusedTemplateError: a part of its text is damaged.
    """
    styles = style_looks(parts[_STYLES]) if _STYLES in parts else {}
    names = _targets(parts)
    body, ends = read_part(DOCUMENT, parts[DOCUMENT], styles)
    sections = tuple(_section(node, names) for node in ends)
    margins: list[Paragraph] = []
    for name in sorted(set(names.values())):
        if name.startswith(("word/header", "word/footer")) and name in parts:
            margins += read_part(name, parts[name], styles)[0]
    return Anatomy(
        sections, tuple(_placed(body, sections)), tuple(_placed(margins, sections)), styles
    )


def _placed(paragraphs: list[Paragraph], sections: tuple[Section, ...]) -> Iterator[Paragraph]:
    """Yield *paragraphs*, those outside of tables as wide as the text of their section."""
    last = len(sections) - 1
    for one in paragraphs:
        if one.cell is not None and one.section <= last:
            yield one
            continue
        section = min(one.section, last)
        width = sections[section].text_width_mm if sections and one.cell is None else one.width_mm
        yield one._replace(width_mm=width, section=section)


def _targets(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the parts that the document names, by relationship id."""
    content = parts.get("word/_rels/document.xml.rels")
    if content is None:
        return {}
    root = parsed(content)
    return {node.get("Id", ""): _absolute(node.get("Target", "")) for node in root}


def _absolute(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"word/{target}"


def _section(node: etree._Element, names: Mapping[str, str]) -> Section:
    sides: dict[str, float] = {}
    landscape = False
    for size in node.findall(f"{{{W}}}pgSz"):
        sides["width"], sides["height"] = (millimetres(size, name) for name in ("w", "h"))
        landscape = size.get(f"{{{W}}}orient") == "landscape"
    for margin in node.findall(f"{{{W}}}pgMar"):
        names_of_sides = ("top", "bottom", "left", "right", "header", "footer")
        sides |= {side: millimetres(margin, side) for side in names_of_sides}
    headers = tuple(
        names.get(reference.get(f"{{{RELATIONS}}}id", ""), "")
        for reference in node.findall(f"{{{W}}}headerReference")
        if reference.get(f"{{{W}}}type") == "default"
    )
    own_first = node.find(f"{{{W}}}titlePg") is not None
    numbers = node.find(f"{{{W}}}pgNumType")
    start = numbers.get(f"{{{W}}}start", "") if numbers is not None else ""
    return Section(sides, landscape, own_first, int(start) if start.isdecimal() else None, headers)
