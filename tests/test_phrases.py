"""What deadline phrases say, in both languages and every spelling."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations.folding import fold
from tracker.misreadings import DeadlineError
from tracker.periods import Period, period_of, unit_around
from tracker.phrases import Deadline, parse_deadline
from tracker.rhythm import next_day, parse_rhythm

VIETNAMESE = [
    ("ngày 30/6/2026", "2026-06-30", "by", "day"),
    ("chậm nhất ngày 30/6/2026", "2026-06-30", "by", "day"),
    ("chậm nhất là ngày 30 tháng 6 năm 2026", "2026-06-30", "by", "day"),
    ("đến ngày 30/6/2026", "2026-06-30", "by", "day"),
    ("trước 17 giờ 00 ngày 30/6/2026", "2026-06-30", "by", "day"),
    ("trước ngày 30/6/2026", "../2026-06-29", "before", "day"),
    ("Trước 31/12/2026", "../2026-12-30", "before", "day"),
    ("trước tháng 7/2026", "../2026-06", "before", "month"),
    ("tháng 6/2026", "2026-06", "in", "month"),
    ("trong tháng 6/2026", "2026-06", "in", "month"),
    ("tháng 09 năm 2026", "2026-09", "in", "month"),
    ("tháng sáu năm 2026", "2026-06", "in", "month"),
    ("hết tháng 6/2026", "2026-06", "by", "month"),
    ("đầu tháng 6/2026", "2026-06", "early", "month"),
    ("giữa tháng 6/2026", "2026-06", "mid", "month"),
    ("cuối tháng 6/2026", "2026-06", "late", "month"),
    ("quý II/2026", "2026-34", "in", "quarter"),
    ("quý 2 năm 2026", "2026-34", "in", "quarter"),
    ("6 tháng đầu năm 2026", "2026-40", "in", "half"),
    ("6 tháng cuối năm 2026", "2026-41", "in", "half"),
    ("năm 2027", "2027", "in", "year"),
    ("giữa năm 2026", "2026", "mid", "year"),
    ("cuối năm 2026", "2026", "late", "year"),
    ("2026 - 2030", "2026/2030", "in", "year"),
    ("từ tháng 6 đến tháng 9/2026", "2026-06/2026-09", "in", "month"),
    ("nhiệm kỳ 2026–2031", "2026/2031", "in", "term"),
    ("cuối nhiệm kỳ XIII", "", "late", "term"),
    ("trong 30 ngày kể từ ngày ký", "P30D", "within", "duration"),
    ("trong 10 ngày làm việc", "P10WD", "within", "duration"),
    ("trong 05 (năm) ngày làm việc", "P5WD", "within", "duration"),
    ("trong 1 tháng kể từ 31/01/2026", "P1M", "within", "duration"),
    ("30 ngày sau khi Nghị quyết được ban hành", "P30D", "within", "duration"),
    ("hằng tháng trước ngày 25", "FREQ=MONTHLY;BYMONTHDAY=24", "every", "recurring"),
    ("cuối mỗi tháng", "FREQ=MONTHLY;BYMONTHDAY=-1", "every", "recurring"),
    ("hằng quý", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1", "every", "recurring"),
    ("trước ngày 15/12 hằng năm", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=14", "every", "recurring"),
    ("Thường xuyên", "..", "open", "none"),
    ("từ ngày 01/7/2024", "2024-07-01/..", "open", "day"),
    ("Năm 2026 và các năm tiếp theo", "2026/..", "open", "year"),
    ("sớm", "", "vague", "none"),
    ("kịp thời", "", "vague", "none"),
    ("trong thời gian tới", "", "vague", "none"),
    ("sau khi Nghị quyết được ban hành", "", "vague", "none"),
]
ENGLISH = [
    ("in June 2026", "2026-06", "in", "month"),
    ("completed in June 2026", "2026-06", "in", "month"),
    ("by 30 June 2026", "2026-06-30", "by", "day"),
    ("June 30, 2026", "2026-06-30", "by", "day"),
    ("before 30 June 2026", "../2026-06-29", "before", "day"),
    ("by the end of June 2026", "2026-06", "by", "month"),
    ("mid-June 2026", "2026-06", "mid", "month"),
    ("in 2027", "2027", "in", "year"),
    ("by the end of 2026", "2026", "by", "year"),
    ("2026-Q2", "2026-34", "in", "quarter"),
    ("second quarter of 2026", "2026-34", "in", "quarter"),
    ("the first half of 2026", "2026-40", "in", "half"),
    ("within 30 days of signing", "P30D", "within", "duration"),
    ("within 10 working days", "P10WD", "within", "duration"),
    ("monthly by the 25th", "FREQ=MONTHLY;BYMONTHDAY=25", "every", "recurring"),
    ("regular", "..", "open", "none"),
    ("as soon as possible", "", "vague", "none"),
]
REFUSED = ["31/6/2026", "tháng 13/2026", "quý V/2026", "đầu quý II/2026", "trước cuối tháng 6/2026",
           "0 ngày", "năm ngoái", "30/6/26", "26-30/6/2026", "abc", "", "."]  # fmt: skip

periods = st.builds(
    unit_around,
    st.dates(date(1900, 1, 2), date(2199, 12, 31)),
    st.sampled_from(["day", "month", "quarter", "half", "year"]),
)
words = st.sampled_from(
    ["trước", "ngày", "tháng", "quý", "năm", "cuối", "trong", "hằng", "kể từ", "nhiệm kỳ", "II",
     "30/6/2026", "2026", "31", "6", "by", "within", "days", "June", "before", "-", "/", "đầu"]
)  # fmt: skip


@pytest.mark.parametrize(("phrase", "edtf", "op", "precision"), VIETNAMESE + ENGLISH)
def test_a_phrase_says_what_its_reader_understands(
    phrase: str, edtf: str, op: str, precision: str
) -> None:
    read = parse_deadline(phrase)
    assert (read.edtf, read.op, read.precision) == (edtf, op, precision)


@pytest.mark.parametrize("phrase", [row[0] for row in VIETNAMESE + ENGLISH])
def test_spelling_does_not_change_what_a_phrase_says(phrase: str) -> None:
    spellings = (unicodedata.normalize("NFD", phrase), fold(phrase), phrase.upper(), f" {phrase}.")
    said = {_said(parse_deadline(spelling)) for spelling in (phrase, *spellings)}
    assert len(said) == 1


def test_the_phrase_is_kept_as_it_was_written() -> None:
    assert parse_deadline("Trong  tháng 6/2026.").phrase == "Trong  tháng 6/2026."


@pytest.mark.parametrize("phrase", REFUSED)
def test_what_is_not_understood_is_refused_with_near_readings(phrase: str) -> None:
    with pytest.raises(DeadlineError) as refused:
        parse_deadline(phrase)
    assert refused.value.code == "not_a_deadline"
    assert refused.value.near
    assert refused.value.near[0] in refused.value.hint


def test_near_readings_resemble_the_phrase() -> None:
    with pytest.raises(DeadlineError) as refused:
        parse_deadline("quý V/2026")
    assert refused.value.near[0] == "quý II/2026"


def test_a_phrase_without_a_year_is_refused_until_the_year_is_handed_in() -> None:
    with pytest.raises(DeadlineError, match="not understood") as refused:
        parse_deadline("trước ngày 30/6")
    assert refused.value.hint.startswith("Add the year")
    assert parse_deadline("trước ngày 30/6", year=2026).edtf == "../2026-06-29"


@pytest.mark.parametrize(
    ("phrase", "near"),
    [("30/6", "30/6/2026"), ("quý 2", "quý 2/2026"), ("6 tháng đầu năm", "6 tháng đầu năm 2026"),
     ("trước ngày 29/2", "trước ngày 29/2/2028"), ("tháng 09", "tháng 09/2026"),
     ("in June", "in June 2026")],
)  # fmt: skip
def test_a_phrase_without_a_year_is_shown_with_one(phrase: str, near: str) -> None:
    with pytest.raises(DeadlineError) as refused:
        parse_deadline(phrase)
    assert refused.value.near == (near,)


@pytest.mark.parametrize(
    ("phrase", "day", "near"),
    [("31/6/2026", "31/6/2026", "ngày 30/6/2026"),
     ("ngày 29/2/2027", "29/2/2027", "ngày 28/02/2027"),
     ("trước ngày 31 tháng 4 năm 2026", "31/4/2026", "ngày 30/4/2026")],
)  # fmt: skip
def test_a_day_that_no_month_has_is_named(phrase: str, day: str, near: str) -> None:
    with pytest.raises(DeadlineError, match=f"no day {day}") as refused:
        parse_deadline(phrase)
    assert refused.value.near == (near,)


def test_the_day_named_in_a_duration_is_what_it_counts_from() -> None:
    assert parse_deadline("trong 1 tháng kể từ 31/01/2026").since == date(2026, 1, 31)


def test_what_a_duration_counts_from_keeps_its_words() -> None:
    assert parse_deadline("Trong 30 ngày kể từ ngày ký ban hành").anchor == "ngày ký ban hành"


def test_basically_by_a_year_is_soft() -> None:
    assert parse_deadline("cơ bản hoàn thành trong năm 2025").soft
    assert parse_deadline("basically by 2025").soft
    assert not parse_deadline("trong năm 2025").soft


def test_the_day_before_the_first_of_each_month_is_the_last() -> None:
    assert parse_rhythm("truoc ngay 1 hang thang") == "FREQ=MONTHLY;BYMONTHDAY=-1"


def test_the_end_of_each_month_is_31_then_28_then_31() -> None:
    rule = parse_deadline("cuối mỗi tháng").edtf
    first = next_day(rule, date(2026, 1, 5))
    second = next_day(rule, date(2026, 2, 1))
    assert (first, second) == (date(2026, 1, 31), date(2026, 2, 28))
    assert next_day(rule, date(2026, 3, 1)) == date(2026, 3, 31)


def test_a_recurring_day_that_a_month_lacks_is_its_last_day() -> None:
    rule = parse_deadline("ngày 31 hằng tháng").edtf
    assert next_day(rule, date(2026, 4, 1)) == date(2026, 4, 30)


@given(st.text() | st.lists(words, max_size=8).map(" ".join))
def test_reading_a_phrase_never_fails_in_any_other_way(phrase: str) -> None:
    try:
        parse_deadline(phrase)
    except DeadlineError as refused:
        assert refused.near


@given(periods)
def test_a_period_reads_back_from_its_edtf(period: Period) -> None:
    assert period_of(period.edtf) == period
    assert period_of(period.up_to().edtf) == period.up_to()


@given(periods, periods)
def test_a_span_reads_back_from_its_edtf(one: Period, other: Period) -> None:
    first, last = sorted((one, other), key=lambda period: period.last)
    if one.first and other.first and first.first and last.last >= first.first:
        assert period_of(first.through(last).edtf) == first.through(last)


@given(periods)
def test_the_period_before_ends_the_day_before(period: Period) -> None:
    earlier = period.before()
    assert earlier is not None and period.first is not None
    assert (period.first - earlier.last).days == 1


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_day_written_by_hand_is_read_day_before_month(day: date) -> None:
    assert parse_deadline(f"{day.day}/{day.month}/{day.year}").edtf == day.isoformat()


def _said(deadline: Deadline) -> tuple[str, str, str]:
    return deadline.edtf, deadline.op, deadline.precision
