"""The noun ``task``: what is to be done, by whom, by when, and how it stands on the day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

import click

from cli import items, show, show_task, task_events
from cli.office import Office, open_office
from cli.request import DAY, Request
from cli.several import Several
from cli.verbs import Noun, Verb
from tracker import progress, taskfiles
from tracker.basis import shaken_basis
from tracker.phrases import parse_deadline

_LATER = {
    "programme": ("cli.task_programme", "programme"),
    "propose": ("cli.task_propose", "propose_"),
    "import": ("cli.task_import", "import_"),
    "export": ("cli.task_export", "export"),
    "return": ("cli.task_return", "return_"),
}
"""Verbs whose modules are loaded when they are called."""


@click.group(cls=Noun, later=_LATER)
def task() -> None:
    """Tasks: list, show, explain, add, and what happens to them."""


@task.command("list", cls=Verb)
@click.option("--programme", metavar="P", help="Only the tasks of this programme.")
@click.option("--overdue", is_flag=True, help="Only those past their day and not done.")
@click.option(
    "--due-within",
    type=click.IntRange(0, 3660),
    metavar="N",
    help="Only those that fall due from today to N days on.",
)
@click.option(
    "--basis-changed",
    is_flag=True,
    help="Only those whose legal basis has changed since they were set.",
)
@click.pass_obj
def list_(
    request: Request, programme: str | None, overdue: bool, due_within: int | None,
    basis_changed: bool,
) -> None:  # fmt: skip
    """List tasks with their status on the day, by the day they fall due."""
    office = open_office(request)
    asked = office.task_items(request.as_of, programme)
    if due_within is not None:
        asked = progress.due_within(asked, request.as_of, due_within)
    found = [
        item
        for item in asked
        if (not overdue or item.cell == "open_overdue")
        and (not basis_changed or shaken_basis(item.task, office.library, request.as_of))
    ]
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
@click.option("--programme", metavar="P", required=True,
              help="The programme it belongs to; vanthu task programme lists them.")  # fmt: skip
@click.option("--title", required=True, help="What is to be done.")
@click.option("--lead", "leads", metavar="BODY", multiple=True, required=True, help="Lead body.")
@click.option("--coordinate", metavar="BODY", multiple=True, help="A coordinating body.")
@click.option("--deadline", metavar="PHRASE", default="", help="As written: trước ngày 30/6/2026.")
@click.option("--product", default="", help="What it is to bring forth.")
@click.option("--basis", metavar="ID", multiple=True, help="An instrument that it rests on.")
@click.option("--assigned", type=DAY, help="The day on which it was given; today without it.")
@click.option("--dry-run", is_flag=True, help="Show what would be recorded, and stop.")
@click.pass_obj
def add(
    request: Request, programme: str, title: str, leads: tuple[str, ...],
    coordinate: tuple[str, ...], deadline: str, product: str, basis: tuple[str, ...],
    assigned: date | None, dry_run: bool,
) -> None:  # fmt: skip
    """Add a task to a programme, as one commit."""
    office, day = open_office(request), assigned or request.as_of
    asked = Several()
    asked.look("--programme", lambda: office.desk.programme(programme))
    if deadline:
        asked.look("--deadline", lambda: parse_deadline(deadline))
    led_by = _found(asked, "--lead", leads, lambda name: items.body_of(office, name, day).id)
    helped = _found(asked, "--coordinate", coordinate,
                    lambda name: items.body_of(office, name, day).id)  # fmt: skip
    rests_on = _found(asked, "--basis", basis, lambda name: office.library.resolve(name).id)
    asked.tell("task add")
    fields: dict[str, Any] = {
        "title": {"vi": title},
        "kind": "task",
        "lead": led_by,
        "joint_lead": "yes" if len(led_by) > 1 else "",
        "coordinate": helped,
        "product": {"title": product} if product else {},
        "deadline": {"phrase": deadline} if deadline else {},
        "basis": rests_on,
        "assigned": day.isoformat(),
        "conf": "V",
    }
    _enter(request, office, programme, fields, dry_run=dry_run)


def _enter(
    request: Request, office: Office, programme: str, fields: dict[str, Any], *, dry_run: bool
) -> None:
    """Record a task under the next id, and show it."""
    with office.store.writing():
        taken = office.ids_ever()
        new_id = taskfiles.next_id(office.settings.task_prefix, request.as_of.year, taken)
        added = taskfiles.add_task(programme, new_id, fields)
        changes = dict(added.changes)
        if dry_run:
            show.changes(request, changes)
        else:
            name = f"{programme}/{added.id}"
            task_events.keep(request, office, changes, f"task add {added.id}", name)


def _found(
    asked: Several, option: str, names: Sequence[str], find: Callable[[str], str]
) -> list[str]:
    """Return what *names* stand for, each once; what is wrong with one is kept."""
    found = [asked.look(option, partial(find, name)) for name in names]
    return list(dict.fromkeys(one for one in found if one))


for _name, _verb in task_events.VERBS.items():
    task.add_command(_verb, _name)
