"""``cal ics``: the deadlines of the office's tasks as a file that any calendar takes in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from cli import show
from cli.office import Office, open_office
from cli.papers import OUT, hand_over, plain_paper
from cli.request import Request
from cli.show_task import bodies
from cli.speech import _
from cli.verbs import Verb
from regulations.days import short_day
from tracker.ical import Entry, write_calendar
from tracker.progress import Item
from tracker.rhythm import next_day


@click.command(cls=Verb)
@click.option("--programme", metavar="P", help="Only the tasks of this programme.")
@OUT
@click.pass_obj
def ics(request: Request, programme: str | None, out: Path | None) -> None:
    """Write the deadlines as a calendar file for Outlook or a telephone, with reminders."""
    office = open_office(request)
    items = office.task_items(request.as_of, programme)
    entries = sorted(_entries(request, office, items), key=lambda one: (one.day, one.uid))
    content = write_calendar(office.settings.name(office.language(request)), entries)
    path = hand_over(content, out, plain_paper(office, f"{programme or 'thoi-han'}.ics"))
    if request.as_json:
        found = [{"uid": one.uid, "day": one.day, "summary": one.summary, "rule": one.rule or None,
                  "moves": one.moves, "cancelled": one.cancelled} for one in entries]  # fmt: skip
        show.document(request, "cal", found, office=office.tree, path=str(path))
        return
    without = len(items) - len(entries)
    show.header(request, _("{count} deadlines").format(count=len(entries)),
                _("{count} tasks without a day").format(count=without))  # fmt: skip
    show.line(_("Written to: {path}").format(path=str(path)))


def _entries(request: Request, office: Office, items: tuple[Item, ...]) -> Iterator[Entry]:
    lang = office.language(request)
    for item in items:
        task, standing = item.task, item.standing
        deadline = standing.deadline or task.deadline
        rule = deadline.edtf if deadline and deadline.op == "every" else ""
        day = next_day(rule, task.assigned or request.as_of) if rule else standing.due
        if deadline is None or day is None:
            continue
        followed = f" · {_('followed')}" if item.followed else ""
        yield Entry(
            uid=f"{task.programme}.{task.id}@{office.settings.body}",
            day=day,
            summary=f"{task.id} {task.title(lang)} ({deadline.phrase}){followed}",
            description=_description(office, item),
            changed=standing.last_event or task.assigned or day,
            moves=standing.extensions,
            rule=rule,
            closed=standing.closed,
            cancelled=standing.status in ("stopped", "handed_over"),
        )


def _description(office: Office, item: Item) -> str:
    task, plan_by = item.task, item.standing.plan_by
    said = [
        (_("Lead body"), bodies(office, task.lead)),
        (_("Plan to finish by"), short_day(plan_by) if plan_by else ""),
        (_("Programme"), task.programme),
    ]
    return "\n".join(f"{name}: {value}" for name, value in said if value)
