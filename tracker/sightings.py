"""Deadlines in running text: which words set one, and what they say. Pure.

The words are read by :mod:`tracker.phrases`; here is only where they begin and end, and whether
they set a day for work or merely tell one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from regulations.folding import fold_evenly
from tracker.misreadings import DeadlineError
from tracker.periods import BEFORE, BY
from tracker.phrases import Deadline, parse_deadline, unread

_MOST_WORDS = 14
_FINISH = (r"(?:hoan thanh|hoan tat|xong|completed?|completion|finish(?:ed)?|"
           r"thoi (?:han|gian)(?: hoan thanh| thuc hien)?|deadline|due)")  # fmt: skip
_REPORT = r"(?:trinh|bao cao|gui|nop|ban hanh|cong bo|submit(?:ted)?|issued?|reports?)"
_MARKER = re.compile(  # the words that belong to the deadline and not to the work
    rf"(?:[,;(-]\s*)?(?:(?:this task|bao dam|phan dau|co ban|phai|can|se|va|must|shall|to|will|is"
    rf"|be|basically|thuc hien)\s+)*(?:{_FINISH}\s*(?:vao\s+)?:?\s*)?$"
)
_BOUND = rf"(?:{BEFORE}|{BY}|trong vong|trong thoi han|within)"
_START = re.compile(
    rf"(?<![\w/])(?:(?P<bound>{_BOUND})(?= )|(?P<loose>trong|vao|in|on|during|dau|giua|cuoi|mid|"
    r"early|late|end of|the end of|beginning of|ngay|thang|quy|nam|6 thang|hang|dinh ky|moi|every"
    r"|monthly|quarterly|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|q[1-4]|\d{1,2}[/.-]\d|\d{4})(?=[\s\d/.-]))"
)
_WORD = re.compile(r"\s*[^\s,;:()]+")
_COMMA = re.compile(r",(?=\s+(?:\d{4}|nam \d{4}|hang |hằng ))")
_CITED = re.compile(  # a day that belongs to an instrument, a meeting, a birth
    r"(?:dated|signed on|issued on|on the (?:morning|afternoon) of|sang|chieu|toi|(?<!dinh )ky"
    r"|tu|from|since"
    r"|ban hanh|/[a-zd][\w-]*,?|so \d+[\w/-]*,?|term|nhiem ky|khoa|giai doan|period|hop)"
    r"\s*(?:ngay |vao )?$"
)
_PAST = re.compile(
    r"(?<!\w)(?:đã|vừa qua|was|were|had|has been|have been|has \w+ed|have \w+ed)(?!\w)"
)
_SOFT = re.compile(r",?\s*(?:basically|ve co ban|co ban)(?!\w)")
_AHEAD = re.compile(rf"(?<!\w)(?:to be|will be|must(?: be)?|shall(?: be)?|phai|can|se) {_FINISH}")
_STRETCH = re.compile(r"\d{4}/\d{4}")
_NEAR = 60
_ENOUGH = ("in", "by", "before", "early", "mid", "late", "within", "every")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A deadline seen from *start* up to *end*; *clause* is where the words around it begin.

    *deadline* holds no day where the phrase gives no year.
    """

    start: int
    end: int
    clause: int
    deadline: Deadline
    lacks_year: bool = False


def sightings(text: str, even: str = "") -> tuple[Sighting, ...]:
    """Return the deadlines that one sentence (NFC) sets, in its order.

    *even* is *text* folded by ``fold_evenly``. Days of instruments, stretches of terms, and what
    is told as past set no deadline.
    """
    even = even or fold_evenly(text)
    found: list[Sighting] = []
    at = 0
    while match := _START.search(even, at):
        seen = _sighting(text, even, match)
        if seen is None:
            at = match.start() + 1
        else:
            found.append(seen)
            at = seen.end
    return tuple(found)


def _sighting(text: str, even: str, match: re.Match[str]) -> Sighting | None:
    start = match.start()
    if _CITED.search(even, max(0, start - _NEAR), start):
        return None
    read = _longest(text, even, start)
    if read is None:
        return None
    end, deadline, lacks_year = read
    marker = _MARKER.search(even, max(0, start - _NEAR), start)
    clause = marker.start() if marker else start
    told = _PAST.search(text, 0, start) and not _AHEAD.search(even, max(0, clause - _NEAR), start)
    bound = match["bound"] is not None or deadline.op in ("before", "within", "every")
    if told or not (bound or _sets(even, start, end, clause, deadline.edtf)):
        return None
    if _SOFT.search(even[clause:start]) or _SOFT.match(even, end):
        deadline = replace(deadline, soft=True)
    return Sighting(start, end, clause, deadline, lacks_year)


def _longest(text: str, even: str, start: int) -> tuple[int, Deadline, bool] | None:
    """Return the end of the longest run of words from *start* that is understood, and what it says.

    Where none is, a run that lacks only its year.
    """
    for lacks_year in (False, True):
        for end in _ends(even, start):
            phrase = text[start:end].rstrip(" .")
            try:
                found = parse_deadline(phrase, year=2024 if lacks_year else None)
            except DeadlineError:
                continue
            if found.op in _ENOUGH and found.precision != "none":
                end = start + len(phrase)
                return end, unread(phrase) if lacks_year else found, lacks_year
    return None


def _ends(even: str, start: int) -> list[int]:
    """Return where the words from *start* on end, the furthest first."""
    ends: list[int] = []
    at = start
    while len(ends) < _MOST_WORDS:
        comma = _COMMA.match(even, at)
        match = _WORD.match(even, comma.end() if comma else at)
        if match is None:
            break
        at = match.end()
        ends.append(at)
    return ends[::-1]


def _sets(even: str, start: int, end: int, clause: int, edtf: str) -> bool:
    """Say whether a day that nothing bounds is one for work to be finished, and not just a day."""
    if re.search(_FINISH, even[clause:start]):
        return True
    if _STRETCH.fullmatch(edtf):  # (2011-2025) tells what a report covers
        return False
    before = even[max(0, clause - _NEAR) : start]
    reporting = re.search(rf"(?<!\w){_REPORT}(?!\w)[^,;.]{{0,40}}$", before)
    in_brackets = re.search(r"\(\s*$", even[:start])
    closing = re.match(r"\s*(?:[;.)]|$)", even[end:])
    return closing is not None and (reporting is not None or in_brackets is not None)
