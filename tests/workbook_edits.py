"""Workbooks as people hand them back: an exported one with cells typed over, and tables by hand."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from templates.spreadsheet import read_workbook


def typed_over(
    content: bytes, sheet: str, cells: Mapping[str, object], without: Sequence[int] = ()
) -> bytes:
    """Return a workbook with *cells* of one sheet typed over, and rows (as in Excel) taken out."""
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, {"in_memory": True, "strings_to_formulas": False}) as book:
        for one in read_workbook(content):
            page = book.add_worksheet(one.name)
            rows = [row for at, row in enumerate(one.rows, 1)
                    if one.name != sheet or at not in without]  # fmt: skip
            for at, row in enumerate(rows):
                for column, text in enumerate(row):
                    page.write_string(at, column, text)
            if one.name == sheet:
                write_cells(book, page, cells)
    return sink.getvalue()


def table(rows: Sequence[Sequence[object]], merged: Sequence[str] = ()) -> bytes:
    """Return a workbook of one sheet with *rows*; *merged* are ranges such as ``A3:D3``."""
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, {"in_memory": True}) as book:
        page = book.add_worksheet("Phụ lục")
        for span in merged:
            page.merge_range(span, "")
        write_cells(book, page, {
            xlsxwriter.utility.xl_rowcol_to_cell(at, column): value
            for at, row in enumerate(rows)
            for column, value in enumerate(row)
            if value is not None
        })  # fmt: skip
    return sink.getvalue()


def write_cells(book: Any, page: Any, cells: Mapping[str, object]) -> None:
    """Write values as Excel keeps them: a month is the first of it, with a format that hides it."""
    month = book.add_format({"num_format": "mmm-yy"})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, value in cells.items():
        if isinstance(value, datetime):
            page.write_datetime(name, value, month)
        elif isinstance(value, date):
            page.write_datetime(name, datetime(value.year, value.month, value.day), day)
        elif isinstance(value, str) and value.startswith("=1"):
            page.write_formula(name, value, None, 2)
        elif isinstance(value, str):
            page.write_string(name, value)
        else:
            page.write(name, value)
