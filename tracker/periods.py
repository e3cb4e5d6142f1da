"""Named stretches of the calendar: a day, month, quarter, half or whole year, and spans of them.

They are kept as EDTF (ISO 8601-2): month ``2026-06``, quarters ``2026-33`` to ``2026-36``, halves
``2026-40`` and ``2026-41``, ``../2026-06-29`` up to a day, ``2026/2031`` from one to another.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 1900, 2199  # outside them a number is a slip, not a year

_UNIT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "01": 1,
             "02": 2, "03": 3, "04": 4, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4,
             "first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4,
             "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}  # fmt: skip
_HALVES = {"dau": 1, "cuoi": 2, "first": 1, "second": 2, "last": 2, "1": 1, "2": 2, "1st": 1,
           "2nd": 2}  # fmt: skip
_MONTH_WORDS = ("mot", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot",
                "muoi hai")  # fmt: skip
_ENGLISH = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
            "october", "november", "december")  # fmt: skip
_MONTHS = (
    {word: number for number, word in enumerate(_MONTH_WORDS, 1)}
    | {word: number for number, word in enumerate(_ENGLISH, 1)}
    | {word[:3]: number for number, word in enumerate(_ENGLISH, 1)}
    | {"sept": 9}
)

_Y = r"(?P<year>\d{4})"
_D = r"(?P<day>\d{1,2})"
_M = r"(?P<month>\d{1,2})"
_VI_M = rf"(?P<month>\d{{1,2}}|{'|'.join(sorted(_MONTH_WORDS, key=len, reverse=True))})"
_EN_M = rf"(?P<month>{'|'.join(_ENGLISH)}|{'|'.join(word[:3] for word in _ENGLISH)}|sept)\.?"
_VI_YEAR = rf"(?:(?:,? nam |\s?[/.-]\s?| ){_Y})?"
_EN_YEAR = rf"(?:,? (?:of )?{_Y})?"
_SEP = r"\s?[/.-]\s?"
_NTH = r"(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th)"
_NTH_HALF = r"(?P<nth>first|second|last|1st|2nd)"

# How phrases bound a period, folded: strictly before it, or up to its end.
BEFORE = r"(?:truoc|before|prior to|earlier than)"
BY = (r"(?:cham nhat|muon nhat|cho den|den het|den|het|khong qua|khong muon hon|by|no later than"
      r"|not later than|until|till|on or before)(?: la| vao| den| trong| het)*")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included; *first* is ``None`` where it is open to the past.

    *precision* is that of its end: ``day``, ``month``, ``quarter``, ``half`` or ``year``.
    """

    edtf: str
    precision: str
    first: date | None
    last: date

    def up_to(self) -> Period:
        """Return all days up to the end of this one."""
        return Period(f"../{self.edtf}", self.precision, None, self.last)

    def through(self, end: Period) -> Period:
        """Return the days from the start of this one to the end of *end*.

        Raises:
            ValueError: *end* comes first.
        """
        if self.first is None or end.last < self.first:
            raise ValueError(end.edtf)
        return Period(f"{self.edtf}/{end.edtf}", end.precision, self.first, end.last)

    def before(self) -> Period | None:
        """Return the period of the same kind just before; ``None`` where there is no such."""
        if self.first is None or "/" in self.edtf:
            return None
        return unit_around(self.first - timedelta(days=1), self.precision)


def unit_around(day: date, precision: str) -> Period:
    """Return the day, month, quarter, half or year in which *day* lies."""
    year, month = day.year, day.month
    if precision == "day":
        return Period(day.isoformat(), "day", day, day)
    if precision == "month":
        return _months(f"{year:04d}-{month:02d}", "month", year, (month, month))
    if precision == "quarter":
        quarter = (month - 1) // 3
        span = (3 * quarter + 1, 3 * quarter + 3)
        return _months(f"{year:04d}-{33 + quarter}", "quarter", year, span)
    if precision == "half":
        half = (month - 1) // 6
        return _months(f"{year:04d}-{40 + half}", "half", year, (6 * half + 1, 6 * half + 6))
    return _months(f"{year:04d}", "year", year, (1, 12))


def period_of(edtf: str) -> Period:
    """Read the EDTF that this room writes.

    Raises:
        ValueError: *edtf* is none of it.
    """
    start, slash, end = edtf.partition("/")
    if not slash:
        return _unit(edtf)
    return _unit(end).up_to() if start == ".." else _unit(start).through(_unit(end))


