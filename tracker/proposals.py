"""From a text to the tasks that it sets: proposals, each with the place where it stands. Pure.

Nothing is guessed. Who leads is taken from the sentence, or from the line that opened the list;
where a sentence only goes on from the one before, the lead is marked as implied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from regulations.folding import fold_evenly
from tracker.actors import Actor, Actors
from tracker.assignments import Assignment, assignment_in, heading_of
from tracker.products import ProductSeen, product_in
from tracker.sightings import Sighting, sightings
from tracker.stretches import Line, lines_of, sentences_of

FLAGS = ("no_lead", "several_leads", "implied_lead", "unknown_body", "no_deadline", "no_year",
         "several_deadlines")  # fmt: skip

_COLON = re.compile(r"[^:;.]{0,120}:\s*")
_OPENING = re.compile(
    r"(?:to|để|nhằm|và|and|rằng|việc|in which,?|trong đó,?|focus(?:ing)? on|tập trung)\s+",
    re.IGNORECASE,
)
Seen = TypeVar("Seen", Actor, Sighting, ProductSeen)
_TRIM = " \t,;:.-–—()"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A task that a text sets from *start* up to *end*; *title* are its own words, shortened.

    *quote* holds the words of the deadline with those around it, *flags* what a person must
    look at. All places are counted from the start of the text.
    """

    start: int
    end: int
    title: str
    lead: tuple[Actor, ...] = ()
    coordinate: tuple[Actor, ...] = ()
    deadline: Sighting | None = None
    quote: str = ""
    product: ProductSeen | None = None
    flags: tuple[str, ...] = ()


