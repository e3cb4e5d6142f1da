"""A text that the user hands in to be read: plain text, Markdown, a Word file, or from a pipe.

What carries a degree of secrecy is refused, by its name or its lines.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from regulations.diskfaults import reason_of
from regulations.errors import NoFileError, VanthuError
from regulations.folding import nfc
from regulations.sentences import say
from templates.marking import MarkedFileError, degree_in, degree_of_name
from templates.press.package import RefusedTemplateError, joined, read_paper
from templates.readback import read_notes, read_text

MAX_BYTES = 64 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_PIPE = Path("-")


class NotTextError(VanthuError):
    """The file is no text that can be read, or too large."""

    code = "invalid"
    exit_code = 5

    def __init__(self, path: Path) -> None:
        super().__init__(
            say("{path} is neither a .docx nor a text in UTF-8 of at most 64 MB.", path=str(path)),
            hint=say("Save it as .docx, or as plain text in UTF-8."),
        )


class DamagedWordError(VanthuError):
    """The file begins as a Word file and is none, or holds what no paper may hold."""

    code = "invalid"
    exit_code = 5

    def __init__(self, path: Path, reasons: Sequence[str]) -> None:
        super().__init__(
            say("{path} can't be read: {why}.", path=str(path), why=joined(reasons)),
            hint=say("Open it in Word and save it as .docx again, or take another copy."),
        )


def load_text(path: Path) -> str:
    """Return the text of the file at *path*, of standard input for ``-``; a line a paragraph.

    It is composed (NFC), its lines end in LF, footnotes stand at the end. What the file is called
    does not matter: a Word file is known by how it begins.

    Raises:
        NoFileError: it can't be opened.
        NotTextError: it is no text, or too large.
        DamagedWordError: it is a damaged Word file.
        MarkedFileError: it carries a degree of secrecy.
    """
    content = _content(path)
    if len(content) > MAX_BYTES or (b"\0" in content and not content.startswith(_ZIP)):
        raise NotTextError(path)
    try:
        text = _word(path, content) if content.startswith(_ZIP) else content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotTextError(path) from error
    if degree := degree_of_name(path.name) or degree_in(text.splitlines()):
        raise MarkedFileError(path.name, degree)
    return nfc(text).replace("\r\n", "\n").replace("\r", "\n")


def check_word(path: Path, content: bytes) -> None:
    """Look whether the file at *path* is a Word file that can be read.

    Raises:
        DamagedWordError: it is none, or damaged, or a bomb.
    """
    try:
        read_paper(content)
    except RefusedTemplateError as error:
        raise DamagedWordError(path, error.reasons) from error


def _word(path: Path, content: bytes) -> str:
    check_word(path, content)
    return "\n".join([read_text(content), *read_notes(content)])


def _content(path: Path) -> bytes:
    try:
        if path == _PIPE:
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with path.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        hint = say("Name a .docx, .md or .txt file, or - for what is piped in.")
        raise NoFileError(path, reason_of(error), hint) from error
