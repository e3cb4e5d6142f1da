"""What a drafter asks for: words, phrases, an instrument by name, conditions, and filters."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from regulations.folding import fold
from regulations.reference import Reference, read_reference
from regulations.search.address import read_address
from regulations.search.analysis import Token, clean, exact_key, pairs, syllables, tokens
from regulations.search.fieldnames import one_of, signed_within, valid_on
from regulations.search.glossary import Alternative, Words, shipped_glossary
from regulations.search.language import Reading, read_query
from regulations.search.tree import EVERYTHING, Node, Phrase, all_of

LONGEST = 20_000  # characters that are read; a longer question is asked by its beginning
MOST_WORDS = 300
MOST_PHRASES = 8
MOST_SIMILAR = 8
NO_REFERENCE = Reference()


@dataclass(frozen=True, slots=True)
class Query:
    """One question to the index; all words folded, none twice, in the order typed.

    *marked* are those words that were typed with marks, as typed; *pairs* are neighbours. *key*
    is the whole text as an exact name. *rest* are the words that name neither the instrument of
    *reference* nor the place *eid* inside it. *alternatives* may stand for words. *condition*
    holds for all that is found; *strict* says that it decides alone and the words only rank.
    *statuses* are those on *day*; *on* is the day that ``on:`` or the caller asked for.
    """

    text: str
    words: Words = ()
    marked: Words = ()
    pairs: Words = ()
    key: str = ""
    reference: Reference = NO_REFERENCE
    eid: str = ""
    rest: Words = ()
    alternatives: tuple[Alternative, ...] = ()
    condition: Node = EVERYTHING
    strict: bool = False
    phrases: tuple[Words, ...] = ()
    similar: Words = ()
    statuses: frozenset[str] = frozenset()
    on: date | None = None
    day: date | None = None

    @property
    def only_names(self) -> bool:
        """Whether the query is nothing but the name of an instrument."""
        return not self.reference.bare and self.reference.number is not None and not self.rest

    @property
    def empty(self) -> bool:
        """Whether nothing at all is asked."""
        return not (self.words or self.key or self.strict)

    def instead(self, word: str | None = None) -> Iterator[Words]:
        """Yield the names that may stand for *word*, or for any word of the query."""
        for alternative in self.alternatives:
            if word is None or word in alternative.source:
                yield from alternative.instead

    @property
    def others(self) -> frozenset[str]:
        """The folded words that may stand for those of the query."""
        return frozenset(word for instead in self.instead() for word in instead)


def parse_query(
    text: str,
    *,
    kinds: Sequence[str] = (),
    types: Sequence[str] = (),
    issuers: Sequence[str] = (),
    statuses: Collection[str] = (),
    signed: str = "",
    on: date | None = None,
    day: date | None = None,
    label: Callable[[str], str] = str,
) -> Query:
    """Read a question. *day* is that of the statuses where ``on`` names none.

    >>> parse_query('"kiểm điểm" 366').phrases
    (('kiem', 'diem'),)

    Raises:
        QueryError: ``field:value`` with a value that the field can't have.
        WindowError: *signed* or ``signed:`` is no window of days.
    """
    cleaned = clean(text[:LONGEST])
    reading = read_query(cleaned, label)
    asked_on = reading.on or on
    phrases = tuple(dict.fromkeys(reading.phrases))[:MOST_PHRASES]
    filters = [
        *(one_of("kind", kinds) for _ in kinds[:1]),
        *(one_of("type", types) for _ in types[:1]),
        *(one_of("issuer", [fold(one).strip() for one in issuers]) for _ in issuers[:1]),
        *([signed_within(signed)] if signed else []),
        *([valid_on(asked_on)] if asked_on else []),
        *reading.filters,
        *(Phrase(phrase) for phrase in phrases),
    ]
    return _query(
        cleaned, reading, all_of(filters),
        phrases, frozenset(statuses) | frozenset(reading.statuses), (asked_on, asked_on or day),
    )  # fmt: skip


def _query(
    cleaned: str,
    reading: Reading,
    filters: Node,
    phrases: tuple[Words, ...],
    statuses: frozenset[str],
    days: tuple[date | None, date | None],
) -> Query:
    plain = " ".join(reading.plain)
    found = tokens(plain)[:MOST_WORDS]
    narrowed = filters != EVERYTHING or bool(statuses)
    strict = reading.tree is not None or (not found and narrowed)
    names = "" if reading.tree is not None or reading.similar else plain
    reference = read_reference(names)
    rest = syllables(reference.rest)[:MOST_WORDS]
    eid, loose = read_address(rest) if reference.number and not reference.bare else ("", rest)
    return Query(
        text=cleaned,
        words=_once(token.folded for token in found),
        marked=_once(token.marked for token in found if token.marked),
        pairs=_once(pairs([token.folded for token in found])),
        key=exact_key(names),
        reference=reference,
        eid=eid,
        rest=_once(loose),
        alternatives=_alternatives(found),
        condition=all_of([filters, *([reading.tree] if reading.tree is not None else [])]),
        strict=strict,
        phrases=phrases,
        similar=_once(reading.similar)[:MOST_SIMILAR],
        statuses=statuses,
        on=days[0],
        day=days[1],
    )


def _alternatives(found: Sequence[Token]) -> tuple[Alternative, ...]:
    return shipped_glossary().alternatives(found)


def _once(words: Iterator[str] | Sequence[str]) -> Words:
    return tuple(dict.fromkeys(words))
