"""Sentences in our own words with every citation marked by hand, and how well they are found.

``tests/gold/citations.txt`` was written to work with, ``citations_held_out.txt`` before any code,
and is only ever counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from regulations.mentions import Mention, find_mentions
from regulations.symbol import symbol_key

GOLD = Path(__file__).parent / "gold"
WORKED_WITH = GOLD / "citations.txt"
HELD_OUT = GOLD / "citations_held_out.txt"
MARK = re.compile(r"\[\[(.*?)\]\]")


@dataclass(frozen=True, slots=True)
class Mark:
    """One citation as it is marked: *what* is a symbol, type:number, self, above or name."""

    start: int
    end: int
    what: str
    when: str
    pinpoints: tuple[str, ...]


@dataclass(slots=True)
class Score:
    """Counts over sentences; a citation is found where both its ends are right."""

    marked: int = 0
    found: int = 0
    right: int = 0
    read: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is marked."""
        return self.right / self.found

    @property
    def recall(self) -> float:
        """The share of what is marked that was found."""
        return self.right / self.marked

    @property
    def exact(self) -> float:
        """The share of what was rightly found whose number, day and places are right as well."""
        return self.read / self.right


def sentences(path: Path) -> Iterator[tuple[str, list[Mark]]]:
    """Yield each sentence without its marks, and the marks."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        text, marks, behind = "", [], 0
        for match in MARK.finditer(line):
            text += line[behind : match.start()]
            words, what, when, places = ([*match[1].split("|"), "", ""])[:4]
            start, behind = len(text), match.end()
            text += words
            marks.append(Mark(start, len(text), what, when, tuple(places.split())))
        yield text + line[behind:], marks


def score(path: Path) -> Score:
    """Count what is found in the sentences of *path*."""
    total = Score()
    for text, marks in sentences(path):
        found = {(one.start, one.end): one for one in find_mentions(text)}
        right = [mark for mark in marks if (mark.start, mark.end) in found]
        total.marked += len(marks)
        total.found += len(found)
        total.right += len(right)
        total.read += sum(
            as_marked(found[mark.start, mark.end], mark, list(found.values())) for mark in right
        )
    return total


def as_marked(mention: Mention, mark: Mark, around: list[Mention]) -> bool:
    """Tell whether *mention* states what *mark* says; *around* are all of the sentence."""
    if mention.pinpoints != mark.pinpoints:
        return False
    if mention.how == "place" and mark.what != "self":
        return any(symbol_key(one.symbol) == symbol_key(mark.what) for one in around)
    return _named_as(mention, mark.what) and _dated(mention, mark)


def _named_as(mention: Mention, what: str) -> bool:
    kind, _, number = what.partition(":")
    if number:
        read = mention.reference
        return kind in read.types and read.number == number.partition("/")[0]
    if what == "self":
        return mention.how in ("self", "place")
    return what in (mention.how, mention.symbol) or mention.reference.key == symbol_key(what)


def _dated(mention: Mention, mark: Mark) -> bool:
    read = mention.reference
    if len(mark.when) == 4:
        return str(read.year) == mark.when and read.day is None
    return (read.day.isoformat() if read.day else "") == mark.when
