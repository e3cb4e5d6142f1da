"""Lengths of time that run from an event: "trong 30 ngày kể từ ngày ký", "10 ngày làm việc"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.periods import BY

_WORDS = {
    "ngay lam viec": "workday", "working days": "workday", "working day": "workday",
    "business days": "workday", "business day": "workday", "ngay": "day", "days": "day",
    "calendar days": "day", "day": "day", "tuan": "week", "weeks": "week", "week": "week",
    "thang": "month", "months": "month", "month": "month", "nam": "year", "years": "year",
    "year": "year",
}  # fmt: skip
_SIGNS = {"day": "D", "workday": "WD", "week": "W", "month": "M", "year": "Y"}
_LENGTH = (r"(?P<count>\d{1,4})(?: \([^)]*\))?"
           rf" (?P<unit>{'|'.join(sorted(_WORDS, key=len, reverse=True))})")  # fmt: skip
_WITHIN = re.compile(
    rf"(?:(?:trong(?: vong)?|within|in|{BY}|toi da)\s+)?(?:thoi han )?{_LENGTH}"
    r"(?:,? (?:(?:ke )?tu(?: khi)?|of|from|after|sau(?: khi)?|following)(?: the)? (?P<anchor>.+))?"
)
_AFTER = re.compile(rf"sau khi (?P<anchor>.+?),? (?:trong(?: vong)? )?{_LENGTH}")


@dataclass(frozen=True, slots=True)
class Duration:
    """So many days, working days, weeks, months or years."""

    count: int
    unit: str

    @property
    def code(self) -> str:
        """The ISO 8601 form; ``P10WD`` for working days, which ISO lacks."""
        return f"P{self.count}{_SIGNS[self.unit]}"


@dataclass(frozen=True, slots=True)
class Running:
    """A duration, and where in the text stands what it runs from (``None`` where nothing does)."""

    duration: Duration
    anchor: slice | None


def parse_running(text: str) -> Running | None:
    """Read folded text as a duration that runs from something; ``None`` where it is none."""
    match = _WITHIN.fullmatch(text) or _AFTER.fullmatch(text)
    if match is None or not int(match["count"]):
        return None
    duration = Duration(int(match["count"]), _WORDS[match["unit"]])
    return Running(duration, slice(*match.span("anchor")) if match["anchor"] else None)


def last_day(start: date, duration: Duration) -> date | None:
    """Return the last calendar day of *duration*; *start* itself does not count.

    Civil Code 2015, Articles 147 and 148; a month that lacks the day ends on its last day.
    ``None`` for working days, which need a calendar, and past the end of time.
    """
    try:
        if duration.unit in ("month", "year"):
            return _months_on(start, duration.count * (12 if duration.unit == "year" else 1))
        days = {"day": 1, "week": 7}.get(duration.unit)
        return start + timedelta(days=days * duration.count) if days else None
    except (OverflowError, ValueError):
        return None


def _months_on(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
