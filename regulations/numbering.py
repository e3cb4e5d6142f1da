"""Rows of numbers in a text: what is lost, doubled or out of order. Pure."""

from __future__ import annotations

from typing import Final

from regulations.problems import Place, Problem
from regulations.sentences import say
from regulations.text import KINDS, Kind, label, number_like, position

_THROUGHOUT: Final = frozenset({"part", "chapter", "article"})  # counted through the whole text
_MAY_BEGIN_LATE: Final = frozenset(KINDS[:7])  # headings: of an extract


class Rows:
    """The numbers met so far, row by row: clauses of one article, articles of the text."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._last: dict[Kind, str] = {}
        self._seen: dict[Kind, set[str]] = {}

    def take(self, kind: Kind, num: str, around: str, line: int) -> Problem | None:
        """Take the next number in reading order; *around* is how the unit about it is cited."""
        last, seen = self._last.get(kind), self._seen.setdefault(kind, set())
        twice = num in seen
        self._last[kind] = num
        seen.add(num)
        for below in KINDS[KINDS.index(kind) + 1 :]:
            if below not in _THROUGHOUT or kind == "appendix":
                self._last.pop(below, None)
                self._seen.pop(below, None)
        if kind == "dash" or not num or self._fits(kind, num, last):
            return None
        if twice and not self._restarts(kind, num):
            return self._fault(line, _twice(kind, num, around), _renumber(kind))
        return self._fault(line, _breaks(kind, num, last, around), _remedy(kind, num, last))

    def _fits(self, kind: Kind, num: str, last: str | None) -> bool:
        now = position(num)
        if now is None:
            return True
        before = position(last) if last else (0, 0)
        if before is None or (last is None and kind in _MAY_BEGIN_LATE):
            return True
        return self._restarts(kind, num) or now in (
            (before[0] + 1, 0),
            (before[0], before[1] + 1),
        )

    def _restarts(self, kind: Kind, num: str) -> bool:
        """Chapters may begin anew in each part."""
        return kind == "chapter" and position(num) == (1, 0) and "part" in self._last

    def _fault(self, line: int, message: str, remedy: str) -> Problem:
        return Problem(Place(self._path, line), message, remedy)


def _twice(kind: Kind, num: str, around: str) -> str:
    if kind == "clause":
        return say("Clause {num} stands twice in {around}.", num=num, around=_around(around))
    if kind == "point":
        return say("Point {num} stands twice in {around}.", num=num, around=_around(around))
    return say("{unit} stands twice.", unit=label(kind, num))


def _breaks(kind: Kind, num: str, last: str | None, around: str) -> str:
    where = _around(around)
    if last is None and kind == "clause":
        return say("Clause {num} is the first in {around}.", num=num, around=where)
    if last is None:
        return say("Point {num} is the first in {around}.", num=num, around=where)
    if kind == "clause":
        return say("Clause {num} follows clause {last} in {around}.",
                   num=num, last=last, around=where)  # fmt: skip
    if kind == "point":
        return say("Point {num} follows point {last} in {around}.",
                   num=num, last=last, around=where)  # fmt: skip
    return say("{unit} follows {last}.", unit=label(kind, num), last=label(kind, last))


def _remedy(kind: Kind, num: str, last: str | None) -> str:
    before, now = position(last) if last else (0, 0), position(num)
    if before is None or now is None or now < before:
        return _renumber(kind)
    return say("Number it {num}, or add the lost {unit}.",
               num=number_like(num, before[0] + 1), unit=_name(kind))  # fmt: skip


def _renumber(kind: Kind) -> str:
    return say("Number the {unit} anew, or put it in its place.", unit=_name(kind))


def _around(around: str) -> str:
    return around or say("this text")


def _name(kind: Kind) -> str:
    names = {"appendix": say("appendix"), "closing": say("closing"), "part": say("part"),
             "chapter": say("chapter"), "section": say("section"),
             "subsection": say("subsection"), "article": say("article"), "clause": say("clause"),
             "subclause": say("subclause"), "point": say("point"), "dash": say("dash")}  # fmt: skip
    return names[kind]
