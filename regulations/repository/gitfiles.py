"""Git's own files in ``.git``, read without starting git: head, branch, lock files."""

from __future__ import annotations

import contextlib
import hashlib
import re
import time
import zlib
from datetime import datetime
from pathlib import Path
from typing import Final

from regulations import machine
from regulations.errors import LockedError
from regulations.repository.commits import HANOI
from regulations.sentences import say

_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_BRANCHES: Final = "refs/heads/"
_KEPT_ELSEWHERE: Final = "refs/heads/.invalid"  # git's word where it has a reftable
_LONGEST_COMMIT: Final = 1 << 16
_LOOKS: Final = 10
_PAUSE_SECONDS: Final = 0.1


class GitLockedError(LockedError):
    """A lock file of git itself lies in the office."""

    def __init__(self, lock: Path, since: datetime) -> None:
        super().__init__(
            say(
                "Git is at work in the office, or broke off: {lock} lies there since {since}.",
                lock=lock,
                since=f"{since:%d/%m/%Y %H:%M}",
            ),
            hint=say("Wait for git to finish; if none is running, delete that file and try again."),
        )


def branch_of(git_folder: Path) -> str | None:
    """Return the full name of the branch in use; ``None`` when on none."""
    name = (_text_or_none(git_folder / "HEAD") or "").removeprefix("ref: ")
    return name if name.startswith(_BRANCHES) and name != _KEPT_ELSEWHERE else None


def head_of(git_folder: Path) -> str | None:
    """Return the id of the newest commit, ``""`` before the first; ``None``: only git can tell."""
    word = _text_or_none(git_folder / "HEAD") or ""
    if _ID.fullmatch(word):
        return word
    branch = branch_of(git_folder)
    if branch is None:
        return None
    loose = _text_or_none(git_folder / branch)
    if loose is None:
        return _packed(_text_or_none(git_folder / "packed-refs") or "", branch)
    return loose if _ID.fullmatch(loose) else None


def loose_commit(git_folder: Path, commit: str) -> bytes | None:
    """Return a commit object from its own file; ``None`` where it is packed or damaged."""
    try:
        packed = (git_folder / "objects" / commit[:2] / commit[2:]).read_bytes()
        whole = zlib.decompressobj().decompress(packed, _LONGEST_COMMIT)
    except (OSError, zlib.error):
        return None
    head, _, content = whole.partition(b"\0")
    return content if head == b"commit %d" % len(content) else None


def blob_id(content: bytes, like: str) -> str:
    """Return the id that git gives to a file of this *content*, by the digest that made *like*."""
    digest = hashlib.sha1 if len(like) == 40 else hashlib.sha256
    return digest(_blob(content), usedforsecurity=False).hexdigest()


def write_loose(git_folder: Path, content: bytes, like: str) -> None:
    """Write a file's *content* as an object of its own, also where git has one that is damaged."""
    name = blob_id(content, like)
    folder = git_folder / "objects" / name[:2]
    folder.mkdir(exist_ok=True)
    machine.write_atomic(folder / name[2:], zlib.compress(_blob(content)), machine.SHARED)


def check_locks(git_folder: Path, branch: str) -> None:
    """Wait a moment for a git at work in the office.

    Raises:
        GitLockedError: it goes on, or a killed one left its lock. We never delete it.
    """
    locks = [git_folder / f"{name}.lock" for name in ("index", "HEAD", branch)]
    for _ in range(_LOOKS):
        lying = [lock for lock in locks if lock.exists()]
        if not lying:
            return
        time.sleep(_PAUSE_SECONDS)
    with contextlib.suppress(FileNotFoundError):  # gone at the last moment
        since = datetime.fromtimestamp(lying[0].stat().st_mtime, HANOI)
        raise GitLockedError(lying[0], since)


def clear_crash_reports(git_folder: Path) -> None:
    """Remove what an import that broke off tells its developers; nothing rests on it."""
    for report in git_folder.glob("fast_import_crash_*"):
        with contextlib.suppress(OSError):
            report.unlink()


def _blob(content: bytes) -> bytes:
    return b"blob %d\0%b" % (len(content), content)


def _packed(refs: str, name: str) -> str:
    lines = (line.partition(" ") for line in refs.splitlines())
    return next((commit for commit, _, ref in lines if ref == name and _ID.fullmatch(commit)), "")


def _text_or_none(path: Path) -> str | None:
    try:
        return path.read_text("utf-8", "replace").strip()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
