"""``task import``: the table of tasks that an office keeps in Excel, shown first, then entered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from cli import show, show_task
from cli.failures import say_problem
from cli.form_data import workbook_bytes
from cli.new_tasks import NoProgrammeError, accepting, chosen, record_new
from cli.office import Office, open_office
from cli.request import Request
from cli.speech import _
from cli.verbs import Verb
from regulations.days import short_day
from regulations.problems import Problem
from templates.spreadsheet import read_workbook
from templates.tabletasks import RowTask, TaskReader
from templates.tasktable import read_table
from tracker.actors import Actors
from tracker.due import Due, due_of
from tracker.newtasks import already_there, twins
from tracker.task import Task


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its *number* in the list, with its due day and the task it repeats, if any."""

    number: int
    read: RowTask
    due: Due | None
    known: Task | None


@click.command("import", cls=Verb)
@click.argument("file", type=click.Path(path_type=Path))
@accepting
@click.pass_obj
def import_(
    request: Request, file: Path, programme: str | None, accept: str | None,
    assigned: date | None, dry_run: bool,
) -> None:  # fmt: skip
    """Read a table of tasks from Excel: the rows are shown first, and entered with --accept."""
    office = open_office(request)
    rows, problems = _rows(office, file, programme, assigned or request.as_of)
    if accept is None:
        _preview(request, office, rows, problems)
        return
    if programme is None:
        raise NoProgrammeError
    new = [row.read.task for row in chosen(rows, accept)]
    record_new(request, office, programme, new, "task import", assigned=assigned,
               dry_run=dry_run)  # fmt: skip


def _rows(
    office: Office, file: Path, programme: str | None, given: date
) -> tuple[list[Row], tuple[Problem, ...]]:
    """Return the rows that are no tasks of ours yet, given on a day, and what was passed over."""
    table = read_table(read_workbook(workbook_bytes(file)), file.name)
    reader = TaskReader(Actors(office.bodies), office.library, file.name)
    known = office.desk.tasks(programme)
    rows: list[Row] = []
    for row in table.rows:
        if row.cells.get("id"):
            continue
        read = reader.read(row)
        due = read.deadline and due_of(
            read.deadline, office.calendar, event=given, roll=office.settings.roll
        )
        rows.append(Row(len(rows) + 1, read, due or None, already_there(read.task.title, known)))
    return rows, table.problems


def _preview(
    request: Request, office: Office, rows: list[Row], problems: tuple[Problem, ...]
) -> None:
    faults = [*problems, *(doubt for row in rows for doubt in row.read.doubts)]
    if request.as_json:
        show.document(request, "row", [_item(office, row) for row in rows], office=office.tree,
                      problems=show.problem_items(problems))  # fmt: skip
        return
    show.header(request, _("{count} rows read, none entered yet").format(count=len(rows)))
    columns = [_("No."), _("Group"), _("Task"), _("Lead body"), _("Deadline"), _("Due")]
    show.table(columns, [_cells(office, row) for row in rows])
    for row in rows:
        if row.known:
            show.line(_("{number}: {task} has the same title.").format(
                number=row.number, task=row.known.id))  # fmt: skip
    for at, earlier in twins([row.read.task for row in rows]).items():
        show.line(_("{number}: the same as {other}.").format(
            number=rows[at].number, other=rows[earlier].number))  # fmt: skip
    for fault in faults:
        say_problem(fault)


def _cells(office: Office, row: Row) -> list[str]:
    task = row.read.task
    due = short_day(row.due.due) if row.due and row.due.due else ""
    return [str(row.number), task.group, task.title, show_task.bodies(office, task.lead),
            task.phrase or row.read.row.cells.get("deadline", ""), due]  # fmt: skip


def _item(office: Office, row: Row) -> dict[str, object]:
    task = row.read.task
    return {
        "number": row.number,
        "place": row.read.row.place("").path.strip(),
        "group": task.group or None,
        "title": task.title,
        "lead": [office.bodies.label(body) for body in task.lead],
        "coordinate": [office.bodies.label(body) for body in task.coordinate],
        "product": task.product.title if task.product else None,
        "phrase": task.phrase or None,
        "due": row.due.due if row.due else None,
        "set_by": task.set_by or None,
        "notes": list(task.notes),
        "known": row.known.id if row.known else None,
        "problems": show.problem_items(row.read.doubts),
    }
