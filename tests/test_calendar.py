"""Working days: what the office's calendar says, and what is worked out beyond it."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tracker.calendar import Calendar, SpecialDay, Year

OFF = [date(2026, 1, 1), date(2026, 1, 2), *(date(2026, 2, day) for day in range(16, 21)),
       date(2026, 4, 27), date(2026, 4, 30), date(2026, 5, 1)]  # fmt: skip
OFFICE = Calendar.of(
    [Year(2026)],
    [*(SpecialDay(day, off=True) for day in OFF), SpecialDay(date(2026, 1, 10), off=False)],
)


def test_a_swapped_day_off_is_no_workday_though_a_friday() -> None:
    assert not OFFICE.is_workday(date(2026, 1, 2))


def test_a_made_up_saturday_is_a_workday() -> None:
    assert OFFICE.is_workday(date(2026, 1, 10))


def test_weekends_and_days_off_are_skipped_and_the_first_day_never_counts() -> None:
    assert OFFICE.add_workdays(date(2026, 2, 9), 10) == date(2026, 3, 2)


def test_the_swap_of_2_january_2026_moves_five_working_days_to_the_8th() -> None:
    assert OFFICE.add_workdays(date(2025, 12, 30), 5) == date(2026, 1, 8)
    assert Calendar().add_workdays(date(2025, 12, 30), 5) == date(2026, 1, 7)  # without the notice


def test_no_working_days_on_gives_the_day_back() -> None:
    assert OFFICE.add_workdays(date(2026, 2, 15), 0) == date(2026, 2, 15)


def test_neighbouring_workdays_lie_across_tet() -> None:
    assert OFFICE.previous_workday(date(2026, 2, 18)) == date(2026, 2, 13)
    assert OFFICE.next_workday(date(2026, 2, 18)) == date(2026, 2, 23)


def test_tet_2030_is_on_2_february_as_in_vietnam_not_3_as_in_china() -> None:
    special = Calendar().special(date(2030, 2, 2))
    assert special is not None
    assert (special.name_vi, special.name_en) == ("Tết Nguyên Đán", "Lunar New Year")


def test_a_year_without_notice_is_provisional() -> None:
    calendar = Calendar.of([Year(2026), Year(2027, provisional=True)])
    assert [calendar.provisional(year) for year in (2026, 2027, 2028)] == [False, True, True]


def test_a_covered_year_has_only_the_days_off_of_the_office() -> None:
    bare = Calendar.of([Year(2026)])
    assert bare.is_workday(date(2026, 9, 2))
    assert not bare.is_workday(date(2028, 9, 1))


def test_the_last_25_days_of_june_2026_hold_17_working_days() -> None:
    assert OFFICE.workdays_between(date(2026, 6, 5), date(2026, 6, 30)) == 17


@given(st.dates(date(2025, 6, 1), date(2027, 6, 1)), st.integers(-10, 500))
def test_counting_workdays_is_looking_at_each_day(start: date, length: int) -> None:
    days = (start + timedelta(days=step) for step in range(1, length + 1))
    counted = OFFICE.workdays_between(start, start + timedelta(days=length))
    assert counted == sum(map(OFFICE.is_workday, days))


@given(st.dates(date(2025, 6, 1), date(2027, 6, 1)), st.integers(0, 60))
def test_the_nth_workday_has_n_workdays_behind_it(start: date, count: int) -> None:
    assert OFFICE.workdays_between(start, OFFICE.add_workdays(start, count)) == count
