"""Searching an office: its texts, its versions, and an index that follows what is recorded."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from cli.entries import entries_of, entries_of_work
from cli.freshness import index_of
from cli.office import Office
from regulations.library import Library
from regulations.search.finding import find
from regulations.search.query import parse_query
from regulations.search.scan_index import ScanIndex
from regulations.timeline import packed, status_at
from tests.front_door import Vanthu

REVIEW = "regulations/bo-chinh-tri/quy-dinh/2025/366-qd-tw"
TEXT = """Bộ phận soạn thảo mẫu quy định như sau.

# Chương I. Quy định chung

## Điều 1. Phạm vi thử nghiệm
Văn bản bịa để thử việc tìm kiếm.

## Điều 5. Trách nhiệm của bộ phận mẫu
1. Người đứng đầu bộ phận mẫu giữ sổ đom đóm.
2. Cấp phó trông coi hồ thuỷ lợi bịa.
"""


def write(vanthu: Vanthu, path: str, text: str) -> None:
    (vanthu.root / path).write_text(text, encoding="utf-8")
    assert vanthu("record").exit_code == 0


def first(vanthu: Vanthu, *words: str) -> tuple[str, str | None]:
    item = vanthu("search", *words, "--as-of", "2026-06-05", "--json").items[0]
    return item["id"], item["eid"]


def explained(vanthu: Vanthu, *words: str) -> dict[str, object]:
    answer = json.loads(vanthu("search", *words, "--explain", "--json").out)
    found: dict[str, object] = answer["explain"]
    return found


def test_a_provision_is_found_by_its_address_and_shown_in_its_own_words(vanthu: Vanthu) -> None:
    write(vanthu, f"{REVIEW}/text@2025-08-30.md", TEXT)
    item = vanthu("search", "dieu 5 qd 366", "--json", "--as-of", "2026-06-05").items[0]
    assert (item["id"], item["eid"], item["version"], item["status"]) == (
        REVIEW.removeprefix("regulations/"), "art_5", "2025-08-30", "in_force",
    )  # fmt: skip
    snippet = vanthu("search", "HO THUY LOI BIA", "--json").items[0]["snippet"]
    assert "**hồ thuỷ lợi bịa**" in snippet
    assert "Điều 5. Trách nhiệm của bộ phận mẫu" in vanthu("search", "hồ thủy lợi bịa").out


def test_each_version_is_law_on_its_own_days(vanthu: Vanthu) -> None:
    write(vanthu, f"{REVIEW}/text@2025-08-30.md", TEXT)
    write(vanthu, f"{REVIEW}/text@2026-03-01.md", TEXT.replace("đom đóm", "châu chấu"))
    for day, version in (("2025-12-31", "2025-08-30"), ("2026-03-01", "2026-03-01")):
        items = vanthu("search", "giữ sổ", "--on", day, "--json").items
        assert [item["version"] for item in items if item["eid"] == "art_5"] == [version]
    assert vanthu("search", '"sổ đom đóm"', "--on", "2026-03-01", "--json").items == []
    assert first(vanthu, '"sổ đom đóm"')[1] == "art_5"


def test_the_index_follows_what_is_recorded(vanthu: Vanthu) -> None:
    assert explained(vanthu, "366")["index"] == "built"
    assert explained(vanthu, "366")["index"] == "fresh"
    write(vanthu, f"{REVIEW}/text@2025-08-30.md", TEXT)
    assert explained(vanthu, "đom đóm")["index"] == "brought up"
    assert first(vanthu, "đom đóm")[1] == "art_5"
    vanthu("task", "add", "--programme", "ctr-tu-a", "--title", "Đếm đom đóm", "--lead", "xa-b",
           "--as-of", "2026-06-05")  # fmt: skip
    items = vanthu("search", "đếm đom đóm", "--kind", "task", "--json").items
    assert [item["id"] for item in items] == ["NV-2026-013"]
    vanthu("undo")
    vanthu("undo")
    assert explained(vanthu, "đom đóm")["index"] == "brought up"
    assert not vanthu("search", '"đom đóm"', "--json").items


def test_what_was_brought_up_is_what_would_be_built(vanthu: Vanthu) -> None:
    vanthu("search", "366")
    write(vanthu, f"{REVIEW}/text@2025-08-30.md", TEXT)
    vanthu("reg", "add", "--symbol", "500-QĐ/TW", "--type", "quy_dinh", "--issuer", "Bộ Chính trị",
           "--signed", "1/10/2026", "--title", "Thử nghiệm", "--replaces", "366-QĐ/TW")  # fmt: skip
    office = Office(vanthu.root)
    kept = index_of(office)
    assert kept.how == "brought up"
    scan = ScanIndex(entries_of(office), kept.index.cut)
    for text in ("kiem diem", "status:expired", "type:QĐ", "đom đóm", "500-QĐ/TW", "NV-2026-001"):
        query = parse_query(text, day=date(2026, 11, 21))
        pages = [
            find(index, query, 999, grouped=False, facets=True) for index in (kept.index, scan)
        ]
        assert {hit.entry for hit in pages[0].hits} == {hit.entry for hit in pages[1].hits}, text
        assert pages[0].facets == pages[1].facets


def test_the_office_chooses_its_engine(vanthu: Vanthu) -> None:
    own = (vanthu.root / "vanthu.yaml").read_text(encoding="utf-8")
    write(vanthu, "vanthu.yaml", own + "search: {engine: tantivy}\n")
    assert explained(vanthu, "366")["engine"] == "tantivy"
    assert vanthu("search", "kiem diem 366", "--json").items[0]["symbol"] == "366-QĐ/TW"
    path = vanthu.root / "vanthu.yaml"
    path.write_text(own + "search: {engine: google}\n", encoding="utf-8")
    assert vanthu("record").exit_code == 5


def test_what_was_found_is_counted_and_a_typing_slip_is_named(vanthu: Vanthu) -> None:
    answer = json.loads(vanthu("search", "type:QĐ status:in_force", "--facets", "--json",
                               "--as-of", "2026-06-05").out)  # fmt: skip
    assert set(answer["facets"]["status"]) == {"in_force"}
    assert answer["total"] == sum(answer["facets"]["status"].values())
    assert json.loads(vanthu("search", "nghij quyet", "--json").out)["did_you_mean"] == "nghị quyết"


@pytest.mark.parametrize("words", ["type:xx", "signed:soon", "issuer:Nobody"])
def test_a_field_with_an_impossible_value_is_refused(vanthu: Vanthu, words: str) -> None:
    answer = vanthu("search", words)
    assert answer.exit_code in (2, 4)
    assert "Traceback" not in answer.err


def test_statuses_through_time_are_those_of_each_day(paper_library: Library) -> None:
    old = paper_library.work("bo-chinh-tri/quy-dinh/2023/124-qd-tw")
    standing = packed(old, paper_library)
    assert standing == "0:not_yet,20231004:in_force,20250830:expired"
    assert [status_at(standing, day) for day in (20231003, 20231004, 20250829, 20250830)] == [
        "not_yet", "in_force", "in_force", "expired",
    ]  # fmt: skip
    assert status_at("", 20250101) == ""


def test_entries_of_the_shipped_office_have_names_of_their_own(vanthu: Vanthu) -> None:
    uids = [entry.uid for entry in entries_of(Office(Path(vanthu.root)))]
    assert len(uids) == len(set(uids))


def test_an_amended_article_is_found_by_its_new_words_as_soon_as_they_are_accepted(
    vanthu: Vanthu,
) -> None:
    words = ("search", "Thường trực Tỉnh uỷ yêu cầu", "--on", "2026-06-05", "--json")
    new = ("15-QĐ/TU", "art_3", "2026-02-10")

    def found() -> list[tuple[str, ...]]:
        return [(hit["symbol"], hit["eid"], hit["version"]) for hit in vanthu(*words).items]

    assert new not in found()
    vanthu("reg", "amend", "42-QĐ/TU 2026", "--accept", "1")
    assert new in found()
    vanthu("undo")
    assert new not in found()


def test_an_article_is_found_once_for_each_way_that_it_ever_read(vanthu: Vanthu) -> None:
    office = Office(vanthu.root)
    work = office.library.resolve("15-QĐ/TU")
    found = [(entry.eid, entry.since, entry.until) for entry in entries_of_work(office, work)
             if entry.eid in ("art_2", "art_4a", "art_5")]  # fmt: skip
    first, back, turn = date(2024, 4, 1), date(2025, 1, 1), date(2025, 7, 1)
    assert sorted(found) == [
        ("art_2", first, back), ("art_2", back, None), ("art_4a", turn, None),
        ("art_5", first, turn), ("art_5", turn, None),
    ]  # fmt: skip
    page = vanthu("search", "bằng văn bản giấy của huyện uỷ", "--as-of", "2026-06-05").out
    assert "It read so before 01/07/2025; it reads otherwise now." in page
