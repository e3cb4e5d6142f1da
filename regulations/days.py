"""Days as Vietnamese offices write them, partly known days (EDTF), and half-open spans."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from regulations.errors import VanthuError
from regulations.folding import fold
from regulations.sentences import said, say

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SLASHED = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_LONG = re.compile(r"(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+(\d{4})")
_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_BETWEEN = re.compile(r"\.\.|,")
_CITED = {  # what stands in brackets behind a symbol is Vietnamese in every language
    "a day from {first} to {last}": "từ {first} đến {last}",
    "{first} or {last}": "{first} hoặc {last}",
}


class DayError(VanthuError):
    """A text that should be a day is none."""

    code = "not_a_day"
    exit_code = 2

    def __init__(self, text: str) -> None:
        super().__init__(
            say("{text} is not a day of the calendar.", text=repr(text)),
            hint=say("Write it as 30/6/2026, 2026-06-30 or ngày 30 tháng 6 năm 2026."),
        )


@dataclass(frozen=True, slots=True)
class Span:
    """Days from *since* up to but not including *until*; ``None`` is open on that side."""

    since: date | None = None
    until: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )


@dataclass(frozen=True, slots=True)
class When:
    """A day that may be known only in part, as EDTF: ``2022-06-16``, ``2017-10``, ``2025``.

    ``[2022-02-08..2022-02-28]`` and ``[2022-02-08,2022-02-28]`` say *one of these days*.
    *earliest* and *latest* are the first and last day that it can be, both included.
    """

    edtf: str
    earliest: date
    latest: date

    @property
    def exact(self) -> date | None:
        """The day, where it is known; ``None`` while more than one is possible."""
        return self.earliest if self.earliest == self.latest else None

    @property
    def year(self) -> int | None:
        """The year, where it is known."""
        return self.earliest.year if self.earliest.year == self.latest.year else None

    def __str__(self) -> str:
        return self.edtf


def is_day(text: str) -> bool:
    """Tell whether *text* is a day as our files write it: ``2026-06-30``."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def parse_day(text: str) -> date:
    """Read one day as people write it: day before month, or ISO.

    >>> parse_day("ngày 05 tháng 6 năm 2026")
    datetime.date(2026, 6, 5)

    Raises:
        DayError: *text* is no day, or names one that the calendar lacks (31/02/1980).
    """
    plain = fold(text).strip().removeprefix("ngay ").lstrip()
    if match := _ISO.fullmatch(plain):
        year, month, day = match.groups()
    elif match := _SLASHED.fullmatch(plain) or _LONG.fullmatch(plain):
        day, month, year = match.groups()
    else:
        raise DayError(text)
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise DayError(text) from error


def parse_when(text: str) -> When:
    """Read a day, month or year in EDTF, or a choice of them in square brackets.

    Raises:
        DayError: *text* is none of these.
    """
    inner = text.strip()
    if inner.startswith("[") and inner.endswith("]"):
        parts = [_bounds(part) for part in _BETWEEN.split(inner[1:-1])]
        return When(inner, min(first for first, _ in parts), max(last for _, last in parts))
    return When(inner, *_bounds(inner))


def is_when(text: str) -> bool:
    """Tell whether *text* is what :func:`parse_when` reads."""
    try:
        parse_when(text)
    except DayError:
        return False
    return True


def last_of_month(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def short_day(day: date) -> str:
    """Return *day* as tables print it: ``05/06/2026``."""
    return f"{day:%d/%m/%Y}"


def cited_day(day: date) -> str:
    """Return *day* as citations print it: ``30/8/2025``, ``04/10/2023``, ``09/01/2026``.

    Days below 10 and the months January and February get a leading 0 (36-HD/VPTW, appendix 3).
    """
    return f"{day.day:02d}/{padded_month(day.month)}/{day.year}"


def said_when(when: When) -> str:
    """Return a day as people read it, however closely it is known; a choice is a sentence.

    >>> [said_when(parse_when(edtf)) for edtf in ("2017-10", "[2025-08-30..2025-09-08]")]
    ['10/2017', 'a day from 30/8 to 08/9/2025']
    """
    parts = [part.strip() for part in _BETWEEN.split(when.edtf.strip("[]"))]
    if len(parts) == 1 or when.exact:
        return _said(parts[0])
    if ".." in when.edtf:
        first, last = _said(parts[0]), _said(parts[-1])
        return say("a day from {first} to {last}", first=_less(first, last), last=last)
    *others, last = map(_said, parts)
    return say("{first} or {last}", first=", ".join(others), last=last)


def cited_when(when: When) -> str:
    """Return a day as it stands behind a symbol: ``124-QĐ/TW (04/10/2023)``."""
    return said(said_when(when), _CITED.__getitem__)


def padded_month(month: int) -> str:
    """Return the number of a month with the 0 that January and February carry."""
    return f"{month:02d}" if month < 3 else str(month)


def _said(edtf: str) -> str:
    year, *rest = edtf.split("-")
    numbers = [padded_month(int(rest[0]))] if rest else []
    return "/".join([*rest[1:], *numbers, year])


def _less(first: str, last: str) -> str:
    """Return *first* without the end that it shares with *last*: ``20`` of ``20/01/2026``."""
    own, other = first.split("/"), last.split("/")
    while len(own) > 1 and len(own) == len(other) and own[-1] == other[-1]:
        own, other = own[:-1], other[:-1]
    return "/".join(own)


def _bounds(text: str) -> tuple[date, date]:
    match = _EDTF.fullmatch(text.strip())
    if match is None:
        raise DayError(text)
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), last_of_month(year, month)
        return date(year, month, day), date(year, month, day)
    except ValueError as error:
        raise DayError(text) from error
