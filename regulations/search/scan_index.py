"""The slow honest engine: it reads every entry for every question. The others are held to it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from regulations.search.entry import BREAK, Entry, fields_of, keys_of, newness, numbers_of
from regulations.search.index import Best, Found
from regulations.search.plan import Cut, Plan, Scored
from regulations.search.tree import (
    AllOf,
    AnyOf,
    KeyField,
    Like,
    Node,
    NoneOf,
    NumberField,
    Phrase,
    Term,
    Window,
)

_NO_CUT = Cut(1_000, 1_000_000_000)
_SCORED = ("words", "pairs", "heading", "marked")


class ScanIndex:
    """A :class:`regulations.search.index.SearchIndex` without an index."""

    def __init__(self, entries: Iterable[Entry], cut: Cut = _NO_CUT) -> None:
        self.cut = cut
        self._read = tuple(_Read.of(entry) for entry in entries)
        self._lengths = {
            field: sum(read.lengths[field] for read in self._read) / (len(self._read) or 1)
            for field in _SCORED
        }

    def frequencies(self, terms: Collection[Term]) -> Mapping[Term, int]:
        """See :class:`regulations.search.index.SearchIndex`."""
        return {term: self._frequency(term) for term in terms}

    def count(self, within: Node) -> int:
        """See :class:`regulations.search.index.SearchIndex`."""
        return sum(1 for read in self._read if _holds(read, within))

    def counts(self, within: Node, field: KeyField) -> Mapping[str, int]:
        """See :class:`regulations.search.index.SearchIndex`."""
        found = (read.keys[field] for read in self._read if _holds(read, within))
        return Counter(value for values in found for value in set(values))

    def best(self, within: Node, plan: Plan, limit: int, *, apart: bool) -> Best:
        """See :class:`regulations.search.index.SearchIndex`."""
        found = self._ranked(within, plan)[:limit]
        first = {entry.owner: (entry, score) for entry, score in reversed(found)}
        kept = [pair for pair in found if not apart or first[pair[0].owner] == pair]
        return Best(tuple(kept), len(found) == limit)

    def _ranked(self, within: Node, plan: Plan) -> list[Found]:
        held = [read for read in self._read if _holds(read, within)]
        if not plan.terms:
            held.sort(key=lambda read: -newness(read.entry))
            return [(read.entry, 0.0) for read in held]
        some = [read for read in held if _holds(read, plan.some)]
        found = [(read.entry, self._score(read, plan)) for read in some]
        return sorted(found, key=lambda pair: -pair[1])

    def _frequency(self, term: Term) -> int:
        return sum(1 for read in self._read if _holds(read, term))

    def _score(self, read: _Read, plan: Plan) -> float:
        return sum(self._bm25(read, scored) for scored in (*plan.terms, *plan.bonus))

    def _bm25(self, read: _Read, scored: Scored) -> float:
        term = scored.term
        count = read.texts[term.field][term.text]
        if not count:
            return 0.0
        rarity = math.log(len(self._read) / (self._frequency(term) + 1)) + 1
        length = read.lengths[term.field] / self._lengths[term.field]
        return scored.weight * rarity * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * length))


@dataclass(frozen=True, slots=True)
class _Read:
    entry: Entry
    words: tuple[str, ...]
    texts: Mapping[str, Counter[str]]
    lengths: Mapping[str, int]
    keys: Mapping[KeyField, Sequence[str]]
    numbers: Mapping[NumberField, int]

    @classmethod
    def of(cls, entry: Entry) -> _Read:
        fields = fields_of(entry)
        words = Counter(word for word in fields.words if word != BREAK)
        texts = {"words": words, "pairs": Counter(fields.pairs),
                 "heading": Counter(fields.heading), "marked": Counter(fields.marked)}  # fmt: skip
        lengths = {field: sum(counts.values()) for field, counts in texts.items()}
        return cls(entry, fields.words, texts, lengths, keys_of(entry), numbers_of(entry))


def _holds(read: _Read, node: Node) -> bool:
    match node:
        case Term(field, text):
            return text in read.texts[field] if field in _SCORED else text in read.keys[field]  # type: ignore[index]
        case Phrase(words):
            return _stands_in(words, read.words)
        case Window(field, low, high):
            value = read.numbers[field]
            return (low is None or low <= value) and (high is None or value <= high)
        case AllOf(nodes):
            return all(_holds(read, inner) for inner in nodes)
        case AnyOf(nodes):
            return any(_holds(read, inner) for inner in nodes)
        case NoneOf(nodes):
            return not any(_holds(read, inner) for inner in nodes)
        case Like():
            return False


def _stands_in(phrase: Sequence[str], words: Sequence[str]) -> bool:
    size = len(phrase)
    return any(tuple(words[at : at + size]) == tuple(phrase) for at in range(len(words) - size + 1))
