"""Letters of reminder: ``draft letter --reminder``, one for each body that is late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from cli.freezing import ledger_of
from cli.items import body_of
from cli.office import Office
from cli.papers import hand_over, make_folder, plain_paper
from cli.request import Request
from regulations.bodies import Body
from regulations.errors import VanthuError
from regulations.sentences import say
from templates.letterhead import Letterhead
from templates.paper import Paper
from templates.papers.paper_sheet import print_drafted
from templates.reminder import check_remindable, draft_reminder
from tracker.progress import Item, latest_first

REMINDER = click.option("--reminder", is_flag=True,
                        help="Remind of overdue tasks: a letter to each late body.")  # fmt: skip
BODY = click.option("--body", "bodies", metavar="BODY", multiple=True,
                    help="Remind only this body; may be given again.")  # fmt: skip


class NobodyLateError(VanthuError):
    """Reminders were asked for while no body that the office may remind is late."""

    code = "nothing_late"

    def __init__(self) -> None:
        super().__init__(
            say("No body that the office may remind has an overdue task."),
            hint=say("See what is late with: vanthu task list --overdue."),
        )


@dataclass(frozen=True, slots=True)
class Reminder:
    """A letter that was written, and where."""

    paper: Paper
    path: Path


def write_reminders(
    request: Request,
    office: Office,
    letterhead: Letterhead,
    names: Sequence[str],
    *,
    signed_by: str,
    out: Path | None,
) -> list[Reminder]:
    """Write a letter to each body named, else to each late one that the office may remind.

    *out* is a file for one body that is named, else a folder.

    Raises:
        NoBodyError, NoBodyThenError: a name is that of no body, or of none that lives on the day.
        SuperiorBodyError, OwnBodyError, NothingLateError: a body that is named gets no letter.
        NobodyLateError: none is named, and none is late.
    """
    late = _late(office, request)
    named = [body_of(office, name, request.as_of) for name in names]
    bodies = named or list(_remindable(office, letterhead, late))
    if not bodies:
        raise NobodyLateError
    papers = [
        _drafted(request, office, letterhead, body, late.get(body.id, ()), signed_by)
        for body in bodies
    ]
    if out is not None and len(bodies) > 1:
        make_folder(out)
    return [
        Reminder(paper, hand_over(
            print_drafted(paper, letterhead.profile, office=office.tree), out,
            plain_paper(office, f"cong-van-don-doc-{body.id}.docx"),
        ))
        for body, paper in zip(bodies, papers, strict=True)
    ]  # fmt: skip


def _drafted(
    request: Request,
    office: Office,
    letterhead: Letterhead,
    body: Body,
    own: tuple[Item, ...],
    signed_by: str,
) -> Paper:
    """Return the letter to *body* on its *own* late tasks, resting on what their programmes do."""
    programmes = dict.fromkeys(item.task.programme for item in own)
    basis = dict.fromkeys(
        work for name in programmes for work in office.desk.programme(name).rests_on
    )
    return draft_reminder(
        body, own, tuple(map(office.library.work, basis)), office.library, letterhead,
        day=request.as_of, signed_by=signed_by, lang=office.language(request),
    )  # fmt: skip


def _late(office: Office, request: Request) -> Mapping[str, tuple[Item, ...]]:
    """Return the overdue tasks of the office's own programmes, by the body that answers."""
    found: dict[str, list[Item]] = {}
    for programme in office.desk.programmes():
        if not programme.followed:
            for item in ledger_of(office, programme.id).stock(request.as_of).overdue:
                for body in item.units:
                    found.setdefault(body, []).append(item)
    return {body: latest_first(items) for body, items in found.items()}


def _remindable(
    office: Office, letterhead: Letterhead, late: Mapping[str, object]
) -> Iterator[Body]:
    for body_id in sorted(late):
        body = office.bodies.get(body_id)
        try:
            if body is not None:
                check_remindable(body, letterhead.body, office.bodies)
                yield body
        except VanthuError:
            continue
