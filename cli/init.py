"""The word ``init``: make an office."""

from __future__ import annotations

from pathlib import Path

import click

from cli import show
from cli.office import READERS, Office
from cli.request import Request, now
from cli.shipped import empty_office, sample_office
from cli.speech import _
from cli.verbs import Verb
from regulations.errors import ConflictError, InvalidDataError
from regulations.newwork import slug
from regulations.readings import read_all
from regulations.repository.store import Store
from regulations.sentences import say
from regulations.settings import PATH, settings_from_json

SUBJECT = "init"


class NotEmptyError(ConflictError):
    """The folder that should become an office holds something already."""

    code = "not_empty"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            say("{folder} is not empty.", folder=str(folder)),
            hint=say("Name a new folder, or an empty one."),
        )


@click.command(cls=Verb)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--sample", is_flag=True, help="A synthetic provincial office with the corpus.")
@click.option("--name", default="", help="Name of the office, as its papers print it.")
@click.option("--place", default="", help="Place printed before the date.")
@click.option("--dry-run", is_flag=True, help="List the files it would make, and stop.")
@click.pass_obj
def init(
    request: Request, folder: Path, sample: bool, name: str, place: str, dry_run: bool
) -> None:
    """Make an office in DIR: one folder, one git repository, all plain text."""
    title = name or folder.resolve().name
    if sample and (name or place):
        raise click.UsageError(_("--sample brings its own name and place."))
    files = sample_office() if sample else empty_office(title, slug(title) or "office", place)
    if dry_run:
        if request.as_json:
            show.changes(request, files)
        for path in () if request.as_json else sorted(files):
            show.line(path)
        return
    office = make_office((request.directory / folder).resolve(), files)
    if request.as_json:
        item = {"path": str(office.root), "files": len(files), "sample": sample}
        show.document(request, "init", [item], office=office.tree)
        return
    show.line(_("Office made: {path} ({count} files).").format(path=folder, count=len(files)))
    if not request.quiet:
        show.line(_("Next: vanthu -C {path} status").format(path=folder))


def make_office(root: Path, files: dict[str, bytes]) -> Office:
    """Write *files* as the first commit of a new office at *root*.

    Raises:
        NotEmptyError: something lies there already.
    """
    if root.exists() and any(root.iterdir()):
        raise NotEmptyError(root)
    read = read_all(files, READERS)
    if read.problems():
        raise InvalidDataError(say("The new office"), read.problems())
    author = settings_from_json(read.get(PATH)).name_vi
    Store.create(root, files, message=SUBJECT, author=author, at=now())
    return Office(root)
