"""The verbs ``report freeze`` and ``report changes``: numbers closed, and what became of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import click

from cli import show, show_changes
from cli.office import Office, open_office
from cli.report_items import changes_item, stock_item
from cli.request import DAY, Request
from cli.speech import _
from cli.verbs import Verb
from regulations.days import short_day
from regulations.errors import NotFoundError, VanthuError
from regulations.sentences import say
from tracker.frozen import freeze as freeze_numbers
from tracker.frozen import frozen_path
from tracker.ledger import Ledger
from tracker.task import Programme

PROGRAMME = click.option(
    "--programme",
    metavar="P",
    required=True,
    help="A programme of the office; vanthu task programme lists them.",
)


class FollowedProgrammeError(VanthuError):
    """A report was asked for on tasks of superior bodies, which the office only follows."""

    code = "followed"

    def __init__(self, programme: Programme) -> None:
        super().__init__(
            say("The tasks of {id} are those of superior bodies: the office follows them and does "
                "not report on them.", id=programme.id),
            hint=say("See them with: vanthu task list --programme {id}.", id=programme.id),
        )  # fmt: skip


class NothingBeforeError(NotFoundError):
    """Changes were asked for without a day, and no report was frozen before."""

    code = "not_frozen"

    def __init__(self, day: date) -> None:
        super().__init__(
            say("No report was frozen before {day}.", day=short_day(day)),
            hint=say("Name the earlier day: vanthu report changes 2026-05-05 --programme P."),
        )


def ledger_of(office: Office, programme: str) -> Ledger:
    """Return the reports on the office's own *programme*.

    Raises:
        NotFoundError: there is none of that id.
        FollowedProgrammeError: its tasks are those of superior bodies.
    """
    found = office.desk.programme(programme)
    if found.followed:
        raise FollowedProgrammeError(found)
    return Ledger(office.desk, found, office.bodies, roll=office.settings.roll)


@click.command(cls=Verb)
@PROGRAMME
@click.option("--dry-run", is_flag=True, help="Show what would be recorded, and stop.")
@click.pass_obj
def freeze(request: Request, programme: str, dry_run: bool) -> None:
    """Freeze the numbers of the day: they are kept as they are, whatever is entered later."""
    office = open_office(request)
    ledger = ledger_of(office, programme)
    stock = ledger.stock(request.as_of)
    with office.store.writing():
        files = freeze_numbers(office.files, programme, stock, office.tree)
        if dry_run:
            show.changes(request, files)
            return
        office.record(dict(files), f"report freeze {programme} {request.as_of}")
    path = frozen_path(programme, request.as_of)
    if request.as_json:
        item = stock_item(stock) | {"programme": programme, "path": path}
        show.document(request, "report", [item], office=office.tree)
        return
    show.header(request, ledger.programme.title(office.language(request)))
    show.pairs(show_changes.summary(stock))
    show.line(_("Frozen: {path}").format(path=path))


@click.command(cls=Verb)
@click.argument("since", type=DAY, required=False)
@click.argument("until", type=DAY, required=False)
@PROGRAMME
@click.pass_obj
def changes(request: Request, since: date | None, until: date | None, programme: str) -> None:
    """Tell what changed from one report to another, late entries as corrections.

    SINCE is the last frozen report and UNTIL the day of --as-of, unless they are named.
    """
    office = open_office(request)
    ledger = ledger_of(office, programme)
    end = until or request.as_of
    start = since or ledger.last_frozen(end)
    if start is None:
        raise NothingBeforeError(end)
    if start > end:
        words = _("{since} lies after {until}: name the earlier day first.")
        raise click.UsageError(words.format(since=short_day(start), until=short_day(end)))
    found, request = ledger.changes(start, end), replace(request, as_of=end)
    if request.as_json:
        items: list[dict[str, Any]] = [changes_item(found)]
        show.document(request, "changes", items, office=office.tree, programme=programme)
    else:
        show_changes.listing(request, office, found)
