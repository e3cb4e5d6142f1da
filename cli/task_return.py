"""``task return``: workbooks that come back from bodies, merged with what the office holds."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from cli.form_data import workbook_bytes
from cli.office import Office, open_office
from cli.papers import OUT, hand_over, plain_paper
from cli.request import Request, now
from cli.show_return import Outcome, Taken, show_outcome
from cli.speech import _
from cli.verbs import Verb
from regulations.days import short_day
from regulations.problems import Place, Problem
from regulations.sentences import say
from templates.taskbook import Taskbook, cells_of, read_taskbook, write_conflicts
from templates.taskcolumns import COLUMNS
from tracker import taskfiles
from tracker.events import Event, Evidence, event_id
from tracker.progress import Item
from tracker.reported import report, state_of
from tracker.returns import Change, Conflict, merge

CONFLICT = 6
_LABELS = {column.key: column.label for column in COLUMNS}


@click.command("return", cls=Verb)
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@OUT
@click.option("--dry-run", is_flag=True, help="Show what would be recorded, and stop.")
@click.pass_obj
def return_(request: Request, files: tuple[Path, ...], out: Path | None, dry_run: bool) -> int:
    """Take back workbooks of task export: progress becomes events, conflicts are listed.

    A changed deadline becomes a request for more time; a row that is missing deletes nothing; new
    rows are entered with task import. Conflicts go into a workbook too (--out); exit code 6.
    """
    office = open_office(request)
    books = [read_taskbook(workbook_bytes(file), file.name, office.settings.name_vi)
             for file in files]  # fmt: skip
    with office.store.writing():
        items, unknown = _items(request, office, books)
        ours = {name: cells_of(item, office.bodies, office.library) for name, item in items.items()}
        merged = merge([row for book in books for row in book.rows if row.task in items], ours)
        taken, unusable = _taken(request, office, books, items, merged.changes)
        if taken and not dry_run:
            _record(office, items, taken)
    path = _write_conflicts(request, office, ours, merged.conflicts, out)
    problems = [one for book in books for one in book.problems]
    show_outcome(request, office, Outcome(
        tuple(books), tuple(taken), merged.conflicts, (*problems, *unknown, *unusable), path,
        dry_run,
    ))  # fmt: skip
    return CONFLICT if merged.conflicts else 0


def _items(
    request: Request, office: Office, books: Sequence[Taskbook]
) -> tuple[dict[str, Item], list[Problem]]:
    """Return the tasks that came back, as they stand, and the ids that are no longer known."""
    known = {f"{task.programme}/{task.id}": task for task in office.desk.tasks()}
    items: dict[str, Item] = {}
    problems: list[Problem] = []
    for book in books:
        for row in book.rows:
            if task := known.get(row.task):
                items[row.task] = office.desk.item(task, request.as_of, roll=office.settings.roll)
            else:
                message = say("The office has no task {task} now.", task=row.task)
                problems.append(Problem(Place(book.path), message))
    return items, problems


def _taken(
    request: Request, office: Office, books: Sequence[Taskbook], items: Mapping[str, Item],
    changes: Sequence[Change],
) -> tuple[list[Taken], list[Problem]]:  # fmt: skip
    """Return the events that the changed cells come to, and the cells that can't be taken."""
    bodies = {book.path: office.bodies.name(book.meta.get("body", "")) for book in books}
    taken: list[Taken] = []
    problems: list[Problem] = []
    for change in changes:
        item = items[change.task]
        source = Event("", request.as_of, "", by=bodies[change.file],
                       evidence=Evidence(where=change.file))  # fmt: skip
        found = report(change.cells, source, _new_id, state=state_of(item.standing),
                       known=office.desk.events(item.task))  # fmt: skip
        if found.events:
            taken.append(Taken(change.task, change.file, found.events))
        for one in found.unusable:
            place = Place(f"{change.file} {change.task} {_LABELS[one.key]}")
            problems.append(Problem(place, one.message, one.remedy))
    return taken, problems


def _record(office: Office, items: Mapping[str, Item], taken: Sequence[Taken]) -> None:
    """Record all events as one commit."""
    changes: dict[str, bytes] = {}
    head = office.store.head()
    for one in taken:
        task = items[one.task].task
        path = taskfiles.journal_path(task.programme, task.id)
        for event in one.events:
            current = changes.get(path) or office.store.at_path(head, path) or b""
            changes |= taskfiles.add_event(task.programme, task.id, event, current)
    files = dict.fromkeys(one.file for one in taken)
    office.record(dict(changes), f"task return {' '.join(files)}")


def _write_conflicts(
    request: Request, office: Office, ours: Mapping[str, Mapping[str, str]],
    conflicts: Sequence[Conflict], out: Path | None,
) -> Path | None:  # fmt: skip
    """Write the tasks in conflict as a workbook with comments; return where it went."""
    if not conflicts:
        return None
    rows = {one.task: ours[one.task] for one in conflicts}
    title = _("Conflicts, as of {day}").format(day=short_day(request.as_of))
    return hand_over(write_conflicts(rows, conflicts, title), out,
                     plain_paper(office, "xung-dot.xlsx"))  # fmt: skip


def _new_id() -> str:
    return event_id(now(), secrets.randbits(80))
