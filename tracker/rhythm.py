"""Regular deadlines ("hằng tháng trước ngày 25") as recurrence rules, and the days they fall on.

The rules are the small part of RFC 5545 that offices need: FREQ, BYMONTH, BYMONTHDAY, BYDAY.
One rule differs from it: a day that a month lacks is that month's last day, as in Article 148
of the Civil Code 2015.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from regulations.days import last_of_month
from tracker.periods import BEFORE, BY, parse_period

_UNITS = {
    "daily": "day", "hang ngay": "day", "moi ngay": "day", "every day": "day",
    "weekly": "week", "hang tuan": "week", "moi tuan": "week", "every week": "week",
    "each week": "week", "monthly": "month", "hang thang": "month", "moi thang": "month",
    "every month": "month", "each month": "month", "quarterly": "quarter", "hang quy": "quarter",
    "moi quy": "quarter", "every quarter": "quarter", "each quarter": "quarter",
    "half-yearly": "half", "6 thang mot lan": "half", "6 thang 1 lan": "half",
    "moi 6 thang": "half", "every six months": "half", "every 6 months": "half",
    "yearly": "year", "annually": "year", "annual": "year", "hang nam": "year", "moi nam": "year",
    "every year": "year", "each year": "year",
}  # fmt: skip
_UNIT = re.compile(rf"\b({'|'.join(sorted(_UNITS, key=len, reverse=True))})\b")
_WEEKDAYS = {
    "hai": "MO", "ba": "TU", "tu": "WE", "nam": "TH", "sau": "FR", "bay": "SA", "2": "MO",
    "3": "TU", "4": "WE", "5": "TH", "6": "FR", "7": "SA", "chu nhat": "SU", "monday": "MO",
    "tuesday": "TU", "wednesday": "WE", "thursday": "TH", "friday": "FR", "saturday": "SA",
    "sunday": "SU",
}  # fmt: skip
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MONTHS_OF = {"quarter": "3,6,9,12", "half": "6,12"}
_BOUND = re.compile(rf"(?:(?P<before>{BEFORE})|{BY}|vao|in|on)?\s*(?P<rest>.*)")
_DAY = re.compile(r"(?:ngay |the |day )?(\d{1,2})(?:st|nd|rd|th)?(?: of| cua)?(?: thang cuoi)?"
                  r"(?: quy)?")  # fmt: skip
_WEEKDAY = re.compile(r"(?:thu )?(\w+|chu nhat)")
_ENDS = frozenset(("", "cuoi", "cuoi thang", "cuoi quy", "cuoi nam", "end", "end of", "the end",
                   "the end of", "at the end of"))  # fmt: skip
_SAMPLE = 2023  # a common year, to read a day and month that recur


def parse_rhythm(text: str) -> str | None:
    """Read folded text as a rule; ``None`` where it is none.

    >>> parse_rhythm("hang thang truoc ngay 25")
    'FREQ=MONTHLY;BYMONTHDAY=24'
    """
    match = _UNIT.search(text)
    if match is None:
        return None
    rest = " ".join(f"{text[: match.start()]} {text[match.end() :]}".split()).strip(" ,;.")
    bound = _BOUND.fullmatch(rest)
    assert bound is not None
    return _rule(_UNITS[match[1]], bound["rest"], bound["before"] is not None)


def next_day(rule: str, on_or_after: date) -> date:
    """Return the first day on or after a day on which *rule* falls."""
    parts = dict(part.split("=") for part in rule.split(";"))
    day = on_or_after
    while not _falls(parts, day):
        day += timedelta(days=1)
    return day


def _rule(unit: str, rest: str, strict: bool) -> str | None:
    if unit == "day":
        return "FREQ=DAILY" if not rest else None
    if unit == "week":
        return _weekly(rest, strict)
    if unit == "year":
        return _yearly(rest, strict)
    month_day = _month_day(rest, strict)
    if month_day is None:
        return None
    if unit == "month":
        return f"FREQ=MONTHLY;BYMONTHDAY={month_day}"
    if month_day < 1 or "thang cuoi" in rest:
        return f"FREQ=YEARLY;BYMONTH={_MONTHS_OF[unit]};BYMONTHDAY={month_day}"
    return None


def _month_day(rest: str, strict: bool) -> int | None:
    """Return the day of the month, -1 for the last one; the day before the first is the last."""
    if rest in _ENDS:
        return None if strict else -1
    if rest in ("dau", "dau thang", "giua", "giua thang") and not strict:
        return 1 if rest.startswith("dau") else 15
    match = _DAY.fullmatch(rest)
    if match is None or not 1 <= int(match[1]) <= 31:
        return None
    return int(match[1]) - strict or -1


def _weekly(rest: str, strict: bool) -> str | None:
    if rest in _ENDS and not strict:
        return "FREQ=WEEKLY;BYDAY=SU"
    match = _WEEKDAY.fullmatch(rest)
    code = _WEEKDAYS.get(rest) or (_WEEKDAYS.get(match[1]) if match else None)
    return f"FREQ=WEEKLY;BYDAY={_CODES[_CODES.index(code) - strict]}" if code else None


def _yearly(rest: str, strict: bool) -> str | None:
    if rest in _ENDS:
        return None if strict else "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"
    period = parse_period(rest, _SAMPLE)
    if period is None or period.last.year != _SAMPLE:
        return None
    named = period.before() if strict else period
    if named is None:
        return None
    last = named.last
    at_end = last == last_of_month(last.year, last.month) and (strict or period.precision != "day")
    return f"FREQ=YEARLY;BYMONTH={last.month};BYMONTHDAY={-1 if at_end else last.day}"


def _falls(parts: dict[str, str], day: date) -> bool:
    if "BYDAY" in parts:
        return _CODES[day.weekday()] in parts["BYDAY"].split(",")
    if "BYMONTH" in parts and str(day.month) not in parts["BYMONTH"].split(","):
        return False
    wanted = int(parts.get("BYMONTHDAY", day.day))
    last = last_of_month(day.year, day.month).day
    return day.day == (last if wanted < 0 else min(wanted, last))
