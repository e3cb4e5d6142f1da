"""Tables that come back from bodies, merged three ways with what the office holds. Pure.

The base is what was sent out, theirs what came back, ours what the office holds now. What one
side alone changed stands; what both changed, or two bodies, and not alike, is a conflict, and
neither is taken. Words that only add, remarks and obstacles, never conflict; progress, its paper
and its day are one thing: they are taken together or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.reported import REPORTED, same

ADDING = ("obstacle", "note")
_WHOLE = ("progress", "result", "done_on")  # they say one thing together


@dataclass(frozen=True, slots=True)
class Returned:
    """One task as one *file* brought it back: its cells by key, *base* as they were sent."""

    task: str
    file: str
    base: Mapping[str, str]
    theirs: Mapping[str, str]

    def changed(self, key: str) -> bool:
        """Tell whether the body changed a cell to something; an emptied cell takes nothing back."""
        words = self.theirs.get(key, "")
        return bool(words) and not same(key, words, self.base.get(key, ""))


@dataclass(frozen=True, slots=True)
class Change:
    """Cells of one task that are taken over, from one file."""

    task: str
    file: str
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell of which several say several things: the office *ours*, files what *said* holds."""

    task: str
    key: str
    base: str
    ours: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """What is taken over, task by task and file by file, and what is not."""

    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]


def merge(returned: Sequence[Returned], ours: Mapping[str, Mapping[str, str]]) -> Merged:
    """Merge what came back with *ours*, the cells of each task as the office holds them now."""
    changes: dict[tuple[str, str], dict[str, str]] = {}
    conflicts: list[Conflict] = []
    for task, rows in _by_task(returned).items():
        held = {key: ours.get(task, {}).get(key, "") for key in REPORTED}
        taken = {key: list(_new(key, rows, held[key])) for key in REPORTED}
        clashing = {key for key in REPORTED if _clashes(key, taken[key], held[key])}
        if clashing.intersection(_WHOLE):
            clashing |= {key for key in _WHOLE if taken[key]}
        for key, said in taken.items():
            if key in clashing:
                conflicts.append(_conflict(task, key, said, held[key]))
                continue
            for one in said:
                changes.setdefault((task, one.file), {})[key] = one.theirs[key]
    return Merged(
        tuple(Change(task, file, cells) for (task, file), cells in changes.items()),
        tuple(conflicts),
    )


def _by_task(returned: Iterable[Returned]) -> dict[str, list[Returned]]:
    found: dict[str, list[Returned]] = {}
    for one in returned:
        found.setdefault(one.task, []).append(one)
    return found


def _new(key: str, rows: Iterable[Returned], held: str) -> Iterator[Returned]:
    """Yield who says what nobody before them says, and the office does not hold yet.

    Who was sent what the office still holds comes first.
    """
    words: list[str] = []
    for one in sorted(rows, key=lambda one: (_stale(key, one, held), one.file)):
        if not one.changed(key):
            continue
        if key in ADDING or not any(same(key, one.theirs[key], other) for other in (held, *words)):
            words.append(one.theirs[key])
            yield one


def _clashes(key: str, taken: Sequence[Returned], held: str) -> bool:
    """Tell whether more than one side changed the cell, and not alike."""
    if key in ADDING:
        return False
    return len(taken) > 1 or any(_stale(key, one, held) for one in taken)


def _stale(key: str, one: Returned, held: str) -> bool:
    """Tell whether the office changed the cell after it was sent."""
    return bool(held) and not same(key, held, one.base.get(key, ""))


def _conflict(task: str, key: str, taken: Sequence[Returned], held: str) -> Conflict:
    said = tuple((one.file, one.theirs[key]) for one in taken)
    return Conflict(task, key, taken[0].base.get(key, ""), held, said)
