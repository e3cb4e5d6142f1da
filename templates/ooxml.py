"""The few pieces of Word's XML that python-docx has no call for, put into elements in place."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from lxml import etree

from templates.blank import mm_twips

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_EMU_PER_MM = 36_000


def parsed(content: bytes) -> etree._Element:
    """Return the root of a part; nothing outside of it is fetched or filled in."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def add_mark(run: etree._Element) -> None:
    """Print a run on yellow."""
    properties = run.find(f"{{{W}}}rPr")
    assert properties is not None
    _append(properties, '<w:highlight w:val="yellow"/>')


def keep_spaces(run: etree._Element) -> None:
    """Let every blank of a run count, also those at its ends and those a tag brings in."""
    for text in run.iter(f"{{{W}}}t"):
        text.set(_XML_SPACE, "preserve")


def size_table(properties: etree._Element, width_mm: float, margin_mm: float) -> None:
    """Fix the width of a table and the side margins of its cells."""
    for tag in ("tblW", "tblLook"):
        for old in properties.findall(f"{{{W}}}{tag}"):
            properties.remove(old)
    layout = properties.find(f"{{{W}}}tblLayout")
    assert layout is not None
    margin = mm_twips(margin_mm)
    cells = "".join(f'<w:{side} w:w="{margin}" w:type="dxa"/>' for side in ("left", "right"))
    layout.addprevious(_made(f'<w:tblW w:w="{mm_twips(width_mm)}" w:type="dxa"/>'))
    layout.addnext(_made(f"<w:tblCellMar>{cells}</w:tblCellMar>"))


def draw_borders(properties: etree._Element) -> None:
    """Draw thin rules around and between the cells of a table."""
    sides = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0"/>' for side in _SIDES)
    layout = properties.find(f"{{{W}}}tblLayout")
    assert layout is not None
    layout.addprevious(_made(f"<w:tblBorders>{sides}</w:tblBorders>"))


def draw_box(properties: etree._Element) -> None:
    """Draw thin rules around one cell, and centre what stands in it between top and bottom."""
    sides = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0"/>' for side in _SIDES[:4])
    _append(properties, f"<w:tcBorders>{sides}</w:tcBorders>")
    _append(properties, '<w:vAlign w:val="center"/>')


def draw_rule(properties: etree._Element) -> None:
    """Draw a rule on the top of a paragraph, as long as its indents leave it."""
    rule = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0"/></w:pBdr>'
    _before_spacing(properties, _made(rule))


def set_dots(properties: etree._Element, at_mm: float) -> None:
    """Set a right tab stop with a dotted leader."""
    tab = f'<w:tab w:val="right" w:leader="dot" w:pos="{mm_twips(at_mm)}"/>'
    _before_spacing(properties, _made(f"<w:tabs>{tab}</w:tabs>"))


def hold_row(properties: etree._Element, *, head: bool = False) -> None:
    """Never break a row over two pages; with *head*, repeat it on each page."""
    _append(properties, "<w:tblHeader/>" if head else "<w:cantSplit/>")


def start_pages(section: etree._Element) -> None:
    """Number the pages of a section from 1."""
    margins = section.find(f"{{{W}}}pgMar")
    assert margins is not None
    margins.addnext(_made('<w:pgNumType w:start="1"/>'))


def mirror_margins(settings: etree._Element) -> None:
    """Turn the side margins over on even pages."""
    settings.insert(0, _made("<w:mirrorMargins/>"))


def page_number() -> etree._Element:
    """Return the field that prints the page's number."""
    return _made('<w:fldSimple w:instr="PAGE"/>')


def note_mark(paragraph: etree._Element, number: int | None) -> None:
    """Append the raised mark of footnote *number*; ``None`` is the mark before its own text."""
    mark = "<w:footnoteRef/>" if number is None else f'<w:footnoteReference w:id="{number}"/>'
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    _append(paragraph, f"<w:r>{raised}{mark}</w:r>")


def footnote(number: int, paragraph: etree._Element) -> etree._Element:
    """Return footnote *number* with the text of *paragraph*."""
    note = _made(f'<w:footnote w:id="{number}"/>')
    note.append(paragraph)
    return note


def footnotes_xml(notes: Sequence[etree._Element]) -> bytes:
    """Return the part that holds all *notes*, after the two rules that Word asks for."""
    rules = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p>'
        "</w:footnote>"
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    root = etree.fromstring(
        f'<w:footnotes xmlns:w="{W}" xmlns:r="{RELATIONS}">{rules}</w:footnotes>'
    )
    root.extend(notes)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def chart_drawing(
    chart: str, size_mm: tuple[float, float], title: str, number: int = 1
) -> etree._Element:
    """Return the drawing that shows the chart of relation *chart*; *title* is its spoken text."""
    width, height = (round(millimetres * _EMU_PER_MM) for millimetres in size_mm)
    return _made(
        f'<w:drawing xmlns:wp="{_DRAWING}/wordprocessingDrawing">'
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="Chart {number}" '
        f'descr={quoteattr(title)}/><wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_DRAWING}/main">'
        f'<a:graphicData uri="{_DRAWING}/chart"><c:chart xmlns:c="{_DRAWING}/chart" '
        f'r:id="{chart}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def _before_spacing(properties: etree._Element, element: etree._Element) -> None:
    """Keep the order that the schema asks of a paragraph's properties."""
    later = {f"{{{W}}}{tag}" for tag in ("spacing", "ind", "jc")}
    follower = next((own for own in properties if own.tag in later), None)
    if follower is None:
        properties.append(element)
    else:
        follower.addprevious(element)


def _append(parent: etree._Element, xml: str) -> None:
    parent.append(_made(xml))


def _made(xml: str) -> etree._Element:
    """Return the element of *xml*, which may use the prefixes ``w`` and ``r``."""
    root = etree.fromstring(f'<x xmlns:w="{W}" xmlns:r="{RELATIONS}">{xml}</x>')
    return root[0]
