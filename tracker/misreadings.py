"""A deadline phrase that is not understood: what is wrong with it, and near readings. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable

from regulations.days import cited_day, last_of_month
from regulations.errors import VanthuError
from regulations.folding import fold
from regulations.nearness import nearest
from regulations.sentences import listed, say
from tracker.periods import FIRST_YEAR, LAST_YEAR

_EXAMPLES = (
    "ngày 30/6/2026", "chậm nhất ngày 30/6/2026", "trước ngày 30/6/2026", "tháng 6/2026",
    "cuối tháng 6/2026", "quý II/2026", "6 tháng đầu năm 2026", "năm 2027", "giữa năm 2026",
    "2026 - 2030", "nhiệm kỳ 2026 - 2031", "trong 30 ngày kể từ ngày ký",
    "trong 10 ngày làm việc", "hằng tháng trước ngày 25", "thường xuyên", "in June 2026",
    "by 30 June 2026", "before 30 June 2026", "second quarter of 2026",
    "within 30 days of signing",
)  # fmt: skip
_NO_DAY = re.compile(r"(\d{1,2})(?:\s?[/.-]\s?|,? thang )(\d{1,2})(?:\s?[/.-]\s?|,? nam )(\d{4})")
_LEAP = 2028  # has every day of a calendar


class DeadlineError(VanthuError):
    """A phrase is not understood as a deadline."""

    code = "not_a_deadline"
    exit_code = 2

    def __init__(
        self, phrase: str, near: tuple[str, ...], lacks_year: bool = False, no_day: str = ""
    ) -> None:
        readings = listed([f'"{reading}"' for reading in near])
        super().__init__(
            say("{phrase} is not understood as a deadline: the calendar has no day {day}.",
                phrase=repr(phrase), day=no_day)
            if no_day
            else say("{phrase} is not understood as a deadline.", phrase=repr(phrase)),
            hint=say("Add the year, as in: {near}.", near=readings)
            if lacks_year
            else say("Write it like one of these: {near}.", near=readings),
        )  # fmt: skip
        self.near = near


def misreading(phrase: str, reads: Callable[[str, int | None], bool]) -> DeadlineError:
    """Return why *phrase* is refused; *reads* tells whether one is read, given a year or none."""
    if reads(phrase, _LEAP):  # only the year was missing
        words = phrase.strip(" .;,")
        dated = [f"{words}{tie}{year}" for year in (2026, _LEAP) for tie in ("/", " năm ", " ")]
        meant = next((one for one in dated if reads(one, None)), "tháng 6/2026")
        return DeadlineError(phrase, (meant,), lacks_year=True)
    if match := _NO_DAY.search(fold(phrase)):
        return _no_such_day(phrase, *map(int, match.groups()))
    return DeadlineError(phrase, tuple(nearest(phrase[:80], _EXAMPLES)) or _EXAMPLES[2:5])


def _no_such_day(phrase: str, day: int, month: int, year: int) -> DeadlineError:
    """Return why a day that no month has is refused: 31/6/2026."""
    examples = _EXAMPLES[:3]
    known = 1 <= month <= 12 and FIRST_YEAR <= year <= LAST_YEAR
    if not known or 1 <= day <= last_of_month(year, month).day:
        return DeadlineError(phrase, examples)
    last = cited_day(last_of_month(year, month))
    return DeadlineError(phrase, (f"ngày {last}",), no_day=f"{day}/{month}/{year}")
