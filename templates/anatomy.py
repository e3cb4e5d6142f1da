"""A Word paper taken apart for reading: sections, and every paragraph with its place and looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from templates.looks import PLAIN, Look, look_of, style_looks
from templates.ooxml import RELATIONS, W, parsed

DOCUMENT = "word/document.xml"
_STYLES = "word/styles.xml"
_MM_PER_TWIP = 25.4 / 1440
_P, _PPR, _STYLE, _SECTION = (f"{{{W}}}{tag}" for tag in ("p", "pPr", "pStyle", "sectPr"))
_RUN, _RPR, _HIGHLIGHT, _TEXT = (f"{{{W}}}{tag}" for tag in ("r", "rPr", "highlight", "t"))
_TABLE, _ROW, _CELL = (f"{{{W}}}{tag}" for tag in ("tbl", "tr", "tc"))
_VALUE, _W = f"{{{W}}}val", f"{{{W}}}w"
_WIDTH = f"{{{W}}}tcPr/{{{W}}}tcW"
_BLANKS = frozenset(f"{{{W}}}{tag}" for tag in ("br", "tab", "cr"))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of text with its whole look; a *marked* one is on yellow: somebody must fill it."""

    text: str
    look: Look
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in a table a paragraph stands; all three count from 0, tables through the part."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. *number* counts from 1 through its part, those in cells included.

    *width_mm* is the room between the margins, or inside the cell. *text* is what all stretches
    say; a line break and a tab are a blank.
    """

    part: str
    number: int
    style: str
    stretches: tuple[Stretch, ...]
    look: Look
    width_mm: float
    cell: Cell | None
    section: int
    element: etree._Element = field(compare=False, repr=False)
    text: str

    @property
    def marked(self) -> bool:
        """Whether a part of it is still to be filled."""
        return any(stretch.marked for stretch in self.stretches)

    @property
    def free_mm(self) -> float:
        """The width that its indents leave: the length of its rule."""
        return self.width_mm - (self.look.left_mm or 0) - (self.look.right_mm or 0)


@dataclass(frozen=True, slots=True)
class Section:
    """One stretch of pages: its sides in millimetres, by ``width height top bottom …``.

    *starts_at* is the number of its first page, ``None`` where the numbers run on.
    """

    sides: Mapping[str, float]
    landscape: bool
    own_first_page: bool
    starts_at: int | None
    headers: tuple[str, ...]

    @property
    def text_width_mm(self) -> float:
        """Width between the side margins."""
        taken = self.sides.get("left", 0.0) + self.sides.get("right", 0.0)
        return self.sides.get("width", 0.0) - taken


@dataclass(frozen=True, slots=True)
class Anatomy:
    """A paper taken apart: *body* and *margins* (headers and footers) in reading order."""

    sections: tuple[Section, ...]
    body: tuple[Paragraph, ...]
    margins: tuple[Paragraph, ...]
    styles: Mapping[str, Look]
    root: etree._Element


def take_apart(parts: Mapping[str, bytes], only: frozenset[str] | None = None) -> Anatomy:
    """Return the anatomy of the paper that *parts* make; they were vetted before.

    *only* names the styles whose paragraphs are wanted, all of them without it.
    """
    root = parsed(parts[DOCUMENT])
    styles = style_looks(parts[_STYLES]) if _STYLES in parts else {}
    names = _targets(parts)
    sections = tuple(_section(node, names) for node in root.iter(f"{{{W}}}sectPr"))
    body = tuple(_paragraphs(DOCUMENT, root, styles, sections, only))
    margins: list[Paragraph] = []
    for name in sorted(set(names.values())):
        if name.startswith(("word/header", "word/footer")) and name in parts:
            margins += _paragraphs(name, parsed(parts[name]), styles, sections)
    return Anatomy(sections, body, tuple(margins), styles, root)


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
        sides["width"], sides["height"] = (_mm(size, name) for name in ("w", "h"))
        landscape = size.get(f"{{{W}}}orient") == "landscape"
    for margin in node.findall(f"{{{W}}}pgMar"):
        names_of_sides = ("top", "bottom", "left", "right", "header", "footer")
        sides |= {side: _mm(margin, side) for side in names_of_sides}
    headers = tuple(
        names.get(reference.get(f"{{{RELATIONS}}}id", ""), "")
        for reference in node.findall(f"{{{W}}}headerReference")
        if reference.get(f"{{{W}}}type") == "default"
    )
    own_first = node.find(f"{{{W}}}titlePg") is not None
    numbers = node.find(f"{{{W}}}pgNumType")
    start = numbers.get(f"{{{W}}}start", "") if numbers is not None else ""
    return Section(sides, landscape, own_first, int(start) if start.isdecimal() else None, headers)


def _paragraphs(
    part: str,
    root: etree._Element,
    styles: Mapping[str, Look],
    sections: tuple[Section, ...],
    only: frozenset[str] | None = None,
) -> Iterator[Paragraph]:
    ranks = {table: rank for rank, table in enumerate(root.iter(_TABLE))}
    cells: dict[etree._Element, tuple[Cell, float]] = {}
    at = 0
    for number, node in enumerate(root.iter(_P), start=1):
        section = min(at, len(sections) - 1)
        properties = node.find(_PPR)
        style, ends = _style_of(properties)
        at += ends
        if only is not None and style not in only:
            continue
        holder = node.getparent()
        if holder is not None and holder.tag != _CELL:
            holder = next(node.iterancestors(_CELL), None)
        if holder is not None and holder not in cells:
            table = next(holder.iterancestors(_TABLE))
            cells |= _cells(table, ranks[table])
        cell, width = (None, 0.0) if holder is None else cells.get(holder, (None, 0.0))
        if holder is None and sections:
            width = sections[section].text_width_mm
        look = _laid(properties, styles.get(style, styles.get("Normal", PLAIN)))
        stretches = tuple(_stretches(node, look))
        text = "".join([stretch.text for stretch in stretches])
        yield Paragraph(part, number, style, stretches, look, width, cell, section, node, text)


def _style_of(properties: etree._Element | None) -> tuple[str, bool]:
    """Return the style of a paragraph, and whether a section ends with it."""
    style, ends = "Normal", False
    for node in () if properties is None else properties:
        if node.tag == _STYLE:
            style = node.get(_VALUE, "")
        ends = ends or node.tag == _SECTION
    return style, ends


def _cells(table: etree._Element, rank: int) -> Iterator[tuple[etree._Element, tuple[Cell, float]]]:
    """Yield every cell of a table with its place and its width."""
    known: dict[str, float] = {}
    for row, line in enumerate(table.iterchildren(_ROW)):
        for column, cell in enumerate(line.iterchildren(_CELL)):
            width = cell.find(_WIDTH)
            twips = width.get(_W, "") if width is not None else ""
            if width is not None and twips not in known:
                known[twips] = _mm(width, "w")
            yield cell, (Cell(rank, row, column), known.get(twips, 0.0))


def _stretches(paragraph: etree._Element, look: Look) -> Iterator[Stretch]:
    for run in paragraph.iter(_RUN):
        text, own, marked = "", look, False
        for node in run:
            if node.tag == _TEXT:
                text += node.text or ""
            elif node.tag in _BLANKS:
                text += " "
            elif node.tag == _RPR:
                own, marked = _laid(node, look), node.find(_HIGHLIGHT) is not None
        if text:
            yield Stretch(text, own, marked)


def _laid(properties: etree._Element | None, below: Look) -> Look:
    """Return *below* with what *properties* say laid over it; most paragraphs say nothing."""
    says = properties is not None and any(node.tag != _STYLE for node in properties)
    return look_of(properties).over(below) if says else below


def _mm(node: etree._Element, name: str) -> float:
    try:
        return float(node.get(f"{{{W}}}{name}", "0")) * _MM_PER_TWIP
    except ValueError:
        return 0.0
