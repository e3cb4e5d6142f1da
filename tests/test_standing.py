"""How a task stands on a day, from its deadline, its events and nothing later."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.calendar import Calendar, Year
from tracker.events import Event, Evidence
from tracker.phrases import parse_deadline
from tracker.standing import STATUSES, Standing, standing_on
from tracker.task import Task

YEAR = Calendar.of([Year(2025), Year(2026), Year(2027)])
JUNE = "tháng 6/2026"


def task(phrase: str = JUNE, kind: str = "task", *, soft: bool = False,
         assigned: date | None = None) -> Task:  # fmt: skip
    deadline = parse_deadline(phrase) if phrase else None
    return Task("NV-2026-001", "p", "Việc", kind=kind, soft=soft, deadline=deadline,
                assigned=assigned)  # fmt: skip


def event(kind: str, on: str, **parts: object) -> Event:
    return Event(f"{kind}-{on}", date.fromisoformat(on), kind, **parts)  # type: ignore[arg-type]


def standing(as_of: str, *events: Event, of: Task | None = None) -> Standing:
    return standing_on(of or task(), events, YEAR, date.fromisoformat(as_of))


START = event("start", "2026-05-04")
SUBMIT = event("submit", "2026-06-20", to="btv-tinh-uy-a")

kinds = st.sampled_from(["start", "update", "obstacle", "submit", "done", "reopen", "stop"])
days = st.dates(date(2026, 5, 1), date(2026, 8, 31))
some_events = st.lists(
    st.builds(Event, st.uuids().map(str), days, kinds, note=st.just("vướng"))
    | st.builds(Event, st.uuids().map(str), days, st.just("extend"),
                deadline=st.sampled_from(["tháng 7/2026", "ngày 15/8/2026"])),
    max_size=6,
)  # fmt: skip


@pytest.mark.parametrize(
    ("as_of", "events", "status"),
    [
        ("2026-06-05", [], "not_started"),
        ("2026-06-05", [START], "in_progress"),
        ("2026-06-25", [START, SUBMIT], "submitted"),
        ("2026-07-01", [START], "overdue"),
        ("2026-07-01", [START, SUBMIT], "overdue_submitted"),
        ("2026-07-01", [], "no_information"),
        ("2026-07-01", [event("done", "2026-05-31")], "done_early"),
        ("2026-07-01", [event("done", "2026-06-01")], "done_on_time"),
        ("2026-07-01", [event("done", "2026-06-30")], "done_on_time"),
        ("2026-07-09", [event("done", "2026-07-01")], "done_late"),
        ("2026-07-01", [START, event("stop", "2026-06-10")], "stopped"),
        ("2026-07-01", [START, event("handover", "2026-06-10", to="xa-b")], "handed_over"),
    ],
)
def test_the_status_follows_from_events_and_day(
    as_of: str, events: list[Event], status: str
) -> None:
    assert standing(as_of, *events).status == status


def test_the_due_day_itself_is_not_overdue() -> None:
    on_the_day = standing("2026-06-30", START)
    assert (on_the_day.status, on_the_day.modifiers) == ("in_progress", ("due_today", "stale"))
    assert standing("2026-07-01", START).days_late == 1


def test_25_days_and_17_working_days_are_left_on_5_june() -> None:
    left = standing("2026-06-05", START)
    assert (left.days_left, left.workdays_left) == (25, 17)
    assert left.modifiers == ("due_soon", "stale")


def test_more_than_30_days_before_nothing_is_due_soon() -> None:
    assert standing("2026-05-30", START).modifiers == ()
    assert standing("2026-05-31", START).modifiers == ("due_soon",)


def test_work_without_news_for_more_than_30_days_is_stale() -> None:
    late = task("năm 2026")
    assert standing("2026-06-03", START, of=late).modifiers == ()
    assert standing("2026-06-04", START, of=late).modifiers == ("stale",)


def test_done_before_a_named_day_is_early() -> None:
    by_day = task("ngày 30/6/2026")
    assert standing("2026-07-01", event("done", "2026-06-29"), of=by_day).status == "done_early"


def test_an_extension_before_the_due_day_keeps_the_task_in_time() -> None:
    extended = event("extend", "2026-06-20", deadline="tháng 9/2026")
    later = standing("2026-07-15", START, extended)
    assert later.status == "in_progress"
    assert (later.due, later.original_due) == (date(2026, 9, 30), date(2026, 6, 30))
    assert later.extensions == 1


def test_an_extension_after_the_due_day_leaves_the_task_overdue_in_between() -> None:
    extended = event("extend", "2026-07-20", deadline="tháng 9/2026")
    assert standing("2026-07-19", START, extended).status == "overdue"
    assert standing("2026-07-20", START, extended).status == "in_progress"


def test_done_late_is_12_days_after_the_extended_and_104_after_the_first_deadline() -> None:
    extended = event("extend", "2026-06-20", deadline="tháng 9/2026")
    done = standing("2026-11-21", START, extended, event("done", "2026-10-12"))
    assert (done.status, done.days_late, done.days_late_original) == ("done_late", 12, 104)
    assert done.workdays_late == 8


def test_an_extension_after_the_task_was_done_changes_nothing() -> None:
    done = event("done", "2026-07-05")
    extended = event("extend", "2026-07-20", deadline="tháng 9/2026")
    assert standing("2026-08-01", done, extended).status == "done_late"


def test_a_completion_entered_later_for_an_earlier_day_changes_that_day() -> None:
    assert standing("2026-07-10", START).status == "overdue"
    assert standing("2026-07-10", START, event("done", "2026-06-28")).status == "done_on_time"


def test_a_reopened_task_is_open_again_and_not_submitted() -> None:
    again = standing("2026-06-25", SUBMIT, event("done", "2026-06-22"),
                     event("reopen", "2026-06-24"))  # fmt: skip
    assert (again.status, again.submitted_on, again.done_on) == ("in_progress", None, None)


def test_who_submitted_in_time_is_seen_to_have_done_so() -> None:
    waiting = standing("2026-07-10", START, SUBMIT)
    assert (waiting.submitted_on, waiting.submitted_to) == (date(2026, 6, 20), "btv-tinh-uy-a")


def test_the_last_obstacle_is_the_cause() -> None:
    first = event("obstacle", "2026-06-01", note="Thiếu kinh phí.")
    last = event("obstacle", "2026-06-10", note="Chờ hướng dẫn của Trung ương.")
    assert standing("2026-07-10", last, first).cause == "Chờ hướng dẫn của Trung ương."


def test_the_paper_that_shows_completion_is_kept() -> None:
    paper = Evidence("45-KH/BTCTU", "2026-05-18")
    assert standing("2026-07-01", event("done", "2026-06-20", evidence=paper)).evidence == paper


@pytest.mark.parametrize("phrase", ["thường xuyên", "hằng tháng trước ngày 25"])
def test_regular_work_is_never_overdue(phrase: str) -> None:
    assert standing("2036-01-01", START, of=task(phrase)).status == "standing"


@pytest.mark.parametrize("phrase", ["", "sớm", "trong 30 ngày kể từ ngày ký"])
def test_a_task_without_a_day_has_no_deadline_and_is_never_overdue(phrase: str) -> None:
    assert standing("2036-01-01", START, of=task(phrase)).status == "no_deadline"


def test_a_duration_counts_from_the_day_the_task_was_assigned() -> None:
    counted = task("trong 30 ngày kể từ ngày ký", assigned=date(2026, 6, 1))
    assert standing("2026-06-05", of=counted).due == date(2026, 7, 1)


def test_a_milestone_and_a_soft_year_are_never_overdue() -> None:
    milestone = standing("2026-11-21", of=task("ngày 01/7/2024", kind="milestone"))
    soft = standing("2026-11-21", START, of=task("năm 2025", soft=True))
    assert (milestone.status, milestone.days_late) == ("not_started", 0)
    assert (soft.status, soft.days_late) == ("in_progress", 0)


@given(some_events, days)
def test_a_days_standing_never_depends_on_later_events(events: list[Event], as_of: date) -> None:
    known = [entry for entry in events if entry.on <= as_of]
    assert standing_on(task(), events, YEAR, as_of) == standing_on(task(), known, YEAR, as_of)


@given(some_events, days)
def test_lateness_and_status_agree(events: list[Event], as_of: date) -> None:
    found = standing_on(task(), events, YEAR, as_of)
    assert found.status in STATUSES
    assert (found.days_late > 0) == (found.overdue or found.status == "done_late")
    assert found.due is not None
    if found.overdue:
        assert found.due + timedelta(days=found.days_late) == as_of


@given(some_events, days)
def test_the_order_in_which_events_are_handed_in_changes_nothing(
    events: list[Event], as_of: date
) -> None:
    mixed = list(reversed(events))
    assert standing_on(task(), mixed, YEAR, as_of) == standing_on(task(), events, YEAR, as_of)
