"""Markdown <-> text: nothing dropped, every unit named, lost numbers reported where they are."""

from __future__ import annotations

import inspect
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from regulations.markup import normalise, read_markdown, render, render_unit
from regulations.text import LETTERS, Text, Unit, from_roman, number_like, position, to_roman

PATH = "text@2020-03-05.md"

NUMBERS = st.one_of(
    st.integers(0, 30).map(str),
    st.integers(1, 60).map(to_roman),
    st.sampled_from([*LETTERS, "dd", "8a", "8đ", "a1", "thứ nhất", "THỨ HAI", "x"]),
)
MARKS = st.sampled_from(
    ["# Phần {}", "# Chương {}. ", "# CHƯƠNG {}: ", "## Mục {}. ", "# {}. ", "## Điều {}. ",
     "### ĐIỀU {}", "##Điều {}. ", "Điều {}. ", "{}. ", " {}.", "{}) ", "\t{})", "- ", "+ ", "-",
     "> {}. ", "**Điều {}.** ", "| {} |", "---", "# Phụ lục {}", "# PHỤ LỤC", "# QUY CHẾ",
     "# {}- ", "## Tiểu mục {}. ", "1.{}. ", "2.{} "]
)  # fmt: skip
WORDS = st.text(alphabet="aăđĐ é\u0301 .:)#-\t\u00a0\ufeff>0189\x0b\u2028", max_size=12)
LINES = st.one_of(
    st.sampled_from(["", "", " ", "\t"]),
    WORDS,
    st.builds(lambda mark, num, words: mark.format(num) + words, MARKS, NUMBERS, WORDS),
)
DOCUMENTS = st.one_of(
    st.text(),
    st.lists(LINES).map("\n".join),
    st.tuples(st.lists(LINES), st.sampled_from(["\r\n", "\r", "\n\n"])).map(
        lambda parts: parts[1].join(parts[0])
    ),
)


@pytest.fixture
def reading(request: pytest.FixtureRequest) -> tuple[Text, list[tuple[int, str]]]:
    """What the test's docstring reads as."""
    text, problems = read_markdown(PATH, inspect.cleandoc(request.function.__doc__ or ""))
    return text, [(problem.place.line, str(problem.message)) for problem in problems]


def eids(text: Text) -> list[str]:
    return [unit.eid for unit in text.each()]


@given(DOCUMENTS)
@example("\n\n## Điều 8\n\n\n\nx\n1.\n\n  \na)\r\n- \r\r- x")
@example("1.\n\nx")
def test_any_text_is_given_back_to_the_last_sign(document: str) -> None:
    text, _ = read_markdown(PATH, document)
    assert render(text) == normalise(document)


@given(DOCUMENTS)
def test_what_was_printed_reads_as_the_same_text(document: str) -> None:
    text, _ = read_markdown(PATH, document)
    assert read_markdown(PATH, render(text))[0] == text


@given(DOCUMENTS)
def test_normal_text_stays_as_it_is(document: str) -> None:
    kept = normalise(document)
    assert normalise(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)
    composed = unicodedata.normalize("NFC", document)
    assert "".join(kept.split()) == "".join(composed.split())


@given(DOCUMENTS)
def test_every_unit_has_a_name_of_its_own(document: str) -> None:
    text, _ = read_markdown(PATH, document)
    assert len(set(eids(text))) == len(eids(text))


