"""What an instrument's status is on a day (hiệu lực): computed from dates and relations.

A status is never stored. Without a stated day an instrument takes effect on signing, which is
a rule of memory (mark M). A replacement ends its target on the day on which the replacing
instrument takes effect; a replacement known only with mark U makes the target *unknown*.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from regulations.days import Span, When, said_when, short_day
from regulations.sentences import listed, say
from regulations.text import ancestors, cited_place
from regulations.work import Relation, Work, weakest

ENDING = ("replaces", "repeals")
REFUSED = ("not_yet", "expired", "suspended")
"""The statuses on which no paper may rest."""


@dataclass(frozen=True, slots=True)
class Validity:
    """A status with its reason. *since* is its first day where known, *by* the work behind it."""

    status: str
    reason: str
    since: date | None = None
    by: str = ""
    conf: str = "V"


class Shelf(Protocol):
    """Where validity looks up works and what others do to them."""

    def work(self, work_id: str) -> Work:
        """Return the work with this id; a stub where none is recorded."""

    def incoming(self, work_id: str) -> Sequence[tuple[Work, Relation]]:
        """Return each work that has a relation to this one, with the relation."""


@dataclass(frozen=True, slots=True)
class _Blow:
    """What another work does to this one, and from when: ``None`` where no day is known.

    *whole* says that it meets all that is asked about, not some part of it.
    """

    work: Work
    relation: Relation
    start: When | None
    conf: str
    whole: bool

    @property
    def day(self) -> date | None:
        return self.start.latest if self.start else None

    @property
    def ends(self) -> bool:
        return self.relation.rel in ENDING

    def surely_on(self, day: date) -> bool:
        return self.conf != "U" and self.start is not None and self.start.latest <= day

    def maybe_on(self, day: date) -> bool:
        return self.start is None or self.start.earliest <= day

    def order(self) -> tuple[date, tuple[str, str]]:
        return self.day or date.min, self.work.order()


def commencement(work: Work) -> tuple[When | None, str]:
    """Return when *work* takes effect and how sure that is; ``None`` where nothing tells."""
    if work.effective is not None:
        return work.effective, weakest(work.mark("effective"))
    return work.signed, weakest(work.mark("signed"), "M")


def commencement_of(work: Work, part: str) -> tuple[When | None, str]:
    """Return when a part of *work* (element id) takes effect: with the whole, if nothing else."""
    own = work.effective_part(part)
    return (own, work.mark("effective")) if own else commencement(work)


def start_of(other: Work, relation: Relation) -> tuple[When | None, str]:
    """Return from when *other* does to its target what *relation* says, and how sure that is."""
    if relation.effective is not None:
        return relation.effective, weakest(relation.conf, other.conf)
    field = "effective" if other.effective is not None else "signed"
    return commencement(other)[0], weakest(relation.conf, other.mark(field))


def validity_on(work: Work, day: date, shelf: Shelf, part: str = "") -> Validity:
    """Return the status of *work*, or of one *part* of it (element id), on *day*."""
    start, conf = commencement_of(work, part)
    if start is None:
        return Validity("unknown", say("No day is known on which it was signed."), conf="U")
    if day < start.earliest:
        reason = say("It takes effect on {day}.", day=short_day(start.earliest))
        return Validity("not_yet", reason, conf=conf)
    if day < start.latest:
        reason = say(
            "The day on which it takes effect is known only as {day}.", day=said_when(start)
        )
        return Validity("unknown", reason, since=start.earliest, conf="U")
    blows = _blows(work, shelf, part)
    return (
        _ended(blows, day)
        or _suspended(blows, day)
        or _doubtful(blows, day)
        or _partly(blows, day)
        or _in_force(blows, day, start, conf)
    )


def possible_span(work: Work, shelf: Shelf) -> Span:
    """Return the days on which *work* may be in force: all that are not surely outside."""
    start, _conf = commencement(work)
    ends = [
        blow.day
        for blow in _whole(_blows(work, shelf))
        if blow.conf != "U" and blow.day is not None
    ]
    return Span(start.earliest if start else None, min(ends, default=None))


def successor_on(work: Work, day: date, shelf: Shelf) -> Work | None:
    """Return what stands in the place of *work* on *day*, through all replacements up to then.

    The surest and newest of several; ``None`` while nothing has replaced it.
    """
    chain = replacements(work, day, shelf)
    return chain[-1] if chain else None


def replacements(work: Work, day: date, shelf: Shelf) -> tuple[Work, ...]:
    """Return what replaced *work*, and what replaced that, as far as it had come on *day*."""
    chain = [work]
    while True:
        nexts = [
            blow
            for blow in _whole(_blows(chain[-1], shelf))
            if blow.maybe_on(day) and blow.work not in chain
        ]
        if not nexts:
            return tuple(chain[1:])
        best = max(nexts, key=lambda blow: (blow.surely_on(day), blow.work.order()))
        chain.append(best.work)


def replaced_by(work: Work, shelf: Shelf) -> tuple[tuple[Work, Relation], ...]:
    """Return the works that replace or repeal the whole of *work*, the newest first."""
    ending = [(blow.work, blow.relation) for blow in _whole(_blows(work, shelf))]
    return tuple(sorted(ending, key=lambda pair: pair[0].order(), reverse=True))


def _blows(work: Work, shelf: Shelf, part: str = "") -> list[_Blow]:
    """Return what others do to *work*, or to *part*; what they do to other parts is left out."""
    around = (part, *ancestors(part))
    return [
        _Blow(other, relation, *start_of(other, relation), whole)
        for other, relation in shelf.incoming(work.id)
        if (whole := not relation.part or relation.part in around)
        or not part or part in ancestors(relation.part)
    ]  # fmt: skip


def _ended(blows: Iterable[_Blow], day: date) -> Validity | None:
    sure = [blow for blow in _whole(blows) if blow.surely_on(day)]
    if not sure:
        return None
    first = min(sure, key=_Blow.order)
    assert first.day is not None
    symbol, since = first.work.cited, short_day(first.day)
    said = (say("Replaced by {symbol} since {day}.", symbol=symbol, day=since)
            if first.relation.rel == "replaces"
            else say("Repealed by {symbol} since {day}.", symbol=symbol, day=since))  # fmt: skip
    return Validity("expired", said, first.day, first.work.id, first.conf)


def _doubtful(blows: Iterable[_Blow], day: date) -> Validity | None:
    doubtful = [blow for blow in _whole(blows) if blow.maybe_on(day)]
    if not doubtful:
        return None
    first = max(doubtful, key=lambda blow: blow.work.order())
    said = say("Probably replaced by {symbol}, which is not confirmed.", symbol=first.work.cited)
    since = first.start.earliest if first.start else None
    return Validity("unknown", said, since, first.work.id, "U")


def _suspended(blows: Iterable[_Blow], day: date) -> Validity | None:
    last = _suspension([blow for blow in blows if blow.whole], day)
    if last is None:
        return None
    said = say("Suspended by {symbol}.", symbol=last.work.cited)
    return Validity("suspended", said, last.day, last.work.id, last.conf)


def _suspension(blows: Iterable[_Blow], day: date) -> _Blow | None:
    """Return the suspension that holds on *day*: the last one, unless lifted or run out."""
    acts = [
        blow
        for blow in blows
        if blow.relation.rel in ("suspends", "resumes") and blow.surely_on(day)
    ]
    last = max(acts, key=_Blow.order, default=None)
    if last is None or last.relation.rel == "resumes":
        return None
    until = last.relation.until
    return None if until and until.latest <= day else last


def _partly(blows: Iterable[_Blow], day: date) -> Validity | None:
    parts = [blow for blow in blows if blow.ends and not blow.whole and blow.surely_on(day)]
    if not parts:
        return None
    last = max(parts, key=_Blow.order)
    assert last.day is not None
    by_it = [cited_place(blow.relation.part) for blow in parts if blow.work == last.work]
    places, symbol, since = listed(list(dict.fromkeys(by_it))), last.work.cited, short_day(last.day)
    said = (say("{part} was ended by {symbol} since {day}.",
                part=places, symbol=symbol, day=since)
            if len(by_it) == len(parts)
            else say("{part} was ended by {symbol} since {day}, other parts before that.",
                     part=places, symbol=symbol, day=since))  # fmt: skip
    return Validity("partly_expired", said, last.day, last.work.id, last.conf)


def _in_force(blows: Iterable[_Blow], day: date, start: When, conf: str) -> Validity:
    part = _suspension([blow for blow in blows if not blow.whole], day)
    if part is not None:
        said = say("In force since {day}, but {part} is suspended by {symbol}.",
                   day=short_day(start.latest), part=cited_place(part.relation.part),
                   symbol=part.work.cited)  # fmt: skip
    else:
        said = say("In force since {day}; no replacement is known.", day=short_day(start.latest))
    return Validity("in_force", said, start.latest, conf=conf)


def _whole(blows: Iterable[_Blow]) -> list[_Blow]:
    return [blow for blow in blows if blow.ends and blow.whole]
