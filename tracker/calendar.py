"""Working days: the office's own calendar first, the ``holidays`` library where it ends.

The office's file lists all public days off and make-up days of the years it covers, each with
the notice that ordered it. Every other year is worked out from the Labour Code's holidays; no
notice has confirmed it, so it is provisional.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import Any

from regulations.problems import Place, Problem
from regulations.records import Record
from regulations.sentences import say

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A public day off, or a day of rest on which work is made up (*off* is false)."""

    day: date
    off: bool
    name_vi: str = ""
    name_en: str = ""
    notice: str = ""
    conf: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    """A year that the office's calendar covers; *provisional* until its notice is out."""

    year: int
    provisional: bool = False
    notice: str = ""
    days: Mapping[date, SpecialDay] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of an office. Without *years* every year is worked out, provisionally."""

    years: Mapping[int, Year] = field(default_factory=dict)
    _counted: dict[int, tuple[list[date], list[int]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def of(cls, years: Iterable[Year], days: Iterable[SpecialDay] = ()) -> Calendar:
        """Build a calendar; days outside the given years are passed over."""
        special: dict[int, dict[date, SpecialDay]] = {}
        for day in days:
            special.setdefault(day.day.year, {})[day.day] = day
        return cls(
            {
                year.year: Year(
                    year.year, year.provisional, year.notice, special.get(year.year, year.days)
                )
                for year in years
            }
        )

    def special_days(self, year: int) -> Mapping[date, SpecialDay]:
        """Return the days off and make-up days of *year*, by day."""
        own = self.years.get(year)
        return own.days if own else _worked_out(year)

    def special(self, day: date) -> SpecialDay | None:
        """Return what is special about *day*, ``None`` on a day like any other."""
        return self.special_days(day.year).get(day)

    def provisional(self, year: int) -> bool:
        """Say whether no notice has yet confirmed the days off of *year*."""
        own = self.years.get(year)
        return own is None or own.provisional

    def is_workday(self, day: date) -> bool:
        """Say whether offices work on *day*: no weekend or day off, or work is made up."""
        special = self.special(day)
        return not special.off if special else day.weekday() < 5

    def on_or_before(self, day: date) -> date:
        """Return the last working day that is not after *day*."""
        return self._seek(day, -ONE_DAY)

    def on_or_after(self, day: date) -> date:
        """Return the first working day that is not before *day*."""
        return self._seek(day, ONE_DAY)

    def previous_workday(self, day: date) -> date:
        """Return the last working day before *day*."""
        return self.on_or_before(day - ONE_DAY)

    def next_workday(self, day: date) -> date:
        """Return the first working day after *day*."""
        return self.on_or_after(day + ONE_DAY)

    def add_workdays(self, start: date, days: int) -> date:
        """Return the *days*-th working day after *start*; *start* itself never counts.

        0 gives *start* back.
        """
        day = start
        for _ in range(days):
            day = self.next_workday(day)
        return day

    def workdays_between(self, start: date, end: date) -> int:
        """Return how many working days lie after *start*, up to and including *end*.

        0 where *end* is not after *start*.
        """
        if end <= start:
            return 0
        changes = 0
        for year in range(start.year, end.year + 1):
            days, counts = self._changes(year)
            changes += counts[bisect_right(days, end)] - counts[bisect_right(days, start)]
        return _weekdays_up_to(end) - _weekdays_up_to(start) + changes

    def _changes(self, year: int) -> tuple[list[date], list[int]]:
        """Return the special days of *year*, and what those before each add to the weekdays."""
        if year not in self._counted:
            special = sorted(self.special_days(year).items())
            counts = accumulate((_change(one) for _, one in special), initial=0)
            self._counted[year] = ([day for day, _ in special], list(counts))
        return self._counted[year]

    def _seek(self, day: date, step: timedelta) -> date:
        while not self.is_workday(day):
            day += step
        return day


def calendar_from_json(data: object) -> Calendar:
    """Build the calendar from what the office's file says; ``None`` gives the empty one."""
    found: Any = data if isinstance(data, dict) else {}
    years = [
        Year(int(entry["year"]), entry.get("provisional", "no") == "yes", entry.get("notice", ""))
        for entry in found.get("years", ())
    ]
    return Calendar.of(years, [_special(entry) for entry in found.get("days", ())])


def calendar_problems(path: str, record: Record) -> list[Problem]:
    """Return the faults of a calendar whose shape is right: no days, days twice, years left out."""
    data: Any = record.data
    problems: list[Problem] = []
    years = {entry["year"] for entry in data.get("years", ())}
    seen: set[str] = set()
    for number, entry in enumerate(data.get("days", ())):
        place = Place(path, record.line("days", number, "day"))
        problems += _day_problems(place, entry["day"], years, seen)
        seen.add(entry["day"])
    return problems


def _day_problems(place: Place, day: str, years: set[str], seen: set[str]) -> list[Problem]:
    try:
        year = date.fromisoformat(day).year
    except ValueError:
        message = say("{day} is not a day of the calendar.", day=repr(day))
        return [Problem(place, message, say("Write the day as 2026-01-02."))]
    if day in seen:
        return [Problem(place, say("{day} stands twice.", day=day), say("Keep one of the two."))]
    if str(year) not in years:
        message = say("The year {year} is not among the years of this calendar.", year=year)
        return [Problem(place, message, say("Add it under years, and all its days off."))]
    return []


def _special(entry: Mapping[str, Any]) -> SpecialDay:
    name = entry.get("name", {})
    return SpecialDay(
        date.fromisoformat(entry["day"]),
        entry.get("kind", "off") == "off",
        name.get("vi", ""),
        name.get("en", ""),
        entry.get("notice", ""),
        entry.get("conf", ""),
    )


def _change(special: SpecialDay) -> int:
    """Return what a special day adds to the count of the weekdays."""
    weekend = special.day.weekday() >= 5
    return int(weekend) if not special.off else -int(not weekend)


def _weekdays_up_to(day: date) -> int:
    weeks, rest = divmod(day.toordinal(), 7)  # 0001-01-01 was a Monday, ordinal 1
    return 5 * weeks + min(rest, 5)


@lru_cache(maxsize=256)
def _worked_out(year: int) -> Mapping[date, SpecialDay]:
    """Return the days that the library expects; no notice confirms them."""
    known = _names(year, "vi")
    english = _names(year, "en_US")
    days = {
        day: SpecialDay(day, True, name, english.get(day, ""), conf="U")
        for day, name in known.items()
    }
    return days | {day: SpecialDay(day, False, conf="U") for day in _made_up(year)}


def _names(year: int, language: str) -> Mapping[date, str]:
    return dict(_library()("VN", years=year, language=language).items())


def _made_up(year: int) -> list[date]:
    days = _library()("VN", years=year).weekend_workdays
    return sorted(day for day in days if day.year == year)


def _library() -> Callable[..., Any]:
    from holidays import country_holidays  # 100 ms: only years without a notice pay for it

    return country_holidays
