"""What happens to a task: one verb for each kind of event, one commit for each event."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date
from typing import Any

import click

from cli import items, show, show_task
from cli.failures import say_warning
from cli.office import Office, open_office
from cli.request import DAY, HANOI, Request, now
from cli.show_events import event_words
from cli.speech import _
from cli.verbs import Verb
from regulations.days import short_day
from regulations.errors import ConflictError, VanthuError
from regulations.sentences import say
from tracker import taskfiles
from tracker.admission import admit
from tracker.events import Event, event_id, read_events
from tracker.evidence import parse_evidence
from tracker.task import Task


class LaterDayError(VanthuError):
    """Something is said to have happened after the day taken for today."""

    code = "later_day"
    exit_code = 2

    def __init__(self, on: date, today: date) -> None:
        super().__init__(
            say("{on} lies after {today}, the day taken for today.",
                on=short_day(on), today=short_day(today)),
            hint=say("Give the day on which it happened with --on."),
        )  # fmt: skip


class DoneAlreadyError(ConflictError):
    """A task that is done was to be done again."""

    code = "done_already"

    def __init__(self, task: Task, done_on: date) -> None:
        super().__init__(
            say("{task} was recorded as done on {day}.", task=task.id, day=short_day(done_on)),
            hint=say("Take that back with: vanthu undo. Look at it with: vanthu task show {task}.",
                     task=task.id),
        )  # fmt: skip


def event_verb(command: Callable[..., None]) -> click.Command:
    """Make a verb of *command*: the task, the day, the note, the paper, and a dry run."""
    for option in (
        click.option("--dry-run", is_flag=True, help="Show what would be recorded, and stop."),
        click.option("--note", default="", help="What there is to say of it."),
        click.option("--evidence", metavar="TEXT", default="",
                     help="The paper: 45-KH/BTCTU, 18/5/2026."),
        click.option("--on", type=DAY, help="The day on which it happened; today without it."),
        click.argument("name", metavar="ID"),
    ):  # fmt: skip
        command = option(command)
    return click.command(cls=Verb)(click.pass_obj(command))


@event_verb
def start(request: Request, name: str, **common: Any) -> None:
    """Record that work on a task has begun."""
    _happen(request, name, "start", common)


@click.option("--percent", type=click.IntRange(0, 100), help="How much of it is done.")
@click.option("--obstacle", default="", help="What stands in the way; kept as the cause.")
def _update(request: Request, name: str, percent: int | None, obstacle: str, **common: Any) -> None:
    """Record progress on a task, or what stands in its way."""
    if not (obstacle or percent is not None or common["note"] or common["evidence"]):
        raise click.UsageError(_("Say what happened: --note, --percent, --obstacle or --evidence."))
    if obstacle:
        _happen(request, name, "obstacle", common | {"note": obstacle})
    else:
        _happen(request, name, "update", common, percent=percent)


@click.option("--to", metavar="BODY", required=True, help="To whom.")
def _submit(request: Request, name: str, to: str, **common: Any) -> None:
    """Record that the product was submitted, and to whom."""
    body = items.body_of(open_office(request), to, common["on"] or request.as_of)
    _happen(request, name, "submit", common, to=body.id)


@click.option("--to", "phrase", metavar="PHRASE", required=True, help="The new deadline.")
@click.option("--asked", type=DAY, help="The day on which it was asked for.")
def _extend(request: Request, name: str, phrase: str, asked: date | None, **common: Any) -> None:
    """Record that the deadline was moved; the one before stays known."""
    _happen(request, name, "extend", common, deadline=phrase, asked=asked)


@click.option("--to", metavar="BODY", required=True, help="The body that takes it over.")
def _handover(request: Request, name: str, to: str, **common: Any) -> None:
    """Record that another body took the task over."""
    body = items.body_of(open_office(request), to, common["on"] or request.as_of)
    _happen(request, name, "handover", common, to=body.id)


@event_verb
def done(request: Request, name: str, **common: Any) -> None:
    """Record that a task is done."""
    item = open_office(request).task_item(name, request.as_of)
    if item.standing.done and item.standing.done_on:
        raise DoneAlreadyError(item.task, item.standing.done_on)
    _happen(request, name, "done", common)


@event_verb
def stop(request: Request, name: str, **common: Any) -> None:
    """Record that a task was stopped, and on what ground."""
    _happen(request, name, "stop", common)


@event_verb
def reopen(request: Request, name: str, **common: Any) -> None:
    """Record that a task which was closed is open again."""
    _happen(request, name, "reopen", common)


@click.command(cls=Verb)
@click.argument("name", metavar="ID")
@click.pass_obj
def history(request: Request, name: str) -> None:
    """Show what happened to a task when, and when the office recorded it."""
    office = open_office(request)
    task = office.desk.task(name)
    path = taskfiles.journal_path(task.programme, task.id)
    recorded = _recorded(office, path)
    events = office.desk.events(task)
    if request.as_json:
        found = [{"id": one.id, "on": one.on, "kind": one.kind, "recorded": recorded.get(one.id)}
                 for one in events]  # fmt: skip
        show.document(request, "event", found, office=office.tree)
        return
    show.header(request, f"{task.id}  {task.title(office.language(request))}")
    rows = [(short_day(one.on), event_words(office, one), recorded.get(one.id, ""))
            for one in events]  # fmt: skip
    show.table([_("Happened"), _("What"), _("Recorded")], rows)


update = event_verb(_update)
submit = event_verb(_submit)
extend = event_verb(_extend)
handover = event_verb(_handover)
VERBS = {
    "start": start, "update": update, "submit": submit, "extend": extend, "handover": handover,
    "done": done, "stop": stop, "reopen": reopen, "history": history,
}  # fmt: skip


def keep(
    request: Request, office: Office, changes: dict[str, bytes], message: str, task: str
) -> None:
    """Record *changes* of one task as one commit, and show the task as it is then."""
    office.record(dict(changes), message)
    item = office.task_item(task, request.as_of)
    if request.as_json:
        show.document(request, "task", [items.task_item(office, item)], office=office.tree)
        return
    show.line(_("Recorded: {what}").format(what=message))
    show_task.one(request, office, item)


def _happen(request: Request, name: str, kind: str, common: dict[str, Any], **more: Any) -> None:
    office = open_office(request)
    task = office.desk.task(name)
    event = _event(request, office, kind, common, more)
    standing, roll = office.task_item(name, event.on).standing, office.settings.roll
    for doubt in admit(event, task, standing, office.calendar, roll=roll):
        say_warning(doubt)
    with office.store.writing():
        path = taskfiles.journal_path(task.programme, task.id)
        current = office.store.at_path(office.store.head(), path) or b""
        changes = taskfiles.add_event(task.programme, task.id, event, current)
        if common["dry_run"]:
            show.changes(request, changes)
        else:
            keep(request, office, changes, f"task {kind} {task.id}", f"{task.programme}/{task.id}")


def _event(
    request: Request, office: Office, kind: str, common: dict[str, Any], more: dict[str, Any]
) -> Event:
    on = common["on"] or request.as_of
    if on > request.as_of:
        raise LaterDayError(on, request.as_of)
    paper = parse_evidence(common["evidence"]) if common["evidence"] else None
    return Event(event_id(now(), secrets.randbits(80)), on, kind, by=office.settings.name_vi,
                 note=common["note"], evidence=paper, **more)  # fmt: skip


def _recorded(office: Office, path: str) -> dict[str, str]:
    """Return, by event id, the day on which the office recorded it."""
    found: dict[str, str] = {}
    for commit in reversed(office.store.log(paths=[path])):
        text = (office.store.at_path(commit.id, path) or b"").decode("utf-8", "replace")
        for event in read_events(path, text)[0]:
            found.setdefault(event.id, f"{commit.at.astimezone(HANOI):%d/%m/%Y %H:%M}")
    return found