@given(DOCUMENTS)
def test_every_unit_and_problem_stands_on_a_line_of_the_file(document: str) -> None:
    text, problems = read_markdown(PATH, document)
    count = len(document.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    assert all(1 <= unit.line <= count for unit in text.each())
    assert all(1 <= problem.place.line <= count for problem in problems)
    assert all(problem.message and problem.remedy for problem in problems)


def test_units_lie_in_each_other(reading: tuple[Text, object]) -> None:
    """
    Căn cứ Điều lệ Đảng;
    - Xét đề nghị của Ban Tổ chức,

    # Chương I. QUY ĐỊNH CHUNG

    ## Điều 1. Phạm vi

    Lời dẫn.

    1. Khoản một:
    a) Điểm a;
    - Gạch một;
    - Gạch hai.
    đ) Điểm đ
    nối tiếp.
    2. Khoản hai.

    # Chương II

    ## Mục 1. Trách nhiệm

    ## Điều 2. Tổ chức
    """
    text, _ = reading
    assert text.preamble == "Căn cứ Điều lệ Đảng;\n- Xét đề nghị của Ban Tổ chức,"
    assert eids(text) == [
        "chp_I",
        "art_1",
        "art_1__para_1",
        "art_1__para_1__point_a",
        "art_1__para_1__point_a__dash_1",
        "art_1__para_1__point_a__dash_2",
        "art_1__para_1__point_dd",
        "art_1__para_2",
        "chp_II",
        "chp_II__sec_1",
        "art_2",
    ]
    article = text.find("art_1")
    assert article is not None
    assert (article.num, article.heading, article.text, article.line) == (
        "1", "Phạm vi", "Lời dẫn.", 6,
    )  # fmt: skip
    point = text.find("art_1__para_1__point_dd")
    assert point is not None
    assert (point.num, point.text, point.label) == ("đ", "Điểm đ\nnối tiếp.", "điểm đ")


def test_a_guideline_counts_its_sections_in_roman(reading: tuple[Text, list[object]]) -> None:
    """
    # I. MỤC ĐÍCH
    1. Một.
    # II. NỘI DUNG
    1. Một.
    a) Điểm.
    # IV. TỔ CHỨC
    """
    text, problems = reading
    assert eids(text) == [
        "sec_I", "sec_I__para_1", "sec_II", "sec_II__para_1", "sec_II__para_1__point_a", "sec_IV",
    ]  # fmt: skip
    assert problems == [(6, "Mục IV follows Mục II.")]


def test_parts_are_named_by_their_place(reading: tuple[Text, list[object]]) -> None:
    """
    # Phần thứ nhất. CHUNG
    # Chương I. A
    # Phần thứ hai. RIÊNG
    # Chương I. B
    """
    text, problems = reading
    assert eids(text) == ["part_1", "part_1__chp_I", "part_2", "part_2__chp_I"]
    assert problems == []


def test_a_skipped_clause_is_reported_where_it_happens(reading: tuple[Text, object]) -> None:
    """
    ## Điều 8. Ký ban hành
    1. Người đứng đầu ký.
    3. Cấp phó ký thay.
    """
    assert reading[1] == [(3, "Clause 3 follows clause 1 in Điều 8.")]


def test_a_gap_says_what_to_do() -> None:
    _, problems = read_markdown(PATH, "## Điều 8. Ký\n1. a\n\n\n\n2. b\n4. c\n")
    assert [str(problem) for problem in problems] == [
        f"{PATH}:7: Clause 4 follows clause 2 in Điều 8. Number it 3, or add the lost clause."
    ]


def test_lost_doubled_and_misplaced_numbers_are_all_reported(
    reading: tuple[Text, object],
) -> None:
    """
    ## Điều 8. Ký
    2. Khoản.
    a) Điểm.
    b) Điểm.
    d) Điểm.
    e) Điểm.
    ## Điều 10. Sau
    ## Điều 9. Trước
    ## Điều 9. Lại
    1. Khoản.
    1. Khoản.
    """
    assert reading[1] == [
        (2, "Clause 2 is the first in Điều 8."),
        (5, "Point d follows point b in khoản 2 Điều 8."),
        (6, "Point e follows point d in khoản 2 Điều 8."),
        (7, "Điều 10 follows Điều 8."),
        (8, "Điều 9 follows Điều 10."),
        (9, "Điều 9 stands twice."),
        (11, "Clause 1 stands twice in Điều 9."),
    ]


def test_inserted_numbers_are_in_order(reading: tuple[Text, object]) -> None:
    """
    ## Điều 8. Ký
    1. Một.
    1a. Chèn.
    1b. Chèn.
    2. Hai.
    a) Điểm.
    a1) Chèn.
    b) Điểm.
    ## Điều 8a. Chèn
    ## Điều 9. Sau
    """
    assert reading[1] == []


def test_an_extract_may_begin_with_any_article(reading: tuple[Text, object]) -> None:
    """
    # Chương III. TRÍCH
    ## Điều 20. Một
    """
    assert reading[1] == []


def test_a_resolution_counts_in_decimals(reading: tuple[Text, list[object]]) -> None:
    """
    # I- TÌNH HÌNH
    1. Một.
    1.1. Kết quả.
    1.3. Hạn chế.
    a) Điểm.
    # II - NHIỆM VỤ
    1- Một.
    a. Điểm.
    """
    text, problems = reading
    assert eids(text) == [
        "sec_I", "sec_I__para_1", "sec_I__para_1__subpara_1_1", "sec_I__para_1__subpara_1_3",
        "sec_I__para_1__subpara_1_3__point_a", "sec_II", "sec_II__para_1",
        "sec_II__para_1__point_a",
    ]  # fmt: skip
    assert problems == [(4, "điểm 1.3 follows điểm 1.1.")]


def test_recipients_and_appendices_are_no_part_of_the_last_article(
    reading: tuple[Text, list[object]],
) -> None:
    """
    ## Mục 1. Chung
    ## Tiểu mục 1. Riêng
    ## Điều 1. Ban hành
    1. Ban hành Quy chế.

    ---

    Nơi nhận:
    - Như Điều 1;
    1. Không phải khoản.

    # QUY CHẾ
    ## Điều 1. Phạm vi
    # Phụ lục I. MẪU
    ## Điều 1. Mẫu
    """
    text, problems = reading
    assert eids(text) == [
        "sec_1", "sec_1__subsec_1", "art_1", "art_1__para_1", "closing", "annex", "annex__art_1",
        "annex_I", "annex_I__art_1",
    ]  # fmt: skip
    assert problems == []
    closing = text.find("closing")
    assert closing is not None
    assert closing.text == "Nơi nhận:\n- Như Điều 1;\n1. Không phải khoản."


def test_equal_numbers_get_names_apart(reading: tuple[Text, object]) -> None:
    """
    ## Điều 1. Của quyết định
    1. Một.
    ## Điều 1. Của quy chế
    1. Một.
    """
    assert eids(reading[0]) == ["art_1", "art_1__para_1", "art_1_2", "art_1_2__para_1"]


def test_an_article_without_its_sign_is_pointed_out(reading: tuple[Text, object]) -> None:
    """
    ## Điều 8. Ký
    Điều 9. Quên dấu
    > Điều 10. Trích dẫn
    Theo Điều 11. Không phải
    """
    assert reading[1] == [(2, "Điều 9 is not marked as a heading.")]
    assert len(eids(reading[0])) == 1


def test_text_in_nfd_reads_as_in_nfc() -> None:
    markdown = "## Điều 8. Ký ban hành\n1. Người đứng đầu.\nđ) Điểm.\n"
    loose = unicodedata.normalize("NFD", markdown)
    assert read_markdown(PATH, loose) == read_markdown(PATH, markdown)


def test_values_without_a_mark_are_printed_the_usual_way() -> None:
    point = Unit("point", "đ", text="Điểm;", gap=False)
    clause = Unit("clause", "2", text="Khoản:", children=(point,))
    article = Unit("article", "8", "Ký ban hành", "Lời dẫn.", children=(clause,))
    chapter = Unit("chapter", "I", "CHUNG", children=(article,))
    printed = "# Chương I. CHUNG\n\n## Điều 8. Ký ban hành\n\nLời dẫn.\n\n2. Khoản:\nđ) Điểm;\n"
    assert render(Text(units=(chapter,))) == printed
    assert render_unit(clause) == "2. Khoản:\nđ) Điểm;\n"
    read = next(read_markdown(PATH, printed)[0].each())
    assert replace(read, eid="", children=()) == replace(chapter, children=())


@given(st.integers(1, 399))
def test_roman_numbers_read_back(count: int) -> None:
    assert from_roman(to_roman(count)) == count
    assert position(to_roman(count)) == (count, 0)


@pytest.mark.parametrize(
    ("like", "third"), [("8a", "3"), ("IV", "III"), ("b", "c"), ("thứ nhất", "thứ ba")]
)
def test_a_number_is_proposed_in_the_way_of_its_row(like: str, third: str) -> None:
    assert number_like(like, 3) == third
