"""Where papers go: to a temporary file first, readable by their owner alone, then renamed."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import click

from cli.failures import say_warning
from cli.office import Office
from regulations.diskfaults import disk_faults, reason_of
from regulations.errors import VanthuError
from regulations.machine import OWN_FOLDER, PRIVATE, write_atomic
from regulations.newwork import slug
from regulations.sentences import say
from regulations.settings import PATH

_KEPT = (".git", "regulations", "tracker", "templates")
_PAPERS = "out"  # git takes nothing from there


class NotAFolderError(VanthuError):
    """The folder for a paper can't be made."""

    code = "no_folder"

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(
            say("The folder {folder} can't be used: {why}.", folder=str(folder), why=why),
            hint=say("Name another file with --out."),
        )


class NotThereError(VanthuError):
    """A paper was to be written over something that is no paper, or among the office's texts."""

    code = "not_there"

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            say("The paper is not written to {path}: {why}.", path=str(path), why=why),
            hint=say("Name another file with --out."),
        )


def hand_over(content: bytes, wanted: Path | None, default: Path) -> Path:
    """Write a paper where the user says, or at *default*; return where it went.

    A name of a folder gets the default's file name. Papers are for their owner alone (0600).

    Raises:
        NotThereError: something else lies there, or it is among the texts of an office.
        NotAFolderError: the folder can't be used.
    """
    target = wanted or default
    if target.is_dir():
        target = target / default.name
    _check_place(target, default.suffix)
    try:
        if wanted is None:
            target.parent.mkdir(OWN_FOLDER, parents=True, exist_ok=True)
        if not target.parent.is_dir():
            raise NotAFolderError(target.parent, say("there is no such folder"))
    except OSError as error:
        raise NotAFolderError(target.parent, reason_of(error)) from error
    with disk_faults():
        write_atomic(target.resolve(), content, PRIVATE)
    return target


def make_folder(folder: Path) -> None:
    """Make the folder that is to hold several papers, for the user alone.

    The one above must be there; a folder that is there stays as it is.

    Raises:
        NotAFolderError: it can't be made.
    """
    try:
        folder.mkdir(OWN_FOLDER, exist_ok=True)
    except OSError as error:
        raise NotAFolderError(folder, reason_of(error)) from error


def _check_place(target: Path, suffix: str) -> None:
    if target.suffix.lower() != suffix:
        raise NotThereError(target, say("its name should end with {suffix}", suffix=suffix))
    if target.is_symlink() or (target.exists() and not target.is_file()):
        raise NotThereError(target, say("something else lies there"))
    mind_texts(target)


def mind_texts(target: Path) -> None:
    """Refuse to write among the texts of an office; warn where git would take what is written.

    Raises:
        NotThereError: *target* lies among the texts.
    """
    place = target.resolve()
    for folder in (place, *place.parents):
        if (folder / PATH).is_file():
            inner = next(iter(place.relative_to(folder).parts), "")
            if inner in (*_KEPT, PATH):
                raise NotThereError(target, say("the texts of an office lie there"))
            if inner != _PAPERS:
                _warn_of(folder)


@cache
def _warn_of(office: Path) -> None:
    """Warn of papers in the folder of an office, once for all of them."""
    say_warning(
        say(
            "Git may take up papers in {office} with the texts. Keep them in {papers}, or "
            "outside the office.",
            office=str(office),
            papers=str(office / _PAPERS),
        )
    )


def private_paper(office: Office, name: str) -> Path:
    """Return where a paper with personal data goes by default: outside the office."""
    return Path.home() / "Documents" / "vanthu" / (slug(office.settings.name_vi) or "office") / name


def plain_paper(office: Office, name: str) -> Path:
    """Return where other papers go by default: the office's git-ignored ``out/``."""
    return Path(os.path.relpath(office.root / _PAPERS / name))


OUT = click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Where it goes.")
