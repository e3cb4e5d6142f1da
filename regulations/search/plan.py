"""Which terms of a query are looked for, in which field, and how much each counts.

A question of fifty words holds some two hundred terms. Only its rarest are looked for: they
decide what is found, and the common ones are what makes an index slow. The choice hangs on the
document frequencies alone, so engines that cut alike choose alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from regulations.folding import fold
from regulations.search.analysis import pairs
from regulations.search.glossary import Words
from regulations.search.query import Query
from regulations.search.tree import Node, Term, TextField, all_of, any_of

MOST_REQUIRED = 40  # a longer query asks for any of its words, nobody holds all of them
WEIGHTS: dict[TextField, float] = {"words": 1.0, "pairs": 1.0, "heading": 0.5, "marked": 0.3}
_INSTEAD = 0.5  # what stands for a word of the query counts half of it

Frequencies = Mapping[Term, int]
"""In how many entries a field holds a term; none is left out or 0."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A term and how much a find of it counts."""

    term: Term
    weight: float


@dataclass(frozen=True, slots=True)
class Cut:
    """How much an engine can look for in good time: terms, and entries in their lists together."""

    terms: int
    postings: int


@dataclass(frozen=True, slots=True)
class Plan:
    """How a query is answered.

    An entry that holds one of *terms* holds some of the query; one for which all of *required*
    hold, holds all of it (a word that stands in no entry asks for nothing; empty: nobody holds
    all). Who holds all holds one of *terms*. *bonus* terms add to the score and find nothing new.
    """

    terms: tuple[Scored, ...] = ()
    bonus: tuple[Scored, ...] = ()
    required: tuple[Node, ...] = ()

    @property
    def some(self) -> Node:
        """What an entry must hold to be found at all."""
        return any_of(scored.term for scored in self.terms)


NO_PLAN = Plan()


def wanted_terms(query: Query) -> frozenset[Term]:
    """Return every term whose frequency decides how *query* is answered."""
    return frozenset(_weights(query)) | {Term("marked", text) for text in query.marked}


def make_plan(query: Query, frequencies: Frequencies, cut: Cut) -> Plan:
    """Choose the rarest terms of *query*, as many as *cut* allows."""
    weights = _weights(query)
    ranked = sorted((count, term) for term in weights if (count := frequencies.get(term, 0)))
    asked = [(word, _variants(query, word)) for word in query.words]
    known = [
        (min(counts), word, variants)
        for word, variants in asked
        if (counts := [count for term in variants if (count := frequencies.get(term, 0))])
    ]
    rarest = min(known, key=lambda one: one[:2])[2] if known else ()
    chosen = dict.fromkeys((*_rarest(ranked, cut), *rarest))
    terms = tuple(Scored(term, weights[term]) for term in chosen if frequencies.get(term, 0))
    words = {scored.term.text for scored in terms if scored.term.field == "words"}
    bonus = tuple(
        Scored(Term("marked", text), WEIGHTS["marked"])
        for text in query.marked
        if fold(text) in words and frequencies.get(Term("marked", text), 0)
    )
    few = len(known) <= MOST_REQUIRED
    required = tuple(_held(query, word) for _, word, _ in known) if few else ()
    return Plan(terms, bonus, required)


def held_words(words: Words) -> Node:
    """Return what an entry holds that holds all of *words*, in its text or its headings."""
    return all_of(any_of((Term("words", word), Term("heading", word))) for word in words)


def _rarest(ranked: Sequence[tuple[int, Term]], cut: Cut) -> Iterator[Term]:
    left = cut.postings
    for count, term in ranked[: cut.terms]:
        left -= count
        if left < 0:
            return
        yield term


def _weights(query: Query) -> dict[Term, float]:
    """Return every term that finds, with its weight; what the query says itself comes first."""
    fields: tuple[tuple[TextField, Words], ...] = (
        ("words", query.words),
        ("pairs", query.pairs),
        ("heading", (*query.words, *query.pairs)),
    )
    own = {Term(field, text): WEIGHTS[field] for field, texts in fields for text in texts}
    for instead in query.instead():
        for term in _terms_of(instead):
            own.setdefault(term, _INSTEAD * WEIGHTS["words"])
    return own


def _variants(query: Query, word: str) -> tuple[Term, ...]:
    """Return the terms of which an entry holds one when it holds *word* or stands in for it."""
    others = (_terms_of(instead) for instead in query.instead(word))
    return (Term("words", word), Term("heading", word), *(term for one in others for term in one))


def _held(query: Query, word: str) -> Node:
    others = (all_of(_terms_of(instead)) for instead in query.instead(word))
    return any_of((Term("words", word), Term("heading", word), *others))


def _terms_of(words: Words) -> Iterator[Term]:
    """Yield the terms of a name: its word, or the pairs of its words, which stand together."""
    texts = words if len(words) == 1 else pairs(words)
    return (Term("words" if len(words) == 1 else "pairs", text) for text in texts)
