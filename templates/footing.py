"""What a paper may rest on: law in force on its day, the guidelines above it, what to confirm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from regulations.days import cited_day
from regulations.errors import VanthuError
from regulations.library import Library
from regulations.sentences import say
from regulations.validity import REFUSED, Validity, successor_on, validity_on
from regulations.work import Relation, Work

_GUIDING = ("guides", "implements", "concretises")
_PRINTED = ("symbol", "type", "signed", "issuer", "title")


class NotInForceError(VanthuError):
    """A paper was to rest on an instrument that is not in force on its day."""

    code = "not_in_force"

    def __init__(self, work: Work, validity: Validity, day: date, successor: Work | None) -> None:
        super().__init__(_refusal(work, validity, day, successor), hint=_way_out(successor))
        self.work, self.validity, self.successor = work, validity, successor

    def details(self) -> Mapping[str, object]:
        """Return the work, its status and what stands in its place."""
        since = self.validity.since
        return {
            "work": self.work.id,
            "status": self.validity.status,
            "since": since.isoformat() if since else None,
            "successor": self.successor.id if self.successor else None,
        }


@dataclass(frozen=True, slots=True)
class Footing:
    """The instruments that a paper rests on, the target first, and *notes* for its drafter.

    The notes name what is doubtful, and every printed fact that was not seen in its source.
    """

    works: tuple[Work, ...]
    notes: tuple[str, ...]


def footing_of(target: Work, library: Library, *, own_body: str, day: date) -> Footing:
    """Return what a paper of *own_body* on *target* rests on when signed on *day*.

    Raises:
        NotInForceError: *target* is expired, suspended or not yet in force on *day*.
    """
    validity = refuse_unless_in_force(target, library, day)
    above = _central_guidelines(target, library, own_body, day)
    works = (target, *(work for work, relation in above if relation.conf != "U"))
    notes = (*_doubts(target, validity), *_marks(works), *_guiding_marks(above))
    return Footing(works, notes)


def footing_of_all(
    works: tuple[Work, ...], library: Library, *, own_body: str, day: date
) -> Footing:
    """Return what a paper that names *works*, and no others, rests on when signed on *day*.

    Raises:
        NotInForceError: one of them is expired, suspended or not yet in force on *day*.
    """
    notes: list[str] = []
    for work in works:
        validity = refuse_unless_in_force(work, library, day)
        notes += [*_doubts(work, validity), *_marks((work,))]
        for guide, relation in _central_guidelines(work, library, own_body, day):
            if guide not in works:
                notes.append(_left_out(guide, relation, work))
    return Footing(works, tuple(dict.fromkeys(notes)))


def refuse_unless_in_force(work: Work, library: Library, day: date) -> Validity:
    """Return the status of *work* on *day*, on which a paper may rest.

    Raises:
        NotInForceError: it is expired, suspended or not yet in force.
    """
    validity = validity_on(work, day, library)
    if validity.status in REFUSED:
        raise NotInForceError(work, validity, day, successor_on(work, day, library))
    return validity


def _central_guidelines(
    target: Work, library: Library, own_body: str, day: date
) -> tuple[tuple[Work, Relation], ...]:
    """Return the central bodies' guidelines on *target* in force on *day*, the oldest first."""
    found = [
        (other, relation)
        for other, relation in library.incoming(target.id)
        if relation.rel in _GUIDING
        and other.type == "huong_dan"
        and own_body not in other.issuers
        and any(_is_central(issuer, library) for issuer in other.issuers)
        and validity_on(other, day, library).status in ("in_force", "partly_expired")
    ]
    return tuple(sorted(found, key=lambda pair: pair[0].order()))


def _is_central(body_id: str, library: Library) -> bool:
    body = library.bodies.get(body_id)
    return body is not None and body.level == "central"


def _doubts(target: Work, validity: Validity) -> tuple[str, ...]:
    if validity.status == "unknown":
        return (
            say(
                "Whether {work} is in force is not known: {reason}",
                work=target.cited,
                reason=validity.reason,
            ),
        )
    if validity.status == "partly_expired":
        return (
            say("{work} is only partly in force: {reason}", work=target.cited,
                reason=validity.reason),
        )  # fmt: skip
    return ()


def _marks(works: tuple[Work, ...]) -> tuple[str, ...]:
    """Name every printed fact that was not seen in its source, for somebody to confirm."""
    return tuple(
        say("Confirm before signing: {fact} of {work} (mark {mark}).",
            fact=_fact(field), work=work.cited, mark=work.mark(field))
        for work in works
        for field in _PRINTED
        if work.mark(field) != "V"
    )  # fmt: skip


def _guiding_marks(above: tuple[tuple[Work, Relation], ...]) -> tuple[str, ...]:
    notes = []
    for work, relation in above:
        if relation.conf == "U":
            notes.append(say("{work} may guide it too. That is not confirmed: the paper does not "
                             "cite it.", work=work.cited))  # fmt: skip
        elif relation.conf != "V":
            notes.append(say("Confirm before signing: {work} guides it (mark {mark}).",
                             work=work.cited, mark=relation.conf))  # fmt: skip
    return tuple(notes)


def _left_out(guide: Work, relation: Relation, work: Work) -> str:
    if relation.conf == "U":
        return say("{guide} may guide {work}; that is not confirmed. The paper does not cite it.",
                   guide=guide.cited, work=work.cited)  # fmt: skip
    return say("{guide} guides {work}; the paper does not cite it. Add it with --basis.",
               guide=guide.cited, work=work.cited)  # fmt: skip


def _fact(field: str) -> str:
    return {
        "symbol": say("the symbol"),
        "type": say("the type"),
        "signed": say("the signing day"),
        "issuer": say("the issuer"),
        "title": say("the title"),
    }[field]


def _refusal(work: Work, validity: Validity, day: date, successor: Work | None) -> str:
    if validity.status == "not_yet":
        return say("{work} is not yet in force on {day}. {reason}", work=work.cited,
                   day=cited_day(day), reason=validity.reason)  # fmt: skip
    if validity.status == "suspended":
        return say("{work} is suspended on {day}. {reason}", work=work.cited,
                   day=cited_day(day), reason=validity.reason)  # fmt: skip
    since = cited_day(validity.since) if validity.since else "?"
    if successor is None:
        return say("{work} expired on {since}.", work=work.cited, since=since)
    return say("{work} expired on {since} and was replaced by {successor}.", work=work.cited,
               since=since, successor=successor.cited)  # fmt: skip


def _way_out(successor: Work | None) -> str:
    if successor is None:
        return say("See what is in force with: vanthu reg list.")
    name = f"{successor.name} {successor.signed.year or ''}" if successor.signed else successor.name
    return say('Draft it on what is in force: --for "{name}".', name=name.strip())
