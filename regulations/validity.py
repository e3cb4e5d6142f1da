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

from regulations.days import Span, When, short_day
from regulations.sentences import say
from regulations.text import ancestors
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
    """What another work does to this one, and from when: ``None`` where no day is known."""

    work: Work
    relation: Relation
    start: When | None
    conf: str

    @property
    def day(self) -> date | None:
        return self.start.latest if self.start else None

    def surely_on(self, day: date) -> bool:
        return self.conf != "U" and self.start is not None and self.start.latest <= day

    def maybe_on(self, day: date) -> bool:
        return self.start is None or self.start.earliest <= day


def commencement(work: Work) -> tuple[When | None, str]:
    """Return when *work* takes effect and how sure that is; ``None`` where nothing tells."""
    if work.effective is not None:
        return work.effective, weakest(work.mark("effective"))
    return work.signed, weakest(work.mark("signed"), "M")


def commencement_of(work: Work, eid: str) -> tuple[When | None, str]:
    """Return when one part of *work* takes effect: with the whole, unless it has a day of its own.

    The day of a part is that of the parts in it that have none.
    """
    own = dict(work.effective_of)
    for name in (eid, *ancestors(eid)):
        if name in own:
            return own[name], weakest(work.mark("effective"))
    return commencement(work)


def validity_on(work: Work, day: date, shelf: Shelf) -> Validity:
    """Return the status of *work* on *day*."""
    start, conf = commencement(work)
    if start is None:
        return Validity("unknown", say("No day is known on which it was signed."), conf="U")
    if day < start.earliest:
        reason = say("It takes effect on {day}.", day=short_day(start.earliest))
        return Validity("not_yet", reason, conf=conf)
    if day < start.latest:
        reason = say("The day on which it takes effect is known only as {day}.", day=start.edtf)
        return Validity("unknown", reason, since=start.earliest, conf="U")
    blows = [_blow(other, relation) for other, relation in shelf.incoming(work.id)]
    return (
        _ended(blows, day)
        or _suspended(blows, day)
        or _doubtful(blows, day)
        or _partly(blows, day)
        or _in_force(start, conf)
    )


def possible_span(work: Work, shelf: Shelf) -> Span:
    """Return the days on which *work* may be in force: all that are not surely outside."""
    start, _conf = commencement(work)
    ends = [
        blow.day
        for blow in _whole(_blow(other, relation) for other, relation in shelf.incoming(work.id))
        if blow.conf != "U" and blow.day is not None
    ]
    return Span(start.earliest if start else None, min(ends, default=None))


def successor_on(work: Work, day: date, shelf: Shelf) -> Work | None:
    """Return what stands in the place of *work* on *day*, through all replacements up to then.

    The surest and newest of several; ``None`` while nothing has replaced it.
    """
    seen, found = {work.id}, None
    current = work
    while True:
        nexts = [
            blow
            for blow in (_blow(other, rel) for other, rel in shelf.incoming(current.id))
            if blow.relation.rel in ENDING and not blow.relation.part
            and blow.maybe_on(day) and blow.work.id not in seen
        ]  # fmt: skip
        if not nexts:
            return found
        best = max(nexts, key=lambda blow: (blow.surely_on(day), blow.work.order()))
        current = found = best.work
        seen.add(current.id)


def replaced_by(work: Work, shelf: Shelf) -> tuple[tuple[Work, Relation], ...]:
    """Return the works that replace or repeal the whole of *work*, the newest first."""
    ending = [
        (other, relation)
        for other, relation in shelf.incoming(work.id)
        if relation.rel in ENDING and not relation.part
    ]
    return tuple(sorted(ending, key=lambda pair: pair[0].order(), reverse=True))


def _blow(other: Work, relation: Relation) -> _Blow:
    start, _ = commencement(other)
    field = "effective" if other.effective is not None else "signed"
    return _Blow(other, relation, start, weakest(relation.conf, other.mark(field)))


def _ended(blows: Iterable[_Blow], day: date) -> Validity | None:
    sure = [blow for blow in _whole(blows) if blow.surely_on(day)]
    if not sure:
        return None
    first = min(sure, key=lambda blow: blow.day or date.max)
    assert first.day is not None
    said = say("Replaced by {symbol} since {day}.", symbol=first.work.cited,
               day=short_day(first.day))  # fmt: skip
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
    acts = sorted(
        (
            blow
            for blow in blows
            if blow.relation.rel in ("suspends", "resumes") and blow.surely_on(day)
        ),
        key=lambda blow: blow.day or date.min,
    )
    if not acts or acts[-1].relation.rel == "resumes":
        return None
    last = acts[-1]
    said = say("Suspended by {symbol}.", symbol=last.work.cited)
    return Validity("suspended", said, last.day, last.work.id, last.conf)


def _partly(blows: Iterable[_Blow], day: date) -> Validity | None:
    parts = [
        blow
        for blow in blows
        if blow.relation.rel in ENDING and blow.relation.part and blow.surely_on(day)
    ]
    if not parts:
        return None
    last = max(parts, key=lambda blow: blow.work.order())
    said = say("{part} was ended by {symbol}.", part=last.relation.part, symbol=last.work.cited)
    return Validity("partly_expired", said, last.day, last.work.id, last.conf)


def _in_force(start: When, conf: str) -> Validity:
    said = say("In force since {day}; no replacement is known.", day=short_day(start.latest))
    return Validity("in_force", said, start.latest, conf=conf)


def _whole(blows: Iterable[_Blow]) -> list[_Blow]:
    return [blow for blow in blows if blow.relation.rel in ENDING and not blow.relation.part]
