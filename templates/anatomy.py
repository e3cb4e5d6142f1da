"""What a Word paper is when it is taken apart: sections, and every paragraph with place and looks.

A long paper has paragraphs by the hundred thousand: what there is one of for each is a named tuple,
which is made several times as fast as a frozen dataclass.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from templates.looks import Look

DOCUMENT = "word/document.xml"


class Stretch(NamedTuple):
    """A run of text with its whole look; a *marked* one is on yellow: somebody must fill it."""

    text: str
    look: Look
    marked: bool = False


class Cell(NamedTuple):
    """Where in a table a paragraph stands; all three count from 0, tables through the part."""

    table: int
    row: int
    column: int


class Paragraph(NamedTuple):
    """One paragraph. *number* counts from 1 through its part, those in cells included.

    *width_mm* is the room between the margins, or inside the cell. *text* is what all stretches
    say; a line break and a tab are a blank. *paged* tells whether the page's number stands in it.
    """

    part: str
    number: int
    style: str
    stretches: tuple[Stretch, ...]
    look: Look
    width_mm: float
    cell: Cell | None
    section: int
    paged: bool
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
