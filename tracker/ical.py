"""Deadlines as a calendar file (.ics) for Outlook or a telephone. The same entries, the same bytes.

Each due day is an event of the whole day that blocks no time; reminders come before it. Calendars
keep their own tasks apart and leave them out of what they subscribe to, so none is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event, vRecur

REMIND_DAYS = (30, 7)
_LAST_SURE_DAY = 28  # every month has it


@dataclass(frozen=True, slots=True)
class Entry:
    """A due day. *uid* stays the same for ever; *rule* is that of :mod:`tracker.rhythm`, or empty.

    *changed* is the day of what last happened, *moves* how often the deadline was moved: a calendar
    takes a file in again by both. A *closed* task reminds of nothing, a *cancelled* one is struck.
    """

    uid: str
    day: date
    summary: str
    description: str
    changed: date
    moves: int = 0
    rule: str = ""
    closed: bool = False
    cancelled: bool = False


def write_calendar(name: str, entries: Iterable[Entry]) -> bytes:
    """Return the calendar called *name*; the order of *entries* is kept."""
    found = Calendar()
    for key, value in (("prodid", "-//vanthu//vanthu//VI"), ("version", "2.0"),
                       ("calscale", "GREGORIAN"), ("method", "PUBLISH"),
                       ("x-wr-calname", name)):  # fmt: skip
        found.add(key, value)
    for entry in entries:
        found.add_component(_event(entry))
    return bytes(found.to_ical())


def standard_rule(rule: str) -> str:
    """Return *rule* as RFC 5545 means it: a day that a month lacks is its last day.

    >>> standard_rule("FREQ=MONTHLY;BYMONTHDAY=30")
    'FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1'
    """
    parts = dict(part.split("=") for part in rule.split(";"))
    day = int(parts.get("BYMONTHDAY", 0))
    if day > _LAST_SURE_DAY:
        parts["FREQ"] = "MONTHLY"
        parts["BYMONTHDAY"] = ",".join(map(str, range(_LAST_SURE_DAY, day + 1)))
        parts["BYSETPOS"] = "-1"
    return ";".join(f"{key}={value}" for key, value in parts.items())


def _event(entry: Entry) -> Event:
    found = Event()
    found.add("uid", entry.uid)
    found.add("dtstamp", datetime.combine(entry.changed, time(), UTC))
    found.add("sequence", entry.moves)
    found.add("dtstart", entry.day)
    found.add("dtend", entry.day + timedelta(days=1))
    if entry.rule:
        found.add("rrule", vRecur.from_ical(standard_rule(entry.rule)))
    found.add("summary", entry.summary)
    found.add("description", entry.description)
    found.add("transp", "TRANSPARENT")
    found.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    if not entry.closed:
        for days in REMIND_DAYS[1:] if entry.rule else REMIND_DAYS:
            found.add_component(_alarm(entry.summary, days))
    return found


def _alarm(words: str, days: int) -> Alarm:
    found = Alarm()
    found.add("action", "DISPLAY")
    found.add("description", words)
    found.add("trigger", timedelta(days=-days))
    return found
