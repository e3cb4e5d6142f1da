"""Lines to a certified text: header, structure, quotations, closing, holes, letters kept."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations.days import parse_when
from regulations.intake.certificate import Certificate
from regulations.intake.decoding import NotTextError, OldFontError, decode
from regulations.intake.header import read_head, title_words
from regulations.intake.hygiene import clean, letters
from regulations.intake.identity import Identity, check_identity, contradicts
from regulations.intake.quoting import find_quotes
from regulations.intake.recognise import recognise
from regulations.intake.sniff import UnreadableFileError, kind_of
from regulations.intake.tables import table_lines
from regulations.intake.taking import Taken, take_in
from regulations.markup import normalise, read_markdown, render
from regulations.text import Text
from tests.intake_samples import BODIES, REGULATION, read_here

PIECES = st.sampled_from([
    "Điều 1. Phạm vi", "Điều 2", "Điều 3 Chính sách", "“Điều 9. Trích", "Chương I", "CHUNG",
    "Mục 1. A", "Tiểu mục 1. B", "Phần thứ nhất", "I- MỘT", "II. Hai", "1. Một:", "1.1. Nhỏ",
    "a) Điểm;", "đ) Điểm”.", "- Gạch", "như sau:", "Phụ lục I", "PHỤ LỤC", "QUY CHẾ", "Nơi nhận:",
    "T/M BAN THƯỜNG VỤ", "| a | b |", "[^1]: chú thích", "# Chương X", "> trích", "---", "-----",
    "Số 05-QĐ/TU\tA, ngày 15 tháng 01 năm 2024", "QUY ĐỊNH", "về lịch trực", '"x', "”", "",
])  # fmt: skip
LINES = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=25)


def taken(text: str = REGULATION) -> Taken:
    return take_in("mau.txt", text.encode(), BODIES, read_here)


def text_of(text: str) -> Text:
    return read_markdown("", recognise(clean(text)[0].split("\n")).markdown)[0]


def certificate_of(text: str) -> Certificate:
    one = taken(text)
    return one.certificate("text.md", tuple(one.checks(Identity())))


@given(LINES)
def test_no_sign_is_dropped_and_the_text_reads_back(lines: list[str]) -> None:
    cleaned = clean("\n".join(lines))[0]
    markdown = recognise(cleaned.split("\n")).markdown
    assert not letters(cleaned) - letters(markdown)
    assert Counter(letters(markdown) - letters(cleaned)).keys() <= set("#>-")
    assert normalise(markdown) == markdown
    assert render(read_markdown("", markdown)[0]) == markdown


@given(LINES)
def test_any_text_is_certified_or_refused_with_a_sentence(lines: list[str]) -> None:
    try:
        certificate = certificate_of("\n".join(lines))
    except (UnreadableFileError, OldFontError):
        return
    assert (certificate.percent, dict(certificate.lost)) == ("100.00", {})


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once, _ = clean(text)
    assert clean(once) == (once, Counter())


@given(st.text())
def test_cleaning_counts_what_it_changes(text: str) -> None:
    cleaned, counts = clean(text)
    if not counts:
        assert cleaned == text.replace("\r\n", "\n").translate(
            dict.fromkeys(map(ord, "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), "\n")
        )


@pytest.mark.parametrize(
    ("dirty", "clean_text", "what"),
    [("Ðiều 5, NÐ-CP, ÐẢNG", "Điều 5, NĐ-CP, ĐẢNG", "eth"),
     ("Guðmundur Ðorðarson", "Guðmundur Ðorðarson", ""),
     ("quy\u00ad định", "quy định", "soft_hyphens"),
     ("Điều\u00a05", "Điều 5", "blanks"),
     ("ﬁnal", "final", "ligatures"),
     ("124\u2011QĐ/TW", "124-QĐ/TW", "hyphens"),
     ("a\u200bb", "ab", "zero_width"),
     ("Đie\u0302\u0300u", "Điều", "decomposed"),
     ("\uf0b7 một", "• một", "symbol_font")],
)  # fmt: skip
def test_letters_are_put_in_order_and_counted(dirty: str, clean_text: str, what: str) -> None:
    text, counts = clean(dirty)
    assert text == clean_text
    assert list(counts) == ([what] if what else [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_reads_the_same_in_every_encoding(encoding: str) -> None:
    assert decode(REGULATION.encode(encoding))[0] == REGULATION


def test_an_unknown_encoding_is_refused_with_its_line() -> None:
    with pytest.raises(NotTextError, match="Line 2"):
        decode(b"a\n\xff\xc0x\n")


def test_an_old_font_is_refused() -> None:
    with pytest.raises(OldFontError):
        decode("§iÒu 1. Ph¹m vi ®iÒu chØnh".encode())


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"", "empty"), (b" \n", "empty"), (b"\xff\xd8\xff\xe0", "picture"),
     (b"PK\x03\x04", "damaged"),
     (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "no Word document"),
     (b"MIME-Version: 1.0\nContent-Type: multipart/related", "web archive")],
)  # fmt: skip
def test_what_is_no_text_is_refused_with_a_sentence(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableFileError, match=message) as refused:
        kind_of(content)
    assert refused.value.hint


def test_the_opening_of_a_regulation_is_read() -> None:
    head = read_head(REGULATION.split("\n")[:10])
    assert (str(head.symbol), head.type, head.place) == ("05-QĐ/TU", "quy_dinh", "A")
    assert head.day is not None
    assert head.day.isoformat() == "2024-01-15"
    assert head.title == "lịch trực của các cơ quan thử nghiệm"
    assert head.bases == ("- Căn cứ Điều lệ mẫu;",)
    assert taken().printed.issuer == "tinh-uy-a"


def test_a_number_in_the_subject_is_not_the_own_one() -> None:
    lines = ["BAN TỔ CHỨC", "Số     -HD/BTCTU", "HƯỚNG DẪN", "thực hiện Quy định số 366-QĐ/TW"]
    head = read_head([*lines, "-----", "Thực hiện Quy định số 366-QĐ/TW, Ban hướng dẫn:"])
    assert (head.symbol, head.type) == (None, "huong_dan")
    assert head.title == "thực hiện Quy định số 366-QĐ/TW"


def test_an_old_law_has_its_number_in_the_title() -> None:
    head = read_head(["LUẬT", "SỐ 35-L/CTN NGÀY 22/06/1994 CỦA QUỐC HỘI VỀ ĐÈN ĐƯỜNG"])
    assert (str(head.symbol), head.title) == ("35-L/CTN", "ĐÈN ĐƯỜNG")


def test_a_commission_below_its_committee_is_the_issuer() -> None:
    below = REGULATION.replace("TỈNH UỶ A    ", "TỈNH UỶ A\nBAN TỔ CHỨC    ", 1)
    assert taken(below).printed.issuer == "btctu-a"


def test_the_structure_is_recognised() -> None:
    text = text_of(REGULATION)
    assert [unit.eid for unit in text.each()] == [
        "chp_I", "art_1", "art_1__para_1", "art_1__para_2", "art_1__para_2__point_a",
        "art_1__para_2__point_b", "art_1__para_2__point_c", "art_1__para_2__point_d",
        "art_1__para_2__point_dd", "art_2", "chp_II", "art_3", "art_3__para_1", "art_3__para_2",
        "art_4", "closing",
    ]  # fmt: skip
    chapter, article, closing = (text.find(eid) for eid in ("chp_I", "art_2", "closing"))
    assert chapter is not None and chapter.heading == "QUY ĐỊNH CHUNG"
    assert article is not None and article.text == "Mọi cơ quan thử nghiệm."
    assert closing is not None and closing.text.startswith("Nơi nhận:")


def test_quoted_articles_are_not_the_instruments_own() -> None:
    clause = text_of(REGULATION).find("art_3__para_1")
    assert clause is not None
    assert clause.text.split("\n\n")[1:] == [
        "> “Điều 4. Giờ trực", "> 1. Giờ trực bắt đầu lúc 7 giờ.",
        "> 2. Giờ trực kết thúc lúc 17 giờ.”",
    ]  # fmt: skip


def test_an_order_without_quotation_marks_does_not_break_the_row() -> None:
    text = "Điều 1. Sửa đổi như sau:\nĐiều 7. Mới\nĐiều 2. Hiệu lực\nTừ ngày ký."
    assert certificate_of(text).holes == ()
    assert [unit.num for unit in text_of(text).each()] == ["1", "2"]


def test_a_quotation_that_never_ends_is_only_its_line_and_is_reported() -> None:
    lines = ["1. Sửa đổi như sau:", "“2. Mở mà không đóng", "2. Khoản sau."]
    quotes = find_quotes(lines)
    assert quotes.quoted == (False, True, False)
    assert quotes.unbalanced == (1,)


def test_holes_are_named_by_their_numbers() -> None:
    without = REGULATION.replace("Điều 2. Đối tượng\nMọi cơ quan thử nghiệm.\n", "")
    certificate = certificate_of(without)
    assert (certificate.count, certificate.holes) == (3, ("2",))
    assert certificate.has_findings


def test_a_whole_text_has_no_findings() -> None:
    certificate = certificate_of(REGULATION)
    assert (certificate.row, certificate.count, certificate.holes) == ("article", 4, ())
    assert not certificate.faults and not certificate.has_findings


def test_two_days_in_one_text_are_pointed_out() -> None:
    text = (
        "Hà Nội, ngày 29 tháng 6 năm 2006\nLUẬT\nMẪU\nĐiều 1. Một\nLời.\n"
        "Luật này đã được Quốc hội thông qua ngày 29 tháng 11 năm 2006.\nCHỦ TỊCH QUỐC HỘI"
    )
    faults = certificate_of(text).faults
    assert [str(fault.message) for fault in faults] == [
        "It was passed on 29/11/2006; the opening prints 29/06/2006."
    ]
    assert faults[0].place.line == text_of(text).units[1].line + 2


def test_a_resolution_is_numbered_by_its_sections() -> None:
    text = (
        "NGHỊ QUYẾT\nvề việc mẫu\nI- TÌNH HÌNH\n1- Một.\n1.1- Nhỏ.\nIII- NHIỆM VỤ\n1- Một.\na) Hai."
    )
    certificate = certificate_of(text)
    assert (certificate.row, certificate.holes) == ("section", ())
    text = text.replace("III- NHIỆM", "II- NHIỆM")
    assert [unit.num for unit in text_of(text).units] == ["I", "II"]


def test_what_a_decision_issues_counts_its_articles_anew() -> None:
    text = (
        "Điều 1. Ban hành Quy chế.\nĐiều 2. Hiệu lực\nTừ ngày ký.\nT/M BAN THƯỜNG VỤ\nQUY CHẾ\n"
        "Chương I\nCHUNG\nĐiều 1. Phạm vi\nLời.\nĐiều 2. Khác\nLời.\nPhụ lục I\nMẪU\nDòng."
    )
    eids = [unit.eid for unit in text_of(text).units]
    assert eids == ["art_1", "art_2", "closing", "annex", "annex_I"]
    certificate = certificate_of(text)
    assert (certificate.count, certificate.holes, certificate.faults) == (2, (), ())


def test_a_mention_of_an_article_is_no_heading() -> None:
    text = "Điều 1. A\nĐiều 2 của Luật này nói khác.\nĐiều 5 Quy định này cũng vậy.\nĐiều 2. B\nX."
    assert [unit.num for unit in text_of(text).each()] == ["1", "2"]


def test_a_sentence_behind_the_number_is_text_and_no_heading() -> None:
    text = text_of(
        "Điều 1. Sửa đổi, bổ sung một số điều của Quy định số 01-QĐ/TU như sau:\n1. Một."
    )
    article = text.find("art_1")
    assert article is not None
    assert (article.heading, article.text[:7]) == ("", "Sửa đổi")


def test_marks_of_ours_in_a_foreign_text_are_no_structure() -> None:
    text = text_of("Điều 1. A\n# Chương X\n---\n> trích\nĐiều 2. B")
    assert [unit.eid for unit in text.each()] == ["art_1", "art_2"]


def test_a_letterhead_is_taken_apart_and_a_table_of_figures_is_kept() -> None:
    head = [[["TỈNH UỶ A", "*"], ["ĐẢNG CỘNG SẢN VIỆT NAM"]], [["Số 05-QĐ/TU"], ["A, ngày"]]]
    assert list(table_lines(head)) == [
        "TỈNH UỶ A", "*", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số 05-QĐ/TU", "A, ngày",
    ]  # fmt: skip
    figures: list[list[list[str]]] = [[["STT"], ["Tên"]], [["1"], ["Dòng", "hai | ba"]], [[], []]]
    assert list(table_lines(figures)) == ["| STT | Tên |", "| 1 | Dòng hai \\| ba |"]


@pytest.mark.parametrize(
    ("given_title", "agrees"),
    [("Lịch trực của các cơ quan thử nghiệm", True),
     ("VỀ LỊCH TRỰC CỦA CÁC CƠ QUAN THỬ NGHIỆM.", True),
     ("Quy định về lịch trực của các cơ quan thử nghiệm", True),
     ("lịch trực của các cơ quan", False),
     ("lịch trực của các cơ quan thử nghiệm cấp xã", False)],
)  # fmt: skip
def test_titles_agree_word_by_word_or_not_at_all(given_title: str, agrees: bool) -> None:
    printed = "lịch trực của các cơ quan thử nghiệm"
    assert (title_words(given_title) == title_words(printed)) is agrees


def test_a_day_that_is_known_in_part_agrees_with_the_print() -> None:
    printed = taken().printed
    assert not contradicts(check_identity(Identity(signed=parse_when("2024-01")), printed))
    assert contradicts(check_identity(Identity(signed=parse_when("2024-02")), printed))
