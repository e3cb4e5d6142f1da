"""A dashboard as Markdown: headings, pipe tables, and each chart as the table of its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from templates.charts import TIMELINE, ChartSpec
from templates.editions.page import Page, PageSection, PageTable

_SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>|#"} | {"\n": " "})


def markdown(page: Page) -> bytes:
    """Return the page as Markdown in UTF-8."""
    lines = [*(f"{_plain(one)}  " for one in page.issuer), "", f"# {_plain(page.name)}", "",
             f"**{_plain(page.subject)}**", "", f"*{_plain(page.as_of)}*", ""]  # fmt: skip
    for section in page.sections:
        lines += _section(section)
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


def _section(section: PageSection) -> Iterator[str]:
    yield from (f"## {_plain(section.title)}", "")
    for table in section.tables:
        yield from _table(table)
    for chart in section.charts:
        if chart.kind != TIMELINE:  # its numbers are days, which the tables say better
            yield from _chart(chart)


def _table(table: PageTable) -> Iterator[str]:
    if table.text:
        yield from (_plain(table.text), "")
    if table.rows:
        yield from _pipes(table.heads, table.rows, table.middle)
    if table.note:
        yield from (f"*{_plain(table.note)}*", "")


def _chart(chart: ChartSpec) -> Iterator[str]:
    yield from (f"**{_plain(chart.title)}**", "")
    rows = [
        (category, *(_count(series.counts[at]) for series in chart.series))
        for at, category in enumerate(chart.categories)
    ]
    yield from _pipes(("", *(series.name for series in chart.series)), rows,
                      frozenset(range(1, len(chart.series) + 1)))  # fmt: skip


def _pipes(
    heads: Sequence[str], rows: Sequence[Sequence[str]], middle: frozenset[int]
) -> Iterator[str]:
    yield _row(heads)
    yield "|" + "|".join(":-:" if at in middle else "---" for at in range(len(heads))) + "|"
    yield from map(_row, rows)
    yield ""


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(map(_plain, cells)) + " |"


def _count(count: int | None) -> str:
    return "" if count is None else str(count)


def _plain(text: str) -> str:
    return text.translate(_SPECIAL)
