"""Tables of texts as workbooks to be worked in: what is fixed is locked, choices are offered.

The second room that writes Excel, for tables with rows. Nothing is ever written as a formula, and
nothing turns into one: text that begins with = stays text.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import xlsxwriter

_CREATED = datetime(1980, 1, 1)  # never the clock
_TEXT = 49  # the number of the format "@": 4/2027 stays what was typed
_LINE = 15.0  # points from one line to the next
_FREE_ROWS = 20  # unlocked below the table, for what the other side adds
_NOTE = {"author": "", "x_scale": 2.5, "y_scale": 1.5, "visible": True}
_FONT = {"font_name": "Times New Roman", "font_size": 11, "text_wrap": True, "valign": "top",
         "border": 1, "num_format": _TEXT}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """One column: its *label*, *width* in characters, whether it is *open*, what may be chosen."""

    key: str
    label: str
    width: int = 16
    open: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A table below its *title*; *notes* are comments on cells, by row and key of column.

    A *hidden* one is for the program: it can't be shown from Excel's menu.
    """

    name: str
    heads: tuple[Head, ...]
    rows: Sequence[Mapping[str, str]]
    title: str = ""
    notes: Mapping[tuple[int, str], str] = field(default_factory=dict)
    hidden: bool = False


def table_workbook(sheets: Sequence[Worksheet]) -> bytes:
    """Return the workbook of *sheets*; the same sheets give the same bytes."""
    sink = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False}  # fmt: skip
    with xlsxwriter.Workbook(sink, options) as book:
        book.set_properties({"created": _CREATED})
        styles = {
            "head": book.add_format(_FONT | {"bold": True, "align": "center", "valign": "vcenter"}),
            "title": book.add_format(_FONT | {"bold": True, "border": 0, "text_wrap": False}),
            "locked": book.add_format(_FONT | {"bg_color": "#F2F2F2"}),
            "open": book.add_format(_FONT | {"locked": False}),
        }
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            if sheet.hidden:
                _plain(page, sheet)
            else:
                _table(page, sheet, styles)
    return sink.getvalue()


def _plain(page: Any, sheet: Worksheet) -> None:
    page.very_hidden()
    for column, head in enumerate(sheet.heads):
        page.write_string(0, column, head.key)
        for row, cells in enumerate(sheet.rows, 1):
            page.write_string(row, column, cells.get(head.key, ""))


def _table(page: Any, sheet: Worksheet, styles: Mapping[str, Any]) -> None:
    """Write title, headings and rows for a landscape A4 page."""
    page.write_string(0, 0, sheet.title, styles["title"])
    below = 2 + len(sheet.rows)
    for column, head in enumerate(sheet.heads):
        style = styles["open" if head.open else "locked"]
        page.set_column(column, column, head.width)
        page.write_string(1, column, head.label, styles["head"])
        for row, cells in enumerate(sheet.rows, 2):
            page.write_string(row, column, cells.get(head.key, ""), style)
        for row in range(below, below + _FREE_ROWS):
            page.write_blank(row, column, None, styles["open"])
        if head.choices:
            rule = {"validate": "list", "source": list(head.choices), "error_type": "information"}
            page.data_validation(2, column, below + _FREE_ROWS - 1, column, rule)
    for row, cells in enumerate(sheet.rows, 2):
        page.set_row(row, _height(sheet.heads, cells))
    columns = {head.key: column for column, head in enumerate(sheet.heads)}
    for (row, key), words in sheet.notes.items():
        page.write_comment(row + 2, columns[key], words, _NOTE)
    _lay_out(page, below, len(sheet.heads))


def _height(heads: Sequence[Head], cells: Mapping[str, str]) -> float:
    """Return the height of a row, in points, in which every text can be read whole."""
    lines = (
        sum(len(line) // (head.width - 1) + 1 for line in cells.get(head.key, "").split("\n"))
        for head in heads
    )
    return min(_LINE * max(lines), 400)


def _lay_out(page: Any, below: int, width: int) -> None:
    page.set_row(1, 2 * _LINE + 4)
    page.freeze_panes(2, 3)
    page.autofilter(1, 0, max(below - 1, 1), width - 1)
    page.repeat_rows(1)
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    page.print_area(0, 0, below + 2, width - 1)
    page.fit_to_pages(1, 0)
    page.protect("", {"format_columns": True, "format_rows": True, "format_cells": True,
                      "autofilter": True, "sort": True, "insert_rows": True})  # fmt: skip
