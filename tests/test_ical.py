"""Deadlines in a calendar file: whole days, the same bytes, and rules that mean what ours mean."""

import unicodedata
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from tests.front_door import Vanthu
from tracker.ical import Entry, standard_rule, write_calendar
from tracker.rhythm import next_day, parse_rhythm

TASK = "NV-2026-009"  # due in July 2026, nothing recorded
RHYTHMS = (
    "hang thang truoc ngay 25", "cuoi moi thang", "ngay 29 hang thang", "ngay 30 hang thang",
    "ngay 31 hang thang", "truoc ngay 1 hang thang", "hang quy", "6 thang mot lan", "hang nam",
    "truoc ngay 15/12 hang nam", "thu sau hang tuan", "hang ngay",
)  # fmt: skip


@given(st.sampled_from(RHYTHMS), st.dates(date(2024, 1, 1), date(2032, 12, 31)))
def test_a_rule_means_to_other_calendars_what_it_means_to_us(rhythm: str, start: date) -> None:
    rule = parse_rhythm(rhythm)
    assert rule
    first = datetime.combine(next_day(rule, start), datetime.min.time())
    theirs = [day.date() for day in islice(rrulestr(standard_rule(rule), dtstart=first), 30)]
    ours, day = [], start
    for _ in range(30):
        day = next_day(rule, day)
        ours.append(day)
        day += timedelta(days=1)
    assert theirs == ours


@given(st.text(max_size=120), st.text(max_size=300))
def test_any_text_comes_through_whole_in_lines_of_75_bytes(summary: str, description: str) -> None:
    clean = [unicodedata.normalize("NFC", "".join(c for c in text if c.isprintable()))
             for text in (summary, description)]  # fmt: skip
    entry = Entry("a@b", date(2026, 6, 30), clean[0], clean[1], date(2026, 6, 1))
    content = write_calendar("Lịch", [entry])
    assert max(map(len, content.split(b"\r\n"))) <= 75
    content.decode()
    [event] = Calendar.from_ical(content).walk("VEVENT")
    assert (str(event["summary"]), str(event["description"])) == tuple(clean)


def events(vanthu: Vanthu, *words: str, day: str = "2026-06-05") -> dict[str, Any]:
    path = vanthu.root.parent / "lich.ics"
    answer = vanthu("cal", "ics", "--programme", "ctr-tu-a", "--out", str(path), "--as-of", day,
                    "--lang", "vi", *words)  # fmt: skip
    assert answer.exit_code == 0, answer.err
    found = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    return {str(one["uid"]).split("@")[0].rpartition(".")[2]: one for one in found}


def test_each_task_with_a_day_is_an_event_of_that_day(vanthu: Vanthu) -> None:
    found = events(vanthu)
    listed = vanthu("task", "list", "--programme", "ctr-tu-a", "--as-of", "2026-06-05", "--json")
    due = {one["id"]: one["deadline"]["due"] for one in listed.items if one["deadline"]["due"]}
    assert {uid: one["dtstart"].dt.isoformat() for uid, one in found.items()} == due
    event = found[TASK]
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)
    assert str(event["transp"]) == "TRANSPARENT"
    assert "(trong tháng 7 năm 2026)" in str(event["summary"])
    triggers = [alarm["trigger"].dt.days for alarm in event.walk("VALARM")]
    assert triggers == [-30, -7]
    assert not found["NV-2026-001"].walk("VALARM")


def test_an_extension_keeps_the_event_and_a_stop_cancels_it(vanthu: Vanthu) -> None:
    before = events(vanthu)[TASK]
    vanthu("task", "extend", TASK, "--to", "tháng 9/2026", "--as-of", "2026-06-05")
    after = events(vanthu)[TASK]
    assert after["uid"] == before["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after["dtstart"].dt == date(2026, 9, 30)
    vanthu("task", "stop", TASK, "--as-of", "2026-06-05")
    assert str(events(vanthu)[TASK]["status"]) == "CANCELLED"


def test_regular_work_recurs(vanthu: Vanthu) -> None:
    added = vanthu("task", "add", "--programme", "ctr-tu-a", "--title", "Báo cáo tháng", "--lead",
                   "BTCTU", "--deadline", "hằng tháng trước ngày 25", "--as-of", "2026-06-05",
                   "--json").items[0]  # fmt: skip
    event = events(vanthu)[added["id"]]
    assert event["dtstart"].dt == date(2026, 6, 24)
    assert event["rrule"].to_ical() == b"FREQ=MONTHLY;BYMONTHDAY=24"


@pytest.mark.parametrize("day", ["2026-06-05", "2026-11-21"])
def test_the_same_office_gives_the_same_bytes(vanthu: Vanthu, tmp_path: Path, day: str) -> None:
    for name in ("a.ics", "b.ics"):
        vanthu("cal", "ics", "--out", str(tmp_path / name), "--as-of", day)
    assert (tmp_path / "a.ics").read_bytes() == (tmp_path / "b.ics").read_bytes()
