"""Searching: the same contract for every engine, and whoosh finds what scanning finds."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regulations.search import tantivy_index, whoosh_index
from regulations.search.analysis import clean, exact_key, syllables, tokens
from regulations.search.entry import Entry
from regulations.search.finding import Hit, find
from regulations.search.index import SearchIndex
from regulations.search.query import Query, parse_query
from regulations.search.scan_index import ScanIndex
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

Engine = Callable[[Iterable[Entry]], SearchIndex]
SEAL = b"s" * 32


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    return lambda: tmp_path_factory.mktemp("cache")


@pytest.fixture(params=["scan", "whoosh", "tantivy"], scope="session")
def engine(request: pytest.FixtureRequest, cache: Callable[[], Path]) -> Engine:
    if request.param == "scan":
        return ScanIndex
    return _built_by(request.param, cache)


@pytest.fixture(params=["whoosh", "tantivy"], scope="session")
def fast(request: pytest.FixtureRequest, cache: Callable[[], Path]) -> Engine:
    return _built_by(request.param, cache)


def _built_by(name: str, cache: Callable[[], Path]) -> Engine:
    room = {"whoosh": whoosh_index, "tantivy": tantivy_index}[name]
    return lambda entries: room.build(cache(), SEAL, "tree", entries)


def search(index: SearchIndex, query: Query, limit: int = 10) -> tuple[Hit, ...]:
    return find(index, query, limit, grouped=False).hits


@pytest.fixture(scope="session")
def office(engine: Engine) -> SearchIndex:
    return engine(OFFICE)


def named(hits: Iterable[Hit]) -> list[tuple[str, str]]:
    return [(hit.entry.id, hit.entry.eid) for hit in hits]


def first(index: SearchIndex, text: str) -> Entry:
    return search(index, parse_query(text))[0].entry


def everything(index: SearchIndex, text: str) -> set[tuple[str, str]]:
    return set(named(search(index, parse_query(text), 1000)))


# --- instruments by name


@pytest.mark.parametrize(
    "text",
    ["quy dinh 124", "QUY ĐỊNH 124", "124-QĐ/TW", "124-qd/tw", "124-QÐ/TW", "QĐ 124", "qd124",
     "Quy định số 124-QĐ/TW", "124 – QĐ/TW", unicodedata.normalize("NFD", "Quy định 124"),
     "Quy định số 124-QĐ/TW của Bộ Chính trị"],
)  # fmt: skip
def test_of_equal_symbols_the_newest_stands_first(office: SearchIndex, text: str) -> None:
    hits = search(office, parse_query(text))
    assert [hit.entry for hit in hits[:2]] == [OLD_REVIEW, SUPERVISION]


def test_a_year_tells_equal_symbols_apart(office: SearchIndex) -> None:
    hits = search(office, parse_query("124-QĐ/TW 2018"))
    assert hits[0].entry == SUPERVISION
    assert hits[0].score > 2 > hits[1].score


def test_parts_of_a_named_instrument_follow_the_whole_ones(office: SearchIndex) -> None:
    hits = search(office, parse_query("quy dinh 124"))
    assert [hit.entry for hit in hits[:3]] == [OLD_REVIEW, SUPERVISION, ARTICLE]


def test_words_beside_the_symbol_bring_the_part_that_holds_them_to_the_front(
    office: SearchIndex,
) -> None:
    assert first(office, "quy dinh 124 nguoi dung dau") == ARTICLE


def test_who_names_an_instrument_sees_next_who_mentions_it(office: SearchIndex) -> None:
    assert named(search(office, parse_query("124-QĐ/TW")))[3:] == [(REVIEW.id, "")]


def test_who_only_names_an_instrument_is_spared_what_shares_a_word_with_its_name(
    office: SearchIndex,
) -> None:
    assert everything(office, "Hướng dẫn 12") == {(GUIDELINE.id, "")}
    assert (SUPERVISION.id, "") in everything(office, "Hướng dẫn 13")


def test_a_bare_number_lifts_the_instrument_that_holds_the_other_words(
    office: SearchIndex,
) -> None:
    assert first(office, "kiem diem 366") == REVIEW


def test_a_bare_number_in_a_text_does_not_make_it_that_instrument(office: SearchIndex) -> None:
    assert first(office, "ho so dang vien 366") == GUIDELINE


def test_the_two_words_of_a_lone_number_query_find_the_replaced_instrument_too(
    office: SearchIndex,
) -> None:
    assert (OLD_REVIEW.id, "") in everything(office, "kiem diem 366")


@pytest.mark.parametrize("text", ["12/HD-BTCTW", "hd 12", "Hướng dẫn 12 năm 2022"])
def test_a_symbol_with_its_marks_in_the_wrong_order_is_understood(
    office: SearchIndex, text: str
) -> None:
    assert first(office, text) == GUIDELINE


@pytest.mark.parametrize(("text", "entry"), [("T01", TASK), ("2-hsdv", FORM), ("2 HSĐV", FORM)])
def test_a_task_and_a_form_are_found_by_their_own_names(
    office: SearchIndex, text: str, entry: Entry
) -> None:
    hits = search(office, parse_query(text))
    assert hits[0].entry == entry
    assert hits[0].score > 2


# --- words


@pytest.mark.parametrize("text", ["an", "ý", "5", "y", "ở", "An ninh"])
def test_no_word_is_too_common_or_too_short(office: SearchIndex, text: str) -> None:
    assert (TASK.id, "") in everything(office, text)


def test_what_holds_all_words_stands_before_what_holds_some(office: SearchIndex) -> None:
    hits = search(office, parse_query("hồ sơ đảng viên"))
    assert hits[0].entry == GUIDELINE
    assert hits[0].score > 1 > hits[1].score


def test_a_word_that_stands_nowhere_does_not_hide_the_others(office: SearchIndex) -> None:
    assert first(office, "hồ sơ xyzzy đảng viên") == GUIDELINE


def test_a_phrase_in_quotes_stands_word_for_word(office: SearchIndex) -> None:
    assert everything(office, '"trách nhiệm của"') == {(ARTICLE.id, "art_5")}
    assert everything(office, "“nhiệm trách”") == set()


def test_no_phrase_runs_from_the_heading_into_the_body(office: SearchIndex) -> None:
    assert everything(office, '"đứng đầu chịu"') == set()


def test_every_word_typed_with_its_marks_counts_for_its_like(engine: Engine) -> None:
    poor = Entry("task", "a", heading="Việc đáng làm")
    party = Entry("task", "b", heading="Việc Đảng làm")
    index = engine((poor, party))
    assert first(index, "đảng") == party
    assert first(index, "đáng") == poor
    assert everything(index, "dang") == {("a", ""), ("b", "")}


@pytest.mark.parametrize("text", ["", "   ", "!!!", "«»", "\x00"])
def test_who_asks_nothing_finds_nothing(office: SearchIndex, text: str) -> None:
    assert search(office, parse_query(text)) == ()


@pytest.mark.parametrize("limit", [0, 1, 2, 1000])
def test_no_more_hits_come_than_were_asked_for(office: SearchIndex, limit: int) -> None:
    hits = search(office, parse_query("quy dinh 124 kiem diem"), limit)
    assert len(hits) <= limit
    assert named(hits) == named(search(office, parse_query("quy dinh 124 kiem diem"), 99))[:limit]


def test_scores_fall_from_hit_to_hit(office: SearchIndex) -> None:
    scores = [hit.score for hit in search(office, parse_query("quy dinh 124 dang vien"), 99)]
    assert scores == sorted(scores, reverse=True)


# --- filters


def test_only_what_is_valid_on_the_day_is_found(office: SearchIndex) -> None:
    day = date(2025, 8, 30)
    hits = search(office, parse_query("kiểm điểm", on=day), 99)
    assert REVIEW in [hit.entry for hit in hits]
    assert OLD_REVIEW not in [hit.entry for hit in hits]
    before = search(office, parse_query("kiểm điểm", on=date(2025, 8, 29)), 99)
    assert OLD_REVIEW in [hit.entry for hit in before]
    assert REVIEW not in [hit.entry for hit in before]


def test_a_day_filters_named_instruments_too(office: SearchIndex) -> None:
    hits = search(office, parse_query("124-QĐ/TW", on=date(2026, 1, 1)), 99)
    assert OLD_REVIEW not in [hit.entry for hit in hits]


def test_what_has_no_days_is_valid_on_every_day(office: SearchIndex) -> None:
    hits = search(office, parse_query("an ninh", on=date(1990, 1, 1)))
    assert [hit.entry for hit in hits] == [TASK]


def test_kind_type_and_issuer_narrow_what_is_found(office: SearchIndex) -> None:
    kinds = search(office, parse_query("đảng viên", kinds=("form",)))
    assert [hit.entry for hit in kinds] == [FORM]
    types = search(office, parse_query("đảng viên", types=("huong_dan",)))
    assert [hit.entry for hit in types] == [GUIDELINE]
    issuers = search(office, parse_query("mạng", issuers=("vptu",)))
    assert [hit.entry for hit in issuers] == [TASK]
    assert search(office, parse_query("mạng", issuers=("BCT",))) == ()


# --- spellings

SYLLABLES = st.sampled_from(
    ["kiểm", "điểm", "đánh", "giá", "hoà", "thuỷ", "uỷ", "ban", "Đảng", "đáng", "khoá", "ý", "An",
     "an", "5", "366", "124-QĐ/TW", "Điều", "quý", "người", "xếp", "loại", "của", "ở", "T01"]
)  # fmt: skip
TEXTS = st.lists(SYLLABLES, min_size=1, max_size=8).map(" ".join)


def _old_tones(text: str) -> str:
    for new, old in (("oà", "òa"), ("uỷ", "ủy"), ("oá", "óa")):
        text = text.replace(new, old)
    return text


SPELLINGS: tuple[Callable[[str], str], ...] = (
    lambda text: unicodedata.normalize("NFD", text),
    _old_tones,
    lambda text: text.replace(" ", "\r\n"),
    lambda text: "\ufeff" + text,
    lambda text: "\u200b".join(text),
    lambda text: text.replace("Đ", "Ð").replace(" ", "\u00a0"),
    lambda text: "".join(f"{char}\u00ad" for char in text),
)


@given(TEXTS, st.sampled_from(SPELLINGS))
def test_all_spellings_of_a_text_are_one(text: str, spell: Callable[[str], str]) -> None:
    assert syllables(spell(text)) == syllables(text)
    assert exact_key(spell(text)) == exact_key(text)
    marked = [token.marked for token in tokens(clean(text))]
    assert [token.marked for token in tokens(clean(spell(text)))] == marked


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture],
          deadline=None)  # fmt: skip
@given(st.lists(TEXTS, min_size=1, max_size=4), TEXTS, st.sampled_from(SPELLINGS))
def test_a_text_in_another_spelling_is_found_by_a_query_in_another(
    engine: Engine, texts: list[str], asked: str, spell: Callable[[str], str]
) -> None:
    plain = engine([Entry("task", str(n), heading=text) for n, text in enumerate(texts)])
    other = engine([Entry("task", str(n), heading=spell(text)) for n, text in enumerate(texts)])
    hits = search(plain, parse_query(asked), 99)
    assert named(search(other, parse_query(asked), 99)) == named(hits)
    assert named(search(plain, parse_query(spell(asked)), 99)) == named(hits)


# --- whoosh finds what scanning finds

DAYS = st.sampled_from([None, date(2023, 10, 4), date(2025, 8, 30)])


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    made = []
    for n in range(draw(st.integers(1, 6))):
        number = draw(st.sampled_from(["", "5", "124", "366"]))
        made.append(
            Entry(
                kind=draw(st.sampled_from(["regulation", "task"])),
                id=f"w{n}",
                heading=draw(TEXTS),
                body=draw(TEXTS | st.just("")),
                eid=draw(st.sampled_from(["", "art_5"])),
                symbol=f"{number}-QĐ/TW" if number else "",
                signed=draw(st.sampled_from(["", "2023-10-04", "2025"])) if number else "",
                number=number,
                type="quy_dinh" if number else "",
                sort_day=draw(DAYS),
                since=draw(DAYS),
                until=draw(DAYS),
            )
        )
    return made


NAMES = st.sampled_from(
    ["124-QĐ/TW", "quy định 124", "qd 5", "366-QĐ/TW 2025", "kiểm điểm 366", "5", "QĐ 366 quý"]
)
LONG = st.lists(SYLLABLES, min_size=20, max_size=40).map(" ".join)  # more than is looked for
QUOTED = TEXTS.map(lambda text: f'"{text}"')
QUESTIONS = NAMES | TEXTS | LONG | QUOTED | st.tuples(QUOTED, TEXTS).map(" ".join)


EXPRESSIONS = st.lists(
    TEXTS | QUOTED | st.sampled_from(["AND", "OR", "NOT", "(", ")", "type:QĐ", "kind:task", "kiem~",
                                      "heading:điểm", "signed:2023..2025", "on:2024-01-01"]),
    min_size=2, max_size=6,
).map(" ".join)  # fmt: skip


def agree(index: SearchIndex, made: list[Entry], query: Query) -> None:
    """An engine finds what scanning finds, in the same groups, with the same counts."""
    scan = ScanIndex(made, index.cut)
    for grouped in (False, True):
        quick = find(index, query, 99, grouped=grouped, facets=True)
        slow = find(scan, query, 99, grouped=grouped, facets=True)
        owners = [[hit.entry.owner for hit in page.hits] for page in (quick, slow)]
        assert sorted(owners[0]) == sorted(owners[1])
        assert [int(hit.score) for hit in quick.hits] == [int(hit.score) for hit in slow.hits]
        assert sorted(hit.more for hit in quick.hits) == sorted(hit.more for hit in slow.hits)
        assert (quick.total, quick.facets) == (slow.total, slow.facets)
        assert syllables(quick.meant) == syllables(slow.meant)
    assert sorted(named(search(index, query, 99))) == sorted(named(search(scan, query, 99)))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture],
          deadline=None)  # fmt: skip
@given(entries(), st.lists(QUESTIONS | EXPRESSIONS, min_size=1, max_size=4), DAYS)
def test_every_engine_finds_what_scanning_finds(
    fast: Engine, made: list[Entry], asked: list[str], on: date | None
) -> None:
    index = fast(made)
    for text in asked:
        agree(index, made, parse_query(text, on=on, day=date(2025, 1, 1)))


def test_a_long_question_is_cut_alike_by_every_engine(fast: Engine) -> None:
    chance = random.Random(124)
    words = [onset + rime for onset in "bcdđgh" for rime in ("an", "ân", "ạn", "à", "ề", "ương")]
    texts = [" ".join(chance.choices(words, k=25)) for _ in range(60)]
    made = [Entry("task", str(n), heading=text[:20], body=text) for n, text in enumerate(texts)]
    index = fast(made)
    for size in range(1, 36, 3):
        agree(index, made, parse_query(" ".join(chance.choices(words, k=size))))


def test_what_holds_all_words_is_found_though_rarer_terms_are_looked_for(engine: Engine) -> None:
    words = [f"{first}{second}" for first in "bcdg" for second in "aeiou"]
    likely = Entry("task", "likely", heading=" ".join(words))
    unlikely = Entry("task", "unlikely", heading="x", body=" ".join(words[::-1]))
    found = named(search(engine((unlikely, likely)), parse_query(" ".join(words))))
    assert found == [("likely", ""), ("unlikely", "")]


# --- snippets


def test_a_snippet_shows_the_text_as_it_stands_with_the_found_words_marked(
    office: SearchIndex,
) -> None:
    hits = search(office, parse_query("nguyen van mau"))
    assert hits[0].snippet == ("Lấy ý kiến về y tế, trụ sở 5 tầng. Người làm: **Nguyễn Văn Mẫu**.")


def test_a_snippet_of_a_long_text_shows_where_the_words_stand(engine: Engine) -> None:
    far = Entry("task", "a", heading="Dài", body="chữ " * 400 + "Hoà giải ở cơ sở. " + "chữ " * 400)
    snippet = search(engine((far,)), parse_query("hòa giải"))[0].snippet
    assert snippet.startswith("…")
    assert snippet.endswith("…")
    assert "**Hoà giải** ở cơ sở." in snippet


def test_a_snippet_holds_no_control_characters_and_no_marks_of_its_text(engine: Engine) -> None:
    wild = Entry("task", "a", heading="x", body="**đậm** \x1b[31m kiểm\r\nđiểm\x00 \u202e xong")
    assert search(engine((wild,)), parse_query("kiem diem"))[0].snippet == (
        "đậm [31m **kiểm điểm** xong"
    )


# --- hostile queries


@pytest.mark.parametrize(
    "text",
    ['"' * 10_000, '"a" ' * 5_000, "*" * 5_000, "? * [a-z]~2 AND OR NOT (((", "a* OR b*" * 500,
     "\x00\x01\x1b[2J kiểm", "words:kiem", "kiem^99999", "kiểm " * 20_000, "а" * 100_000,
     "\ud800 điểm", "/" * 9_999 + "-" * 9_999, "124-" * 5_000, " ".join(map(str, range(5_000)))],
    ids=lambda text: f"{text[:8]!r}",
)  # fmt: skip
def test_a_hostile_query_is_answered(office: SearchIndex, text: str) -> None:
    assert len(search(office, parse_query(text))) <= len(OFFICE)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_any_text_is_answered(office: SearchIndex, text: str) -> None:
    assert len(search(office, parse_query(text), 99)) <= len(OFFICE)


def test_an_office_without_entries_is_searched_in_vain(engine: Engine) -> None:
    assert search(engine(()), parse_query("124-QĐ/TW")) == ()
