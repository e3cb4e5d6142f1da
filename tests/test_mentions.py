"""Citations in running text: what is found, where it stands, and what is left alone."""

from __future__ import annotations

import os
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from regulations.folding import nfc
from regulations.markup import read_markdown
from regulations.mentions import Mention, find_mentions
from regulations.symbol import symbol_key
from tests.citations_gold import HELD_OUT, WORKED_WITH, as_marked, score, sentences

SHARED = Path(os.environ.get("VANTHU_SHARED") or Path(__file__).parents[2] / "shared")
SEEDS = {
    "000_02b8e68381a77f68.txt": ["21-NQ/TW 2022-06-16", "26-NQ/TW 2018-05-19"],
    "001_3b5582a6f774445c.txt": ["114-QĐ/TW", "96-QĐ/TW", "124-QĐ/TW", "21-KL/TW", "21-NQ/TW",
                                 "28-NQ/TW"],
    "002_5f576ac585a2fb3c.txt": ["08-KL/TW", "14-KL/TW", "26"],
    "003_6297eead32339cd5.txt": ["377", "365", "366", "198", "198", "368", "367"],
    "004_2eab8134d01ebbcc.txt": ["28-NQ/TW 2022-11-17", "28-NQ/TW 2022-11-17", "28", "28", "28",
                                 "28"],
}  # fmt: skip
"""What each article cites by number, in order, listed by hand from reading it."""
WORDS = """
điểm a b đ khoản 1 2 3 Điều 5 6 của này nêu trên và , ; . đến các từ Quy định số 124-QĐ/TW Nghị
quyết Trung ương 4 khoá XII Luật Đất đai năm 2013 30/2020/NĐ-CP ngày 4/10/2023 Bộ Chính trị ( ) - /
Article Clause Resolution No. 26 of the 13th term dated May 19, 2018 Hiến pháp 99999
"""


def only(text: str) -> Mention:
    (mention,) = find_mentions(text)
    return mention


@pytest.mark.parametrize(("text", "marks"), list(sentences(WORKED_WITH)), ids=lambda one: "")
def test_what_is_marked_is_found_and_nothing_else(text: str, marks: list) -> None:  # type: ignore[type-arg]
    mentions = find_mentions(text)
    assert [(one.start, one.end) for one in mentions] == [(one.start, one.end) for one in marks]
    for mention, mark in zip(mentions, marks, strict=True):
        assert as_marked(mention, mark, list(mentions)), mention


def test_sentences_that_nobody_looked_at_are_read_nearly_as_well() -> None:
    held_out = score(HELD_OUT)
    assert held_out.precision > 0.94
    assert held_out.recall > 0.95
    assert held_out.exact > 0.97
    assert score(WORKED_WITH).recall == 1


@pytest.mark.parametrize("name", SEEDS)
def test_every_number_that_the_press_cites_is_found_and_none_invented(name: str) -> None:
    path = SHARED / "seeds" / name
    if not path.is_file():
        pytest.skip(f"needs {path}; name its folder with VANTHU_SHARED")
    cited = [one for one in find_mentions(path.read_text(encoding="utf-8")) if one.how == "number"]
    assert [as_listed(one) for one in cited] == SEEDS[name]


def as_listed(mention: Mention) -> str:
    read = mention.reference
    name = mention.symbol.replace("QD", "QĐ") or str(read.number)
    return f"{name} {read.day}" if read.day else name


@pytest.mark.parametrize(
    ("text", "place"),
    [("## Mục 1. A\n\n## Tiểu mục 2. B\n\n## Điều 1. C\n", "Tiểu mục 2 Mục 1"),
     ("# I. A\n\n1. Một.\n\n2. Hai.\n", "tiểu mục 2, mục I"),
     ("# I. A\n\n1. Một.\n\n1.1. Nhỏ.\n\n1.2. Nhỏ hơn.\n", "điểm 1.2 khoản 1 mục I")],
)  # fmt: skip
def test_a_place_is_called_as_the_text_that_it_is_in_calls_it(text: str, place: str) -> None:
    (cited,) = only(f"{place} Hướng dẫn 12-HD/BTCTW").pinpoints
    units = read_markdown("", text)[0].each()
    assert cited in [unit.eid for unit in units]


