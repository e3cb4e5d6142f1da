"""What changed from one report to the next, on the terminal and as JSON."""

from __future__ import annotations

from typing import Any

from cli import show
from cli.labels import task_label
from cli.office import Office
from cli.request import Request
from cli.show_task import bodies, event_words
from cli.speech import _, spoken
from regulations.days import short_day
from templates.wording import word
from tracker.changes import KINDS, Changes, Correction, key_of
from tracker.events import event_to_json
from tracker.progress import OUTSIDE, Item, Rate, Stock


def listing(request: Request, office: Office, found: Changes) -> None:
    """Print the account of the numbers, the corrections, and each kind of change."""
    state = _("frozen") if found.frozen else _("as known now")
    show.header(
        request,
        _("Changes since {day} ({state})").format(day=short_day(found.since), state=state),
    )
    _account(found)
    if found.corrections:
        show.line(f"{word('changes.corrections', spoken())} ({len(found.corrections)})")
        for correction in found.corrections:
            _correction(office, correction)
    for kind, items in found.of_kinds.items():
        if items:
            show.line(f"{word(f'changes.{kind}', spoken())} ({len(items)})")
            for item in items:
                show.line(f"  {_named(office, item)}")


def stock_item(stock: Stock) -> dict[str, Any]:
    """Return the numbers of a report; every paper takes them from the same value."""
    cells = stock.cells
    return {
        "total": stock.total,
        "cells": {
            "done_on_time": cells.done_on_time, "done_late": cells.done_late,
            "open_in_time": cells.open_in_time, "open_overdue": cells.open_overdue,
        },
        "outside": {name: len(stock.of(name)) for name in OUTSIDE},
        "no_information": len(stock.no_information),
        "rates": {
            "done_of_due": _rate(cells.done_of_due),
            "on_time_of_due": _rate(cells.on_time_of_due),
            "done_of_all": _rate(cells.done_of_all),
        },
    }  # fmt: skip


def changes_item(found: Changes) -> dict[str, Any]:
    """Return all changes; tasks stand by their programme and id."""
    return {
        "since": found.since,
        "until": found.after.as_of,
        "frozen": found.frozen,
        "account": [
            {"cell": row.cell, "reported": row.reported, "corrected": row.corrected,
             "gained": row.gained, "lost": row.lost, "now": row.now}
            for row in found.movements
        ],
        "corrections": [_correction_item(one) for one in found.corrections],
        **{kind: [key_of(item) for item in found.of_kinds[kind]] for kind in KINDS},
    }  # fmt: skip


def summary(stock: Stock) -> list[tuple[str, str]]:
    """Return the numbers of a report as names and values."""
    cells = stock.cells
    return [
        (_("Tasks"), str(stock.total)),
        (_("Done on time"), str(cells.done_on_time)),
        (_("Done late"), str(cells.done_late)),
        (_("Open, in time"), str(cells.open_in_time)),
        (_("Open, overdue"), str(cells.open_overdue)),
        (_("Done, of those due"), _rate_words(cells.done_of_due)),
        (_("On time, of those due"), _rate_words(cells.on_time_of_due)),
    ]


def _account(found: Changes) -> None:
    names = ("measure", "reported", "corrected", "gained", "lost", "now")
    columns = [word(f"column.{name}", spoken()) for name in names]
    rows = [
        (word(f"account.{row.cell}", spoken()), str(row.reported), _signed(row.corrected),
         _signed(row.gained), _signed(-row.lost), str(row.now))
        for row in found.movements
    ]  # fmt: skip
    show.table(columns, rows, right=range(1, 6))


def _correction(office: Office, correction: Correction) -> None:
    was, now = _state(correction.before), _state(correction.after)
    show.line(f"  {_named(office, correction.item)}: {was} → {now}")
    for event in correction.late:
        said = event_words(event)
        show.line(f"      {short_day(event.on)}  {said}  ({_('recorded after the report')})")


def _correction_item(one: Correction) -> dict[str, Any]:
    return {
        "task": key_of(one.item),
        "before": _item_state(one.before),
        "after": _item_state(one.after),
        "late": [event_to_json(event) for event in one.late],
    }


def _item_state(item: Item | None) -> dict[str, Any] | None:
    if item is None:
        return None
    standing = item.standing
    return {"cell": item.cell, "status": standing.status, "due": standing.due,
            "days_late": standing.days_late, "done_on": standing.done_on}  # fmt: skip


def _state(item: Item | None) -> str:
    return task_label(item.standing.status) if item else _("not in the report")


def _named(office: Office, item: Item) -> str:
    lead = bodies(office, item.task.lead)
    return f"{item.task.id}  {item.task.title(spoken())}" + (f"  ({lead})" if lead else "")


def _signed(count: int) -> str:
    return f"{count:+d}" if count else ""


def _rate(rate: Rate) -> dict[str, Any]:
    return {"numerator": rate.count, "denominator": rate.of, "percent": rate.percent or None}


def _rate_words(rate: Rate) -> str:
    return f"{rate.count}/{rate.of} = {rate.percent} %" if rate.of else "—"
