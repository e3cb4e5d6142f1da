"""Extensions of a deadline (gia hạn): from which day to which, asked for in time or not. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from tracker.due import DueDay
from tracker.events import Evidence
from tracker.phrases import Deadline
from tracker.task import read_phrase


@dataclass(frozen=True, slots=True)
class Granted:
    """What an event says of an extension: when, the new phrase, when it was asked for."""

    on: date
    deadline: str
    asked: date | None = None
    evidence: Evidence | None = None


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
    grants: Iterable[Granted],
    first: Deadline | None,
    due: Callable[[Deadline | None], DueDay | None],
) -> tuple[Extension, ...]:
    """Return what *grants*, in their order, made of the deadline *first*.

    *due* says what a deadline comes to.
    """
    found: list[Extension] = []
    deadline = first
    for granted in grants:
        later = read_phrase(granted.deadline)
        now, then = due(deadline), due(later)
        found.append(Extension(
            granted.on, deadline.phrase if deadline else "", later.phrase,
            now.due if now else None, then.due if then else None, granted.asked, granted.evidence,
        ))  # fmt: skip
        deadline = later
    return tuple(found)
