"""The four charts of the Báo cáo nhanh: who is late and how late, progress, the year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise

from templates.brief_plan import CHARTS
from templates.charts import COLUMNS, LINES, STACKED, TIMELINE, ChartSpec, Series, days_from_zero
from templates.listing import Rows
from templates.wording import word
from tracker.progress import CELLS, Item, Stock

MOST_BARS = 12  # more are not legible on half a page: the rest is one bar
MOST_TASKS = 20
_ALONE = 45  # letters of a task's name beside its bar
_AGES = (30, 90, 120)  # days late, the last bucket is open
_MONTHS_BACK, _MONTHS_AHEAD = 12, 12
_CELL_COLOURS = {"on_time": "548235", "late": "A9D18E", "in_time": "9DC3E6", "overdue": "C00000"}
_BLANK = "\u00a0"
_FIRST, _NOW, _DONE = "7F7F7F", "2E75B6", "548235"


def brief_charts(stock: Stock, bodies: Rows, lang: str) -> Mapping[str, ChartSpec]:
    """Return the charts that have something to show, by name."""
    dated = [item for item in stock.items if item.cell in CELLS]
    found: dict[str, ChartSpec] = {}
    if stock.overdue:
        found["age"] = _age(stock, lang)
    if bodies:
        found["bodies"] = _by_body(bodies, lang)
    if dated:
        found["burn_up"] = _burn_up(dated, stock.as_of, lang)
    if shown := _of_the_year(dated, stock.as_of):
        found["timeline"] = _timeline(shown, stock.as_of, lang)
    return found


def sample_charts(lang: str) -> Mapping[str, ChartSpec]:
    """Return the charts that stand in the template until a paper is printed."""
    kinds = {"age": COLUMNS, "bodies": STACKED, "burn_up": LINES, "timeline": TIMELINE}
    return {
        name: ChartSpec((word("column.body", lang),), (Series("–", (1,), _NOW),), kinds[name],
                        word(f"chart.{name}", lang))
        for name in CHARTS
    }  # fmt: skip


def _age(stock: Stock, lang: str) -> ChartSpec:
    late = [item.standing.days_late for item in stock.overdue]
    bounds = [0, *_AGES]
    buckets = [(f"{low + 1}–{high}", sum(low < days <= high for days in late))
               for low, high in pairwise(bounds)]  # fmt: skip
    buckets.append((f"> {_AGES[-1]}", sum(days > _AGES[-1] for days in late)))
    names, counts = zip(*buckets, strict=True)
    series = Series(word("short.overdue", lang), counts, _CELL_COLOURS["overdue"])
    return ChartSpec(names, (series,), COLUMNS, word("chart.age", lang))


def _by_body(rows: Rows, lang: str) -> ChartSpec:
    shown, rest = (rows, ()) if len(rows) <= MOST_BARS else (rows[: MOST_BARS - 1],
                                                             rows[MOST_BARS - 1 :])  # fmt: skip
    names = [row["body"] for row in shown] + ([word("other_bodies", lang)] if rest else [])
    series = []
    for cell, colour in _CELL_COLOURS.items():
        counts = [_count(row[cell]) for row in shown]
        if rest:
            counts.append(sum(_count(row[cell]) for row in rest))
        series.append(Series(word(f"short.{cell}", lang), tuple(counts), colour))
    return ChartSpec(tuple(names), tuple(series), STACKED, word("chart.bodies", lang))


def _burn_up(items: list[Item], as_of: date, lang: str) -> ChartSpec:
    """Count, month by month, what was to be done by its end and what was done."""
    first = [item.standing.original_due or item.standing.due for item in items]
    now = [item.standing.due for item in items]
    done = [item.standing.done_on for item in items if item.standing.done]
    days = [day for day in (*first, *now, *done, as_of) if day]
    months = list(_months(min(days), max(days), as_of))
    ends = [_month_end(month) for month in months]
    lines = (
        ("burn.first", tuple(_by(first, end) for end in ends), _FIRST),
        ("burn.now", tuple(_by(now, end) for end in ends), _NOW),
        ("burn.done", tuple(_by(done, min(end, as_of)) if month <= as_of else None
                            for month, end in zip(months, ends, strict=True)), _DONE),
    )  # fmt: skip
    return ChartSpec(
        tuple(f"{month.month}/{month.year}" for month in months),
        tuple(Series(word(key, lang), counts, colour) for key, counts, colour in lines),
        LINES, word("chart.burn_up", lang),
    )  # fmt: skip


def _timeline(shown: list[Item], as_of: date, lang: str) -> ChartSpec:
    """Draw each task from the day it was given; the colours meet on the day of the report."""
    start, end = date(as_of.year, 1, 1), date(as_of.year, 12, 31)
    bars = [_bar(item, as_of, start, end) for item in shown]
    names = ("before", "elapsed", "left", "late", "done")
    colours = ("", _NOW, _CELL_COLOURS["in_time"], _CELL_COLOURS["overdue"], _DONE)
    return ChartSpec(
        tuple(_label(item, lang) for item in shown),
        tuple(Series(word(f"timeline.{name}", lang) if colour else _BLANK,
                     tuple(bar[rank] for bar in bars), colour)
              for rank, (name, colour) in enumerate(zip(names, colours, strict=True))),
        TIMELINE, word("chart.timeline", lang), start, end + timedelta(1),
    )  # fmt: skip


def _bar(item: Item, as_of: date, start: date, end: date) -> tuple[int, int, int, int, int]:
    """Return the first day of a bar, then its days elapsed, left, late and done."""
    standing = item.standing
    due = min(standing.due or end, end)
    first = max(min(item.task.assigned or start, due), start)
    if standing.done and standing.done_on:
        until = max(min(standing.done_on, end), first)
        return (days_from_zero(first), 0, 0, 0, (until - first).days + 1)
    today = max(min(as_of, end), first)
    turn = min(today, due)
    elapsed, left = (turn - first).days + 1, max((due - today).days, 0)
    return (days_from_zero(first), elapsed, left, max((today - due).days, 0), 0)


def _of_the_year(items: list[Item], as_of: date) -> list[Item]:
    """Return the tasks that fall due in the year of the report: overdue, open, done; the first."""
    own = [item for item in items if item.standing.due and item.standing.due.year == as_of.year]
    rank = {"open_overdue": 0, "open_in_time": 1}
    own.sort(key=lambda item: (rank.get(item.cell, 2), item.standing.due, item.task.id))
    return own[:MOST_TASKS]


def _label(item: Item, lang: str) -> str:
    title = item.task.title(lang)
    if len(title) <= _ALONE:
        return title
    return title[:_ALONE].rsplit(" ", 1)[0] + " …"


def _months(first: date, last: date, as_of: date) -> Iterator[date]:
    """Yield the first day of each month, at most a year back and a year ahead."""
    today = as_of.year * 12 + as_of.month - 1
    begin = max(first.year * 12 + first.month - 1, today - _MONTHS_BACK)
    end = min(last.year * 12 + last.month - 1, today + _MONTHS_AHEAD)
    for month in range(begin, max(end, today) + 1):
        yield date(month // 12, month % 12 + 1, 1)


def _month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)


def _by(days: list[date | None], end: date) -> int:
    return sum(day is not None and day <= end for day in days)


def _count(text: str) -> int:
    return int(text.replace(".", "").replace(",", ""))
