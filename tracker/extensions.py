"""Extensions of a deadline (gia hạn): from which day to which, asked for in time or not. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tracker.calendar import Calendar
from tracker.due import due_of
from tracker.events import ENDS, Event, Evidence, sorted_events
from tracker.phrases import Deadline
from tracker.task import Task, read_phrase


@dataclass(frozen=True, slots=True)
class Extension:
    """One extension, granted *on* a day.

    *before* and *after* are the deadlines' phrases, *due_before* and *due_after* what they come
    to, ``None`` where there is no such day. *asked* is the day on which more time was asked for,
    ``None`` where that was not recorded: then the day of the extension counts.
    """

    on: date
    before: str
    after: str
    due_before: date | None = None
    due_after: date | None = None
    asked: date | None = None
    evidence: Evidence | None = None

    @property
    def in_time(self) -> bool:
        """Whether more time was asked for before the day was over."""
        return self.due_before is None or (self.asked or self.on) <= self.due_before


def extensions_of(
    task: Task, events: Iterable[Event], calendar: Calendar, as_of: date, *, roll: str = "none"
) -> tuple[Extension, ...]:
    """Return how the deadline of *task* was moved by the end of *as_of*, in order."""

    def due(deadline: Deadline | None) -> date | None:
        if deadline is None or task.regular:
            return None
        return due_of(deadline, calendar, event=task.assigned, roll=roll).due

    found: list[Extension] = []
    deadline = task.deadline
    for event, asked in _granted(events, as_of):
        later = read_phrase(event.deadline)
        found.append(Extension(
            event.on, deadline.phrase if deadline else "", later.phrase,
            due(deadline), due(later), asked, event.evidence,
        ))  # fmt: skip
        deadline = later
    return tuple(found)


def _granted(events: Iterable[Event], as_of: date) -> Iterator[tuple[Event, date | None]]:
    """Yield the extensions that count, of no closed task, with the day of the request."""
    closed, asked = False, None
    for event in sorted_events(events):
        if event.on > as_of:
            return
        if event.kind == "ask":
            asked = event.on
        elif event.kind == "extend" and not closed:
            yield event, event.asked or asked
            asked = None
        closed = event.kind in ENDS or (closed and event.kind != "reopen")
