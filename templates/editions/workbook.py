"""A dashboard as an Excel workbook: a sheet for each section, numbers as numbers, native charts.

Nothing is ever written as a formula.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from regulations.folding import fold
from templates.charts import COLUMNS, LINES, STACKED, TIMELINE, ChartSpec, days_from_zero
from templates.editions.page import Page, PageSection, PageTable
from templates.press.package import parts_of
from templates.press.stamp import pack

_CREATED = datetime(1980, 1, 1)  # never the clock
_WHOLE = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{3})*|[+-]?\d+")
_PERCENT = re.compile(r"(\d+)[.,](\d) %")
_KINDS = {STACKED: ("bar", "stacked"), TIMELINE: ("bar", "stacked"), COLUMNS: ("column", None),
          LINES: ("line", None)}  # fmt: skip
_WIDTHS = (8, 60)  # narrowest and widest column, in letters
_LETTERS = {"font_name": "Times New Roman", "font_size": 12, "text_wrap": True, "valign": "top"}


def workbook(page: Page) -> bytes:
    """Return the page as an .xlsx; the same page gives the same bytes."""
    from xlsxwriter import Workbook

    sink = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(sink, options) as book:
        book.set_properties({"created": _CREATED, "title": page.subject})
        looks = _looks(book)
        names: set[str] = set()
        for at, section in enumerate(page.sections):
            sheet = book.add_worksheet(_sheet_name(section.title, names))
            _arrange(sheet)
            row = _head(sheet, page, looks) if at == 0 else 0
            _section(book, sheet, section, row, looks)
    return pack(parts_of(sink.getvalue()))


def number_of(text: str) -> float | int | None:
    """Return the number that a cell says, as Excel keeps it; ``None`` for any other text.

    >>> number_of("1.234"), number_of("75,0 %"), number_of("6/8")
    (1234, 0.75, None)
    """
    if match := _PERCENT.fullmatch(text):
        return int(match[1] + match[2]) / 1000
    return int(re.sub(r"[.,]", "", text)) if _WHOLE.fullmatch(text) else None


def _looks(book: Any) -> dict[str, Any]:
    return {
        "text": book.add_format({**_LETTERS, "border": 1}),
        "number": book.add_format({**_LETTERS, "border": 1, "align": "center"}),
        "percent": book.add_format({**_LETTERS, "border": 1, "align": "center",
                                    "num_format": "0.0%"}),
        "head": book.add_format({**_LETTERS, "border": 1, "bold": True, "align": "center"}),
        "title": book.add_format({**_LETTERS, "bold": True, "text_wrap": False}),
        "said": book.add_format({**_LETTERS, "text_wrap": False}),
    }  # fmt: skip


def _arrange(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _head(sheet: Any, page: Page, looks: dict[str, Any]) -> int:
    lines = (*page.issuer, page.name, page.subject, page.as_of)
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line, looks["title"])
    return len(lines) + 1


def _section(book: Any, sheet: Any, section: PageSection, row: int, looks: dict[str, Any]) -> None:
    sheet.write_string(row, 0, section.title, looks["title"])
    row += 2
    for table in section.tables:
        row = _table(sheet, table, row, looks)
    for width, at in _column_widths(section):
        sheet.set_column(at, at, width)
    for chart in section.charts:
        row = _chart(book, sheet, chart, row, looks)


def _table(sheet: Any, table: PageTable, row: int, looks: dict[str, Any]) -> int:
    """Write a table from *row* on; return the first row that is free below it."""
    if table.text:
        sheet.write_string(row, 0, table.text, looks["said"])
        row += 1
    if table.rows:
        for at, head in enumerate(table.heads):
            sheet.write_string(row, at, head, looks["head"])
        for number, cells in enumerate(table.rows, start=row + 1):
            for at, text in enumerate(cells):
                _cell(sheet, number, at, text, at in table.middle, looks)
        row += len(table.rows) + 1
    if table.note:
        sheet.write_string(row, 0, table.note, looks["said"])
        row += 1
    return row + 1


def _cell(sheet: Any, row: int, at: int, text: str, middle: bool, looks: dict[str, Any]) -> None:
    number = number_of(text) if middle else None
    if number is None:
        sheet.write_string(row, at, text, looks["number" if middle else "text"])
    else:
        sheet.write_number(row, at, number, looks["percent" if "%" in text else "number"])


def _chart(book: Any, sheet: Any, spec: ChartSpec, row: int, looks: dict[str, Any]) -> int:
    """Write the numbers of a chart and the chart beside them."""
    first = row + 1
    for at, series in enumerate(spec.series, start=1):
        sheet.write_string(row, at, series.name, looks["head"])
        for number, count in enumerate(series.counts, start=first):
            if count is not None:
                sheet.write_number(number, at, count, looks["number"])
    for number, category in enumerate(spec.categories, start=first):
        sheet.write_string(number, 0, category, looks["text"])
    last = first + len(spec.categories) - 1
    sheet.insert_chart(row, len(spec.series) + 2, _drawn(book, sheet, spec, first, last))
    return max(last, row + 18) + 2


def _drawn(book: Any, sheet: Any, spec: ChartSpec, first: int, last: int) -> Any:
    kind, subtype = _KINDS[spec.kind]
    chart = book.add_chart({"type": kind, **({"subtype": subtype} if subtype else {})})
    name = sheet.get_name()
    for at, series in enumerate(spec.series, start=1):
        look = {"color": f"#{series.colour}"} if series.colour else {"none": True}
        chart.add_series({
            "name": [name, first - 1, at], "categories": [name, first, 0, last, 0],
            "values": [name, first, at, last, at],
            **({"line": look} if spec.kind == LINES else {"fill": look, "gap": 60}),
        })  # fmt: skip
    chart.set_title({"name": spec.title, "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"} if len(spec.series) > 1 else {"none": True})
    if spec.lying:
        chart.set_y_axis({"reverse": True})
    if spec.since and spec.until:
        chart.set_x_axis({"num_format": "dd/mm", "min": days_from_zero(spec.since),
                          "max": days_from_zero(spec.until), "major_unit": 91.25})  # fmt: skip
    chart.set_size({"width": 720, "height": max(300, 26 * len(spec.categories) + 120)})
    return chart


def _column_widths(section: PageSection) -> Iterator[tuple[float, int]]:
    columns = max((len(table.heads) for table in section.tables), default=1)
    named = [category for chart in section.charts for category in chart.categories]
    for at in range(columns):
        texts = [text for table in section.tables for cells in (table.heads, *table.rows)
                 for text in cells[at : at + 1]] + (named if at == 0 else [])  # fmt: skip
        longest = max(map(len, texts), default=0)
        yield min(max(longest + 2, _WIDTHS[0]), _WIDTHS[1]), at


def _sheet_name(title: str, taken: set[str]) -> str:
    """Return a name that Excel takes: 31 letters, none of its signs, each once."""
    plain = re.sub(r"[\[\]:*?/\\']", " ", title)[:31].strip()
    name, number = plain, 2
    while fold(name) in taken:
        name, number = f"{plain[:28]} {number}", number + 1
    taken.add(fold(name))
    return name
