"""Extensions of a deadline (gia hạn): from which day to which, asked for in time or not. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from tracker.due import Due
from tracker.events import Event, Evidence
from tracker.phrases import Deadline
from tracker.task import read_phrase


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
    events: Iterable[Event], first: Deadline | None, due: Callable[[Deadline | None], Due | None]
) -> tuple[Extension, ...]:
    """Return what *events*, extensions in their order, made of the deadline *first*.

    *due* says what a deadline comes to.
    """
    found: list[Extension] = []
    deadline = first
    for event in events:
        later = read_phrase(event.deadline)
        now, then = due(deadline), due(later)
        found.append(Extension(
            event.on, deadline.phrase if deadline else "", later.phrase,
            now.due if now else None, then.due if then else None, event.asked, event.evidence,
        ))  # fmt: skip
        deadline = later
    return tuple(found)
