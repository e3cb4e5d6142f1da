"""How papers word days, numbers, statuses and citations."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations.days import parse_when
from regulations.library import Library
from regulations.validity import REFUSED
from regulations.work import Work
from templates import wording
from templates.citation import full_citation, short_citation, titled_citation
from templates.taskrows import COLUMNS
from templates.wording import (
    count_text,
    has_word,
    long_day,
    lowered,
    open_day,
    partial_day,
    percent_text,
    place_and_day,
    running_day,
    spelled,
)
from tracker.progress import OUTSIDE
from tracker.standing import STATUSES


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_word_stands_in_both_languages_with_the_same_gaps() -> None:
    for key, words in wording._words().items():
        assert set(words) == {"vi", "en"}, key
        assert fields(words["vi"]) == fields(words["en"]), key


def test_every_status_and_column_has_a_word() -> None:
    laws = ("in_force", "expired", "partly_expired", "not_yet", "suspended", "unknown")
    keys = [f"task.{status}" for status in STATUSES] + [f"law.{status}" for status in laws]
    keys += [f"outside.{cell}" for cell in OUTSIDE] + [f"column.{name}" for name in COLUMNS]
    assert [key for key in keys if not has_word(key)] == []
    assert set(REFUSED) <= set(laws)


@pytest.mark.parametrize(
    ("day", "long", "short"),
    [
        (date(2026, 6, 5), "ngày 05 tháng 6 năm 2026", "05/6/2026"),
        (date(2018, 2, 20), "ngày 20 tháng 02 năm 2018", "20/02/2018"),
        (date(2025, 8, 30), "ngày 30 tháng 8 năm 2025", "30/8/2025"),
    ],
)
def test_days_below_ten_and_the_first_two_months_carry_a_zero(
    day: date, long: str, short: str
) -> None:
    assert (long_day(day), running_day(day)) == (long, short)


def test_a_paper_leaves_day_and_month_to_the_pen() -> None:
    line = place_and_day("A", open_day(2026))
    assert line == "A, ngày      tháng      năm 2026"


def test_english_days_read_like_english() -> None:
    assert long_day(date(2026, 6, 5), "en") == "5 June 2026"


@pytest.mark.parametrize(
    ("edtf", "vi", "en"),
    [
        ("2017-10", ("month", "10/2017"), ("month", "October 2017")),
        ("[2022-02-08,2022-02-28]", ("month", "02/2022"), ("month", "February 2022")),
        ("2025", ("year", "2025"), ("year", "2025")),
        ("[2024..2025]", ("", ""), ("", "")),
    ],
)
def test_a_partly_known_day_is_told_as_closely_as_it_is_known(
    edtf: str, vi: tuple[str, str], en: tuple[str, str]
) -> None:
    when = parse_when(edtf)
    assert (partial_day(when), partial_day(when, "en")) == (vi, en)


def test_numbers_carry_the_separators_of_their_language() -> None:
    assert (count_text(1234), count_text(1234, "en")) == ("1.234", "1,234")
    assert (percent_text("75.0"), percent_text("75.0", "en")) == ("75,0 %", "75.0 %")
    assert percent_text("") == "–"


@given(st.integers(min_value=0))
def test_a_count_reads_back_from_its_paper_form(count: int) -> None:
    assert int(count_text(count).replace(".", "")) == count


def test_an_abbreviation_keeps_its_capitals_inside_a_sentence() -> None:
    assert lowered("CSDL quốc gia") == "CSDL quốc gia"
    assert lowered("Kiểm điểm") == "kiểm điểm"


def test_the_office_chooses_where_tone_marks_stand() -> None:
    assert spelled("Tỉnh ủy, ỦY BAN", "uỷ") == "Tỉnh uỷ, UỶ BAN"
    assert spelled("Tỉnh uỷ, UỶ BAN", "ủy") == "Tỉnh ủy, ỦY BAN"


def test_the_first_citation_is_full_and_later_ones_short(paper_library: Library) -> None:
    work = paper_library.work("bo-chinh-tri/quy-dinh/2025/366-qd-tw")
    bodies = paper_library.bodies
    assert full_citation(work, bodies) == "Quy định số 366-QĐ/TW, ngày 30/8/2025 của Bộ Chính trị"
    assert titled_citation(work, bodies).endswith(
        "của Bộ Chính trị về kiểm điểm và đánh giá, xếp loại chất lượng đối với tập thể, cá nhân"
    )
    assert short_citation(work) == "Quy định 366"
    assert full_citation(work, bodies, "en") == (
        "Regulation No. 366-QĐ/TW of 30 August 2025 of the Politburo"
    )


def test_a_citation_leaves_out_what_is_not_known(paper_library: Library) -> None:
    bodies = paper_library.bodies
    month = Work("x/quy-dinh/2017/102-qd-tw", "quy_dinh", ("bo-chinh-tri",), "102-QĐ/TW",
                 signed=parse_when("2017-11"))  # fmt: skip
    assert full_citation(month, bodies) == "Quy định số 102-QĐ/TW, tháng 11/2017 của Bộ Chính trị"
    charter = Work("x/dieu-le/2011/dieu-le", "dieu_le", (), title_vi="Điều lệ Đảng")
    assert full_citation(charter, bodies) == "Điều lệ Đảng"
    assert short_citation(charter) == "Điều lệ Đảng"


def test_two_issuers_are_joined_by_and(paper_library: Library) -> None:
    work = Work("x", "thong_bao", ("btctw", "bo-chinh-tri"), "1-TB/TW")
    assert full_citation(work, paper_library.bodies) == (
        "Thông báo số 1-TB/TW của Ban Tổ chức Trung ương và Bộ Chính trị"
    )
