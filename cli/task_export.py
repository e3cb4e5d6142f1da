"""``task export``: one workbook for each body, in which it reports on the tasks that it leads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import chain
from pathlib import Path

import click

from cli import show
from cli.office import Office, open_office
from cli.papers import hand_over, make_folder
from cli.request import Request
from cli.speech import _
from cli.verbs import Verb
from regulations.days import short_day
from regulations.lineage import units_on
from regulations.newwork import slug
from templates.taskbook import cells_of, write_taskbook
from tracker.progress import Item


@click.command(cls=Verb)
@click.option("--by", type=click.Choice(["body"]), required=True, help="One workbook for each.")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", required=True,
              help="The folder that takes the workbooks.")  # fmt: skip
@click.option("--programme", metavar="P", help="Only the tasks of this programme.")
@click.pass_obj
def export(request: Request, by: str, out: Path, programme: str | None) -> None:
    """Write a workbook for each lead body, with locked ids; take it back with task return."""
    office = open_office(request)
    make_folder(out)
    written = [
        (body, len(items), hand_over(_workbook(request, office, body, items), None, path))
        for body, items, path in _by_body(office, request.as_of, programme, out)
    ]
    if request.as_json:
        found = [{"body": body, "label": office.bodies.label(body), "tasks": count,
                  "path": str(path)} for body, count, path in written]  # fmt: skip
        show.document(request, "workbook", found, office=office.tree)
        return
    show.header(request, _("{count} workbooks").format(count=len(written)))
    rows = [(office.bodies.label(body), str(count), str(path)) for body, count, path in written]
    show.table([_("Lead body"), _("Tasks"), _("File")], rows, right=(1,))


def _by_body(
    office: Office, day: date, programme: str | None, out: Path
) -> list[tuple[str, list[Item], Path]]:
    """Return the office's own tasks by the body that answers for them on *day*.

    A joint one goes to each lead, that of a group to each of its units, a closed one to none.
    """
    led: dict[str, list[Item]] = {}
    for item in office.task_items(day, programme):
        if not item.followed and not item.standing.closed:
            units = (units_on(office.bodies, body, day) for body in item.task.lead)
            for body in dict.fromkeys(chain.from_iterable(units)):
                led.setdefault(body, []).append(item)
    return [(body, led[body], out / f"{slug(body)}.xlsx") for body in sorted(led)]


def _workbook(request: Request, office: Office, body: str, items: list[Item]) -> bytes:
    rows = [cells_of(item, office.bodies, office.library) for item in items]
    title = _("{body}: tasks and progress, as of {day}").format(
        body=office.bodies.name(body), day=short_day(request.as_of))  # fmt: skip
    meta: Mapping[str, str] = {
        "office": office.settings.name_vi, "tree": office.tree, "body": body,
        "as_of": request.as_of.isoformat(),
    }  # fmt: skip
    return write_taskbook(rows, title, meta)
