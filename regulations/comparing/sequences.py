"""What two sequences share, in order: near linear where they are near alike, whatever they hold.

Items that occur once on both sides anchor the rest (patience); what lies between two anchors is
small, and is compared item by item.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

Pair = tuple[int, int]
_SMALL = 40_000  # product of both lengths up to which every item is compared with every other
_WINDOWS = (8, 3, 1)  # items taken together to be found once: the longer, the surer


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Return the places of items that stand in both, in order, each place once."""
    found: list[Pair] = []
    work = [(0, len(old), 0, len(new))]
    while work:
        since, until, since_new, until_new = work.pop()
        head = _alike(old[since:until], new[since_new:until_new])
        found += [(since + step, since_new + step) for step in range(head)]
        since, since_new = since + head, since_new + head
        tail = _alike(old[since:until][::-1], new[since_new:until_new][::-1])
        found += [(until - step, until_new - step) for step in range(1, tail + 1)]
        until, until_new = until - tail, until_new - tail
        inner = (old[since:until], new[since_new:until_new])
        if not all(inner):
            continue
        anchors = [(since + one, since_new + other) for one, other in _anchors(*inner)]
        if not anchors:
            pairs = _matched(*inner) if len(inner[0]) * len(inner[1]) <= _SMALL else ()
            found += [(since + one, since_new + other) for one, other in pairs]
            continue
        found += anchors
        edges = [(since - 1, since_new - 1), *anchors, (until, until_new)]
        work += [
            (before[0] + 1, after[0], before[1] + 1, after[1]) for before, after in pairwise(edges)
        ]
    return sorted(found)


def rising(values: Sequence[int]) -> set[int]:
    """Return the places of a longest run of *values* that only rises."""
    ends: list[int] = []  # the least last value of a rising run of each length
    at: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        size = bisect_left(ends, value)
        before.append(at[size - 1] if size else -1)
        ends[size : size + 1] = [value]
        at[size : size + 1] = [place]
    kept: set[int] = set()
    place = at[-1] if at else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept


def _alike(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    """Return how many items both begin with."""
    size = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        size += 1
    return size


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Return places of what occurs once on both sides, as far as their order is the same."""
    for size in _WINDOWS:
        places = {window: place for place, window in _once(old, size)}
        pairs = [(places[window], place) for place, window in _once(new, size) if window in places]
        if pairs:
            kept = rising([old_place for old_place, _ in pairs])
            return [pair for place, pair in enumerate(pairs) if place in kept]
    return []


def _once(items: Sequence[Hashable], size: int) -> Iterator[tuple[int, Hashable]]:
    windows = list(zip(*(items[shift:] for shift in range(size)), strict=False))
    counts = Counter(windows)
    return ((place, window) for place, window in enumerate(windows) if counts[window] == 1)


def _matched(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Pair]:
    for one, other, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        yield from ((one + step, other + step) for step in range(size))
