"""What a workbook says besides its values: which days are months, which cells show an error.

Typed into Excel, 4/2027 becomes the first of April with a format that hides the day. A formula in
error reads as empty. And one far cell makes a sheet of seventeen thousand million.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from lxml import etree

from regulations.sentences import Sentence, say
from templates.numberformats import month_styles

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)>")
_REF = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_STYLE = re.compile(rb'\bs="(\d+)"')
_MAX_BYTES = 2_000_000_000
_MAX_SMALL_PART = 20_000_000
_MAX_CELLS = 40_000_000
_BLOCK = 1 << 20


class SheetError(Exception):
    """A workbook can't be read; *why* is a sentence."""

    def __init__(self, why: Sentence) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Marks:
    """Columns of one row, from 0 at the first that is used."""

    months: frozenset[int] = frozenset()
    errors: frozenset[int] = frozenset()


@dataclass(slots=True)
class SheetMarks:
    """The marked cells of a sheet, by row from 1 and column from 0."""

    months: dict[int, set[int]] = field(default_factory=dict)
    errors: dict[int, set[int]] = field(default_factory=dict)

    def seen(self, row: int, left: int) -> Marks:
        """Return the marks of *row* where the first column that is used is *left*."""
        if row not in self.months and row not in self.errors:
            return _NONE
        found = (self.months.get(row, ()), self.errors.get(row, ()))
        return Marks(*(frozenset(column - left for column in columns) for columns in found))


_NONE = Marks()


def read_marks(path: Path) -> SheetMarks:
    """Look through the first sheet of a workbook, in flat memory.

    Raises:
        SheetError: it is no workbook, or larger than can be read.
    """
    try:
        with zipfile.ZipFile(path) as book:
            months = _month_styles(book)
            return _marks(_blocks(book, _first_sheet(book)), months)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, EOFError, ValueError) as error:
        raise SheetError(say("It is no Excel workbook, or a damaged one.")) from error


def _marks(blocks: Iterator[bytes], months: frozenset[bytes]) -> SheetMarks:
    found = SheetMarks()
    columns: dict[bytes, int] = {}
    last = 0
    for block in blocks:
        for match in _CELL.finditer(block):
            inside = match[1]
            ref = _REF.search(inside)
            if ref is None:
                continue
            column = columns.setdefault(ref[1], _rank(ref[1]))
            last = max(last, int(ref[2]))
            style = _STYLE.search(inside) if months else None
            if style and style[1] in months:
                found.months.setdefault(int(ref[2]), set()).add(column)
            if b't="e"' in inside:
                found.errors.setdefault(int(ref[2]), set()).add(column)
        if last * (max(columns.values(), default=0) + 1) > _MAX_CELLS:
            raise SheetError(say("It spans too many rows and columns: save it as CSV."))
    return found


def _blocks(book: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Yield a part in blocks that no cell's tag is cut by."""
    rest, left = b"", _MAX_BYTES
    with book.open(name) as part:
        while block := part.read(_BLOCK):
            left -= len(block)
            if left < 0:
                raise SheetError(say("It is too large: save it as CSV."))
            whole, tag, rest = (rest + block).rpartition(b"<")
            rest = tag + rest
            yield whole


def _first_sheet(book: zipfile.ZipFile) -> str:
    sheet = _small(book, "xl/workbook.xml").find(f".//{_MAIN}sheet")
    if sheet is None:
        raise KeyError("sheet")
    for relation in _small(book, "xl/_rels/workbook.xml.rels"):
        if relation.get("Id") == sheet.get(_REL):
            target = relation.get("Target", "")
            return target[1:] if target.startswith("/") else str(PurePosixPath("xl") / target)
    raise KeyError("sheet")


def _month_styles(book: zipfile.ZipFile) -> frozenset[bytes]:
    """Return the styles, by number, that show a day as its month and year."""
    if "xl/styles.xml" not in book.namelist():
        return frozenset()
    styles = _small(book, "xl/styles.xml")
    return frozenset(style.encode() for style in month_styles(styles))


def _small(book: zipfile.ZipFile, name: str) -> etree._Element:
    with book.open(name) as part:
        content = part.read(_MAX_SMALL_PART + 1)
    if len(content) > _MAX_SMALL_PART or b"<!DOCTYPE" in content:
        raise ValueError(name)
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def _rank(letters: bytes) -> int:
    rank = 0
    for letter in letters:
        rank = rank * 26 + letter - 64
    return rank - 1
