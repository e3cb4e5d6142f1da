"""Keeping the office: status, log, record, undo."""

from __future__ import annotations

from pathlib import Path

import click

from cli import health, show
from cli.failures import say_warning
from cli.office import READERS, open_office
from cli.request import HANOI, Request, now
from cli.speech import _
from cli.verbs import Verb
from regulations.crosscheck import left_behind
from regulations.errors import ConflictError, InvalidDataError
from regulations.library import KIND, id_of
from regulations.past import PastFiles
from regulations.readings import read_all
from regulations.sentences import say
from regulations.settings import PATH, settings_from_json


class NothingToRecordError(ConflictError):
    """No file of the office was edited by hand."""

    code = "nothing_to_record"
    exit_code = 1

    def __init__(self) -> None:
        super().__init__(
            say("Every file is as it was recorded."),
            hint=say("Edit a file first; see what was recorded with: vanthu log."),
        )


@click.command(cls=Verb)
@click.pass_obj
def status(request: Request) -> None:
    """Say how the office stands: late tasks, faults, hand edits."""
    office = open_office(request)
    health.show_status(request, office)


@click.command(cls=Verb)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many.")
@click.pass_obj
def log(request: Request, limit: int) -> None:
    """List what was recorded, the newest first."""
    office = open_office(request)
    commits = office.store.log(limit=limit)
    if request.as_json:
        found = [
            {"id": one.id, "at": one.at, "author": one.author, "subject": one.subject}
            for one in commits
        ]
        show.document(request, "log", found, office=office.tree)
        return
    for one in commits:
        show.line(f"{one.id[:8]}  {one.at.astimezone(HANOI):%d/%m/%Y %H:%M}  {one.subject}")


@click.command(cls=Verb)
@click.option("--message", "-m", default="", help="What was changed, in a few words.")
@click.option("--dry-run", is_flag=True, help="Show what would be recorded, and stop.")
@click.pass_obj
def record(request: Request, message: str, dry_run: bool) -> None:
    """Record the files edited by hand as one commit, after reading them for faults."""
    office = open_office(request)
    paths, others = office.edited()
    for path in () if request.as_json else others:
        say_warning(say("Left out, for it is no file of an office: {path}.", path=path))
    if not paths:
        raise NothingToRecordError
    changes = {path: _content(office.root / path) for path in paths}
    read = read_all({path: text for path, text in changes.items() if text is not None}, READERS)
    gone = {id_of(path) for path in office.files.paths(KIND) if changes.get(path, b"") is None}
    after = PastFiles(office.files, read, changes)
    if problems := [*read.problems(), *left_behind(after, gone)]:
        raise InvalidDataError(say("What was edited"), problems)
    if PATH in changes:
        settings_from_json(read.get(PATH))
    if not dry_run:
        office.record(changes, message or f"record {len(paths)} hand edits")
    if request.as_json:
        found = [{"path": path} for path in paths]
        show.document(request, "record", found, office=office.tree, left_out=list(others))
        return
    for path in paths:
        show.line(path)


@click.command(cls=Verb)
@click.option("--dry-run", is_flag=True, help="Show what would be taken back, and stop.")
@click.pass_obj
def undo(request: Request, dry_run: bool) -> None:
    """Take back the last thing the program recorded, by one more commit."""
    office = open_office(request)
    if dry_run:
        target = office.store.undoable()
        if request.as_json:
            item = {"undoes": target.id, "subject": target.subject}
            show.document(request, "undo", [item], office=office.tree)
        else:
            show.line(_("Would take back: {what}").format(what=target.subject))
        return
    undone = office.store.undo(author=office.settings.name_vi, at=now())
    target = office.store.commit(undone.undoes or undone.parents[0])
    if request.as_json:
        item = {"id": undone.id, "undoes": target.id, "subject": target.subject}
        show.document(request, "undo", [item], office=undone.tree)
    else:
        show.line(_("Taken back: {what}").format(what=target.subject))


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