def parse_period(text: str, year: int | None = None) -> Period | None:
    """Read folded text as one period; ``None`` where it is none, or lacks a year.

    *year* is the year meant where the text gives none.

    >>> parse_period("quy ii/2026").edtf
    '2026-34'
    """
    for pattern, build in _READINGS:
        if match := pattern.fullmatch(text):
            parts = match.groupdict()
            number = int(parts["year"]) if parts.get("year") else year
            return _bounded(build, parts, number) if number is not None else None
    return None


def _bounded(build: _Build, parts: dict[str, str], year: int) -> Period | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return build(parts, year)
    except ValueError:  # 31/6, tháng 13
        return None


def _day(parts: dict[str, str], year: int) -> Period:
    return unit_around(date(year, _month_number(parts["month"]), int(parts["day"])), "day")


def _month(parts: dict[str, str], year: int) -> Period:
    return unit_around(date(year, _month_number(parts["month"]), 1), "month")


def _quarter(parts: dict[str, str], year: int) -> Period:
    return unit_around(date(year, 3 * _QUARTERS[parts["nth"]], 1), "quarter")


def _half(parts: dict[str, str], year: int) -> Period:
    return unit_around(date(year, 6 * _HALVES[parts["nth"]], 1), "half")


def _year(parts: dict[str, str], year: int) -> Period:
    return unit_around(date(year, 1, 1), "year")


_Build = Callable[[dict[str, str], int], Period]
_QUARTER_VI = r"quy (?P<nth>iii|ii|iv|i|0?[1-4]|mot|hai|ba|bon|tu)"
_READINGS: tuple[tuple[re.Pattern[str], _Build], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (rf"(?:ngay )?{_Y}-(?P<month>\d{{1,2}})-{_D}", _day),
        (rf"(?:ngay )?{_D}{_SEP}{_M}(?:{_SEP}{_Y})?", _day),
        (rf"(?:ngay )?{_D}/{_M} nam {_Y}", _day),
        (rf"(?:ngay )?{_D},? thang {_VI_M}{_VI_YEAR}", _day),
        (rf"(?:the )?{_D}(?:st|nd|rd|th)? (?:of )?{_EN_M}{_EN_YEAR}", _day),
        (rf"{_EN_M} {_D}(?:st|nd|rd|th)?{_EN_YEAR}", _day),
        (rf"{_Y}-(?P<month>0[1-9]|1[0-2])", _month),
        (rf"(?:thang )?{_M}{_SEP}{_Y}", _month),
        (rf"thang {_VI_M}{_VI_YEAR}", _month),
        (rf"{_EN_M}{_EN_YEAR}", _month),
        (rf"{_QUARTER_VI}{_VI_YEAR}", _quarter),
        (rf"{_Y}[ -]?q(?P<nth>[1-4])", _quarter),
        (rf"q(?P<nth>[1-4])[ /-]?{_Y}", _quarter),
        (rf"(?:the )?{_NTH} quarter{_EN_YEAR}", _quarter),
        (rf"(?:0?6|sau) thang (?P<nth>dau|cuoi) nam(?: {_Y})?", _half),
        (rf"nua (?P<nth>dau|cuoi) nam(?: {_Y})?", _half),
        (rf"h(?P<nth>[12])[ /-]?{_Y}", _half),
        (rf"(?:the )?{_NTH_HALF} (?:half|(?:6|six) months){_EN_YEAR}", _half),
        (rf"(?:nam |the year )?{_Y}", _year),
        (r"nam|the year", _year),
    )
)


def _month_number(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS[text]


def _months(edtf: str, precision: str, year: int, months: tuple[int, int]) -> Period:
    start, end = months
    last = date(year, end, monthrange(year, end)[1])
    return Period(edtf, precision, date(year, start, 1), last)


def _unit(edtf: str) -> Period:
    match = _UNIT.fullmatch(edtf)
    if match is None:
        raise ValueError(edtf)
    year, part = int(match[1]), int(match[2] or 0)
    if match[3]:
        return unit_around(date(year, part, int(match[3])), "day")
    if 33 <= part <= 36:
        return unit_around(date(year, 3 * (part - 32), 1), "quarter")
    if 40 <= part <= 41:
        return unit_around(date(year, 6 * (part - 39), 1), "half")
    if match[2]:
        return unit_around(date(year, part, 1), "month")
    return unit_around(date(year, 1, 1), "year")
