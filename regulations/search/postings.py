"""Conditions and BM25 over an engine's bare lists: where a term stands, and how often.

For an engine whose own machinery is slow: lists are read from the rarest on, long ones are
skipped through, and what was found is kept while the index is open.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from regulations.search.analysis import pairs
from regulations.search.entry import OPEN_END, Entry, fields_of
from regulations.search.plan import Plan, Scored
from regulations.search.tree import (
    AllOf,
    AnyOf,
    Like,
    Node,
    NoneOf,
    NumberField,
    Phrase,
    Term,
    TextField,
    Window,
)

Places = frozenset[int]
_MOST_HELD = 512  # answers that are kept
_WORTH_SKIPPING = 8  # a list so many times longer than the wanted places is skipped through


class Lists(Protocol):
    """What an index holds, by the places of its entries."""

    def everything(self) -> Places:
        """Return the places of all entries."""

    def frequency(self, term: Term) -> int:
        """Return about how long the list of *term* is; 0 where there is none."""

    def postings(self, term: Term, only: Sequence[int] | None) -> Iterator[tuple[int, float]]:
        """Yield each place that holds *term* with how often; of the sorted *only*, if given."""

    def days(self, field: NumberField) -> Callable[[int], int]:
        """Return the day of each place."""

    def length(self, field: TextField, place: int) -> float:
        """Return how many terms a field of an entry has."""

    def mean_length(self, field: TextField) -> float:
        """Return how many terms a field has in the middle."""

    def entry(self, place: int) -> Entry:
        """Return the entry at a place."""


class Finder:
    """Finds and scores places in *lists*, which must not change meanwhile."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._held: dict[Node, Places] = {}

    def forget(self) -> None:
        """Let go of what earlier questions have found."""
        self._held.clear()

    def holding(self, node: Node) -> Places:
        """Return the places for which *node* holds."""
        if node not in self._held:
            if len(self._held) >= _MOST_HELD:
                self._held.clear()
            self._held[node] = self._found(node)
        return self._held[node]

    def scores(self, plan: Plan, held: Places | None) -> dict[int, float]:
        """Return BM25 (k1 1.2, b 0.75) of each place, among *held*, that holds a term."""
        found: dict[int, float] = {}
        for scored in plan.terms:
            for place, score in self._bm25(scored, held):
                found[place] = found.get(place, 0.0) + score
        for scored in plan.bonus:
            for place, score in self._bm25(scored, held):
                if place in found:
                    found[place] += score
        return found

    def _bm25(self, scored: Scored, held: Places | None) -> Iterator[tuple[int, float]]:
        term, lists = scored.term, self._lists
        entries = len(lists.everything())
        rarity = math.log(entries / (lists.frequency(term) + 1)) + 1
        per_length = 1.2 * 0.75 / (lists.mean_length(term.field) or 1)  # type: ignore[arg-type]
        most = scored.weight * rarity * 2.2
        for place, count in self._postings(term, held):
            length = lists.length(term.field, place)  # type: ignore[arg-type]
            yield place, most * count / (count + 0.3 + per_length * length)

    def _postings(self, term: Term, held: Places | None) -> Iterator[tuple[int, float]]:
        frequency = self._lists.frequency(term)
        if not frequency:
            return iter(())
        if held is not None and len(held) * _WORTH_SKIPPING < frequency:
            return self._lists.postings(term, sorted(held))
        found = self._lists.postings(term, None)
        return found if held is None else (one for one in found if one[0] in held)

    def _found(self, node: Node) -> Places:
        match node:
            case Term():
                return frozenset(place for place, _ in self._postings(node, None))
            case Phrase(words):
                return self._phrase(words)
            case Window():
                return self._in_window(node, self._lists.everything())
            case AnyOf(nodes):
                return frozenset().union(*map(self.holding, nodes))
            case NoneOf(nodes):
                return self._lists.everything() - self.holding(AnyOf(nodes))
            case AllOf(nodes):
                return self._all_of(nodes)
            case Like():
                return frozenset()

    def _all_of(self, nodes: Sequence[Node]) -> Places:
        """Narrow down from the rarest on, and stop where nothing is left."""
        held = None
        for node in sorted(nodes, key=self._size):
            if held is not None and not held:
                break
            held = self.holding(node) if held is None else self._among(node, held)
        return self._lists.everything() if held is None else held

    def _among(self, node: Node, held: Places) -> Places:
        match node:
            case Window():
                return self._in_window(node, held)
            case NoneOf(nodes):
                return held.difference(*(self._among(inner, held) for inner in nodes))
            case AnyOf(nodes):
                return frozenset().union(*(self._among(inner, held) for inner in nodes))
            case Term() if node not in self._held:
                return frozenset(place for place, _ in self._postings(node, held))
            case _:
                return held & self.holding(node)

    def _size(self, node: Node) -> int:
        """Return about how dear a condition is."""
        match node:
            case Term():
                return self._lists.frequency(node)
            case Phrase(words):
                return self._size(AllOf(_pairs_of(words)))
            case AnyOf(nodes):
                return sum(map(self._size, nodes))
            case AllOf(nodes) if nodes:
                return min(map(self._size, nodes))
            case _:
                return len(self._lists.everything())

    def _phrase(self, words: Sequence[str]) -> Places:
        """Two words stand together where their pair stands; more are looked for among those."""
        likely = self.holding(AllOf(_pairs_of(words)))
        if len(words) < 3:
            return likely
        wanted = f" {' '.join(words)} "
        return frozenset(place for place in likely if wanted in self._text(place))

    def _text(self, place: int) -> str:
        return f" {' '.join(fields_of(self._lists.entry(place)).words)} "

    def _in_window(self, window: Window, held: Places) -> Places:
        day = self._lists.days(window.field)
        low = 0 if window.low is None else window.low
        high = OPEN_END if window.high is None else window.high
        return frozenset(place for place in held if low <= day(place) <= high)


def _pairs_of(words: Sequence[str]) -> tuple[Term, ...]:
    if len(words) == 1:
        return (Term("words", words[0]),)
    return tuple(dict.fromkeys(Term("pairs", pair) for pair in pairs(words)))
