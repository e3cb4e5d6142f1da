"""The file of the calendar: how it is read, and what a new day makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from regulations.errors import InvalidDataError
from regulations.readings import Reading
from regulations.records import Plain, read_record
from tracker.calendar import calendar_problems
from tracker.taskfiles import checked, shaped

CALENDAR_PATH = "tracker/calendar.yaml"


def read_calendar_file(path: str, text: str) -> Reading:
    """Read tracker/calendar.yaml."""
    record, problems = shaped(path, text, "calendar")
    if record is not None:
        problems = calendar_problems(path, record)
    return Reading(record.data if record and not problems else None, tuple(problems))


def add_special_day(current: bytes, entry: Mapping[str, Plain]) -> dict[str, bytes]:
    """Return the calendar with one more day off or worked; it takes the place of the same day.

    *current* is the calendar as it stands.

    Raises:
        InvalidDataError: the calendar, before or after, can't be read as one.
    """
    text = current.decode("utf-8-sig", "replace")
    record, problems = read_record(CALENDAR_PATH, text)
    if record is None or not isinstance(record.data, dict):
        raise InvalidDataError(CALENDAR_PATH, problems)
    data: dict[str, Any] = dict(record.data)
    kept = [one for one in data.get("days", ()) if one.get("day") != entry["day"]]
    filled = {key: value for key, value in entry.items() if value}
    data["days"] = sorted([*kept, filled], key=lambda one: str(one.get("day")))
    return checked(CALENDAR_PATH, data, read_calendar_file)
