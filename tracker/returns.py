"""Tables that come back from bodies, merged three ways with what the office holds. Pure.

The base is what was sent out, theirs what came back, ours what the office holds now. What one
side alone changed stands; what both changed, or two bodies, and not alike, is a conflict, and
neither is taken. Words of progress that only add, remarks and obstacles, never conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.reported import REPORTED, same

ADDING = ("obstacle", "note")


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
        for key in REPORTED:
            said = [one for one in rows if one.changed(key)]
            held = ours.get(task, {}).get(key, "")
            taken = said if key in ADDING else list(_new(key, said, held))
            if key not in ADDING and (clash := _clash(task, key, taken, held)):
                conflicts.append(clash)
                continue
            for one in taken:
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


def _new(key: str, said: Iterable[Returned], held: str) -> Iterator[Returned]:
    """Yield who says what nobody before them says, and the office does not hold yet."""
    words: list[str] = []
    for one in said:
        if not any(same(key, one.theirs[key], other) for other in (held, *words) if other):
            words.append(one.theirs[key])
            yield one


def _clash(task: str, key: str, taken: Sequence[Returned], held: str) -> Conflict | None:
    """Return the conflict where more than one side changed the cell."""
    moved = any(held and not same(key, held, one.base.get(key, "")) for one in taken)
    if len(taken) > 1 or moved:
        said = tuple((one.file, one.theirs[key]) for one in taken)
        return Conflict(task, key, taken[0].base.get(key, ""), held, said)
    return None