def propose(text: str, actors: Actors) -> tuple[Proposal, ...]:
    """Return the tasks that *text* (NFC) sets, in its order: those with a day or a clear lead."""
    reading = _Reading(text, actors)
    for line in lines_of(text):
        reading.take(line)
    return tuple(reading.found)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence from *start*; the places of what was found in it count from there."""

    start: int
    text: str
    even: str
    actors: tuple[Actor, ...]
    assignment: Assignment | None
    deadlines: tuple[Sighting, ...]

    @property
    def intro(self) -> re.Match[str] | None:
        """The words from the assignment to a colon: what follows is a list of its own."""
        return _COLON.match(self.even, self.assignment.end) if self.assignment else None

    def work(self) -> str:
        """Return the words that say what is to be done."""
        cuts: list[tuple[int, int]] = [(one.clause, one.end) for one in self.deadlines]
        if self.assignment:
            cut = self.intro.end() if self.intro else self.assignment.end
            cuts.append((0 if self.intro else self.assignment.start, cut))
        return _without(self.text, cuts)


@dataclass(frozen=True, slots=True)
class _Carried:
    """Who leads what comes next; *listed* where a line opened a list, with bullets of *mark*."""

    lead: tuple[Actor, ...] = ()
    coordinate: tuple[Actor, ...] = ()
    listed: bool = False
    mark: str = ""
    closing: str = ""

    def reaches(self, line: Line) -> bool:
        """Say whether *line* goes on with what was opened before it."""
        inner = self.listed and bool(line.mark) and line.mark != self.mark
        return inner or self.closing in (":", ";", ",")


@dataclass(slots=True)
class _Reading:
    text: str
    actors: Actors
    found: list[Proposal] = field(default_factory=list)
    carried: _Carried = field(default_factory=_Carried)
    pending: list[_Sentence] = field(default_factory=list)

    def take(self, line: Line) -> None:
        """Read one line; what it leaves open goes on in the next."""
        if not self.carried.reaches(line):
            self.carried = _Carried()
        for sentence in self._sentences(line):
            if sentence.assignment and self.pending:
                self._close()
            if sentence.assignment or sentence.deadlines or self.pending:
                self.pending.append(sentence)
            self._carry(sentence, line)
            if sentence.deadlines:
                self._close()
        if line.closing == ":":
            self.pending = []
        self._close()
        self.carried = replace(self.carried, closing=line.closing)

    def _sentences(self, line: Line) -> Iterator[_Sentence]:
        for start, end in sentences_of(line):
            text = line.text[start:end]
            even = fold_evenly(text)
            actors = self.actors.find(text, even)
            heading = heading_of(even, actors)
            if heading:
                own = tuple(_moved(one, line.start + start) for one in heading)
                self.carried = _Carried(own, (), True, line.mark)
            assignment = None if heading else assignment_in(even, actors)
            yield _Sentence(line.start + start, text, even, actors, assignment,
                            sightings(text, even))  # fmt: skip

    def _carry(self, sentence: _Sentence, line: Line) -> None:
        given = sentence.assignment
        if given is None:
            return
        lead, helped = _placed(given.lead, sentence), _placed(given.coordinate, sentence)
        listed = sentence.intro is not None
        if lead:
            self.carried = _Carried(lead, helped if listed else (), listed, line.mark)

    def _close(self) -> None:
        """Make a proposal of the sentences read since the last one, if they set a task."""
        sentences, self.pending = self.pending, []
        if not sentences:
            return
        own = sentences[0].assignment
        dated = next((one for one in reversed(sentences) if one.deadlines), None)
        if dated is None and not (own and own.firm and self.carried.lead):
            return
        title = ". ".join(filter(None, (_tidy(one.work()) for one in sentences)))
        if not title:
            return
        carried = self.carried
        helped = _placed(own.coordinate, sentences[0]) if own else carried.coordinate
        implied = bool(carried.lead) and not carried.listed and not (own and own.lead)
        seen = dated.deadlines[-1] if dated else None
        flags = (
            *_lead_flags(carried.lead, implied=implied),
            *(["unknown_body"] if any(not one.id for one in carried.lead) else []),
            *_deadline_flags(dated),
        )
        start, last = sentences[0].start, sentences[-1]
        self.found.append(Proposal(
            start, last.start + len(last.text.rstrip()), title, carried.lead, helped,
            _moved(seen, dated.start) if seen and dated else None,
            dated.text[seen.clause : seen.end].strip(_TRIM) if seen and dated else "",
            _product(sentences), flags,
        ))  # fmt: skip


def _lead_flags(lead: Sequence[Actor], *, implied: bool) -> Iterator[str]:
    if not lead:
        yield "no_lead"
    if len(lead) > 1:
        yield "several_leads"
    if implied:
        yield "implied_lead"


def _deadline_flags(dated: _Sentence | None) -> Iterator[str]:
    if dated is None:
        yield "no_deadline"
    elif dated.deadlines[-1].lacks_year:
        yield "no_year"
    if dated and len(dated.deadlines) > 1:
        yield "several_deadlines"


def _product(sentences: Sequence[_Sentence]) -> ProductSeen | None:
    for one in sentences:
        cut = one.intro.end() if one.intro else one.assignment.end if one.assignment else 0
        hidden = " " * cut + one.even[cut:]
        for seen_day in one.deadlines:  # "kể từ ngày ký Kết luận này" brings no Kết luận forth
            start, end = max(seen_day.clause, cut), max(seen_day.end, cut)
            hidden = hidden[:start] + " " * (end - start) + hidden[end:]
        if seen := product_in(one.text, hidden, one.actors):
            issuer = _moved(seen.issuer, one.start) if seen.issuer else None
            return replace(_moved(seen, one.start), issuer=issuer)
    return None


def _placed(actors: Sequence[Actor], sentence: _Sentence) -> tuple[Actor, ...]:
    return tuple(_moved(one, sentence.start) for one in actors)


def _moved(seen: Seen, by: int) -> Seen:
    """Return *seen* with its places counted from *by* signs before."""
    if isinstance(seen, Sighting):
        seen = replace(seen, clause=seen.clause + by)
    return replace(seen, start=seen.start + by, end=seen.end + by)


def _without(text: str, cuts: Sequence[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in sorted(cuts):
        kept.append(text[at:start] if start > at else "")
        at = max(at, end)
    return " ".join([*kept, text[at:]])


def _tidy(words: str) -> str:
    """Return *words* as a title: on one line, without what led up to it, with a capital."""
    title = re.sub(r" (?=[,;.])", "", " ".join(words.split())).strip(_TRIM)
    while match := _OPENING.match(title):
        title = title[match.end() :].lstrip(_TRIM)
    return title[:1].upper() + title[1:]
