"""The note in ``.git`` that a write is under way, so that a killed one is finished or dropped."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from regulations import machine
from regulations.repository.filenames import is_file_name

NAME: Final = "vanthu-pending.json"
_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_NONE: Final = "0" * 40


@dataclass(frozen=True, slots=True)
class Pending:
    """A commit about to be put on the branch. *parent* is empty for the first of an office.

    While the note lies there, the files at *paths* may be those of *parent* or of *commit*.
    """

    commit: str
    parent: str
    paths: tuple[str, ...]


def save_pending(git_folder: Path, pending: Pending) -> None:
    """Write the note; when this returns it is on the disk."""
    words = {"commit": pending.commit, "parent": pending.parent, "paths": pending.paths}
    machine.write_atomic(git_folder / NAME, json.dumps(words).encode(), machine.SHARED)


def load_pending(git_folder: Path) -> Pending | None:
    """Return the note that a killed writer left; ``None`` where there is none to go by."""
    try:
        words = json.loads((git_folder / NAME).read_bytes())
        pending = Pending(words["commit"], words["parent"], tuple(words["paths"]))
        return pending if _is_sound(pending) else None
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        return None  # written whole by us, so damaged by others: what git holds decides


def is_pending(git_folder: Path) -> bool:
    """Say whether there is a note."""
    return (git_folder / NAME).exists()


def drop_pending(git_folder: Path) -> None:
    """Take the note away, for good."""
    machine.remove(git_folder / NAME)


def _is_sound(pending: Pending) -> bool:
    named = all(map(is_file_name, pending.paths))
    return named and bool(_ID.fullmatch(pending.commit) and _ID.fullmatch(pending.parent or _NONE))
