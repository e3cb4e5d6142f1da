"""The query language, the glossary, addresses and windows: what a query asks, in plain values."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regulations.errors import VanthuError
from regulations.markup import read_markdown
from regulations.search.address import read_address
from regulations.search.analysis import syllables
from regulations.search.entry import Entry
from regulations.search.finding import Page, find
from regulations.search.glossary import shipped_glossary
from regulations.search.provisions import provisions
from regulations.search.query import parse_query
from regulations.search.reasons import as_text, held_terms
from regulations.search.scan_index import ScanIndex
from regulations.search.windows import read_window
from tests.search_samples import (
    ARTICLE,
    FORM,
    GUIDELINE,
    OFFICE,
    OLD_REVIEW,
    REVIEW,
    SUPERVISION,
    TASK,
)

TODAY = date(2026, 6, 5)


def asked(text: str, entries: Iterable[Entry] = OFFICE, *, facets: bool = False) -> Page:
    return find(ScanIndex(entries), parse_query(text, day=TODAY), 99, facets=facets)


def found(text: str, entries: Iterable[Entry] = OFFICE) -> list[Entry]:
    return [hit.entry for hit in asked(text, entries).hits]


# --- conditions


def test_not_shuts_out() -> None:
    assert found("kiểm điểm NOT hằng") == [REVIEW]


def test_or_takes_either_and_and_binds_tighter() -> None:
    assert {entry.id for entry in found("mạng OR nghiệp AND vụ")} == {TASK.id, GUIDELINE.id}


def test_brackets_bind_first() -> None:
    both = found("(mạng OR nghiệp) AND (vụ OR y)")
    assert {entry.id for entry in both} == {TASK.id, GUIDELINE.id}
    assert found("(mạng OR nghiệp) AND vụ") == [GUIDELINE]


def test_a_symbol_in_an_expression_is_one_thing() -> None:
    assert found("366-QĐ/TW AND kiểm") == [REVIEW]
    assert [entry.id for entry in found("124-QĐ/TW AND trách")] == [ARTICLE.id]


@pytest.mark.parametrize(
    ("text", "entries"),
    [("kind:form", [FORM]), ("nhóm:mẫu", [FORM]), ("loại:HD", [GUIDELINE]),
     ('type:"hướng dẫn" đảng', [GUIDELINE]), ("issuer:BBT", [SUPERVISION]),
     ("signed:2025", [REVIEW]), ("ký:8/2025", [REVIEW]), ("signed:>=2025-08-30", [REVIEW]),
     ("signed:2018..2018-12", [SUPERVISION]), ("heading:nghiệp", [GUIDELINE]),
     ("tiêuđề:nghiệp", [GUIDELINE]), ("symbol:12-HD/BTCTW", [GUIDELINE])],
)  # fmt: skip
def test_a_field_narrows_what_is_found(text: str, entries: list[Entry]) -> None:
    assert found(text) == entries


def test_fields_alone_list_the_newest_first() -> None:
    assert found("type:QĐ") == [REVIEW, OLD_REVIEW, SUPERVISION]


def test_on_in_the_query_is_the_day_of_the_query() -> None:
    assert OLD_REVIEW not in found("on:2026-01-01 kiểm điểm")
    assert parse_query("on:30/8/2025 a").on == date(2025, 8, 30)


def test_a_status_is_that_of_the_day() -> None:
    replaced = Entry("regulation", "a", heading="x", standing="0:not_yet,20230101:in_force,"
                     "20250101:expired")  # fmt: skip
    assert found("status:expired", [replaced]) == [replaced]
    assert found("status:in_force", [replaced]) == []
    assert found("status:in_force on:2024-01-01", [replaced]) == [replaced]


@pytest.mark.parametrize(
    "text", ["kind:law", "type:xx", "status:old", "signed:soon", "on:soon", "signed:2025..2024",
             "signed:..", "signed:99999999999-1"]
)  # fmt: skip
def test_a_value_that_a_field_can_not_have_is_refused(text: str) -> None:
    with pytest.raises(VanthuError) as refused:
        parse_query(text)
    assert refused.value.exit_code == 2
    assert refused.value.hint


@pytest.mark.parametrize("text", ["Lưu ý: an ninh", "http://mạng", "mạng (an ninh)", "x:an mạng"])
def test_brackets_and_colons_of_a_pasted_sentence_are_no_expression(text: str) -> None:
    assert TASK in found(text)


PIECES = ["AND", "OR", "NOT", "(", ")", "kiểm", '"', '"an ninh"', "a~", "~", "type:QĐ", ":",
          "kind:", "signed:2025", "-"]  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_any_expression_is_answered(pieces: list[str]) -> None:
    page = asked(" ".join(pieces))
    assert len(page.hits) <= len(OFFICE)
    assert isinstance(as_text(page.query.condition), str)


def test_a_thousand_brackets_are_answered() -> None:
    assert asked("(" * 5_000 + "mạng" + " AND a)" * 5_000).total >= 0
    assert asked("NOT " * 5_000 + "mạng").total >= 0


# --- likeness


def test_a_tilde_finds_words_one_letter_away() -> None:
    assert found("mangg") == []
    assert found("mangg~") == [TASK]
    assert found("nghiêpp~ AND vụ") == [GUIDELINE]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("an ninhh", "an ninh"), ("giamm sat", "giám sát"), ("kiem diem", ""), ("xyzzyq", ""),
     ("nghiepj vuj cong tac", "nghiệp vụ công tác")],
)  # fmt: skip
def test_what_was_probably_meant_is_said_as_it_is_written(typed: str, meant: str) -> None:
    assert asked(typed).meant == meant


# --- the glossary


def test_an_abbreviation_finds_what_it_stands_for() -> None:
    assert found("HD nghiệp vụ") == [GUIDELINE]
    assert found("CB") == [SUPERVISION]


def test_english_finds_vietnamese() -> None:
    assert found("cadres supervision") == [SUPERVISION]


def test_marks_tell_abbreviations_apart() -> None:
    council = Entry("task", "a", heading="Hội đồng nhân dân")
    guide = Entry("task", "b", heading="Hướng dẫn nghiệp vụ")
    assert found("HD", [council, guide]) == [guide]
    assert found("HĐND", [council, guide]) == [council]
    assert found("HĐ", [council, guide]) == []


def test_every_name_of_the_glossary_leads_to_the_others() -> None:
    glossary = shipped_glossary()
    assert glossary.version
    for groups in glossary.names.values():
        for name, others in groups:
            words = tuple(token.folded for token in name)
            assert others
            assert words not in others


# --- addresses


@pytest.mark.parametrize(
    ("text", "eid"),
    [("Điều 5", "art_5"), ("khoản 2 điều 8", "art_8__para_2"),
     ("điểm đ khoản 2 Điều 8", "art_8__para_2__point_d"), ("Article 5, clause 2", "art_5__para_2"),
     ("chương II", "chp_II"), ("Điều 5 Chương II", "art_5"), ("điều", ""), ("kiểm điểm 5", "")],
)  # fmt: skip
def test_a_place_is_read_as_it_is_cited(text: str, eid: str) -> None:
    assert read_address(syllables(text))[0] == eid


@pytest.mark.parametrize("text", ["Điều 5 Quy định 124", "dieu 5 qd124", "124-QĐ/TW 2023 điều 5",
                                  "khoản 2 Điều 5 Quy định 124"])  # fmt: skip
def test_an_address_finds_the_article(text: str) -> None:
    hit = asked(text).hits[0]
    assert (hit.entry, int(hit.score)) == (ARTICLE, 3)


def test_the_best_place_of_an_instrument_is_shown_with_the_number_of_the_others() -> None:
    parts = [Entry("regulation", "w", eid=f"art_{n}", heading=f"Điều {n}", body="kiểm tra " * n)
             for n in range(1, 5)]  # fmt: skip
    page = asked("kiểm tra", parts)
    assert [(hit.entry.id, hit.more) for hit in page.hits] == [("w", 3)]
    assert page.total == 4


def test_an_entry_says_which_terms_it_was_found_by() -> None:
    page = asked("an ninh mạng")
    assert {"words:ninh", "pairs:an_ninh", "heading:mang"} <= set(held_terms(TASK, page.plan))


def test_what_was_found_is_counted() -> None:
    page = asked("type:QĐ", facets=True)
    assert page.facets is not None
    assert page.facets["issuer"] == {"bct": 3, "bbt": 1}
    assert page.facets["year"] == {"2023": 2, "2018": 1, "2025": 1}
    assert page.facets["kind"] == {"regulation": 4}


# --- windows


@pytest.mark.parametrize(
    ("text", "window"),
    [("2025", (20250101, 20251231)), ("8/2025", (20250801, 20250831)),
     ("30/8/2025", (20250830, 20250830)), ("2023..8/2025", (20230101, 20250831)),
     ("..2024", (0, 20241231)), (">2024", (20241232, 99999999)), ("<=2024", (0, 20241231))],
)  # fmt: skip
def test_a_window_is_read_as_it_is_typed(text: str, window: tuple[int, int]) -> None:
    assert read_window(text) == window


# --- provisions


def test_a_long_article_is_cut_into_its_clauses() -> None:
    long = " ".join(["chữ"] * 200)
    short = "Căn cứ.\n\n# Chương I. Chung\n\n## Điều 1. Ngắn\nMột câu.\n"
    other = f"\n## Điều 2. Dài\nDẫn.\n1. {long}\na) Việc a.\n2. {long}\n"
    text, _ = read_markdown("", short + other)
    assert [(one.eid, one.heading, one.context) for one in provisions(text)] == [
        ("preamble", "", ()),
        ("chp_I", "Chương I. Chung", ()),
        ("art_1", "Điều 1. Ngắn", ("Chương I. Chung",)),
        ("art_2", "Điều 2. Dài", ("Chương I. Chung",)),
        ("art_2__para_1", "Khoản 1 Điều 2", ("Chương I. Chung", "Điều 2. Dài")),
        ("art_2__para_2", "Khoản 2 Điều 2", ("Chương I. Chung", "Điều 2. Dài")),
    ]


UNITS = st.lists(
    st.sampled_from(["# Phần I", "# Chương II. Tên", "## Điều 3. Ký", "1. Khoản một", "2. Khoản",
                     "a) Điểm a", "- gạch", "Một dòng chữ.", "I. Mục", "", " ".join(["từ"] * 320)]),
    max_size=25,
).map("\n".join)  # fmt: skip


@settings(deadline=None)
@given(UNITS)
def test_each_word_of_a_text_stands_in_a_provision(document: str) -> None:
    text, _ = read_markdown("", document)
    cut = list(provisions(text))
    words = {word for one in cut for word in syllables(f"{one.heading}\n{one.body}")}
    assert words >= {
        word for unit in text.each() for word in syllables(f"{unit.heading} {unit.text}")
    }
    assert len({one.eid for one in cut}) == len(cut)


def test_random_words_never_find_what_scanning_by_hand_does_not() -> None:
    chance = random.Random(5)
    vocabulary = sorted({word for entry in OFFICE for word in syllables(entry.body)})
    for _ in range(20):
        words = chance.sample(vocabulary, 2)
        both = {entry.uid for entry in found(f"{words[0]} AND {words[1]}")}
        for entry in OFFICE:
            held = set(syllables(f"{entry.heading} {entry.body} {entry.symbol}"))
            assert not set(words) <= held or entry.owner in {uid.split("#")[0] for uid in both}
