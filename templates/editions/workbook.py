"""A dashboard as an Excel workbook: a sheet for each section, numbers as numbers, native charts.

Nothing is ever written as a formula.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from regulations.folding import fold
from templates.charts import (
    COLUMNS,
    LINES,
    STACKED,
    TIMELINE,
    ChartSpec,
    days_from_zero,
)
from templates.editions.page import Page, PageSection, PageTable
from templates.press.package import parts_of
from templates.press.stamp import pack

_CREATED = datetime(1980, 1, 1)  # never the clock
_WHOLE = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{3})*|[+-]?\d+")
_PERCENT = re.compile(r"(\d+)[.,](\d) %")
_KINDS = {STACKED: ("bar", "stacked"), TIMELINE: ("bar", "stacked"), COLUMNS: ("column", ""),
          LINES: ("line", "")}  # fmt: skip
_NARROWEST, _WIDEST = 9, 44  # of a column, in letters
_LINE_POINTS = 16
_LEAST_COLUMNS = 4
_LETTERS = {"font_name": "Times New Roman", "font_size": 12, "text_wrap": True, "valign": "top"}
_LOOKS: Mapping[str, Mapping[str, object]] = {
    "text": {"border": 1},
    "number": {"border": 1, "align": "center"},
    "percent": {"border": 1, "align": "center", "num_format": "0.0%"},
    "day": {"border": 1, "align": "center", "num_format": "dd/mm/yyyy"},
    "head": {"border": 1, "bold": True, "align": "center"},
    "title": {"bold": True},
    "said": {},
}


def workbook(page: Page) -> bytes:
    """Return the page as an .xlsx; the same page gives the same bytes."""
    from xlsxwriter import Workbook

    sink = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(sink, options) as book:
        book.set_properties({"created": _CREATED, "title": page.subject})
        looks = {name: book.add_format({**_LETTERS, **look}) for name, look in _LOOKS.items()}
        names: set[str] = set()
        for at, section in enumerate(page.sections):
            sheet = book.add_worksheet(_sheet_name(section.title, names))
            writer = _Writer(book, sheet, looks, _widths(section))
            if at == 0:
                writer.lines((*page.issuer, page.name, page.subject, page.as_of), "title")
            writer.section(section)
    return pack(parts_of(sink.getvalue()))


def number_of(text: str) -> float | int | None:
    """Return the number that a cell says, as Excel keeps it; ``None`` for any other text.

    >>> number_of("1.234"), number_of("75,0 %"), number_of("6/8")
    (1234, 0.75, None)
    """
    if match := _PERCENT.fullmatch(text):
        return int(match[1] + match[2]) / 1000
    return int(re.sub(r"[.,]", "", text)) if _WHOLE.fullmatch(text) else None


class _Writer:
    """Fills one sheet from top to bottom; *widths* are those of its columns, in letters."""

    def __init__(
        self, book: Any, sheet: Any, looks: Mapping[str, Any], widths: Sequence[int]
    ) -> None:
        self._book, self._sheet, self._looks, self._widths = book, sheet, looks, widths
        self._row = 0
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)

    def lines(self, texts: Sequence[str], look: str) -> None:
        """Write each text across all columns, and leave a row free."""
        for text in texts:
            last = len(self._widths) - 1
            self._sheet.merge_range(self._row, 0, self._row, last, "", self._looks[look])
            self._sheet.write_string(self._row, 0, text, self._looks[look])
            self._height([text], [sum(self._widths)])
            self._row += 1
        self._row += 1

    def section(self, section: PageSection) -> None:
        """Write a section: its title, its tables, and its charts with their numbers."""
        self.lines((section.title,), "title")
        for table in section.tables:
            self._table(table)
        for chart in section.charts:
            self._chart(chart)

    def _table(self, table: PageTable) -> None:
        if table.text:
            self.lines((table.text,), "said")
        if table.rows:
            self._cells(table.heads, "head", frozenset())
            for row in table.rows:
                self._cells(row, "text", table.middle)
            self._row += 1
        if table.note:
            self.lines((table.note,), "said")

    def _cells(self, texts: Sequence[str], look: str, middle: frozenset[int]) -> None:
        for at, text in enumerate(texts):
            number = number_of(text) if at in middle else None
            if number is None:
                own = "number" if at in middle else look
                self._sheet.write_string(self._row, at, text, self._looks[own])
            else:
                own = "percent" if "%" in text else "number"
                self._sheet.write_number(self._row, at, number, self._looks[own])
        self._height(texts, self._widths)
        self._row += 1

    def _chart(self, spec: ChartSpec) -> None:
        """Write the numbers of a chart, and the chart below them."""
        self._cells([spec.title, *(series.name for series in spec.series)], "head", frozenset())
        first = self._row
        for at, category in enumerate(spec.categories):
            self._sheet.write_string(self._row, 0, category, self._looks["text"])
            for column, series in enumerate(spec.series, start=1):
                count = series.counts[at]
                look = "day" if spec.kind == TIMELINE and not series.colour else "number"
                if count is not None:
                    self._sheet.write_number(self._row, column, count, self._looks[look])
            self._height([category], self._widths)
            self._row += 1
        drawn, height = _drawn(self._book, self._sheet.get_name(), spec, first, self._row - 1)
        self._sheet.insert_chart(self._row + 1, 0, drawn)
        self._row += height // 20 + 3

    def _height(self, texts: Sequence[str], widths: Sequence[int]) -> None:
        rows = max(-(-len(text) // max(width - 2, 1)) for text, width in
                   zip(texts, widths, strict=False))  # fmt: skip
        if rows > 1:
            self._sheet.set_row(self._row, rows * _LINE_POINTS)


def _drawn(book: Any, sheet: str, spec: ChartSpec, first: int, last: int) -> tuple[Any, int]:
    """Return a chart of the cells from row *first* to *last*, and its height in pixels."""
    kind, subtype = _KINDS[spec.kind]
    chart = book.add_chart({"type": kind, **({"subtype": subtype} if subtype else {})})
    for at, series in enumerate(spec.series, start=1):
        face = {"color": f"#{series.colour}"} if series.colour else {"none": True}
        look = {"line": {**face, "width": 2}} if spec.kind == LINES else {"fill": face, "gap": 60}
        chart.add_series({
            "name": [sheet, first - 1, at], "categories": [sheet, first, 0, last, 0],
            "values": [sheet, first, at, last, at], **look,
        })  # fmt: skip
    chart.set_title({"name": spec.title, "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"} if len(spec.series) > 1 else {"none": True})
    if spec.lying:
        chart.set_y_axis({"reverse": True, "crossing": "max"})
    if spec.since and spec.until:
        chart.set_x_axis({"num_format": "dd/mm", "min": days_from_zero(spec.since),
                          "max": days_from_zero(spec.until), "major_unit": 91.25})  # fmt: skip
    height = max(300, 26 * len(spec.categories) + 120)
    chart.set_size({"width": 760, "height": height})
    return chart, height


def _widths(section: PageSection) -> list[int]:
    """Return how wide each column must be for what stands in it, within limits."""
    rows: list[Sequence[str]] = []
    for table in section.tables:
        rows += [table.heads, *table.rows]
    for chart in section.charts:
        rows += [(name, *("" for _ in chart.series)) for name in chart.categories]
    columns = max([_LEAST_COLUMNS, *map(len, rows)])
    longest = [max((len(row[at]) for row in rows if at < len(row)), default=0)
               for at in range(columns)]  # fmt: skip
    return [min(max(length + 2, _NARROWEST), _WIDEST) for length in longest]


def _sheet_name(title: str, taken: set[str]) -> str:
    """Return a name that Excel takes: 31 letters, none of its signs, each once."""
    plain = re.sub(r"[\[\]:*?/\\']", " ", title)[:31].strip()
    name, number = plain, 2
    while fold(name) in taken:
        name, number = f"{plain[:28]} {number}", number + 1
    taken.add(fold(name))
    return name
