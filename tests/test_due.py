"""When deadlines fall due, by when to plan, and the reasons given."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.calendar import Calendar, SpecialDay, Year
from tracker.due import Due, due_of
from tracker.phrases import parse_deadline

OFFICE = Calendar.of(
    [Year(2026), Year(2027, provisional=True)],
    [SpecialDay(date(2026, 2, day), off=True, name_vi="Tết Nguyên Đán") for day in range(16, 21)]
    + [SpecialDay(date(2027, 4, 30), off=True, name_vi="Ngày Chiến thắng")],
)


def due(phrase: str, event: date | None = None, roll: str = "none") -> Due:
    return due_of(parse_deadline(phrase), OFFICE, event=event, roll=roll)


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("tháng 6/2026", date(2026, 6, 30)),
        ("quý II/2026", date(2026, 6, 30)),  # never the first quarter
        ("trước ngày 30/6/2026", date(2026, 6, 29)),
        ("ngày 30/6/2026", date(2026, 6, 30)),
        ("đầu tháng 6/2026", date(2026, 6, 1)),
        ("giữa tháng 6/2026", date(2026, 6, 15)),
        ("cuối tháng 6/2026", date(2026, 6, 30)),
        ("giữa năm 2026", date(2026, 6, 30)),
        ("cuối năm 2026", date(2026, 12, 31)),
        ("6 tháng đầu năm 2026", date(2026, 6, 30)),
        ("in 2027", date(2027, 12, 31)),
        ("2026 - 2030", date(2030, 12, 31)),
    ],
)
def test_the_last_day_in_time_is_what_the_civil_code_says(phrase: str, day: date) -> None:
    assert due(phrase).due == day


def test_a_month_that_ends_on_a_holiday_is_planned_for_the_day_before() -> None:
    april = due("tháng 4 năm 2027")
    assert (april.due, april.plan_by) == (date(2027, 4, 30), date(2027, 4, 29))


def test_the_reasons_name_phrase_rule_holiday_and_doubt() -> None:
    assert list(due("tháng 4 năm 2027").explain) == [
        '"tháng 4 năm 2027" reads as 2027-04.',
        "A period is in time until the end of its last day, 30/04/2027"
        " (Civil Code 2015, Articles 146 and 148).",
        "30/04/2027 is a public day off (Ngày Chiến thắng). A day or period that is named does"
        " not move (setting roll: none).",
        "Plan to finish by 29/04/2027, the last working day before.",
        "The days off of 2027 are not confirmed by a notice yet.",
    ]


def test_a_named_day_moves_only_where_the_office_says_so() -> None:
    assert due("28/02/2026").due == date(2026, 2, 28)
    assert due("28/02/2026", roll="next").due == date(2026, 3, 2)


def test_a_month_from_the_31st_ends_with_february_and_moves_to_monday() -> None:
    assert due("trong 1 tháng kể từ 31/01/2026").due == date(2026, 3, 2)


def test_days_that_end_in_tet_move_behind_it() -> None:
    assert due("trong 45 ngày kể từ ngày ký", date(2026, 1, 5)).due == date(2026, 2, 23)


def test_working_days_are_counted_over_tet() -> None:
    assert due("trong 10 ngày làm việc", date(2026, 2, 9)).due == date(2026, 3, 2)


def test_the_day_named_in_the_phrase_comes_before_the_one_handed_in() -> None:
    assert due("trong 10 ngày kể từ 01/6/2026", date(2026, 1, 1)).due == date(2026, 6, 11)


def test_a_duration_without_its_event_has_no_due_day_and_says_what_is_missing() -> None:
    open_end = due("trong 30 ngày kể từ ngày ký")
    assert open_end.due is None
    assert "The day it counts from (ngày ký) is not known; give it." in open_end.explain


def test_a_length_of_time_past_the_calendar_says_so() -> None:
    far = due("trong 9999 năm kể từ ngày ký", date(2026, 1, 1))
    assert far.due is None
    assert not any("not known" in line for line in far.explain)
    assert any("2199" in line for line in far.explain)


def test_an_hour_is_not_passed_over_unsaid() -> None:
    hour = due("trước 17h00 ngày 30/6/2026")
    assert hour.due == date(2026, 6, 30)
    assert not any("24:00" in line for line in hour.explain)
    assert any("hour" in line for line in hour.explain)


def test_the_end_of_a_term_is_an_estimate() -> None:
    term = due("nhiệm kỳ 2026–2031")
    assert (term.due, term.estimated) == (date(2031, 12, 31), True)


def test_the_next_turn_of_a_rhythm_is_due() -> None:
    assert due("hằng tháng trước ngày 25", date(2026, 6, 25)).due == date(2026, 7, 24)


@pytest.mark.parametrize("phrase", ["thường xuyên", "sớm", "cuối nhiệm kỳ XIII"])
def test_what_names_no_day_gets_none(phrase: str) -> None:
    found = due(phrase)
    assert (found.due, found.plan_by) == (None, None)
    assert found.explain


@given(
    st.sampled_from(
        ["tháng 6/2026", "trước ngày 1/1/1901", "9999 ngày làm việc", "9999 năm", "9999 tháng",
         "trong 30 ngày kể từ ngày ký", "hằng năm trước ngày 1/3", "2199"]
    ),
    st.dates() | st.none(),
    st.sampled_from(["none", "next"]),
)  # fmt: skip
def test_one_plans_for_a_working_day_that_is_in_time(
    phrase: str, event: date | None, roll: str
) -> None:
    found = due(phrase, event, roll)
    if found.due is not None:
        assert found.plan_by is not None and found.plan_by <= found.due
        assert OFFICE.is_workday(found.plan_by)
