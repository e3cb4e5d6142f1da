"""Proposed tasks on the terminal and as JSON: what was read, where, and what to look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cli import show
from cli.office import Office
from cli.request import Request
from cli.speech import _, in_words, spoken
from regulations.days import short_day
from regulations.doctypes import doc_type
from regulations.sentences import Sentence, say
from tracker.actors import Actor
from tracker.due import Due
from tracker.grounds import Ground
from tracker.proposals import Proposal
from tracker.task import Task

_FLAGS = {
    "no_lead": say("The text does not say who leads."),
    "several_leads": say("The text names several leads; one body should lead."),
    "implied_lead": say("The lead is implied: it stands in the sentence before."),
    "unknown_body": say("A lead is not in regulations/bodies.yaml; its name goes into a note."),
    "no_deadline": say("The text sets no day."),
    "no_year": say("The deadline has no year; it goes into a note."),
    "several_deadlines": say("The sentence sets several days; the last one is taken."),
}


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal by its *number*, with the *words* it stands in and what they come to.

    *known* is a task of the same title that is in the office already.
    """

    number: int
    proposal: Proposal
    words: str
    due: Due | None
    grounds: tuple[Ground, ...]
    known: Task | None = None


def listing(request: Request, office: Office, found: Sequence[Proposed], source: str) -> None:
    """Print what a text proposes; nothing is entered by that."""
    if request.as_json:
        show.document(request, "proposal", [_item(office, one) for one in found],
                      office=office.tree, source=source)  # fmt: skip
        return
    show.header(request, _("{count} tasks proposed, none entered yet").format(count=len(found)))
    for one in found:
        show.line()
        show.line(f"{one.number}. {one.proposal.title}")
        show.pairs([(f"   {name}", value) for name, value in _rows(office, one)])
        for warning in warnings(one):
            show.line(f"   ! {in_words(warning)}")
    if found and not request.quiet:
        show.line()
        numbers = ",".join(str(one.number) for one in found)
        show.line(_("Enter them with: vanthu task propose {file} --programme P --accept {numbers}")
                  .format(file=source, numbers=numbers))  # fmt: skip


def warnings(found: Proposed) -> list[Sentence]:
    """Return what a person must look at before the task is entered."""
    said = [_FLAGS[flag] for flag in found.proposal.flags]
    said += [
        say("{symbol} fits {count} instruments.", symbol=ground.text, count=len(ground.works))
        for ground in found.grounds
        if len(ground.works) > 1
    ]
    if found.known:
        said.append(say("{task} has the same title.", task=found.known.id))
    return said


def _rows(office: Office, found: Proposed) -> Iterable[tuple[str, str]]:
    one = found.proposal
    yield _("Lead body"), "; ".join(_name(office, actor) for actor in one.lead)
    yield _("Coordinating"), "; ".join(_name(office, actor) for actor in one.coordinate)
    yield _("Product"), _product(office, one)
    if one.deadline:
        due = f" → {short_day(found.due.due)}" if found.due and found.due.due else ""
        yield _("Deadline"), f"“{one.quote}”{due}"
    yield _("Rests on"), "; ".join(ground.works[0].cited for ground in found.grounds
                                   if len(ground.works) == 1)  # fmt: skip
    yield _("Read in"), f"“{_shortened(found.words)}”"


def _product(office: Office, one: Proposal) -> str:
    if one.product is None:
        return ""
    kind = doc_type(one.product.type)
    name = kind.en if spoken() == "en" else kind.vi
    return f"{name} ({_name(office, one.product.issuer)})" if one.product.issuer else name


def _name(office: Office, actor: Actor) -> str:
    return office.bodies.label(actor.id) if actor.id else f"{actor.text} (?)"


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 160 else f"{line[:80]} … {line[-70:]}"


def _item(office: Office, found: Proposed) -> dict[str, Any]:
    one = found.proposal
    return {
        "number": found.number,
        "title": one.title,
        "start": one.start,
        "end": one.end,
        "lead": [_actor_item(office, actor) for actor in one.lead],
        "coordinate": [_actor_item(office, actor) for actor in one.coordinate],
        "product": _product_item(office, one),
        "deadline": _deadline_item(found),
        "basis": [
            {"text": ground.text, "works": [work.id for work in ground.works],
             "start": one.start + ground.start, "end": one.start + ground.end}
            for ground in found.grounds
        ],
        "flags": list(one.flags),
        "known": found.known.id if found.known else None,
        "warnings": [in_words(warning) for warning in warnings(found)],
    }  # fmt: skip


def _product_item(office: Office, one: Proposal) -> dict[str, Any] | None:
    if one.product is None:
        return None
    issuer = _actor_item(office, one.product.issuer) if one.product.issuer else None
    return {"type": one.product.type, "issuer": issuer, "start": one.product.start,
            "end": one.product.end}  # fmt: skip


def _deadline_item(found: Proposed) -> dict[str, Any] | None:
    seen = found.proposal.deadline
    if seen is None:
        return None
    return {
        "phrase": seen.deadline.phrase,
        "quote": found.proposal.quote,
        "edtf": seen.deadline.edtf or None,
        "op": seen.deadline.op,
        "soft": seen.deadline.soft,
        "due": found.due.due if found.due else None,
        "start": seen.start,
        "end": seen.end,
    }


def _actor_item(office: Office, actor: Actor) -> dict[str, Any]:
    label = office.bodies.label(actor.id) if actor.id else None
    return {"id": actor.id or None, "label": label, "text": actor.text, "start": actor.start,
            "end": actor.end}  # fmt: skip
