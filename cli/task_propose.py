"""``task propose``: what a text sets to be done, shown first, entered on request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from cli import show_propose
from cli.new_tasks import NoProgrammeError, accepting, chosen, record_new
from cli.office import Office, open_office
from cli.request import Request
from cli.show_propose import Proposed
from cli.speech import _
from cli.texts import load_text
from cli.verbs import Verb
from tracker.actors import Actor, Actors
from tracker.due import due_of
from tracker.grounds import grounds_in
from tracker.newtasks import NewTask, already_there
from tracker.proposals import Proposal, propose
from tracker.task import Product


@click.command("propose", cls=Verb)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@accepting
@click.pass_obj
def propose_(
    request: Request, file: Path, programme: str | None, accept: str | None,
    assigned: date | None, dry_run: bool,
) -> None:  # fmt: skip
    """Propose tasks from a resolution, a conclusion or an article; - reads standard input."""
    office = open_office(request)
    found = proposed(office, load_text(file), assigned or request.as_of, programme)
    if accept is None:
        show_propose.listing(request, office, found, str(file))
        return
    if programme is None:
        raise NoProgrammeError
    taken = chosen(found, accept)
    record_new(request, office, programme, [new_task(one, file.name) for one in taken],
               "task propose", assigned=assigned, dry_run=dry_run)  # fmt: skip


def proposed(office: Office, text: str, given: date, programme: str | None) -> list[Proposed]:
    """Return the tasks that *text* sets, each with its due day and the instruments it names.

    What counts from a day that the text does not name counts from the day it was *given*.
    """
    known = office.desk.tasks(programme)
    found: list[Proposed] = []
    for number, one in enumerate(propose(text, Actors(office.bodies)), 1):
        due = one.deadline and due_of(
            one.deadline.deadline, office.calendar, event=given, roll=office.settings.roll
        )
        stretch = text[one.start : one.end]
        grounds = grounds_in(stretch, office.library)
        found.append(Proposed(number, one, stretch, due or None, grounds,
                              already_there(one.title, known)))  # fmt: skip
    return found


def new_task(found: Proposed, source: str) -> NewTask:
    """Return a proposal as a task to be entered; what could not be told goes into its notes."""
    one = found.proposal
    seen = None if one.deadline is None or one.deadline.lacks_year else one.deadline
    return NewTask(
        title=one.title,
        lead=_ids(one.lead),
        coordinate=_ids(one.coordinate),
        product=_product(one),
        phrase=seen.deadline.phrase if seen else "",
        quote=one.quote if seen and one.quote != seen.deadline.phrase else "",
        soft=bool(seen and seen.deadline.soft),
        implied="implied_lead" in one.flags,
        basis=tuple(dict.fromkeys(g.works[0].id for g in found.grounds if len(g.works) == 1)),
        notes=tuple(_notes(found, source)),
    )


def _ids(actors: Sequence[Actor]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.id for one in actors if one.id))


def _product(one: Proposal) -> Product | None:
    if one.product is None:
        return None
    return Product(one.product.type, one.product.issuer.id if one.product.issuer else "")


def _notes(found: Proposed, source: str) -> Iterator[str]:
    """Yield where the task was read, and whatever the office's own lists could not hold."""
    one = found.proposal
    yield _("Source: {file}, signs {start} to {end}: “{words}”").format(
        file=source, start=one.start, end=one.end, words=" ".join(found.words.split()))  # fmt: skip
    for title, actors in ((_("Lead body"), one.lead), (_("Coordinating"), one.coordinate)):
        if unknown := [actor.text for actor in actors if not actor.id]:
            yield _("{role} as the source names it: {names}").format(
                role=title, names="; ".join(unknown))  # fmt: skip
    if one.deadline and one.deadline.lacks_year:
        yield _("The source says “{words}”, without a year.").format(words=one.quote)
    for ground in found.grounds:
        if len(ground.works) > 1:
            yield _("The source names {symbol}, which fits several instruments.").format(
                symbol=ground.text)  # fmt: skip
