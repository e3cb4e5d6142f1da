"""What a file really is: its first bytes tell, its name may lie. Pure."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

from regulations.errors import VanthuError
from regulations.sentences import say
from regulations.unpacking import DAMAGE

KINDS: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
    "rtf": "application/rtf",
    "pdf": "application/pdf",
    "html": "text/html",
    "txt": "text/plain",
}
"""Kinds of file that can be imported, each with its media type."""

_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG", b"II*\x00", b"MM\x00*", b"BM", b"GIF8")
_PAGE: Final = re.compile(r"<(?:!doctype\s+html|html|head|body|div|p|table|meta)\b", re.IGNORECASE)
_HEAD: Final = 4096
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


class UnreadableFileError(VanthuError):
    """A file is of no kind that can be imported."""

    code = "unreadable"
    exit_code = 5


def kind_of(content: bytes) -> str:
    """Return the kind of *content*, a key of ``KINDS``.

    Raises:
        UnreadableFileError: it is empty, a picture, or something else that is no text.
    """
    if not content.strip():
        raise UnreadableFileError(say("The file is empty."), say("Fetch it again from its source."))
    if content.startswith(_PICTURES):
        raise UnreadableFileError(say("It is a picture, not a text."), scan_advice())
    if content.startswith(b"PK\x03\x04"):
        return _in_a_zip(content)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _in_a_compound(content)
    if content.startswith(b"{\\rtf"):
        return "rtf"
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if b"MIME-Version:" in content[:_HEAD] and b"multipart/related" in content[:_HEAD]:
        raise UnreadableFileError(say("It is a web archive (.mht)."), _save_as_word())
    head = content[:_HEAD].replace(b"\x00", b"").decode("utf-8", "ignore")
    return "html" if _PAGE.search(head) else "txt"


def scan_advice() -> str:
    """Return what to do with a scan."""
    return say(
        "Ask the issuer for the Word file, or read it by machine (OCR), compare the result with "
        "the paper, and import that."
    )


def _in_a_zip(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            names = set(opened.namelist())
    except DAMAGE as error:
        raise UnreadableFileError(
            say("The file is damaged."), say("Fetch it again from its source.")
        ) from error
    if "word/document.xml" in names:
        return "docx"
    raise UnreadableFileError(say("It is a zip, but no Word document."), _save_as_word())


def _in_a_compound(content: bytes) -> str:
    if _ENCRYPTED in content:
        raise UnreadableFileError(
            say("The file is protected by a password."),
            say("Open it in Word, take the password away, and save it anew."),
        )
    if "WordDocument".encode("utf-16-le") not in content:
        raise UnreadableFileError(say("It is no Word document."), _save_as_word())
    return "doc"


def _save_as_word() -> str:
    return say("Open it in Word, save it as .docx, and import that.")
