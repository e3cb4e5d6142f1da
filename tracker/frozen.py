"""A report's numbers as they were closed (chốt số liệu): written once, never worked out again.

The first line says what was reported, each further line one task: what its file said, how it stood,
and the events that were known. Later entries change no frozen report; they are its corrections.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from regulations.days import short_day
from regulations.errors import ConflictError, NotFoundError
from regulations.problems import Place, Problem
from regulations.readings import Files, Reading
from regulations.records import Record
from regulations.sentences import Sentence, say
from regulations.shapes import check_shape, load_schema
from tracker.calendarfile import CALENDAR_PATH
from tracker.progress import OUTSIDE, Item, Stock, take_stock
from tracker.standingtext import (
    extension_from_json,
    extension_to_json,
    standing_from_json,
    standing_to_json,
)
from tracker.task import task_from_json
from tracker.taskfiles import journal_path, programme_of, task_path

FROZEN = re.compile(r"tracker/([a-z0-9][a-z0-9_-]*)/reports/(\d{4}-\d\d-\d\d)\.jsonl")


class FrozenAlreadyError(ConflictError):
    """The numbers of that day were closed before."""

    code = "frozen_already"

    def __init__(self, day: date) -> None:
        super().__init__(
            say("The numbers of {day} are frozen already.", day=short_day(day)),
            hint=say("They stay as they are; what came later is told by: vanthu report changes."),
        )


class NotFrozenError(NotFoundError):
    """No numbers were closed on that day."""

    code = "not_frozen"

    def __init__(self, programme: str, day: date, others: tuple[date, ...]) -> None:
        days = ", ".join(short_day(other) for other in others)
        hint = say("Freeze one with: vanthu report freeze --programme {programme}.",
                   programme=programme)  # fmt: skip
        if day in others:
            hint = say("Its file can't be read; see why with: vanthu doctor.")
        elif others:
            hint = say("Frozen are: {days}.", days=days)
        super().__init__(
            say("No report on {programme} is frozen as of {day}.", programme=programme,
                day=short_day(day)),
            hint,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frozen:
    """A frozen report. *office* is the tree id and *calendar* the checksum it was worked out from.

    *known* holds, for each item, the ids of all events that were known, those of later days too.
    """

    programme: str
    as_of: date
    within_days: int
    office: str
    calendar: str
    known: Mapping[Item, frozenset[str]]

    def stock(self) -> Stock:
        """Return the numbers as they were reported."""
        return take_stock(self.known, self.as_of, within_days=self.within_days)


def frozen_path(programme: str, day: date) -> str:
    """Return the path of a frozen report inside the office."""
    return f"tracker/{programme}/reports/{day.isoformat()}.jsonl"


def frozen_days(files: Files, programme: str) -> tuple[date, ...]:
    """Return the days on which numbers of *programme* were closed, in order."""
    paths = (FROZEN.fullmatch(path) for path in files.paths("frozen"))
    return tuple(date.fromisoformat(path[2]) for path in paths if path and path[1] == programme)


def frozen_on(files: Files, programme: str, day: date) -> Frozen:
    """Return the report that was frozen as of *day*.

    Raises:
        NotFrozenError: there is none, or it can't be read.
    """
    data: Any = files.get(frozen_path(programme, day))
    if data is None:
        raise NotFrozenError(programme, day, frozen_days(files, programme))
    return _frozen(data["head"], data["rows"])


def freeze(files: Files, programme: str, stock: Stock, office: str) -> dict[str, bytes]:
    """Return the file that keeps *stock*, by its path; *office* is the tree id it rests on.

    Raises:
        FrozenAlreadyError: the day has one.
    """
    path = frozen_path(programme, stock.as_of)
    if path in files.paths("frozen"):
        raise FrozenAlreadyError(stock.as_of)
    calendar = json.dumps(files.get(CALENDAR_PATH), sort_keys=True).encode()
    head = {
        "report": programme,
        "as_of": stock.as_of.isoformat(),
        "within_days": stock.within_days,
        "office": office,
        "calendar": sha256(calendar).hexdigest(),
        **_numbers(stock),
    }
    rows = (_row(files, item) for item in (*stock.items, *stock.followed))
    return {path: "".join(_line(one) for one in (head, *rows)).encode()}


def read_frozen_file(path: str, text: str) -> Reading:
    """Read a frozen report; one whose numbers do not add up was changed by hand, and is refused."""
    lines = text.splitlines()
    problems = [problem for at, line in enumerate(lines, 1) for problem in _faults(path, at, line)]
    if problems or not lines:
        return Reading(None, tuple(problems) or (_changed(path),))
    head, *rows = (json.loads(line) for line in lines)
    try:
        numbers = _numbers(_frozen(head, rows).stock())
    except (KeyError, TypeError, ValueError):
        return Reading(None, (_changed(path),))
    said = {key: head[key] for key in numbers if key in head}
    named = frozen_path(head.get("report", ""), date.fromisoformat(head["as_of"]))
    if said != numbers or named != path:
        return Reading(None, (_changed(path),))
    return Reading({"head": head, "rows": rows}, keys=(programme_of(path),))


def _numbers(stock: Stock) -> dict[str, object]:
    """Return the numbers that were printed: the four cells, what is outside, and their sum."""
    cells = stock.cells
    return {
        "total": stock.total,
        "cells": {"done_on_time": cells.done_on_time, "done_late": cells.done_late,
                  "open_in_time": cells.open_in_time, "open_overdue": cells.open_overdue},
        "outside": {name: len(stock.of(name)) for name in OUTSIDE},
        "no_information": len(stock.no_information),
    }  # fmt: skip


def _row(files: Files, item: Item) -> dict[str, object]:
    task = item.task
    journal: Any = files.get(journal_path(task.programme, task.id))
    return {
        "id": task.id,
        "programme": task.programme,
        "followed": "yes" if item.followed else "no",
        "task": files.get(task_path(task.programme, task.id)),
        "standing": standing_to_json(item.standing),
        "units": list(item.units),
        "extended": [extension_to_json(one) for one in item.extended],
        "events": sorted(event["id"] for event in journal["events"]) if journal else [],
    }


def _frozen(head: Mapping[str, Any], rows: list[Mapping[str, Any]]) -> Frozen:
    return Frozen(
        programme=head["report"],
        as_of=date.fromisoformat(head["as_of"]),
        within_days=head["within_days"],
        office=head["office"],
        calendar=head["calendar"],
        known=dict(_known(rows)),
    )


def _known(rows: list[Mapping[str, Any]]) -> Iterator[tuple[Item, frozenset[str]]]:
    for row in rows:
        task = task_from_json(row["programme"], row["task"])
        standing = standing_from_json(row["standing"])
        extended = tuple(extension_from_json(one) for one in row["extended"])
        item = Item(task, standing, row["followed"] == "yes", tuple(row["units"]), extended)
        yield item, frozenset(row["events"])


def _faults(path: str, number: int, line: str) -> list[Problem]:
    place = Place(path, number)
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return [Problem(place, say("The line is no JSON object."), _RESTORE)]
    record = Record(data, {(): number})
    problems = check_shape(path, record, load_schema("tracker", "frozen"))
    if not problems and (("report" in data) != (number == 1)):
        return [Problem(place, say("The first line, and only that, says what was reported."),
                        _RESTORE)]  # fmt: skip
    return problems


def _changed(path: str) -> Problem:
    message = say("The numbers of this frozen report do not add up: it was changed after the day.")
    return Problem(Place(path), message, _RESTORE)


def _line(said: Mapping[str, object]) -> str:
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


_RESTORE: Sentence = say("Bring the file back with git: a frozen report is never edited.")
