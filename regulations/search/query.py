"""What a drafter asks for: words, phrases in quotes, an instrument by name, and filters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from regulations.folding import fold
from regulations.reference import Reference, read_reference
from regulations.search.analysis import clean, exact_key, pairs, syllables, tokens

LONGEST = 20_000  # characters that are read; a longer question is asked by its beginning
MOST_WORDS = 300
MOST_PHRASES = 8
_QUOTED = re.compile('["“”„«»]([^"“”„«»]*)["“”„«»]')


@dataclass(frozen=True, slots=True)
class Query:
    """One question to the index; all words folded, none twice, in the order typed.

    *marked* are those words that were typed with marks, as typed; *pairs* are neighbours.
    *phrases* must stand in an entry word for word. *key* is the whole text as an exact name.
    *rest* are the words that do not name the instrument of *reference*. Empty filters let all
    through; *on* lets through what is valid on that day.
    """

    text: str
    words: tuple[str, ...]
    marked: tuple[str, ...]
    pairs: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]
    key: str
    reference: Reference
    rest: tuple[str, ...]
    kinds: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    issuers: frozenset[str] = frozenset()
    on: date | None = None

    @property
    def only_names(self) -> bool:
        """Whether the query is nothing but the name of an instrument."""
        return not self.reference.bare and self.reference.number is not None and not self.rest


def parse_query(
    text: str,
    *,
    kinds: Sequence[str] = (),
    types: Sequence[str] = (),
    issuers: Sequence[str] = (),
    on: date | None = None,
) -> Query:
    """Read a question; no text is refused, and none is an expression.

    >>> parse_query('"kiểm điểm" 366').phrases
    (('kiem', 'diem'),)
    """
    cleaned = clean(text[:LONGEST])
    found = tokens(cleaned)[:MOST_WORDS]
    folded = tuple(token.folded for token in found)
    reference = read_reference(cleaned)
    return Query(
        text=cleaned,
        words=_once(folded),
        marked=_once(tuple(token.marked for token in found if token.marked)),
        pairs=_once(pairs(folded)),
        phrases=_phrases(cleaned),
        key=exact_key(cleaned),
        reference=reference,
        rest=_once(syllables(reference.rest)[:MOST_WORDS]),
        kinds=frozenset(kinds),
        types=frozenset(types),
        issuers=frozenset(fold(issuer).strip() for issuer in issuers),
        on=on,
    )


def _phrases(cleaned: str) -> tuple[tuple[str, ...], ...]:
    quoted = (syllables(match[1])[:MOST_WORDS] for match in _QUOTED.finditer(cleaned))
    return tuple(dict.fromkeys(phrase for phrase in quoted if phrase))[:MOST_PHRASES]


def _once(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
