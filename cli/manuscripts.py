"""A drafter's Markdown file, read from disk: UTF-8, and of a size that a paper can have."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

from regulations.diskfaults import reason_of
from regulations.errors import NoFileError, VanthuError
from regulations.sentences import say
from templates.manuscript import read_manuscript

MAX_BYTES = 4 * 1024 * 1024


class NotMarkdownError(VanthuError):
    """The file is no text, or too large to be one paper."""

    code = "invalid"
    exit_code = 5

    def __init__(self, path: Path) -> None:
        super().__init__(
            say("{path} is no UTF-8 text of at most 4 MB.", path=str(path)),
            hint=say("Save it as plain text in UTF-8."),
        )


def read_manuscript_file(path: Path) -> tuple[str, Element]:
    """Return the text of a Markdown file and its tree.

    Raises:
        NoFileError: it can't be opened.
        NotMarkdownError: it is no text, or too large.
        InvalidDataError: it holds characters that can't be printed.
    """
    try:
        content = path.read_bytes()[: MAX_BYTES + 1]
    except OSError as error:
        hint = say("Name a Markdown file with --from FILE.md.")
        raise NoFileError(path, reason_of(error), hint) from error
    if len(content) > MAX_BYTES:
        raise NotMarkdownError(path)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotMarkdownError(path) from error
    return text, read_manuscript(str(path), text)
