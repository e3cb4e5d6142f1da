"""A foreign file is parsed in a child process: it has little time and memory, and no network."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from regulations.errors import VanthuError
from regulations.intake.extract import Extract, extract_from_json
from regulations.sentences import say, unpacked

MEMORY_BYTES: Final = 400 * 1024 * 1024
MEGABYTE: Final = 1024 * 1024
LARGEST: Final = 64 * MEGABYTE
_ROOT: Final = Path(__file__).resolve().parents[2]
_START: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]);from regulations.intake.worker import main; main()"
)


class ParserError(VanthuError):
    """The child gave up, or was ended: the file is damaged, or made to do harm."""

    code = "unreadable"
    exit_code = 5


class _ToldError(VanthuError):
    """What the child said of the file, said again here."""

    def __init__(self, code: str, exit_code: int, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.code = code
        self.exit_code = exit_code


def seconds_for(size: int) -> int:
    """Return how long a file of *size* bytes may take: 5 s and 2 s for each megabyte begun."""
    return 5 + 2 * -(-size // MEGABYTE)


def check_size(size: int) -> None:
    """Raise where a file of *size* bytes is too large to be read.

    Raises:
        ParserError: it is.
    """
    if size > LARGEST:
        raise ParserError(
            say("The file has {size} MB.", size=size // MEGABYTE),
            say("At most {most} MB can be read; import its parts.", most=LARGEST // MEGABYTE),
        )


def read_apart(content: bytes, kind: str) -> Extract:
    """Read a file of that kind in a child.

    Raises:
        ParserError: it is too large, takes too long or too much, or can't be read at all.
        VanthuError: what the reader says of it.
    """
    check_size(len(content))
    seconds = seconds_for(len(content))
    words = [sys.executable, "-I", "-c", _START, str(_ROOT), kind, str(MEMORY_BYTES), str(seconds)]
    try:
        done = subprocess.run(
            words, input=content, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            timeout=seconds, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise _too_long(seconds) from error
    return _answer(done.stdout, done.returncode, seconds)


def _answer(said: bytes, code: int, seconds: int) -> Extract:
    try:
        answer: dict[str, Any] = json.loads(said)
    except ValueError as error:
        if code == -24:  # SIGXCPU
            raise _too_long(seconds) from error
        raise ParserError(
            say("The file can't be read: it is damaged, or needs more than 400 MB."),
            say("Open it in Word, save it as .docx, and import that."),
        ) from error
    if "error" in answer:
        name, exit_code, message, hint = answer["error"]
        raise _ToldError(name, exit_code, unpacked(message), unpacked(hint))
    return extract_from_json(answer["extract"])


def _too_long(seconds: int) -> ParserError:
    return ParserError(
        say("Reading the file took longer than {seconds} seconds.", seconds=seconds),
        say("Open it in Word, save it as .docx, and import that."),
    )
