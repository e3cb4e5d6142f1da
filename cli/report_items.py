"""Reports as JSON items: every number that a paper prints, from the same values."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from cli import items
from cli.office import Office
from templates.brief import Account
from tracker.changes import KINDS, Changes, Correction, key_of
from tracker.events import event_to_json
from tracker.progress import OUTSIDE, Item, Rate, Stock
from tracker.task import Programme


def report_item(office: Office, programme: Programme, account: Account) -> dict[str, Any]:
    """Return every number of the report; the papers take them from the same value."""
    stock, bodies = account.stock, office.bodies
    changes, afterwards = account.changes, account.afterwards
    return {
        "programme": programme.id,
        "title": {"vi": programme.title_vi, "en": programme.title_en},
        **stock_item(stock),
        "overdue": [items.task_item(office, item) for item in stock.overdue],
        "upcoming": [items.task_item(office, item) for item in stock.upcoming],
        "bodies": [
            {"body": bodies.label(row.body), "done_on_time": row.cells.done_on_time,
             "done_late": row.cells.done_late, "open_in_time": row.cells.open_in_time,
             "open_overdue": row.cells.open_overdue, "outside": row.outside,
             "updated": _rate(row.updated)}
            for row in stock.bodies
        ],
        "extensions": [
            {"task": key_of(item), **asdict(one), "in_time": one.in_time}
            for item in stock.items for one in item.extended
        ],
        "changes": changes_item(changes) if changes else None,
        "afterwards": changes_item(afterwards)["corrections"] if afterwards else [],
        "followed": [items.task_item(office, item) for item in stock.followed],
    }  # fmt: skip


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


def _rate(rate: Rate) -> dict[str, Any]:
    return {"numerator": rate.count, "denominator": rate.of, "percent": rate.percent or None}
