"""The port of every search engine: entries in, what holds a condition out, the best first.

An engine answers four questions about our own tree; which of them are asked, in which order, and
what a drafter sees of the answers is the same for all engines: :mod:`regulations.search.finding`.
Terms are asked for together, so that an engine on another machine is asked once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from regulations.search.entry import Entry
from regulations.search.plan import Cut, Plan
from regulations.search.tree import KeyField, Node, Term

Found = tuple[Entry, float]
"""An entry and its score, 0 where nothing was scored."""


@dataclass(frozen=True, slots=True)
class Best:
    """The best entries; *cut* tells that there may be more than were asked for."""

    found: tuple[Found, ...]
    cut: bool


class SearchIndex(Protocol):
    """What every engine answers. No :class:`regulations.search.tree.Like` reaches it."""

    @property
    def cut(self) -> Cut:
        """How much of a long question it can look for in good time."""

    def frequencies(self, terms: Collection[Term]) -> Mapping[Term, int]:
        """Return in how many entries each term stands; those in none may be left out."""

    def count(self, within: Node) -> int:
        """Return for how many entries *within* holds."""

    def counts(self, within: Node, field: KeyField) -> Mapping[str, int]:
        """Return each value of *field* with how many of those entries have it."""

    def best(self, within: Node, plan: Plan, limit: int, *, apart: bool) -> Best:
        """Return up to *limit* entries for which *within* holds, the best first.

        With terms in *plan*: only those that hold one of them, by BM25 (k1 1.2, b 0.75). Without:
        all, the newest first, equal ones in the order in which they came. *apart* leaves of each
        owner only the first of these.
        """
