"""Spreadsheets: text written into cells, and text read from them. The one room that knows Excel.

Nothing is ever written as a formula. A cell that holds one is refused by its name, because its text
is a program and its shown value may be stale.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from regulations.folding import nfc
from regulations.sentences import say
from templates.sheetparts import Marks, WorkbookError, marked_sheets

LISTS = "Danh mục"
_CREATED = datetime(1980, 1, 1)  # never the clock
_TEXT = 49  # the number of the format "@" that every Excel knows
_FILLED_ROWS = 500  # how far down choices and text cells are prepared


@dataclass(frozen=True, slots=True)
class Heading:
    """One column to be filled in: its key for machines, its label for people, what may be chosen.

    An *open* list also takes what it does not name.
    """

    key: str
    label: str
    required: bool = False
    choices: tuple[str, ...] = ()
    open: bool = False


@dataclass(frozen=True, slots=True)
class SheetText:
    """The texts of a sheet, row by row; *formulas* names the cells that hold one.

    *merged* are the cells joined into one: first row and column, last row and column, from 0.
    *hidden* are the rows that Excel does not show, from 0: all of them in a sheet it does not show.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    formulas: tuple[str, ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: frozenset[int] = frozenset()


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell, both counted from 0.

    >>> cell_name(2, 27)
    'AB3'
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def write_workbook(sheets: Mapping[str, Sequence[Heading]]) -> bytes:
    """Return a workbook to be filled in: keys hidden in row 1, labels frozen in row 2."""
    import xlsxwriter

    sink = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(sink, options) as book:
        book.set_properties({"created": _CREATED})
        text = book.add_format({"num_format": _TEXT, "text_wrap": True, "valign": "top"})
        head = book.add_format({"bold": True, "text_wrap": True, "num_format": _TEXT, "border": 1})
        pages = {name: book.add_worksheet(name) for name in sheets}
        lists = book.add_worksheet(LISTS)
        taken = 0
        for name, headings in sheets.items():
            page = pages[name]
            page.set_row(0, None, None, {"hidden": True})
            page.freeze_panes(2, 1)
            for at, heading in enumerate(headings):
                page.set_column(at, at, max(12, min(40, len(heading.label))), text)
                page.write_string(0, at, heading.key, text)
                page.write_string(1, at, heading.label + " (*)" * heading.required, head)
                if heading.choices:
                    _offer(page, lists, at, taken, heading)
                    taken += 1
    return sink.getvalue()


def _offer(page: object, lists: object, column: int, place: int, heading: Heading) -> None:
    """Let a column choose from a list that stands on the sheet of lists."""
    lists.write_string(0, place, heading.label)  # type: ignore[attr-defined]
    for row, choice in enumerate(heading.choices, start=1):
        lists.write_string(row, place, choice)  # type: ignore[attr-defined]
    letter = cell_name(0, place).rstrip("1")
    source = f"='{LISTS}'!${letter}$2:${letter}${len(heading.choices) + 1}"
    rule = {
        "validate": "list",
        "source": source,
        "error_type": "information" if heading.open else "stop",
    }
    page.data_validation(2, column, _FILLED_ROWS + 1, column, rule)  # type: ignore[attr-defined]


def read_workbook(content: bytes) -> tuple[SheetText, ...]:
    """Return the texts of all sheets, with numbers and days as an office writes them.

    Raises:
        WorkbookError: the file is no workbook, too large, or its cells lie too far apart.
    """
    marks = dict(marked_sheets(content))
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return tuple(
            _sheet_text(book.get_sheet_by_name(name), marks.get(name, Marks()))
            for name in book.sheet_names
            if name != LISTS
        )
    except CalamineError as error:
        raise WorkbookError(say("it is damaged")) from error


def _sheet_text(sheet: Any, marks: Marks) -> SheetText:
    rows = [tuple(_text(cell) for cell in row) for row in sheet.to_python(skip_empty_area=False)]
    for name in marks.months:
        row, column = _address(name)
        if row < len(rows) and column < len(rows[row]):
            month = re.sub(r"^\d\d/0?(\d+/\d{4})$", r"\1", rows[row][column])
            rows[row] = (*rows[row][:column], month, *rows[row][column + 1 :])
    merged = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
    hidden = frozenset(range(len(rows)) if marks.unseen else marks.hidden)
    return SheetText(sheet.name, tuple(rows), tuple(marks.formulas), merged, hidden)


def _address(name: str) -> tuple[int, int]:
    """Return row and column of a cell, both counted from 0."""
    letters = name.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(name[len(letters) :]) - 1, column - 1


def _text(cell: object) -> str:
    """Return a cell as a person types it: 05/06/1980, 1980, 5,02."""
    if isinstance(cell, datetime | date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, bool):
        return "x" if cell else ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell).replace(".", ",")
    if isinstance(cell, time | timedelta):
        return str(cell)
    return nfc(str(cell)).strip()
