"""The port of every search engine: entries in, hits out; and the slow honest engine.

What is found, and in which order of groups:

1. what the query *names*: by key, by symbol, by type and number; or by a bare number, where the
   entry also holds all other words. Those that hold the other words first, whole instruments
   before their parts, the newest first;
2. what holds *all* words of the query that stand in any entry;
3. what holds *some* of its rarest terms; not where the query only names an instrument that is
   there.

A phrase in quotes must stand in every entry of groups 2 and 3. Inside these the score orders.
Entries that the filters shut out are not found at all.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from regulations.days import DayError, parse_when
from regulations.folding import fold
from regulations.reference import Facts, fits
from regulations.search.analysis import clean, exact_key, pairs, syllables, tokens
from regulations.search.plan import Plan, Term, make_plan
from regulations.search.query import Query
from regulations.search.snippets import snippet
from regulations.symbol import symbol_key

BREAK = "|"  # stands between symbol, heading and body: no word, so no phrase runs across


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to be found: an instrument, a provision of one, a task, a form.

    *eid* is empty for the whole, *symbol* and *signed* (EDTF) as printed. *keys* are further
    names that it goes by. *number* and *type* are those of the instrument, empty for tasks and
    forms; *issuer* holds labels, parted by commas. It is valid from *since* up to, not including,
    *until*; ``None`` is open. Of equals the one with the later *sort_day* stands first.
    """

    kind: str
    id: str
    heading: str
    body: str = ""
    eid: str = ""
    symbol: str = ""
    signed: str = ""
    keys: tuple[str, ...] = ()
    number: str = ""
    type: str = ""
    issuer: str = ""
    sort_day: date | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A found entry. *score* falls from hit to hit: above 2 named, above 1 holds all words."""

    entry: Entry
    score: float
    snippet: str


class SearchIndex(Protocol):
    """What every engine answers; the rules of finding and order are those of this module."""

    def search(self, query: Query, limit: int = 10) -> tuple[Hit, ...]:
        """Return the best *limit* hits, the best first."""


@dataclass(frozen=True, slots=True)
class Fields:
    """An entry as terms. *words* keeps the order, with :data:`BREAK` between the parts."""

    words: tuple[str, ...]
    pairs: tuple[str, ...]
    heading: tuple[str, ...]
    marked: tuple[str, ...]


def fields_of(entry: Entry) -> Fields:
    """Return the terms that *entry* is found by."""
    head = syllables(entry.heading)
    parts = [part for part in (syllables(entry.symbol), head, syllables(entry.body)) if part]
    words = [word for part in parts for word in (BREAK, *part)][1:]
    return Fields(
        words=tuple(words),
        pairs=tuple(pair for part in parts for pair in pairs(part)),
        heading=(*head, *pairs(head)),
        marked=tuple(
            token.marked
            for text in (entry.heading, entry.body)
            for token in tokens(clean(text))
            if token.marked
        ),
    )


def names_of(entry: Entry) -> frozenset[str]:
    """Return the exact keys that *entry* goes by; the id and a form's code are among them."""
    names = list(entry.keys)
    names += [] if entry.eid else [entry.id]
    names += [] if entry.number else [entry.symbol]
    return frozenset(key for name in names if (key := exact_key(name)))


def number_of(entry: Entry) -> str:
    """Return the number as references have it, without leading zeros; empty for none."""
    return str(int(entry.number)) if entry.number.isdecimal() else ""


def issuers_of(entry: Entry) -> tuple[str, ...]:
    """Return the folded labels of the issuers."""
    return tuple(fold(label).strip() for label in entry.issuer.split(",") if label.strip())


def allowed(entry: Entry, query: Query) -> bool:
    """Tell whether the filters of *query* let *entry* through."""
    return (
        (not query.kinds or entry.kind in query.kinds)
        and (not query.types or entry.type in query.types)
        and (not query.issuers or not query.issuers.isdisjoint(issuers_of(entry)))
        and (query.on is None or entry.since is None or entry.since <= query.on)
        and (query.on is None or entry.until is None or query.on < entry.until)
    )


def is_named(entry: Entry, query: Query, *, holds_rest: bool) -> bool:
    """Tell whether *query* names *entry*; *holds_rest*: it holds the words besides the name."""
    if query.key and query.key in names_of(entry):
        return True
    reference = query.reference
    if reference.number is None or number_of(entry) != reference.number:
        return False
    return (holds_rest or not reference.bare) and fits(reference, _facts(entry))


