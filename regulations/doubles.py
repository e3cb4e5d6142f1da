"""Works that should be one: recorded twice, or both in force in the place of a third."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from regulations.days import When, short_day
from regulations.folding import fold
from regulations.library import Library, path_of
from regulations.problems import Place, Problem
from regulations.sentences import say
from regulations.symbol import symbol_key
from regulations.validity import validity_on
from regulations.work import Relation, Work

_IN_FORCE = ("in_force", "partly_expired")


def doubles(library: Library, day: date) -> list[Problem]:
    """Return the works of *library* that should be one, as it looks on *day*, by place."""
    return sorted([*_twins(library), *_rivals(library, day)])


def _twins(works: Iterable[Work]) -> Iterator[Problem]:
    """Name works of one symbol (without one, of one title), issuer and day of signing."""
    groups: dict[tuple[object, ...], list[tuple[When, Work]]] = defaultdict(list)
    for work in works:
        name = symbol_key(work.symbol) if work.symbol else fold(work.title_vi)
        if name and work.signed:
            groups[bool(work.symbol), name, work.issuers].append((work.signed, work))
    for group in groups.values():
        ordered = sorted(group, key=lambda one: (one[0].earliest, one[1].id))
        for (before, one), (after, other) in pairwise(ordered):
            if after.earliest <= before.latest:
                yield Problem(
                    Place(path_of(other.id)),
                    say("It is recorded twice: {other} has the same name, issuer and day.",
                        other=one.id),
                    say("Keep one of the two, and move into it what only the other says."),
                )  # fmt: skip


def _rivals(library: Library, day: date) -> Iterator[Problem]:
    """Name works that all replace the whole of one other and are all in force on *day*."""
    replacing: dict[str, list[Work]] = defaultdict(list)
    for work in library:
        for target in {one.to for one in work.relations if _replaces_whole(one)}:
            replacing[target].append(work)
    for target, works in replacing.items():
        if len(works) < 2:
            continue
        living = [work for work in sorted(works, key=Work.order)
                  if validity_on(work, day, library).status in _IN_FORCE]  # fmt: skip
        for one, other in pairwise(living):
            yield Problem(
                Place(path_of(other.id)),
                say("It and {other} both replace {target}, and both are in force on {day}.",
                    other=one.id, target=target, day=short_day(day)),
                say("Keep the relation of the one that took its place; where each took a part, "
                    "name it with part."),
            )  # fmt: skip


def _replaces_whole(relation: Relation) -> bool:
    return relation.rel == "replaces" and not relation.part and relation.conf != "U"
