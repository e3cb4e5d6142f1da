"""What workbooks brought back: recorded, in conflict, new, missing, and not taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cli import show
from cli.failures import say_problem
from cli.office import Office
from cli.request import Request
from cli.show_events import event_words
from cli.speech import _
from regulations.problems import Problem
from templates.taskbook import Taskbook
from templates.taskcolumns import COLUMNS
from tracker.events import Event, event_to_json
from tracker.returns import Conflict

_LABELS = {column.key: column.label for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class Taken:
    """What one file changes in one task: the *events* that come of it."""

    task: str
    file: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that came of the workbooks; *path* is that of the conflicts, if there are any."""

    books: tuple[Taskbook, ...]
    taken: tuple[Taken, ...]
    conflicts: tuple[Conflict, ...]
    problems: tuple[Problem, ...]
    path: Path | None
    dry_run: bool


def show_outcome(request: Request, office: Office, found: Outcome) -> None:
    """Print the outcome; as JSON one item for each workbook."""
    if request.as_json:
        show.document(request, "return", [_item(found, book) for book in found.books],
                      office=office.tree, conflicts=[_conflict(one) for one in found.conflicts],
                      problems=show.problem_items(found.problems), recorded=not found.dry_run,
                      path=str(found.path) if found.path else None)  # fmt: skip
        return
    show.header(request, _("{count} workbooks").format(count=len(found.books)))
    show.line(_("Would be recorded:") if found.dry_run else _("Recorded:"))
    for line in _taken(office, found):
        show.line(f"  {line}")
    if found.conflicts:
        show.line(_("Conflicts, none of which was taken:"))
        for one in found.conflicts:
            show.line(f"  {_conflict_words(one)}")
        show.line(_("Written to: {path}").format(path=str(found.path)))
    for book in found.books:
        _beside(book)
    for problem in found.problems:
        say_problem(problem)


def _taken(office: Office, found: Outcome) -> Iterator[str]:
    """Yield a line for each event; a request for more time names the next step."""
    for one in found.taken:
        for event in one.events:
            yield f"{one.task}: {event_words(office, event)}  [{one.file}]"
            if event.kind == "ask":
                task = one.task.rpartition("/")[2]
                yield _('    allow it with: vanthu task extend {task} --to "{phrase}" --asked {day}'
                        ' --evidence "…"').format(task=task, phrase=event.deadline,
                                                  day=event.on.isoformat())  # fmt: skip
    if not found.taken:
        yield _("nothing")


def _beside(book: Taskbook) -> None:
    if book.missing:
        show.line(_("Missing in {file}, nothing was deleted: {tasks}").format(
            file=book.path, tasks=", ".join(book.missing)))  # fmt: skip
    if book.added:
        show.line(_("New in {file}, rows {rows}; look at them with: vanthu task import {file}")
                  .format(file=book.path, rows=", ".join(map(str, book.added))))  # fmt: skip


def _conflict_words(one: Conflict) -> str:
    said = "; ".join(f"{file}: {words}" for file, words in one.said)
    return _("{task} {column}: sent {base}, office {ours}, {said}").format(
        task=one.task, column=_LABELS[one.key], base=one.base or "—", ours=one.ours or "—",
        said=said)  # fmt: skip


def _conflict(one: Conflict) -> dict[str, object]:
    return {"task": one.task, "column": one.key, "base": one.base, "ours": one.ours,
            "said": [{"file": file, "value": words} for file, words in one.said]}  # fmt: skip


def _item(found: Outcome, book: Taskbook) -> dict[str, object]:
    return {
        "file": book.path,
        "body": book.meta.get("body"),
        "events": [
            {"task": one.task, **event_to_json(event)}
            for one in found.taken
            if one.file == book.path
            for event in one.events
        ],
        "missing": list(book.missing),
        "added": list(book.added),
    }
