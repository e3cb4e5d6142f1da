"""The noun ``task``: what is to be done, by whom, by when, and how it stands on the day."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

import click

from cli import items, show, show_task
from cli.evidence import parse_evidence
from cli.office import Office, open_office
from cli.request import DAY, Request, now
from cli.speech import _
from cli.verbs import Noun, Verb
from regulations.days import short_day
from regulations.errors import ConflictError, VanthuError
from regulations.sentences import say
from tracker import progress, taskfiles
from tracker.events import Event, event_id
from tracker.task import Task


class LaterDayError(VanthuError):
    """Something is said to have happened after the day taken for today."""

    code = "later_day"
    exit_code = 2

    def __init__(self, on: date, today: date) -> None:
        super().__init__(
            say(
                "{on} lies after {today}, the day taken for today.",
                on=short_day(on),
                today=short_day(today),
            ),
            hint=say("Give the day on which it happened with --on."),
        )


class DoneAlreadyError(ConflictError):
    """A task that is done was to be done again."""

    code = "done_already"

    def __init__(self, task: Task, done_on: date) -> None:
        super().__init__(
            say("{task} was recorded as done on {day}.", task=task.id, day=short_day(done_on)),
            hint=say("Take that back with: vanthu undo. Look at it with: vanthu task show {task}.",
                     task=task.id),
        )  # fmt: skip


@click.group(cls=Noun)
def task() -> None:
    """Tasks: list, show, explain, add, update, done."""


@task.command("list", cls=Verb)
@click.option("--programme", metavar="P", help="Only the tasks of this programme.")
@click.option("--overdue", is_flag=True, help="Only those past their day and not done.")
@click.option(
    "--due-within",
    type=click.IntRange(0, 3660),
    metavar="N",
    help="Only those that fall due from today to N days on.",
)
@click.pass_obj
def list_(request: Request, programme: str | None, overdue: bool, due_within: int | None) -> None:
    """List tasks with their status on the day, by the day they fall due."""
    office = open_office(request)
    asked = office.task_items(request.as_of, programme)
    if due_within is not None:
        asked = progress.due_within(asked, request.as_of, due_within)
    found = [item for item in asked if not overdue or item.cell == "open_overdue"]
    found.sort(key=lambda item: (item.followed, item.standing.due or date.max, item.task.id))
    if request.as_json:
        show.document(request, "task", [items.task_item(office, item) for item in found],
                      office=office.tree, notes=show_task.notes(found))  # fmt: skip
    else:
        show_task.listing(request, office, found)


@task.command("show", cls=Verb)
@click.argument("name", metavar="ID")
@click.pass_obj
def show_(request: Request, name: str) -> None:
    """Show one task: its file, its events, and how it stands on the day."""
    office = open_office(request)
    item = office.task_item(name, request.as_of)
    if request.as_json:
        show.document(request, "task", [items.task_item(office, item, whole=True)],
                      office=office.tree, notes=show_task.notes([item]))  # fmt: skip
    else:
        show_task.one(request, office, item)


@task.command(cls=Verb)
@click.argument("name", metavar="ID")
@click.pass_obj
def explain(request: Request, name: str) -> None:
    """Say step by step when a task falls due and why it stands as it does."""
    office = open_office(request)
    item = office.task_item(name, request.as_of)
    lines = show_task.reasons(office, item)
    if request.as_json:
        found = items.task_item(office, item) | {"explain": lines}
        show.document(request, "task", [found], office=office.tree, notes=show_task.notes([item]))
        return
    show.header(request, f"{item.task.id}  {item.task.title(office.language(request))}")
    for line in lines:
        show.line(f"  {line}")


@task.command(cls=Verb)
@click.option("--programme", metavar="P", required=True, help="The programme it belongs to.")
@click.option("--title", required=True, help="What is to be done.")
@click.option("--lead", "leads", metavar="BODY", multiple=True, required=True, help="Lead body.")
@click.option("--coordinate", metavar="BODY", multiple=True, help="A coordinating body.")
@click.option("--deadline", metavar="PHRASE", default="", help="As written: trước ngày 30/6/2026.")
@click.option("--product", default="", help="What it is to bring forth.")
@click.option("--basis", metavar="ID", multiple=True, help="An instrument that it rests on.")
@click.option("--dry-run", is_flag=True, help="Show what would be recorded, and stop.")
@click.pass_obj
def add(
    request: Request, programme: str, title: str, leads: tuple[str, ...],
    coordinate: tuple[str, ...], deadline: str, product: str, basis: tuple[str, ...], dry_run: bool,
) -> None:  # fmt: skip
    """Add a task to a programme, as one commit."""
    office = open_office(request)
    office.desk.programme(programme)
    fields: dict[str, Any] = {
        "title": {"vi": title},
        "kind": "task",
        "lead": [items.body_named(office, name).id for name in leads],
        "joint_lead": "yes" if len(leads) > 1 else "",
        "coordinate": [items.body_named(office, name).id for name in coordinate],
        "product": {"title": product} if product else {},
        "deadline": {"phrase": deadline} if deadline else {},
        "basis": [office.library.resolve(name).id for name in basis],
        "assigned": request.as_of.isoformat(),
        "conf": "V",
    }
    with office.store.writing():
        taken = office.ids_ever()
        new_id = taskfiles.next_id(office.settings.task_prefix, request.as_of.year, taken)
        added = taskfiles.add_task(programme, new_id, fields)
        _keep(
            request,
            office,
            dict(added.changes),
            f"task add {added.id}",
            f"{programme}/{added.id}",
            dry_run,
        )


@task.command(cls=Verb)
@click.argument("name", metavar="ID")
@click.option("--note", default="", help="What was done, in a few words.")
@click.option("--percent", type=click.IntRange(0, 100), help="How much of it is done.")
@click.option("--on", type=DAY, help="The day on which it happened; today without it.")
@click.option("--dry-run", is_flag=True, help="Show what would be recorded, and stop.")
@click.pass_obj
def update(
    request: Request, name: str, note: str, percent: int | None, on: date | None, dry_run: bool
) -> None:
    """Record progress on a task."""
    office = open_office(request)
    event = _event(request, office, "update", on, note=note, percent=percent)
    _append(request, office, name, event, dry_run)


@task.command(cls=Verb)
@click.argument("name", metavar="ID")
@click.option("--on", type=DAY, help="The day on which it was done; today without it.")
@click.option("--evidence", metavar="TEXT", default="", help="The paper: 45-KH/BTCTU, 18/5/2026.")
@click.option("--note", default="", help="What there is to say of it.")
@click.option("--dry-run", is_flag=True, help="Show what would be recorded, and stop.")
@click.pass_obj
def done(
    request: Request, name: str, on: date | None, evidence: str, note: str, dry_run: bool
) -> None:
    """Record that a task is done."""
    office = open_office(request)
    item = office.task_item(name, request.as_of)
    if item.standing.done and item.standing.done_on:
        raise DoneAlreadyError(item.task, item.standing.done_on)
    paper = parse_evidence(evidence) if evidence else None
    event = _event(request, office, "done", on, note=note, evidence=paper)
    _append(request, office, name, event, dry_run)


def _event(request: Request, office: Office, kind: str, on: date | None, **more: Any) -> Event:
    day = on or request.as_of
    if day > request.as_of:
        raise LaterDayError(day, request.as_of)
    new_id = event_id(now(), secrets.randbits(80))
    return Event(new_id, day, kind, by=office.settings.name_vi, **more)


def _append(request: Request, office: Office, name: str, event: Event, dry_run: bool) -> None:
    found = office.desk.task(name)
    with office.store.writing():
        path = taskfiles.journal_path(found.programme, found.id)
        current = office.store.at_path(office.store.head(), path) or b""
        changes = taskfiles.add_event(found.programme, found.id, event, current)
        _keep(request, office, changes, f"task {event.kind} {found.id}",
              f"{found.programme}/{found.id}", dry_run)  # fmt: skip


def _keep(
    request: Request,
    office: Office,
    changes: dict[str, bytes],
    message: str,
    name: str,
    dry_run: bool,
) -> None:
    if dry_run:
        for path, content in changes.items():
            show.line(f"{path}\n{content.decode()}")
        return
    office.record(dict(changes), message)
    item = office.task_item(name, request.as_of)
    if request.as_json:
        show.document(request, "task", [items.task_item(office, item)], office=office.tree)
        return
    show.line(_("Recorded: {what}").format(what=message))
    show_task.one(request, office, item)
