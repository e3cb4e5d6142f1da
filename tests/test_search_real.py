"""Search on real laws and questions, and at the size of a small office; minutes, so made slow.

The texts lie beside the project and are no part of it; without them these tests are skipped.
"""

from __future__ import annotations

import importlib
import json
import os
import random
import re
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from regulations.folding import fold
from regulations.search import tantivy_index, whoosh_index
from regulations.search.entry import Entry
from regulations.search.finding import Page, find
from regulations.search.index import SearchIndex
from regulations.search.query import parse_query
from regulations.search.scan_index import ScanIndex

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("VANTHU_SEARCH_DATA") or ROOT.parent / "shared" / "data")
SEAL = bytes(32)
LAW = """
kiểm điểm đánh giá hoà giải thuỷ lợi uỷ ban Đảng viên đáng khoá ý An ninh 5 366 quý quyền người
xếp loại của ở tổ chức nghị quyết khoản 124-QĐ/TW Điều hoạt động thoả thuận
"""
WORDS = LAW.split()


HOSTILE = (
    '"' * 20_000, '"quyền và" ' * 2_000, "của và các " * 5_000, "quyền~ " * 3_000, "(" * 20_000,
    "quyền OR " * 2_000 + "x", "NOT của " * 2_000, "a* OR b* " * 500, "quyền AND của AND " * 1_000,
    "/" * 20_000, "124-" * 5_000, "(của OR các) AND " * 500, " ".join(map(str, range(5_000))),
    '"của các quyền và nghĩa vụ"', "NOT của",
)  # fmt: skip


@pytest.fixture(scope="module")
def real() -> list[Entry]:
    if not (DATA / "retrieval" / "law.json").is_file():
        pytest.skip(f"{DATA} is not there: no real texts to search")
    found: list[Entry] = corpus().real_entries(DATA)
    return found


def corpus() -> Any:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        return importlib.import_module("search_corpus")
    finally:
        sys.path.pop(0)


@pytest.fixture(scope="module", params=["whoosh", "tantivy"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[
    [list[Entry]], SearchIndex
]:  # fmt: skip
    room = {"whoosh": whoosh_index, "tantivy": tantivy_index}[request.param]
    return lambda entries: room.build(tmp_path_factory.mktemp("real"), SEAL, "", entries)


@pytest.fixture(scope="module")
def index(engine: Callable[[list[Entry]], SearchIndex], real: list[Entry]) -> SearchIndex:
    return engine(real)


def uids(page: Page) -> list[str]:
    return [hit.entry.uid for hit in page.hits]


@pytest.mark.slow
def test_real_questions_are_answered_however_they_are_typed(index: SearchIndex) -> None:
    chance = random.Random(366)
    wanted = corpus().questions(DATA)
    recalls = []
    for spell in (str, fold, lambda text: corpus().half_accented(text, chance)):
        found = [set(uids(find(index, parse_query(spell(one.text)), grouped=False)))
                 for one in wanted]  # fmt: skip
        hits = [len(one.uids & got) / len(one.uids) for one, got in zip(wanted, found, strict=True)]
        recalls.append(sum(hits) / len(hits))
    assert min(recalls) >= 0.90
    assert max(recalls) - min(recalls) <= 0.01


@pytest.mark.slow
def test_a_hostile_query_takes_less_than_a_second(index: SearchIndex) -> None:
    for text in HOSTILE:
        before = time.process_time()
        find(index, parse_query(text), facets=True)
        assert time.process_time() - before < 1, text[:40]


@pytest.mark.slow
def test_real_articles_are_found_as_scanning_finds_them(
    engine: Callable[[list[Entry]], SearchIndex], real: list[Entry]
) -> None:
    some = random.Random(5).sample(real, 300)
    quick = engine(some)
    slow = ScanIndex(some, quick.cut)
    for text in corpus().short_queries(real, 25):
        query = parse_query(text)
        pages = [find(one, query, 300, grouped=False) for one in (quick, slow)]
        assert sorted(uids(pages[0])) == sorted(uids(pages[1]))


OLD = {"oà": "òa", "oá": "óa", "oả": "ỏa", "uỷ": "ủy"}
SPELLINGS: tuple[Callable[[str], str], ...] = (
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: re.sub(r"(?:oà|oá|oả|uỷ)\b", lambda found: OLD[found[0]], text),
    lambda text: text.replace(" ", "\r\n"),
    lambda text: "\ufeff" + text,
    lambda text: re.sub(r"(\w)(?=\w)", "\\1\u200b", text),
    lambda text: text.replace("Đ", "Ð").replace(" ", "\u00a0"),
)


def test_a_thousand_provisions_are_found_alike_in_every_spelling(tmp_path: Path) -> None:
    chance = random.Random(1000)
    made = [Entry("task", str(n), heading=" ".join(chance.choices(WORDS, k=6)),
                  body=" ".join(chance.choices(WORDS, k=30))) for n in range(1000)]  # fmt: skip
    spelled = [Entry("task", one.id, heading=chance.choice(SPELLINGS)(one.heading),
                     body=chance.choice(SPELLINGS)(one.body)) for one in made]  # fmt: skip
    folders = [tmp_path / "plain", tmp_path / "spelled"]
    for folder in folders:
        folder.mkdir(mode=0o700)
    plain = tantivy_index.build(folders[0], SEAL, "", made)
    other = tantivy_index.build(folders[1], SEAL, "", spelled)
    for _ in range(40):
        text = " ".join(chance.choices(WORDS, k=chance.randint(1, 5)))
        right = uids(find(plain, parse_query(text), 20))
        for spell in SPELLINGS:
            assert uids(find(other, parse_query(spell(text)), 20)) == right


@pytest.mark.slow
def test_what_every_engine_indexes_is_alike_in_every_spelling() -> None:
    from regulations.search.entry import fields_of

    chance = random.Random(7)
    for _ in range(1000):
        text = " ".join(chance.choices(WORDS, k=30))
        right = fields_of(Entry("task", "x", heading=text, body=text))
        for spell in SPELLINGS:
            assert fields_of(Entry("task", "x", heading=spell(text), body=spell(text))) == right


def test_the_benchmark_tells_why_it_measures_nothing(tmp_path: Path) -> None:
    import subprocess

    said = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "search.py", "--data", tmp_path],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert "law.json" in json.loads(said.splitlines()[-1])["skipped"]
