"""A Word paper taken apart for reading: sections, and every paragraph with its place and looks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from templates.looks import PLAIN, Look, look_of, style_looks
from templates.ooxml import RELATIONS, W, parsed

DOCUMENT = "word/document.xml"
_STYLES = "word/styles.xml"
_PARAGRAPH, _RUN, _CELL, _WIDTH, _STYLE, _SECTION, _HIGHLIGHT, _TEXT = (
    f"{{{W}}}{name}" for name in ("pPr", "rPr", "tcPr", "tcW", "pStyle", "sectPr", "highlight", "t")
)
_BLANKS = tuple(f"{{{W}}}{name}" for name in ("br", "tab", "cr"))
_MM_PER_TWIP = 25.4 / 1440


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

    *width_mm* is the room between the margins, or inside the cell.
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

    @property
    def text(self) -> str:
        """What it says; a line break and a tab are a blank."""
        return "".join(stretch.text for stretch in self.stretches)

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


def take_apart(parts: Mapping[str, bytes], only: Collection[str] | None = None) -> Anatomy:
    """Return the anatomy of the paper that *parts* make; they were vetted before.

    *only* leaves out of the body every paragraph in another style: most of a long annex.
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
    only: Collection[str] | None = None,
) -> Iterator[Paragraph]:
    cells = dict(_cells(root))
    at = 0
    for number, node in enumerate(root.iter(f"{{{W}}}p"), start=1):
        properties = _child(node, _PARAGRAPH)
        style = _style_of(properties)
        if only is None or style in only:
            section = min(at, len(sections) - 1)
            holder = next(node.iterancestors(f"{{{W}}}tc"), None)
            cell, width = (None, 0.0) if holder is None else cells[holder]
            if holder is None and sections:
                width = sections[section].text_width_mm
            look = look_of(properties).over(styles.get(style, styles.get("Normal", PLAIN)))
            stretches = tuple(_stretches(node, look))
            yield Paragraph(part, number, style, stretches, look, width, cell, section, node)
        at += properties is not None and _child(properties, _SECTION) is not None


def _cells(root: etree._Element) -> Iterator[tuple[etree._Element, tuple[Cell, float]]]:
    """Yield every cell of every table with its place and its width."""
    for rank, table in enumerate(root.iter(f"{{{W}}}tbl")):
        for row, line in enumerate(table.findall(f"{{{W}}}tr")):
            for column, cell in enumerate(line.findall(f"{{{W}}}tc")):
                properties = _child(cell, _CELL)
                width = _child(properties, _WIDTH) if properties is not None else None
                yield cell, (Cell(rank, row, column), _mm(width, "w") if width is not None else 0.0)


def _style_of(properties: etree._Element | None) -> str:
    named = _child(properties, _STYLE) if properties is not None else None
    return named.get(f"{{{W}}}val", "") if named is not None else "Normal"


def _stretches(paragraph: etree._Element, look: Look) -> Iterator[Stretch]:
    for run in paragraph.iter(f"{{{W}}}r"):
        text = "".join(_signs(run))
        properties = _child(run, _RUN)
        marked = properties is not None and _child(properties, _HIGHLIGHT) is not None
        if text:
            yield Stretch(text, look_of(properties).over(look), marked)


def _child(node: etree._Element, tag: str) -> etree._Element | None:
    """Return the first child with *tag*; looking along beats asking for a path."""
    for child in node:
        if child.tag == tag:
            return child
    return None


def _signs(run: etree._Element) -> Iterator[str]:
    for node in run:
        tag = node.tag
        if tag == _TEXT:
            yield node.text or ""
        elif tag in _BLANKS:
            yield " "


def _mm(node: etree._Element, name: str) -> float:
    try:
        return float(node.get(f"{{{W}}}{name}", "0")) * _MM_PER_TWIP
    except ValueError:
        return 0.0
