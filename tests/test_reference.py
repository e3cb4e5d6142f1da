"""How people name an instrument: whatever they type, the same instrument is meant."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations.reference import Facts, Reference, fits, read_reference
from regulations.symbol import parse_symbol

BOTH_QD = frozenset({"quy_dinh", "quyet_dinh"})
OLD = Facts("124-qd/tw", "quy_dinh", date(2023, 10, 4), date(2023, 10, 4),
            ("bo chinh tri", "bct", "politburo"), "XIII")  # fmt: skip
NEW = Facts("366-qd/tw", "quy_dinh", date(2025, 8, 30), date(2025, 8, 30),
            ("bo chinh tri", "bct", "politburo"), "XIII")  # fmt: skip
DECREE = Facts("30/2020/nd-cp", "nghi_dinh", date(2020, 3, 5), date(2020, 3, 5), ("chinh phu",))
LAW = Facts("117/2025/qh15", "luat")


@pytest.mark.parametrize(
    "text",
    ["124-QĐ/TW", "124-qd/tw", "124 qd tw", "124 QĐ TW", "124-QÐ/TW", "124 – QĐ / TW",
     "124\u2011QĐ/TW", "124-qd-tw", "QĐ 124/TW", "số 124-QĐ/TW", "124\u00a0-\u00a0QĐ/TW"],
)  # fmt: skip
def test_a_symbol_reads_the_same_however_it_is_typed(text: str) -> None:
    for spelling in (text, text.upper(), text.lower(), unicodedata.normalize("NFD", text)):
        reference = read_reference(spelling)
        assert reference == Reference("124-qd/tw", "124", BOTH_QD, ("tw",))


@pytest.mark.parametrize(
    "text",
    ["Quy định 124", "quy dinh 124", "QUY ĐỊNH SỐ 124", "Regulation No. 124", "quy định  124"],
)  # fmt: skip
def test_a_type_and_a_number_name_an_instrument(text: str) -> None:
    for spelling in (text, unicodedata.normalize("NFD", text)):
        assert read_reference(spelling) == Reference(number="124", types=frozenset({"quy_dinh"}))


@pytest.mark.parametrize("text", ["QĐ 124", "QĐ124", "qd124", "QĐ số 124", "124-QĐ", "124 qđ"])
def test_an_abbreviation_leaves_open_which_of_its_types_is_meant(text: str) -> None:
    assert read_reference(text) == Reference(number="124", types=BOTH_QD)


@pytest.mark.parametrize(
    ("text", "key", "number"),
    [("30/2020/NĐ-CP", "30/2020/nd-cp", "30"), ("30 2020 nd cp", "30/2020/nd-cp", "30"),
     ("12/HD-BTCTW", "12-hd/btctw", "12"), ("1630/QĐ-TTg", "1630/qd-ttg", "1630"),
     ("03/NQ-CP", "3/nq-cp", "3"), ("05-HD/VPTW", "5-hd/vptw", "5"),
     ("Luật 91/2025/QH15", "91/2025/qh15", "91"), ("104-CTr/TU", "104-ctr/tu", "104"),
     ("04/2013/TT-BNV", "4/2013/tt-bnv", "4"), ("12-NQ/BCS-ĐU", "12-nq/bcs-du", "12")],
)  # fmt: skip
def test_symbols_of_party_state_and_assembly_are_read(text: str, key: str, number: str) -> None:
    reference = read_reference(text)
    assert (reference.key, reference.number, reference.rest) == (key, number, "")


@pytest.mark.parametrize(
    "text",
    ["Quy định số 366-QĐ/TW, ngày 30/8/2025 của Bộ Chính trị",
     "Quy định số 366-QĐ/TW ngày 30-8-2025, của Bộ Chính trị",
     "Quy định số 366-QĐ/TW, ngày 30.8.2025 của Bộ Chính trị",
     "Quy định số 366-QĐ/TW ngày 30 tháng 8 năm 2025 của Bộ Chính trị",
     "Quy định số 366-QĐ/TW, 2025-08-30, của Bộ Chính trị"],
)  # fmt: skip
def test_a_full_citation_is_used_up(text: str) -> None:
    assert read_reference(text) == Reference(
        "366-qd/tw", "366", frozenset({"quy_dinh"}), ("tw",), 2025, date(2025, 8, 30),
        "bo chinh tri",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "day"),
    [("Resolution No. 26-NQ/TW dated May 19, 2018", date(2018, 5, 19)),
     ("Resolution No. 26-NQ/TW of 19 May 2018", date(2018, 5, 19)),
     ("Conclusion No. 205-KL/TW (dated 7 November 2025)", date(2025, 11, 7))],
)  # fmt: skip
def test_english_dates_are_read(text: str, day: date) -> None:
    assert read_reference(text).day == day


def test_an_english_term_is_read_off_the_issuer() -> None:
    text = "Resolution No. 28-NQ/TW dated November 17, 2022 of the 13th Party Central Committee"
    reference = read_reference(text)
    assert (reference.issuer, reference.term) == ("party central committee", "XIII")


@pytest.mark.parametrize("text", ["21-NQ/TW khoá XIII", "21-NQ/TW (khóa 13)", "NQ 21 khoa xiii"])
def test_a_term_is_read(text: str) -> None:
    assert read_reference(text).term == "XIII"


@pytest.mark.parametrize("text", ["124-QĐ/TW 2023", "124-QĐ/TW (2023)", "124-QĐ/TW năm 2023"])
def test_a_year_beside_a_symbol_is_read(text: str) -> None:
    assert read_reference(text).year == 2023


@pytest.mark.parametrize("text", ["Quy định 80/2022", "80/2022", "80 2022", "QĐ 80 năm 2022"])
def test_a_number_with_a_year_is_no_month(text: str) -> None:
    reference = read_reference(text)
    assert (reference.number, reference.year) == ("80", 2022)


def test_a_lone_number_is_bare_and_leaves_the_words() -> None:
    reference = read_reference("kiểm điểm 366")
    assert (reference.number, reference.rest, reference.bare) == ("366", "kiem diem", True)


@pytest.mark.parametrize(
    "text", ["Điều 5", "trong 30 ngày", "2-HSĐV", "T01", "NV-2026-001", "tháng 6", "50%", "2025",
             "từ 5 đến 10", "31/02/1980", "khoản 2 Điều 8"],
)  # fmt: skip
def test_not_every_number_is_an_instruments(text: str) -> None:
    assert read_reference(text).number is None


def test_the_number_of_an_article_is_not_that_of_the_instrument() -> None:
    reference = read_reference("Điều 5 Quy định 132 năm 2018")
    assert (reference.number, reference.year, reference.rest) == ("132", 2018, "dieu 5")


def test_the_symbol_knows_the_type_better_than_a_mistranslated_word() -> None:
    assert read_reference("Decree No. 28-NQ/TW").types == {"nghi_quyet"}


def test_a_word_for_the_type_settles_what_qd_means() -> None:
    assert read_reference("Quyết định 22-QĐ/TW").types == {"quyet_dinh"}


def test_words_behind_a_dash_are_no_body() -> None:
    reference = read_reference("124-QĐ/TW - về kiểm điểm")
    assert (reference.key, reference.rest) == ("124-qd/tw", "ve kiem diem")


# --- what fits


@pytest.mark.parametrize(
    "text",
    ["124-QĐ/TW", "QĐ 124", "quy định 124", "124", "124-QĐ/TW 2023", "124-QĐ/TW khoá XIII",
     "Quy định số 124-QĐ/TW, ngày 4.10.2023 của Bộ Chính trị", "Regulation 124 of the Politburo",
     "QĐ 124 của Bộ Chính trị khoá XIII"],
)  # fmt: skip
def test_a_work_fits_what_does_not_contradict_it(text: str) -> None:
    assert fits(read_reference(text), OLD)


@pytest.mark.parametrize(
    "text",
    ["124-QĐ/TW 2018", "125-QĐ/TW", "12-QĐ/TW", "1-QĐ/TW", "Hướng dẫn 124", "124-QĐ/BTCTW",
     "124-QĐ/TW ngày 5/10/2023", "124-QĐ/TW của Ban Bí thư", "124-QĐ/TW khoá XII", "24-QĐ/TW"],
)  # fmt: skip
def test_a_work_that_is_contradicted_does_not_fit(text: str) -> None:
    assert not fits(read_reference(text), OLD)


def test_what_is_not_known_of_a_work_contradicts_nothing() -> None:
    unknown = Facts("124-qd/tw")
    assert fits(read_reference("Quy định 124-QĐ/TW ngày 5/10/2023 của Ban Bí thư"), unknown)


def test_a_partly_known_day_fits_every_day_it_can_be() -> None:
    partly = Facts("58-qd/tw", "quy_dinh", date(2022, 2, 8), date(2022, 2, 28))
    assert fits(read_reference("Quy định số 58, ngày 8-2-2022"), partly)
    assert fits(read_reference("58-QĐ/TW 2022"), partly)
    assert not fits(read_reference("58-QĐ/TW ngày 1/3/2022"), partly)


@pytest.mark.parametrize(
    "text", ["30/2020/NĐ-CP", "Nghị định 30", "NĐ 30/2020", "Nghị định 30 năm 2020"]
)
def test_a_decree_fits_with_and_without_its_year(text: str) -> None:
    assert fits(read_reference(text), DECREE)


def test_a_year_in_the_symbol_counts_where_the_day_is_unknown() -> None:
    assert fits(read_reference("Luật 117/2025/QH15"), LAW)
    assert not fits(read_reference("Luật 117 năm 2024"), LAW)


def test_an_issuer_fits_by_whole_words() -> None:
    committee = Facts("24-qd/tw", issuers=("ban chap hanh trung uong",))
    assert fits(read_reference("QĐ 24 của Ban Chấp hành Trung ương Đảng"), committee)
    assert not fits(read_reference("QĐ 24 của Ban Chấp hành Tỉnh uỷ"), committee)


def test_who_states_nothing_contradicts_nothing() -> None:
    assert fits(read_reference("Điều lệ Đảng"), NEW)


# --- any text

PIECES = st.sampled_from(
    ["124", "-", "/", "QĐ", "TW", "2023", " ", "Quy định", "số", "của", "Bộ", "khoá", "XIII", ".",
     "ngày", "30", "tháng", "8", "năm", "QH15", "May", "the", "13th", ",", "điểm", "đã", "²", "٣"]
)  # fmt: skip


@given(st.text() | st.lists(PIECES, max_size=40).map("".join))
def test_any_text_is_read(text: str) -> None:
    reference = read_reference(text)
    assert isinstance(fits(reference, NEW), bool)
    assert reference.number is None or reference.number.isdecimal()


@given(st.lists(PIECES, max_size=20).map(" ".join))
def test_any_text_reads_the_same_decomposed(text: str) -> None:
    assert read_reference(unicodedata.normalize("NFD", text)) == read_reference(text)


@pytest.mark.parametrize(
    "piece", ["124-", "quy ", "1/", "Điều Khoản ", "của ", "ngày 1 tháng ", "\u0300"]
)
def test_a_very_long_text_is_read_as_far_as_a_name_can_reach(piece: str) -> None:
    assert len(read_reference(piece * 200_000).rest) <= 2_000


@given(
    number=st.integers(1, 99999),
    abbreviation=st.sampled_from(["QĐ", "NQ", "KL", "CT", "HD", "BC", "CTr", "KH"]),
    body=st.sampled_from(["TW", "BTCTW", "VPTW", "TU", "BTCTU", "ĐUK"]),
)
def test_every_party_symbol_names_itself(number: int, abbreviation: str, body: str) -> None:
    symbol = parse_symbol(f"{number:02d}-{abbreviation}/{body}")
    reference = read_reference(str(symbol))
    assert reference.key == symbol.key
    assert fits(reference, Facts(symbol.key))
