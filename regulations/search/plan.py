"""Which terms of a query are looked for, in which field, and how much each counts.

A question of fifty words holds some two hundred terms. Only its rarest are looked for: they
decide what is found, and the common ones are what makes an index slow. The choice hangs on the
document frequencies alone, so every engine makes the same one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from regulations.folding import fold
from regulations.search.query import Query

Field = Literal["words", "pairs", "heading", "marked"]
Frequency = Callable[[Field, str], int]
"""In how many entries a field holds a term."""

MOST_TERMS = 40
MOST_REQUIRED = 40  # a longer query asks for any of its words, nobody holds all of them
WEIGHTS: dict[Field, float] = {"words": 1.0, "pairs": 1.0, "heading": 0.5, "marked": 0.3}


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """One *text* that is looked for in one *field*."""

    field: Field
    text: str

    @property
    def weight(self) -> float:
        """How much a find in this field counts."""
        return WEIGHTS[self.field]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a query is answered.

    An entry that holds one of *terms* holds some of the query; one that holds all of *required*
    holds all of it (words that stand in no entry do not count; empty: nobody holds all). Who
    holds all holds one of *terms*. *bonus* terms add to the score and find nothing new.
    """

    terms: tuple[Term, ...]
    bonus: tuple[Term, ...]
    required: tuple[str, ...]


def make_plan(query: Query, frequency: Frequency) -> Plan:
    """Choose the terms of *query* by how rare they are."""
    known = [(count, word) for word in query.words if (count := frequency("words", word))]
    ranked = sorted(
        (count, Term(field, text))
        for field, texts in _wanted(query)
        for text in texts
        if (count := frequency(field, text))
    )
    rarest = [Term("words", min(known)[1])] if known else []
    terms = tuple(dict.fromkeys((*(term for _, term in ranked[:MOST_TERMS]), *rarest)))
    chosen = {term.text for term in terms if term.field == "words"}
    bonus = tuple(
        Term("marked", text)
        for text in query.marked
        if fold(text) in chosen and frequency("marked", text)
    )
    required = tuple(word for _, word in known) if len(known) <= MOST_REQUIRED else ()
    return Plan(terms, bonus, required)


def _wanted(query: Query) -> tuple[tuple[Field, tuple[str, ...]], ...]:
    return (
        ("words", query.words),
        ("pairs", query.pairs),
        ("heading", (*query.words, *query.pairs)),
    )
