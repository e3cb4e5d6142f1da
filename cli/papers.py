"""Where papers go: to a temporary file first, readable by their owner alone, then renamed."""

from __future__ import annotations

import os
from pathlib import Path

import click

from cli.office import Office
from regulations.errors import VanthuError
from regulations.machine import write_atomic
from regulations.newwork import slug
from regulations.sentences import say


class NotAFolderError(VanthuError):
    """The folder for a paper can't be made."""

    code = "no_folder"

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(
            say("The folder {folder} can't be used: {why}.", folder=str(folder), why=why),
            hint=say("Name another file with --out."),
        )


def hand_over(content: bytes, wanted: Path | None, default: Path) -> Path:
    """Write a paper where the user says, or at *default*; return where it went.

    A name of a folder gets the default's file name. Papers are for their owner alone (0600).
    """
    target = wanted or default
    if target.is_dir():
        target = target / default.name
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotAFolderError(target.parent, error.strerror or "") from error
    write_atomic(target.resolve(), content, 0o600)
    return target


def private_paper(office: Office, name: str) -> Path:
    """Return where a paper with personal data goes by default: outside the office."""
    return Path.home() / "Documents" / "vanthu" / (slug(office.settings.name_vi) or "office") / name


def plain_paper(office: Office, name: str) -> Path:
    """Return where other papers go by default: the office's git-ignored ``out/``."""
    return Path(os.path.relpath(office.root / "out" / name))


OUT = click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Where it goes.")
