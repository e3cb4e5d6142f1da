"""The tables of the Báo cáo nhanh, each from the one stock-taking: text cells, ready to print."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from regulations.library import Library
from templates.figures import RATES, figures_of
from templates.listing import NOTHING, Listing, Rows
from templates.taskrows import bodies_text, paper_text, task_rows
from templates.wording import count_text, percent_text, running_day, word
from tracker.calendar import Calendar
from tracker.changes import Changes, Correction, cell_of
from tracker.progress import FEW, BodyRow, Item, Stock

_CELLS = ("on_time", "late", "in_time", "overdue")
_METHOD = ("day", "cells", "early", "no_information", *RATES, "due", "extended", "bodies",
           "followed", "outside")  # fmt: skip


def figure_listings(stock: Stock, changes: Changes | None, lang: str) -> dict[str, Listing]:
    """Return the four cells beside those of the report before, and the rates with formulas."""
    figures = figures_of(stock, lang)
    before = figures_of(changes.before, lang) if changes else None
    rows = []
    for rank, row in enumerate(figures.cells):
        old = before.cells[rank].result if before else "–"
        rows.append({"measure": row.name, "count": row.result, "before": old,
                     "change": _change(rank, stock, changes)})  # fmt: skip
    rates = tuple(
        {"rate": row.name, "formula": row.formula, "share": row.result} for row in figures.rates
    )
    return {
        "figures": Listing(figures.text, tuple(rows)),
        "rates": Listing(figures.rates_text, rates),
    }


def change_listings(
    changes: Changes | None, afterwards: Changes | None, library: Library, lang: str
) -> dict[str, Listing]:
    """Return the account, what moved, and the corrections; *afterwards* is of a frozen report."""
    late = _corrections(afterwards, "changes.afterwards", library, lang)
    if changes is None:
        none = Listing(word("changes.none_before", lang), ())
        return {"account": none, "moved": NOTHING, "corrections": NOTHING, "afterwards": late}
    state = word("changes.frozen" if changes.frozen else "changes.live", lang)
    day = running_day(changes.since, lang)
    return {
        "account": Listing(
            word("changes.since", lang, day=day, state=state), _account(changes, lang)
        ),
        "moved": _moved(changes, library, lang),
        "corrections": _corrections(changes, "changes.corrections_text", library, lang),
        "afterwards": late,
    }


def bodies_listing(stock: Stock, rows: tuple[BodyRow, ...], library: Library, lang: str) -> Listing:
    """Return a line for each body, and a note where a task counts for several."""
    shared = sum(len(item.units or item.task.lead) > 1 for item in stock.items)
    note = word("bodies.shared", lang, count=count_text(shared, lang)) if shared else ""
    few = word("bodies.few", lang, few=FEW) if any(not row.on_time_percent for row in rows) else ""
    return Listing(
        "",
        tuple(_body(row, library, stock.as_of, lang) for row in rows),
        " ".join(filter(None, (note, few))),
    )


def difficulties_listing(stock: Stock, library: Library, lang: str) -> Listing:
    """Return the open tasks of which an obstacle was reported."""
    items = [item for item in stock.items if item.standing.cause and not item.standing.closed]
    key = "difficulties.text" if items else "difficulties.none"
    return Listing(
        word(key, lang, count=count_text(len(items), lang)), task_rows(items, library, lang)
    )


def extensions_listing(stock: Stock, library: Library, lang: str) -> Listing:
    """Return the ledger of extensions: every one, in the order of its day."""
    moves = sorted(
        ((one, item) for item in stock.items for one in item.extended),
        key=lambda pair: (pair[0].on, pair[1].task.id),
    )
    rows = tuple(
        {
            "rank": str(rank), "content": item.task.title(lang),
            "lead": bodies_text(item.task.lead, library, stock.as_of, lang),
            "first_deadline": one.before, "new_deadline": one.after,
            "extended_on": running_day(one.on, lang),
            "asked": word("asked.in_time" if one.in_time else "asked.late", lang),
            "paper": paper_text(one.evidence, lang),
        }
        for rank, (one, item) in enumerate(moves, start=1)
    )  # fmt: skip
    key = "extensions.text" if rows else "extensions.none"
    late = sum(not one.in_time for one, _ in moves)
    text = word(key, lang, count=count_text(len(rows), lang), late=count_text(late, lang))
    return Listing(text, rows)


def method_listing(stock: Stock, calendar: Calendar, lang: str) -> Listing:
    """Return how everything is counted, and which days off the days are counted by."""
    rows = [(word(f"method.{name}", lang), word(f"method.{name}_text", lang)) for name in _METHOD]
    for year in sorted({item.standing.due.year for item in stock.items if item.standing.due}
                       | {stock.as_of.year}):  # fmt: skip
        key = "method.provisional" if calendar.provisional(year) else "method.notice"
        text = word(key, lang, notice=_notices(calendar, year))
        rows.append((word("method.year", lang, year=year), text))
    return Listing("", tuple(
        {"rank": str(rank), "term": term, "meaning": meaning}
        for rank, (term, meaning) in enumerate(rows, start=1)
    ))  # fmt: skip


def _notices(calendar: Calendar, year: int) -> str:
    """Return the laws and notices that the days off of *year* rest on."""
    days = calendar.special_days(year)
    own = calendar.years[year].notice if year in calendar.years else ""
    return "; ".join(dict.fromkeys(filter(None, (own, *(one.notice for one in days.values())))))


def _change(rank: int, stock: Stock, changes: Changes | None) -> str:
    """Return by how much the cell of a *rank* in the table differs from the report before."""
    if changes is None:
        return "–"
    now, then = (_in_order(one) for one in (stock, changes.before))
    return _signed(now[rank] - then[rank])


def _in_order(stock: Stock) -> tuple[int, ...]:
    cells = stock.cells
    return (
        cells.done_on_time,
        cells.done_late,
        cells.open_in_time,
        cells.open_overdue,
        cells.dated,
    )


def _account(changes: Changes, lang: str) -> Rows:
    return tuple(
        {
            "measure": word(f"account.{row.cell}", lang),
            "reported": count_text(row.reported, lang), "corrected": _signed(row.corrected),
            "gained": _signed(row.gained), "lost": _signed(-row.lost),
            "now": count_text(row.now, lang),
        }
        for row in changes.movements
    )  # fmt: skip


def _moved(changes: Changes, library: Library, lang: str) -> Listing:
    rows: list[Mapping[str, str]] = []
    for kind, items in changes.of_kinds.items():
        for item, row in zip(items, task_rows(items, library, lang), strict=True):
            rows.append({
                "rank": str(len(rows) + 1), "kind": word(f"changes.{kind}", lang),
                "content": row["content"], "lead": row["lead"],
                "detail": _detail(kind, item, row, library, lang),
            })  # fmt: skip
    text = "" if rows else word("changes.none_moved", lang)
    return Listing(text, tuple(rows))


def _detail(kind: str, item: Item, row: Mapping[str, str], library: Library, lang: str) -> str:
    if kind == "handed_over" and item.standing.handed_to:
        to = bodies_text((item.standing.handed_to,), library, item.standing.as_of, lang)
        return word("detail.to", lang, body=to)
    if kind in ("new", "extended", "newly_overdue", "reopened"):
        return row["deadline"]
    return row["result"]


def _corrections(changes: Changes | None, key: str, library: Library, lang: str) -> Listing:
    if changes is None or not changes.corrections:
        return NOTHING
    rows = tuple(
        {
            "rank": str(rank), "content": one.item.task.title(lang),
            "was": _state(one.before, library, lang), "is_now": _state(one.after, library, lang),
            "late_entry": _entries(one, lang),
        }
        for rank, one in enumerate(changes.corrections, start=1)
    )  # fmt: skip
    moved = sum(one.moves for one in changes.corrections)
    return Listing(
        word(key, lang, count=count_text(len(rows), lang), moved=count_text(moved, lang),
             day=running_day(changes.since, lang)),
        rows,
    )  # fmt: skip


def _state(item: Item | None, library: Library, lang: str) -> str:
    if item is None:
        return word("changes.absent", lang)
    [row] = task_rows([item], library, lang)
    late = row["days_late"] if cell_of(item) == "open_overdue" else ""
    return word("detail.late", lang, status=row["result"], days=late) if late else row["result"]


def _entries(one: Correction, lang: str) -> str:
    said = [
        word("detail.entry", lang, day=running_day(event.on, lang),
             what=word(f"event.{event.kind}", lang))
        for event in one.late
    ]  # fmt: skip
    return "; ".join(said) or word("detail.edited", lang)


def _body(row: BodyRow, library: Library, day: date, lang: str) -> Mapping[str, str]:
    cells = row.cells
    counts = (cells.done_on_time, cells.done_late, cells.open_in_time, cells.open_overdue)
    return {
        "body": library.bodies.name(row.body, day, lang) if row.body else word("no_lead", lang),
        **{name: count_text(count, lang) for name, count in zip(_CELLS, counts, strict=True)},
        "outside": count_text(row.outside, lang),
        "percent": percent_text(row.on_time_percent, lang),
        "updated": f"{row.updated.count}/{row.updated.of}",
    }


def _signed(count: int) -> str:
    return f"{count:+d}" if count else ""
