"""What differs between Windows and the rest: locks, modes, renames, private folders.

A file is written whole or not at all: to a temporary file in the same folder, flushed to the
disk, renamed, the folder flushed. Kill the program anywhere and the old file or the new stands.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from regulations.diskfaults import NotPrivateError, WriterBusyError

if TYPE_CHECKING:
    from filelock import BaseFileLock

WINDOWS: Final = sys.platform == "win32"
PRIVATE: Final = 0o600
OWN_FOLDER: Final = 0o700  # for this user alone
SHARED: Final = 0o666  # less what the user's umask takes away, as git writes its files
_TEMPORARY: Final = ".vanthu-"
_NO_LINKS: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_RENAME_TRIES: Final = 20  # on Windows a virus scanner may hold a file for a moment
_RENAME_PAUSE_SECONDS: Final = 0.05


@dataclass(frozen=True, slots=True)
class Staged:
    """New content, safe on the disk as *temporary*, that is not yet seen at *path*."""

    path: Path
    temporary: Path


def write_atomic(path: Path, content: bytes, mode: int = PRIVATE) -> None:
    """Write *content* to *path* so that no reader and no crash ever sees half of it.

    *mode* is ``PRIVATE``, or what the umask leaves of ``SHARED`` or ``0o644``.
    """
    staged = stage(path, content, mode)
    try:
        publish(staged)
    except BaseException:
        discard(staged)
        raise


def stage(path: Path, content: bytes, mode: int = PRIVATE) -> Staged:
    """Write *content* beside *path*, flushed to the disk: all that can fail for want of room."""
    staged = draft(path, content, path.parent, mode)
    try:
        flush_file(staged.temporary)
    except BaseException:
        discard(staged)
        raise
    return staged


def draft(path: Path, content: bytes, room: Path, mode: int = PRIVATE) -> Staged:
    """Write *content* into *room*, a folder on the disk of *path*; it is still to be flushed."""
    staged = Staged(path, room / f"{_TEMPORARY}{secrets.token_hex(8)}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINKS
    try:
        with os.fdopen(os.open(staged.temporary, flags, mode), "wb") as file:
            file.write(content)
    except BaseException:
        discard(staged)
        raise
    return staged


def flush_file(path: Path) -> None:
    """Have what stands in *path* written to the disk, whoever wrote it."""
    descriptor = os.open(path, os.O_RDWR | _NO_LINKS)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def publish(staged: Staged) -> None:
    """Put staged content in its place: one rename."""
    rename(staged)
    flush_folder(staged.path.parent)


def rename(staged: Staged) -> None:
    """Put staged content in its place; the folder is still to be flushed."""
    for left in reversed(range(_RENAME_TRIES if WINDOWS else 1)):
        try:
            staged.temporary.replace(staged.path)
            break
        except PermissionError:
            if not left:
                raise
            time.sleep(_RENAME_PAUSE_SECONDS)


def discard(staged: Staged) -> None:
    """Forget staged content; none there is no fault."""
    with contextlib.suppress(OSError):
        staged.temporary.unlink()


def clear_staged(folder: Path) -> None:
    """Remove what killed writers left in *folder*; only for the one who holds the lock."""
    if folder.is_dir():
        for left in folder.glob(f"{_TEMPORARY}*"):
            discard(Staged(left, left))


def remove(path: Path) -> None:
    """Remove a file, for good; none there is no fault."""
    path.unlink(missing_ok=True)
    if path.parent.is_dir():
        flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Have the names in *folder* written to the disk. Windows does it by itself."""
    if WINDOWS:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def private_folder(path: Path) -> Path:
    """Return *path* as a folder that only this user may read and write, made where it lacks.

    On Windows a folder below the user's profile is private by inheritance.

    Raises:
        NotPrivateError: it is a link or no folder, or belongs to another user.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        path.mkdir(OWN_FOLDER)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or not owned_by_user(path):
        raise NotPrivateError(path)
    if not WINDOWS and stat.S_IMODE(found.st_mode) != OWN_FOLDER:
        path.chmod(OWN_FOLDER)
    return path


def owned_by_user(path: Path) -> bool:
    """Say whether *path* itself, not what it links to, belongs to the user who runs this."""
    if sys.platform == "win32":
        return True  # an owner is an access list there; the folder's own rights decide
    return path.lstat().st_uid == os.geteuid()


class WriterLock:
    """The lock file of one writer; the thread that holds it may take it again.

    It is the operating system's lock: a killed process lets go of it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock: BaseFileLock | None = None
        self._depth = 0

    @contextmanager
    def held(self, wait_seconds: float) -> Iterator[bool]:
        """Hold the lock; yields whether it was free before, ``False`` when taken again.

        Raises:
            WriterBusyError: another process kept it for *wait_seconds*.
        """
        from filelock import FileLock, Timeout  # what only reads starts faster without it

        if self._lock is None:
            self._lock = FileLock(self._path)
        try:
            hold = self._lock.acquire(timeout=wait_seconds)
        except Timeout as error:
            raise WriterBusyError(self._path, wait_seconds) from error
        with hold:
            self._depth += 1
            try:
                yield self._depth == 1
            finally:
                self._depth -= 1
