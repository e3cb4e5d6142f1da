"""What the citations of a text mean on a day: each is looked up, and none is picked from several.

A text may say more than one citation does: what it named in full before tells what a short form
means, and a bare article belongs to the one instrument that its sentence named before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from regulations.library import Library
from regulations.mentions import Mention
from regulations.reference import Reference
from regulations.sentences import say
from regulations.work import Work

Outcome = Literal["resolved", "ambiguous", "unknown", "self"]


@dataclass(frozen=True, slots=True)
class Cited:
    """What one mention means. *work* is set where it is resolved, *reason* where that needs one.

    *candidates* are the works that it can mean when it is ambiguous; when it is unknown, those
    known by that number that something stated rules out. The newest stands first.
    """

    mention: Mention
    outcome: Outcome
    work: Work | None = None
    candidates: tuple[Work, ...] = ()
    reason: str = ""

    @property
    def works(self) -> tuple[Work, ...]:
        """Return what it means or may mean."""
        if self.outcome == "ambiguous":
            return self.candidates
        return (self.work,) if self.work else ()


def resolve_mentions(mentions: Iterable[Mention], library: Library, day: date) -> tuple[Cited, ...]:
    """Say what each of *mentions*, in the order of their text, means on *day*."""
    reading = _Reading(library, day)
    return tuple(reading.take(mention) for mention in mentions)


@dataclass(slots=True)
class _Reading:
    """The text so far: what it named, and what was looked up."""

    library: Library
    day: date
    named: list[Cited] = field(default_factory=list)
    seen: dict[tuple[Reference, tuple[str, ...]], Cited] = field(default_factory=dict)

    def take(self, mention: Mention) -> Cited:
        if mention.how == "self":
            return Cited(mention, "self")
        if mention.how == "place":
            return self._place(mention)
        if mention.how == "above":
            found = self._above(mention)
        else:
            found = self._as_before(self._looked_up(mention))
        if found.work or mention.how != "above":
            self.named.append(found)
        return found

    def _place(self, mention: Mention) -> Cited:
        """Say whose article stands alone: that of what the sentence named, else the text's own."""
        before = [one for one in self.named if one.mention.sentence == mention.sentence]
        if not before:
            return Cited(mention, "self")
        return _the_one(mention, before)

    def _above(self, mention: Mention) -> Cited:
        types = mention.reference.types
        before = [one for one in self.named if not types or _types(one) & types]
        if not before:
            return Cited(mention, "unknown", reason=say("The text names none before."))
        return _the_one(mention, before)

    def _as_before(self, found: Cited) -> Cited:
        """Take what the text itself has told: a short form of what it cited in full before."""
        told = {one.work.id: one.work for one in self.named if one.work in found.works}
        if found.outcome != "ambiguous" or len(told) != 1:
            return found
        (work,) = told.values()
        reason = say("The text has cited {work} in full before.", work=work.cited)
        return Cited(found.mention, "resolved", work, reason=reason)

    def _looked_up(self, mention: Mention) -> Cited:
        asked = (mention.reference, mention.names)
        if asked not in self.seen:
            self.seen[asked] = self._look_up(mention)
        return replace(self.seen[asked], mention=mention)

    def _look_up(self, mention: Mention) -> Cited:
        read = self._with_known_issuer(mention.reference)
        found = self.library.fitting(read, mention.names)
        signed = tuple(work for work in found if not _later(work, self.day))
        if len(signed) == 1:
            return Cited(mention, "resolved", signed[0])
        if signed:
            reason = say("It fits {count} instruments.", count=len(signed))
            return Cited(mention, "ambiguous", candidates=signed, reason=reason)
        if found:
            reason = say("It was signed only after that day.")
            return Cited(mention, "unknown", candidates=found, reason=reason)
        return self._missing(mention, read)

    def _missing(self, mention: Mention, read: Reference) -> Cited:
        number = Reference(key=read.key, number=read.number)
        near = self.library.fitting(number, mention.names) if read.number or mention.names else ()
        if near:
            reason = say("What goes by that name or number has another type, day, issuer or term.")
            return Cited(mention, "unknown", candidates=near, reason=reason)
        return Cited(mention, "unknown", reason=say("No record goes by that name or number."))

    def _with_known_issuer(self, read: Reference) -> Reference:
        """Leave out an issuer that names no known body: it can't rule anything out."""
        words = read.issuer.split()
        spelled = (" ".join(words[:size]) for size in range(len(words), 0, -1))
        return read if any(map(self.library.bodies.named, spelled)) else replace(read, issuer="")


def _the_one(mention: Mention, before: list[Cited]) -> Cited:
    """Return what *before* means where it is one and the same, else all that it can be."""
    meanings = {_meaning(one): one for one in before}
    if len(meanings) == 1:
        (only,) = meanings.values()
        return replace(only, mention=mention)
    works = dict.fromkeys(work for one in before for work in one.works)
    newest_first = sorted(works, key=Work.order, reverse=True)
    reason = say("The text names {count} instruments before.", count=len(meanings))
    return Cited(mention, "ambiguous", candidates=tuple(newest_first), reason=reason)


def _meaning(one: Cited) -> object:
    read = one.mention.reference
    return one.work.id if one.work else (read.key or read.number, read.types, one.mention.names)


def _types(one: Cited) -> frozenset[str]:
    return frozenset({one.work.type}) if one.work else one.mention.reference.types


def _later(work: Work, day: date) -> bool:
    return work.signed is not None and work.signed.earliest > day
