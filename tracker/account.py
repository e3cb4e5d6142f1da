"""Which tasks a report gives account of on a day, and how they stood. Pure.

A task that was given later than the day is in no report of that day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tracker.desk import Desk
from tracker.progress import Item
from tracker.standing import standing_on
from tracker.task import Programme


def items_on(
    desk: Desk, programme: Programme, as_of: date, *, roll: str = "none"
) -> tuple[Item, ...]:
    """Return the tasks of *programme*, then those of the programmes that it follows."""
    names = (programme.id, *programme.follows)
    found = [item for name in names for item in desk.items(as_of, programme=name, roll=roll)]
    return tuple(item for item in found if _was_given(item, as_of))


def items_as_known(
    desk: Desk,
    known: Mapping[Item, frozenset[str]],
    as_of: date,
    *,
    roll: str = "none",
) -> tuple[Item, ...]:
    """Return how the tasks of *known* stood on *as_of*, by the events that are known of each."""
    found = []
    for item, ids in known.items():
        events = (event for event in desk.events(item.task) if event.id in ids)
        standing = standing_on(item.task, events, desk.calendar, as_of, roll=roll)
        found.append(Item(item.task, standing, item.followed))
    return tuple(item for item in found if _was_given(item, as_of))


def _was_given(item: Item, as_of: date) -> bool:
    return item.task.assigned is None or item.task.assigned <= as_of
