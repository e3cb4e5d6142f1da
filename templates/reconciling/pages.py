"""A report as its reader meets it: sentences and tables, each below its heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from regulations.sentences import say
from templates.anatomy import Anatomy, Paragraph
from templates.proofing.findings import Finding, Spot, quoted

_HEADINGS = frozenset({"muc_la_ma", "muc_so", "phu_luc", "ten_phu_luc", "ten_loai"})
_OPEN = frozenset({"so_ky_hieu", "dia_danh_ngay", "ho_ten", "kem_theo", "danh_sach_noi_nhan"})
_NUMBERED = re.compile(r"(?:[IVX]+-|\d+\.) \S")
NUMBER = re.compile(r"(?<![\d.,/-])(?:\d{1,3}(?:[.,]\d{3})+|\d+)(?![\d/-]|[.,]\d)")
"""A whole number with or without separators; no part of a day, a symbol or a decimal."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph with the *heading* above it; *where* says where it stands, for people."""

    paragraph: Paragraph
    heading: str

    @property
    def text(self) -> str:
        """What it says."""
        return self.paragraph.text.strip()

    @property
    def open(self) -> bool:
        """Whether it is the registry's or the drafter's to fill in."""
        return self.paragraph.style in _OPEN or self.paragraph.marked

    @property
    def where(self) -> str:
        """Where it stands: part of the paper, and the cell of a table, counted from 1."""
        cell = self.paragraph.cell
        if cell is None:
            return say("“{heading}”", heading=self.heading)
        return say("“{heading}”, table {table}, row {row}, column {column}", heading=self.heading,
                   table=cell.table + 1, row=cell.row + 1, column=cell.column + 1)  # fmt: skip

    def finding(self, rule: str, message: str, remedy: str) -> Finding:
        """Return a finding on this place."""
        one = self.paragraph
        spot = Spot(one.part, one.number, 0, len(one.text))
        said = say("{where}: {what}", where=self.where, what=message)
        return Finding(rule, "error", spot, quoted(self.text), said, remedy)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: for each row its cells, for each cell its paragraphs; the head is the first row."""

    heading: str
    rows: tuple[tuple[tuple[Piece, ...], ...], ...]

    def text(self, row: int, column: int) -> str:
        """Return what a cell says; empty where there is no such cell."""
        cells = self.rows[row]
        return " ".join(piece.text for piece in cells[column]) if column < len(cells) else ""

    def piece(self, row: int, column: int) -> Piece:
        """Return the first paragraph of a cell."""
        return self.rows[row][column][0]

    def column(self, *names: str) -> int | None:
        """Return the place of the column headed by one of *names*."""
        found = [at for at in range(len(self.rows[0])) if self.text(0, at) in names]
        return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Pages:
    """A paper's running text and its tables, in reading order.

    *follows* holds for each table the number of sentences before it.
    """

    sentences: tuple[Piece, ...]
    grids: tuple[Grid, ...]
    follows: tuple[int, ...]


def pages_of(anatomy: Anatomy) -> Pages:
    """Return the paper as pages."""
    sentences: list[Piece] = []
    grids: list[Grid] = []
    follows: list[int] = []
    heading = ""
    for table, group in groupby(anatomy.body, key=lambda one: one.cell.table if one.cell else -1):
        own = tuple(group)
        if table >= 0:
            grids.append(Grid(heading, tuple(_rows(own, heading))))
            follows.append(len(sentences))
            continue
        for one in own:
            if _is_heading(one):
                heading = one.text.strip()
            if one.text.strip():
                sentences.append(Piece(one, heading))
    return Pages(tuple(sentences), tuple(grids), tuple(follows))


def whole(text: str) -> int | None:
    """Return the whole number that *text* is, with or without separators; else ``None``.

    >>> whole("2.414")
    2414
    """
    plain = text.strip()
    return int(re.sub(r"[.,]", "", plain)) if NUMBER.fullmatch(plain) else None


def _is_heading(one: Paragraph) -> bool:
    return one.style in _HEADINGS or (len(one.text) < 120 and bool(_NUMBERED.match(one.text)))


def _rows(own: Sequence[Paragraph], heading: str) -> Iterator[tuple[tuple[Piece, ...], ...]]:
    for _, row in groupby(own, key=lambda one: one.cell.row if one.cell else 0):
        cells = groupby(row, key=lambda one: one.cell.column if one.cell else 0)
        yield tuple(tuple(Piece(one, heading) for one in cell) for _, cell in cells)
