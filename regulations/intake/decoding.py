"""Bytes to text: UTF-8, UTF-16 with or without its mark, and what a page declares. Pure."""

from __future__ import annotations

import codecs
import re
from typing import Final

from regulations.errors import VanthuError
from regulations.sentences import say

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-zA-Z0-9_-]+)""", re.I)
_KNOWN: Final = frozenset({"utf-8", "utf-16-le", "utf-16-be", "cp1258", "cp1252", "iso8859-1"})
_OLD_FONTS: Final = re.compile("[§®]i[ÒÕ]u|[Ññ]ieà?u|ÑIEÀ?U|Céng hoµ|Coäng hoøa")


class NotTextError(VanthuError):
    """A file that should be text is written in no encoding that is known here."""

    code = "not_text"
    exit_code = 5

    def __init__(self, line: int) -> None:
        super().__init__(
            say("Line {line} is neither UTF-8 nor UTF-16.", line=line),
            hint=say("Open the file where it reads well, save it as UTF-8 or .docx, try again."),
        )


class OldFontError(VanthuError):
    """The text is written for the fonts of the time before Unicode."""

    code = "old_font"
    exit_code = 5

    def __init__(self) -> None:
        super().__init__(
            say("The text is written for an old font (TCVN3 or VNI), not in Unicode."),
            hint=say("Convert it to Unicode, as with the tool of UniKey, then import it again."),
        )


def decode(content: bytes) -> tuple[str, str]:
    """Return the text of *content* and the name of its encoding.

    Raises:
        NotTextError: it is in none of these encodings.
        OldFontError: it reads, but only in an old font.
    """
    text, encoding = _decoded(content)
    check_font(text)
    return text, encoding


def check_font(text: str) -> None:
    """Raise where *text* was typed for an old font.

    Raises:
        OldFontError: it was.
    """
    if _OLD_FONTS.search(text) and "Điều" not in text and "điều" not in text:
        raise OldFontError


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], encoding), encoding
    if encoding := _wide(content[:4000]):
        return _strict(content, encoding), encoding
    encoding = _declared(content[:4000])
    if encoding not in ("", "utf-8"):
        return content.decode(encoding, "replace"), encoding
    return _strict(content, "utf-8"), "utf-8"


def _wide(head: bytes) -> str:
    """Return the order of bytes where most are zero on one side, as UTF-16 writes Latin text."""
    pairs = len(head) // 2
    if head[1::2].count(0) * 3 > pairs > 1:
        return "utf-16-le"
    return "utf-16-be" if head[::2].count(0) * 3 > pairs > 1 else ""


def _declared(head: bytes) -> str:
    match = _DECLARED.search(head)
    try:
        name = codecs.lookup(match[1].decode("ascii")).name if match else ""
    except LookupError:
        return ""
    return name if name in _KNOWN and not name.startswith("utf-16") else ""


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        newline = "\n".encode(encoding)
        raise NotTextError(content.count(newline, 0, error.start) + 1) from error
