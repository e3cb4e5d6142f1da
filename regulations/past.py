"""What all files said at another revision: today's readings, with what has changed put back."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from regulations.problems import Problem
from regulations.readings import AllFiles, Files


@dataclass(frozen=True, slots=True)
class PastFiles:
    """A :class:`Files`: *then* for the *changed* paths, *now* for all others.

    *then* holds what the changed paths said; it lacks those that were not there.
    """

    now: Files
    then: AllFiles
    changed: Collection[str]

    def get(self, path: str) -> object:
        """See :class:`Files`."""
        return self.then.get(path) if path in self.changed else self.now.get(path)

    def paths(self, kind: str) -> Sequence[str]:
        """See :class:`Files`."""
        return sorted([*self._kept(self.now.paths(kind)), *self.then.paths(kind)])

    def each(self, kind: str) -> Iterator[tuple[str, object]]:
        """See :class:`Files`."""
        kept = (one for one in self.now.each(kind) if one[0] not in self.changed)
        return heapq.merge(kept, self.then.each(kind), key=lambda one: one[0])

    def briefs(self, kind: str) -> Iterator[tuple[str, object]]:
        """See :class:`Files`."""
        kept = (one for one in self.now.briefs(kind) if one[0] not in self.changed)
        return heapq.merge(kept, self.then.briefs(kind), key=lambda one: one[0])

    def keyed(self, kind: str, key: str) -> Sequence[str]:
        """See :class:`Files`."""
        return sorted([*self._kept(self.now.keyed(kind, key)), *self.then.keyed(kind, key)])

    def linked(self, to: str) -> Sequence[tuple[str, str]]:
        """See :class:`Files`."""
        kept = [one for one in self.now.linked(to) if one[0] not in self.changed]
        return sorted([*kept, *self.then.linked(to)])

    def problems(self) -> Sequence[Problem]:
        """See :class:`Files`."""
        kept = [one for one in self.now.problems() if one.place.path not in self.changed]
        return sorted([*kept, *self.then.problems()])

    def _kept(self, paths: Sequence[str]) -> Iterator[str]:
        return (path for path in paths if path not in self.changed)