def gather(
    query: Query,
    limit: int,
    named: Iterable[tuple[Entry, bool]],
    scored: Sequence[tuple[Entry, float]],
) -> tuple[Hit, ...]:
    """Build the answer: *named* ones, each with whether it holds the rest, then *scored* ones."""
    first = sorted(named, key=_order_of_named)
    ranked = [(entry, 2 + 1 / (1 + rank)) for rank, (entry, _) in enumerate(first)]
    return tuple(
        Hit(entry, round(score, 6), snippet(entry.body or entry.heading, query))
        for entry, score in (*ranked, *scored)[: max(0, limit)]
    )


def graded(score: float, *, holds_all: bool) -> float:
    """Return a score from 0 up to 1, or from 1 up to 2 for what holds all words."""
    return score / (10 + score) + (1 if holds_all else 0)


class ScanIndex:
    """Reads every entry for every query: what the other engines are held against."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._read = tuple(_Read.of(entry) for entry in entries)
        self._lengths = {
            field: sum(sum(read.counts[field].values()) for read in self._read)
            / (len(self._read) or 1)
            for field in ("words", "pairs", "heading", "marked")
        }

    def search(self, query: Query, limit: int = 10) -> tuple[Hit, ...]:
        """See :class:`SearchIndex`."""
        plan = make_plan(query, self._frequency)
        named: list[tuple[Entry, bool]] = []
        scored: list[tuple[Entry, float]] = []
        for read in self._read:
            holds_rest = all(word in read.counts["words"] for word in query.rest)
            if not allowed(read.entry, query):
                continue
            if is_named(read.entry, query, holds_rest=holds_rest):
                named.append((read.entry, holds_rest))
            elif (score := self._grade(read, plan, query)) is not None:
                scored.append((read.entry, score))
        if query.only_names and named:
            scored = [(entry, score) for entry, score in scored if score >= 1]
        scored.sort(key=lambda pair: -pair[1])
        return gather(query, limit, named, scored)

    def _frequency(self, field: str, text: str) -> int:
        return sum(1 for read in self._read if text in read.counts[field])

    def _grade(self, read: _Read, plan: Plan, query: Query) -> float | None:
        words = read.counts["words"]
        holds_all = bool(plan.required) and all(word in words for word in plan.required)
        some = any(term.text in read.counts[term.field] for term in plan.terms)
        if not (holds_all or some) or not all(_stands_in(p, read.words) for p in query.phrases):
            return None
        score = sum(self._score(read, term) for term in (*plan.terms, *plan.bonus))
        return graded(score, holds_all=holds_all)

    def _score(self, read: _Read, term: Term) -> float:
        """Return BM25 (k1 1.2, b 0.75) of one term, as whoosh counts it."""
        count = read.counts[term.field][term.text]
        if not count:
            return 0.0
        rarity = math.log(len(self._read) / (self._frequency(term.field, term.text) + 1)) + 1
        length = sum(read.counts[term.field].values()) / self._lengths[term.field]
        return term.weight * rarity * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * length))


@dataclass(frozen=True, slots=True)
class _Read:
    entry: Entry
    words: tuple[str, ...]
    counts: dict[str, Counter[str]]

    @classmethod
    def of(cls, entry: Entry) -> _Read:
        fields = fields_of(entry)
        words = Counter(word for word in fields.words if word != BREAK)
        counts = {"words": words, "pairs": Counter(fields.pairs),
                  "heading": Counter(fields.heading), "marked": Counter(fields.marked)}  # fmt: skip
        return cls(entry, fields.words, counts)


def _stands_in(phrase: Sequence[str], words: Sequence[str]) -> bool:
    size = len(phrase)
    return any(tuple(words[at : at + size]) == tuple(phrase) for at in range(len(words) - size + 1))


def _facts(entry: Entry) -> Facts:
    try:
        when = parse_when(entry.signed)
    except DayError:
        return Facts(symbol_key(entry.symbol), entry.type, entry.sort_day, entry.sort_day)
    return Facts(symbol_key(entry.symbol), entry.type, when.earliest, when.latest)


def _order_of_named(pair: tuple[Entry, bool]) -> tuple[bool, bool, int]:
    entry, holds_rest = pair
    return not holds_rest, bool(entry.eid), -(entry.sort_day.toordinal() if entry.sort_day else 0)
