"""Degrees of secrecy found in what is handed in: MẬT, TỐI MẬT, TUYỆT MẬT. Pure.

A file that carries one is refused; nothing here sets or removes a degree. Letters with marks apart
(NFD), spaced letters (M Ậ T) and small ones count. Running words that hold "mật", and a person
called Mật, do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePath

from regulations.errors import VanthuError
from regulations.folding import nfc
from regulations.sentences import say

_DEGREES = {"tuyệtmật": "TUYỆT MẬT", "tốimật": "TỐI MẬT", "mật": "MẬT"}
_BEFORE = re.compile(r"^(độmật|mứcđộmật|độbảomật|dấumật|dấu)?")
_NO_LETTER = re.compile(r"[\W_]+")
_KEY = re.compile(r"^\s*(?:[#-]\s*)*(?:[a-z0-9_]+:\s*)?")
_HIGH = re.compile(r"(?<!\w)(TUYỆT|T\s+U\s+Y\s+Ệ\s+T|TỐI|T\s+Ố\s+I)\s*(M\s*Ậ\s*T)(?!\w)")
# in every degree; looked for first, for a million rows: one sign at the head is found the soonest
_HINTS = (re.compile(r"ậ\s*[Tt](?!\w)"), re.compile(r"Ậ\s*[Tt](?!\w)"))
_MAX_PICTURE_TEXT = 4_000_000


class MarkedFileError(VanthuError):
    """A file that was handed in carries a degree of secrecy."""

    code = "marked_secret"

    def __init__(self, name: str, degree: str) -> None:
        super().__init__(
            say("{name} is marked {degree}.", name=name, degree=degree),
            hint=say("Marked files are handled on the machine meant for them, not here."),
        )
        self.degree = degree


def degree_in(lines: Iterable[str]) -> str:
    """Return the highest degree that one of *lines* carries, empty where none does.

    A line carries MẬT when it says nothing else, TỐI MẬT and TUYỆT MẬT in capitals anywhere.
    """
    found = {degree for line in lines if (degree := _degree_of(nfc(line)))}
    return next((degree for degree in _DEGREES.values() if degree in found), "")


def degree_in_values(values: Mapping[str, object]) -> str:
    """Return the highest degree that a text of *values* (NFC) carries, at any depth."""
    text = "\n".join(_texts(values.values()))
    hinted = any(hint.search(text) for hint in _HINTS)
    return degree_in(text.splitlines()) if hinted else ""


def refuse_marked(name: str, degree: str = "") -> None:
    """Refuse a file that carries *degree*, or one in its name.

    Raises:
        MarkedFileError: it does.
    """
    if found := degree or degree_of_name(name):
        raise MarkedFileError(name, found)


def degree_of_name(name: str) -> str:
    """Return the degree that a file's name carries: ``MẬT.jpg``, ``Lý lịch (TỐI MẬT).yaml``."""
    stem = nfc(PurePath(name).stem)
    parts = re.split(r"[()\[\]_.,;-]+", stem)
    return degree_in([stem, *parts])


def degree_in_picture(content: bytes) -> str:
    """Return the degree written into a picture's notes; what its dots show can't be checked."""
    head = content[:_MAX_PICTURE_TEXT]
    texts = (head.decode(code, errors="ignore") for code in ("utf-8", "utf-16-le", "utf-16-be"))
    pieces = (piece for text in texts for piece in re.split(r"[\x00-\x1f<>]+", nfc(text)))
    return degree_in(piece for piece in pieces if 3 <= len(piece) < 200)


def _texts(values: Iterable[object]) -> list[str]:
    """Return all texts in *values*, at any depth."""
    found: list[str] = []
    for value in values:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, list | tuple):
            found += _texts(value)
        elif isinstance(value, (dict, Mapping)):
            found += _texts(value.values())
    return found


def _degree_of(line: str) -> str:
    if high := _HIGH.search(line):
        return "TUYỆT MẬT" if high[1].replace(" ", "").startswith("TU") else "TỐI MẬT"
    said = _NO_LETTER.sub("", _KEY.sub("", line)).casefold()
    return _DEGREES.get(_BEFORE.sub("", said), "")
