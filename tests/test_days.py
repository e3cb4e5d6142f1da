"""Days as offices write them, partly known days, and spans."""

from __future__ import annotations

import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations.days import (
    DayError,
    Span,
    cited_day,
    cited_when,
    last_of_month,
    parse_day,
    parse_when,
    said_when,
    short_day,
)


@pytest.mark.parametrize(
    "text",
    ["05/6/2026", "5.6.2026", "5-6-2026", "05/06/2026", "2026-06-05", "ngày 05 tháng 6 năm 2026",
     "5 tháng 6 năm 2026", "NGÀY 5 THÁNG 06 NĂM 2026", "ngay 5 thang 6 nam 2026", " 5/6/2026 ",
     "nga\u0300y 5 tha\u0301ng 6 n\u0103m 2026", "5–6–2026", "ngày 5/6/2026"],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert parse_day(text) == date(2026, 6, 5)


@pytest.mark.parametrize(
    "text", ["31/02/1980", "2026-13-01", "6/2026", "2026", "", "5/6/26", "00/01/2026", "hôm nay",
             "1/1/0000", "5/6/2026 7/6/2026"],
)  # fmt: skip
def test_what_is_no_day_of_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(DayError) as caught:
        parse_day(text)
    assert caught.value.hint.endswith(".")


@given(st.dates())
def test_a_printed_day_reads_back(day: date) -> None:
    assert parse_day(f"{day.day}/{day.month}/{day.year:04d}") == day
    assert parse_day(day.isoformat()) == day


@given(st.dates(min_value=date(1000, 1, 1)))
def test_the_forms_on_paper_read_back(day: date) -> None:
    assert parse_day(short_day(day)) == parse_day(cited_day(day)) == day


@pytest.mark.parametrize(
    ("day", "cited"),
    [(date(2025, 8, 30), "30/8/2025"), (date(2023, 10, 4), "04/10/2023"),
     (date(2026, 1, 9), "09/01/2026"), (date(2022, 2, 28), "28/02/2022")],
)  # fmt: skip
def test_citations_pad_days_below_ten_and_the_first_two_months(day: date, cited: str) -> None:
    assert cited_day(day) == cited


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [("2022-06-16", date(2022, 6, 16), date(2022, 6, 16)),
     ("2017-10", date(2017, 10, 1), date(2017, 10, 31)),
     ("2025", date(2025, 1, 1), date(2025, 12, 31)),
     ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
     ("[2022-02-08,2022-02-28]", date(2022, 2, 8), date(2022, 2, 28)),
     ("[2025-08-30..2025-09-08]", date(2025, 8, 30), date(2025, 9, 8))],
)  # fmt: skip
def test_a_partly_known_day_has_bounds(edtf: str, earliest: date, latest: date) -> None:
    when = parse_when(edtf)
    assert (str(when), when.earliest, when.latest) == (edtf, earliest, latest)
    assert when.exact == (earliest if earliest == latest else None)


def test_the_year_is_known_only_where_both_bounds_agree() -> None:
    assert parse_when("[2025-08-30..2025-09-08]").year == 2025
    assert parse_when("[2024-12-30,2025-01-02]").year is None


@pytest.mark.parametrize(
    ("edtf", "cited", "said"),
    [("2023-10-04", "04/10/2023", "04/10/2023"),
     ("2017-10", "10/2017", "10/2017"),
     ("2024-02", "02/2024", "02/2024"),
     ("2025", "2025", "2025"),
     ("[2025-08-30..2025-09-08]", "từ 30/8 đến 08/9/2025", "a day from 30/8 to 08/9/2025"),
     ("[2026-01-20 .. 2026-01-23]", "từ 20 đến 23/01/2026", "a day from 20 to 23/01/2026"),
     ("[2024-12-30..2025-01]", "từ 30/12/2024 đến 01/2025", "a day from 30/12/2024 to 01/2025"),
     ("[2024-05..2024-06-02]", "từ 5/2024 đến 02/6/2024", "a day from 5/2024 to 02/6/2024"),
     ("[2022-02-08,2022-02-28]", "08/02/2022 hoặc 28/02/2022", "08/02/2022 or 28/02/2022"),
     ("[2022-02-08,2022-03,2023]", "08/02/2022, 3/2022 hoặc 2023", "08/02/2022, 3/2022 or 2023"),
     ("[2022-02-08..2022-02-08]", "08/02/2022", "08/02/2022")],
)  # fmt: skip
def test_a_partly_known_day_is_told_in_words(edtf: str, cited: str, said: str) -> None:
    when = parse_when(edtf)
    assert (cited_when(when), said_when(when)) == (cited, said)


@given(st.lists(st.dates(date(1900, 1, 1)), min_size=1, max_size=3), st.sampled_from(["..", ","]))
def test_no_notation_of_files_is_told_to_people(days: list[date], sign: str) -> None:
    when = parse_when(f"[{sign.join(map(str, days))}]")
    assert not set("[]-") & set(said_when(when))
    assert ".." not in said_when(when)
    assert cited_day(days[-1]) in said_when(when)


@pytest.mark.parametrize("text", ["", "[]", "2022-13", "2022-02-30", "22-2-8", "[2022..]", "0000"])
def test_what_is_no_partly_known_day_is_refused(text: str) -> None:
    with pytest.raises(DayError):
        parse_when(text)


@given(st.text())
def test_any_text_is_a_day_or_refused(text: str) -> None:
    for read in (parse_day, parse_when):
        with contextlib.suppress(DayError):
            assert read(text)


@given(st.integers(1, 9998), st.integers(1, 12))
def test_the_day_after_the_last_of_a_month_is_a_first(year: int, month: int) -> None:
    assert (last_of_month(year, month) + timedelta(days=1)).day == 1


def test_a_span_holds_its_first_day_but_not_its_last() -> None:
    span = Span(date(2023, 10, 4), date(2025, 8, 30))
    assert date(2023, 10, 4) in span
    assert date(2025, 8, 29) in span
    assert date(2025, 8, 30) not in span


def test_a_span_may_be_open_on_either_side() -> None:
    assert date(1, 1, 1) in Span()
    assert date(1, 1, 1) in Span(until=date(2, 1, 1))
    assert date(9999, 12, 31) in Span(since=date(2, 1, 1))
