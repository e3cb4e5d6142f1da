"""What changed from one report to the next, so that the numbers of the two add up. Pure.

Three states are told apart: the earlier report as it was handed in, the same day as it is known
now, and the later report. From the first to the second go the corrections (điều chỉnh số liệu kỳ
trước), from the second to the third what happened in between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.events import Event
from tracker.progress import CELLS, Item, Stock

OUTSIDE_RATES = "outside"
ROWS = (*CELLS, OUTSIDE_RATES)
KINDS = ("new", "done", "extended", "newly_overdue", "handed_over", "stopped", "reopened", "gone")


@dataclass(frozen=True, slots=True)
class Correction:
    """A task whose state on the earlier day is now known otherwise than it was reported.

    *before* is ``None`` where it was not in the report, *after* where it is gone. *late* are the
    events of that day or before which were recorded after the report.
    """

    before: Item | None
    after: Item | None
    late: tuple[Event, ...] = ()

    @property
    def item(self) -> Item:
        """The task as it is known now, or as it was reported where it is gone."""
        item = self.after or self.before
        assert item is not None
        return item

    @property
    def moves(self) -> bool:
        """Whether the task is counted elsewhere now: a number of the earlier report is changed."""
        return cell_of(self.before) != cell_of(self.after)


@dataclass(frozen=True, slots=True)
class Movement:
    """One row of the account: *reported* + *corrected* + *gained* - *lost* is *now*."""

    cell: str
    reported: int
    corrected: int
    gained: int
    lost: int
    now: int

    @property
    def adjusted(self) -> int:
        """The earlier number as it is known now."""
        return self.reported + self.corrected


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed from *before* to *after*; *frozen* says that *before* was handed in.

    *adjusted* is the day of *before* as it is known now. The lists hold items as they now stand,
    *gone* as they stood.
    """

    before: Stock
    adjusted: Stock
    after: Stock
    frozen: bool
    corrections: tuple[Correction, ...]
    new: tuple[Item, ...]
    done: tuple[Item, ...]
    extended: tuple[Item, ...]
    newly_overdue: tuple[Item, ...]
    handed_over: tuple[Item, ...]
    stopped: tuple[Item, ...]
    reopened: tuple[Item, ...]
    gone: tuple[Item, ...]
    movements: tuple[Movement, ...]

    @property
    def since(self) -> date:
        """The day of the earlier report."""
        return self.before.as_of

    @property
    def of_kinds(self) -> Mapping[str, tuple[Item, ...]]:
        """The lists by the names in ``KINDS``."""
        return {kind: getattr(self, kind) for kind in KINDS}


def changes_between(
    before: Stock,
    after: Stock,
    *,
    adjusted: Stock | None = None,
    late: Mapping[str, tuple[Event, ...]] | None = None,
) -> Changes:
    """Return what changed. Without *adjusted* the earlier report needs no correction.

    *late* holds, by the key of a task (:func:`key_of`), the events that were recorded too late
    for the earlier report.
    """
    known = adjusted or before
    old, new = _by_key(known.items), _by_key(after.items)
    both = [(old[key], item) for key, item in new.items() if key in old]

    def moved(fits: Callable[[Item, Item], bool]) -> tuple[Item, ...]:
        return tuple(item for earlier, item in both if fits(earlier, item))

    def became(status: str) -> tuple[Item, ...]:
        return moved(lambda was, now: was.standing.status != status == now.standing.status)

    return Changes(
        before=before,
        adjusted=known,
        after=after,
        frozen=adjusted is not None,
        corrections=_corrections(before, known, late or {}),
        new=tuple(item for key, item in new.items() if key not in old),
        done=moved(lambda was, now: now.standing.done and not was.standing.done),
        extended=moved(lambda was, now: now.standing.extensions > was.standing.extensions),
        newly_overdue=moved(lambda was, now: now.cell == "open_overdue" != was.cell),
        handed_over=became("handed_over"),
        stopped=became("stopped"),
        reopened=moved(lambda was, now: was.standing.closed and not now.standing.closed),
        gone=tuple(item for key, item in old.items() if key not in new),
        movements=tuple(_movement(row, before, known, after) for row in ROWS),
    )


def key_of(item: Item) -> str:
    """Return what tells a task from all others of the office."""
    return f"{item.task.programme}/{item.task.id}"


def cell_of(item: Item | None) -> str:
    """Return the row of the account in which *item* is counted; empty for none."""
    if item is None:
        return ""
    return item.cell if item.cell in CELLS else OUTSIDE_RATES


def late_events(
    known: Mapping[Item, frozenset[str]], events: Callable[[Item], Iterable[Event]], as_of: date
) -> dict[str, tuple[Event, ...]]:
    """Return the events up to *as_of* that a frozen report did not know, by key of task."""
    found = {}
    for item, ids in known.items():
        late = tuple(one for one in events(item) if one.on <= as_of and one.id not in ids)
        if late:
            found[key_of(item)] = late
    return found


def _by_key(items: Iterable[Item]) -> dict[str, Item]:
    return {key_of(item): item for item in items}


def _corrections(
    before: Stock, known: Stock, late: Mapping[str, tuple[Event, ...]]
) -> tuple[Correction, ...]:
    then, now = _by_key(before.items), _by_key(known.items)
    found = []
    for key in dict.fromkeys((*then, *now)):
        was, is_ = then.get(key), now.get(key)
        if key in late or _told(was) != _told(is_):
            found.append(Correction(was, is_, late.get(key, ())))
    return tuple(found)


def _told(item: Item | None) -> object:
    """Return what a report tells of a task."""
    if item is None:
        return None
    standing = item.standing
    return (item.cell, standing.status, standing.due, standing.days_late, standing.done_on,
            standing.extensions, item.units)  # fmt: skip


def _movement(row: str, before: Stock, known: Stock, after: Stock) -> Movement:
    old = {key for key, item in _by_key(known.items).items() if cell_of(item) == row}
    new = {key for key, item in _by_key(after.items).items() if cell_of(item) == row}
    reported = sum(cell_of(item) == row for item in before.items)
    return Movement(row, reported, len(old) - reported, len(new - old), len(old - new), len(new))