def test_places_are_given_as_element_ids_in_reading_order() -> None:
    assert only("các khoản 1, 2 và điểm b khoản 3 Điều 5 Luật này").pinpoints == (
        "art_5__para_1", "art_5__para_2", "art_5__para_3__point_b",
    )  # fmt: skip
    assert only("Điều 5, khoản 2, điểm đ Quy định 366").pinpoints == ("art_5__para_2__point_dd",)
    assert only("Điều 5 đến Điều 7 Quy định 366").pinpoints == ("art_5", "art_6", "art_7")


def test_this_article_is_the_one_whose_heading_stands_above() -> None:
    text = "Điều 7. Phạm vi\n1. Như khoản 2 Điều này.\nĐiều 8. Đối tượng\n1. Theo khoản 3 Điều này."
    assert [one.pinpoints for one in find_mentions(text)] == [
        ("art_7__para_2",),
        ("art_8__para_3",),
    ]


def test_headings_of_articles_are_no_citations() -> None:
    text = "Điều 1. Phạm vi\n## Điều 2. Đối tượng\nĐiều 3 Chính sách chung\n“Điều 4. Khen thưởng"
    assert not find_mentions(text)


def test_a_type_before_a_list_holds_for_all_of_it() -> None:
    listed = find_mentions("Các Quy định 365, 366 và 377 được phổ biến; 15 xã tham gia.")
    assert [(one.reference.number, *one.reference.types) for one in listed] == [
        ("365", "quy_dinh"), ("366", "quy_dinh"), ("377", "quy_dinh"),
    ]  # fmt: skip


def test_a_word_behind_a_slash_is_no_code() -> None:
    text = "Quy định 365 / Hướng dẫn số 43; Resolution 26 - Directive of the Party"
    assert [one.text for one in find_mentions(text)] == [
        "Quy định 365",
        "Hướng dẫn số 43",
        "Resolution 26",
    ]


def test_a_law_and_its_number_are_one_citation() -> None:
    mention = only("Căn cứ khoản 2 Điều 8 Luật Đầu tư số 61/2020/QH14 ngày 17/6/2020, Sở báo cáo")
    assert mention.text.endswith("17/6/2020")
    assert (mention.symbol, mention.reference.day) == ("61/2020/QH14", date(2020, 6, 17))
    assert mention.pinpoints == ("art_8__para_2",)


@given(st.text())
@example("Điều 5\u0301 khoản\u00ad 2 Quy định số 124–QÐ/TW")
@example("Luật " * 50 + "A và" * 50)
def test_no_text_is_refused_and_places_hold_what_they_say(text: str) -> None:
    behind = 0
    for mention in find_mentions(text):
        assert behind <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        behind = mention.end


@given(st.lists(st.sampled_from(WORDS.split()), max_size=40).map(" ".join))
def test_the_spelling_of_marks_changes_nothing(text: str) -> None:
    composed = find_mentions(text)
    apart = find_mentions(unicodedata.normalize("NFD", text))
    assert [nfc(one.text) for one in apart] == [one.text for one in composed]
    assert [(one.how, one.pinpoints, one.reference) for one in apart] == [
        (one.how, one.pinpoints, one.reference) for one in composed
    ]


@given(st.lists(st.sampled_from(WORDS.split()), max_size=40).map(" ".join))
def test_a_text_before_with_no_citation_only_moves_places(text: str) -> None:
    before = "Cuộc họp đã kết thúc tốt đẹp.\n"
    moved = [(one.start - len(before), one.text) for one in find_mentions(before + text)]
    assert moved == [(one.start, one.text) for one in find_mentions(text)]


@pytest.mark.parametrize("trap", [
    "Điều 1, " * 20_000, "khoản 1 và " * 20_000, "điểm a đến y khoản 1 đến 99 Điều 1 đến 99 " * 20,
    "Quy định số " * 20_000, "1-" * 50_000, "Luật A " * 20_000, "a" * 300_000, " \n" * 100_000,
    "Nghị quyết Hội nghị lần thứ " * 10_000, "ngày 1/1/" * 30_000, "Law on And " * 20_000,
    "của Bộ " * 30_000, "Ðiều 1\u0301\u00ad" * 20_000,
], ids=lambda trap: trap[:12])  # fmt: skip
def test_long_repetitions_are_read_to_their_end(trap: str) -> None:
    assert all(mention.end <= len(trap) for mention in find_mentions(trap))


def test_keys_of_symbols_are_those_of_the_library() -> None:
    for spelling in ("Quy định số 124–QÐ/TW", "Regulation No. 124-QD/TW", "124 -QĐ/ TW"):
        assert only(f"Theo {spelling}.").reference.key == symbol_key("124-QĐ/TW")
