"""What a paper is set from: runs of text, lines, columns and rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one face; ``None`` keeps what the paragraph's style says.

    *marked* prints on yellow: a gap that somebody must fill. *caps* shows capitals and keeps the
    letters as they were typed. *note* hangs a footnote on the end of the text.
    *struck* is struck through.
    """

    text: str
    bold: bool | None = None
    italic: bool | None = None
    underlined: bool | None = None
    size_pt: float | None = None
    marked: bool = False
    caps: bool | None = None
    note: tuple[Run, ...] = ()
    struck: bool = False


Content: TypeAlias = str | Sequence[Run]


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: the id of a component of the profile, what it says, and what differs.

    *align* empty keeps the style's. *rule_mm* draws a rule of that length on the paragraph's top.
    *dots_mm* sets a right tab stop with a dotted leader there. *keep* holds it with the next.
    *new_page* begins a page with it.
    """

    style: str
    content: Content = ""
    align: str = ""
    rule_mm: float | None = None
    dots_mm: float | None = None
    keep: bool = False
    new_page: bool = False


Lines: TypeAlias = Line | Sequence[Line]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a grid: width, heading (empty in all columns: no heading row), cell style.

    *boxed* draws a box around each of its cells, in a grid without borders: for digits, a photo.
    """

    width_mm: float
    head: Content = ""
    style: str = "bang"
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a grid: a text or lines for each cell; *spans* tells how many columns each takes.

    A row of one cell spans the grid. *height_mm* is the least height.
    """

    cells: tuple[str | Lines, ...]
    spans: tuple[int, ...] = ()
    height_mm: float | None = None

    @classmethod
    def tag(cls, text: str) -> Row:
        """Return a row that docxtpl replaces by the tag *text*: ``{%tr for task in tasks %}``."""
        return cls((text,))


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with rules around its cells."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


Block: TypeAlias = Line | Grid
