"""Which tasks a report gives account of on a day, how they stood, and who answered for them. Pure.

A task that was given later than the day is in no report of that day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from regulations.bodies import Bodies
from regulations.lineage import units_on
from tracker.desk import Desk
from tracker.events import Event
from tracker.extensions import Extension, extensions_of
from tracker.progress import Item
from tracker.standing import standing_on
from tracker.task import Programme, Task


def items_on(
    desk: Desk, programme: Programme, as_of: date, bodies: Bodies, *, roll: str = "none"
) -> tuple[Item, ...]:
    """Return the tasks of *programme*, then those of the programmes that it follows."""
    names = (programme.id, *programme.follows)
    found = [item for name in names for item in desk.items(as_of, programme=name, roll=roll)]
    return tuple(
        replace(item, units=_units(item.task, as_of, bodies),
                extended=_extended(desk, item, desk.events(item.task), roll)
                if item.standing.extensions else ())
        for item in found if _was_given(item.task, as_of)
    )  # fmt: skip


def items_as_known(
    desk: Desk,
    known: Mapping[Item, frozenset[str]],
    as_of: date,
    bodies: Bodies,
    *,
    roll: str = "none",
) -> tuple[Item, ...]:
    """Return how the tasks of *known* stood on *as_of*, by the events that are known of each."""
    found = []
    for item, ids in known.items():
        if not _was_given(item.task, as_of):
            continue
        events = [event for event in desk.events(item.task) if event.id in ids]
        standing = standing_on(item.task, events, desk.calendar, as_of, roll=roll)
        now = Item(item.task, standing, item.followed, _units(item.task, as_of, bodies))
        found.append(replace(now, extended=_extended(desk, now, events, roll)))
    return tuple(found)


def _was_given(task: Task, as_of: date) -> bool:
    return task.assigned is None or task.assigned <= as_of


def _units(task: Task, day: date, bodies: Bodies) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unit for lead in task.lead for unit in units_on(bodies, lead, day)))


def _extended(desk: Desk, item: Item, events: Iterable[Event], roll: str) -> tuple[Extension, ...]:
    return extensions_of(item.task, events, desk.calendar, item.standing.as_of, roll=roll)
