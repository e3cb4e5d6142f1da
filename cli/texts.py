"""A text handed in to be read: plain, Markdown or Word, from a file or from standard input.

What carries a degree of secrecy is refused by its name or its lines before anything is read.
"""

from __future__ import annotations

import sys
from pathlib import Path

from regulations.errors import NotFoundError, VanthuError
from regulations.folding import nfc
from regulations.sentences import say
from templates.marking import MarkedFileError, degree_in, degree_of_name
from templates.press.package import RefusedTemplateError, read_paper
from templates.readback import read_text

MAX_BYTES = 8_000_000
STDIN = Path("-")


class NoTextError(NotFoundError):
    """The file can't be opened."""

    code = "no_file"

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            say("{path} can't be read: {why}.", path=str(path), why=why),
            hint=say("Name a text (.txt, .md) or a Word file (.docx), or - for standard input."),
        )


class NotReadableError(VanthuError):
    """The file holds no text that can be read."""

    code = "invalid"
    exit_code = 5

    def __init__(self, path: Path) -> None:
        super().__init__(
            say("{path} is no text in UTF-8 and no Word file, or larger than 8 MB.",
                path=str(path)),
            hint=say("Open it in Word and save it as .docx, or as plain text in UTF-8."),
        )  # fmt: skip


def read_any_text(path: Path) -> str:
    """Return the text at *path* in NFC, line by line; ``-`` is standard input.

    Raises:
        NoTextError: it can't be opened.
        NotReadableError: it is neither text nor Word, or too large.
        MarkedFileError: it carries a degree of secrecy.
    """
    content = _content(path)
    if len(content) > MAX_BYTES:
        raise NotReadableError(path)
    try:
        text = _word(content) if content.startswith(b"PK") else content.decode("utf-8-sig")
    except (RefusedTemplateError, UnicodeDecodeError) as error:
        raise NotReadableError(path) from error
    text = nfc(text).replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise NotReadableError(path)
    if degree := degree_in(text.split("\n")) or degree_of_name(path.name):
        raise MarkedFileError(path.name, degree)
    return text


def _word(content: bytes) -> str:
    read_paper(content)
    return read_text(content)


def _content(path: Path) -> bytes:
    try:
        if path == STDIN:
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise NoTextError(path, error.strerror or "") from error
