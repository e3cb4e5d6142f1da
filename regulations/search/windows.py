"""Windows of days as people type them: ``2025``, ``8/2025``, ``2023..2025``, ``>=2025-08-30``."""

from __future__ import annotations

import re
from datetime import date

from regulations.days import DayError, parse_day, parse_when
from regulations.errors import VanthuError
from regulations.search.entry import day_number
from regulations.sentences import say

_MONTH = re.compile(r"(\d{1,2})[/.\-](\d{4})")
_COMPARED = re.compile(r"(<=|>=|<|>)(.+)")
_EVER = (0, 99_999_999)


class WindowError(VanthuError):
    """A text that should be a window of days is none."""

    code = "not_a_window"
    exit_code = 2

    def __init__(self, text: str) -> None:
        super().__init__(
            say("{text} is no window of days.", text=repr(text[:60])),
            hint=say("Write it as 2025, 8/2025, 2023..2025, 30/8/2025.. or >=2025-08-30."),
        )


def read_window(text: str) -> tuple[int, int]:
    """Return the first and the last day of a window as YYYYMMDD, both included.

    >>> read_window("8/2025"), read_window("..2024")
    ((20250801, 20250831), (0, 20241231))

    Raises:
        WindowError: *text* is none, or ends before it begins.
    """
    try:
        low, high = _window(text.strip())
    except (DayError, ValueError) as error:
        raise WindowError(text) from error
    if low > high:
        raise WindowError(text)
    return low, high


def _window(text: str) -> tuple[int, int]:
    if match := _COMPARED.fullmatch(text):
        low, high = _bounds(match[2])
        return {"<": (0, low - 1), "<=": (0, high), ">": (high + 1, _EVER[1]),
                ">=": (low, _EVER[1])}[match[1]]  # fmt: skip
    if ".." in text:
        first, _, last = text.partition("..")
        if not first.strip() and not last.strip():
            raise DayError(text)
        low = _bounds(first)[0] if first.strip() else _EVER[0]
        return low, _bounds(last)[1] if last.strip() else _EVER[1]
    return _bounds(text)


def _bounds(text: str) -> tuple[int, int]:
    plain = text.strip()
    if match := _MONTH.fullmatch(plain):
        plain = f"{match[2]}-{int(match[1]):02d}"
    try:
        when = parse_when(plain)
    except DayError:
        return _number(parse_day(plain)), _number(parse_day(plain))
    return _number(when.earliest), _number(when.latest)


def _number(day: date) -> int:
    return day_number(day, 0)
