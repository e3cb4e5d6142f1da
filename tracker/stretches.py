"""Running text in lines and sentences, each with its place in the text. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_END = re.compile(r"(?<=[.;!?])[\"”’)]*\s+|(?<=;)|(?<=[a-zà-ỹđ\"”]\.)(?=[A-ZĐÀ-Ỹ])")
_SHORT = re.compile(r"(?:^|[\s(])(?:mr|mrs|ms|dr|no|st|so|tp|ts|gs|pgs|ths|đ/c|vs|p|q|h|[A-ZĐ])\.$",
                    re.IGNORECASE)  # fmt: skip
_MARK = re.compile(r"\s*(?:(?P<dash>[-–—+•*])|(?P<number>\(?\d{1,3}[.)])|(?P<letter>\(?[a-zđ][.)]))"
                   r"\s*")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text from *start*; *mark* is the kind of its bullet: dash, number, letter."""

    start: int
    text: str
    mark: str = ""
    body: int = 0

    @property
    def closing(self) -> str:
        """The sign with which it ends."""
        return self.text.rstrip()[-1:]


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines of *text* that hold something."""
    start = 0
    for piece in text.split("\n"):
        if piece.strip():
            match = _MARK.match(piece)
            kind = (match.lastgroup or "") if match else ""
            yield Line(start, piece, kind, match.end() if match else 0)
        start += len(piece) + 1


def sentences_of(line: Line) -> tuple[tuple[int, int], ...]:
    """Return where the sentences of a line, parted by stops and semicolons, start and end in it."""
    found: list[tuple[int, int]] = []
    start = line.body
    for match in _END.finditer(line.text, start):
        if match.start() > start and not _SHORT.search(line.text[start : match.start()]):
            found.append((start, match.start()))
            start = match.end()
    if line.text[start:].strip():
        found.append((start, len(line.text)))
    return tuple(found)
