"""What the disk refuses, in our words: full, forbidden, held by another, open to others."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from regulations.errors import LockedError, VanthuError
from regulations.sentences import say

_FULL: Final = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}
_FORBIDDEN: Final = {errno.EACCES, errno.EPERM, errno.EROFS}
_REASONS: Final = {
    errno.ENOENT: say("there is no such file"),
    errno.EISDIR: say("it is a folder"),
    errno.ENOTDIR: say("a file stands where a folder should be"),
    errno.EEXIST: say("something else lies there"),
    errno.EACCES: say("it may not be read or written"),
    errno.ENAMETOOLONG: say("its name is too long"),
}


class WriterBusyError(LockedError):
    """Another process holds the writer lock."""

    def __init__(self, lock: Path, wait_seconds: float) -> None:
        super().__init__(
            say(
                "Another program has been writing for {seconds} seconds and holds {lock}.",
                seconds=f"{wait_seconds:g}",
                lock=lock,
            ),
            hint=say("Wait until it is done, or end it, then try again. Nothing was changed."),
        )


class NotPrivateError(VanthuError):
    """A folder that only the user may see is open to somebody else."""

    code = "not_private"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            say("{folder} is a link, or belongs to somebody else.", folder=folder),
            hint=say("Remove it, or name another folder that is yours alone."),
        )


class DiskError(VanthuError):
    """The disk, or the rights on it, refused a read or a write."""

    code = "disk"

    def __init__(self, error: OSError) -> None:
        name = error.filename or say("a file")
        if error.errno in _FULL:
            message = say("The disk is full.")
            hint = say("Make room, then try again. Nothing was lost.")
        elif error.errno in _FORBIDDEN:
            message = say("{name} may not be read or written.", name=name)
            hint = say("Ask whoever looks after this folder for the right to write to it.")
        else:
            message = say("{name}: {reason}.", name=name, reason=reason_of(error))
            hint = say("See whether the folder is still there and the disk is well.")
        super().__init__(message, hint=hint)


def reason_of(error: OSError) -> str:
    """Return why the system refused a file, as words that follow a colon; the system's, if rare."""
    return _REASONS.get(error.errno or 0) or error.strerror or type(error).__name__


@contextmanager
def disk_faults() -> Iterator[None]:
    """Say what the operating system refuses in our words.

    Raises:
        DiskError: for any OSError inside.
    """
    try:
        yield
    except OSError as error:
        raise DiskError(error) from error
