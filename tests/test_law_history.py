"""What was law when, what the office knew when, and what stands around an instrument."""

import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regulations.library import Library
from regulations.readings import read_all
from regulations.repository.store import Store
from regulations.shelf import READERS, library_from
from regulations.wording import Wording, wording_on
from tests import law_samples
from tests.front_door import Vanthu
from tests.law_samples import RULES, TERMS, UNDATED, WORDS

FIRST = datetime(2026, 1, 1, 3, 0, tzinfo=UTC)
LAW_DAYS = [date(2024, 3, 9), date(2024, 6, 1), date(2025, 1, 1), date(2025, 7, 1)]


def library_known(store: Store, day: date) -> Library:
    commit = store.known_on(day)
    assert commit is not None
    blobs = store.files(commit)
    contents = store.read(set(blobs.values()))
    return library_from(read_all({path: contents[blob] for path, blob in blobs.items()}, READERS))


def answers(store: Store, known: date) -> list[Wording]:
    library = library_known(store, known)
    return [wording_on(library.work(RULES), day, library) for day in LAW_DAYS]


STEPS = st.lists(st.sampled_from([TERMS, WORDS, UNDATED, f"-{TERMS}", f"-{WORDS}"]), max_size=5)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_what_is_learned_later_never_changes_what_was_known_on_a_day(steps: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.create(Path(folder) / "office", law_samples.files(RULES), message="init",
                             author="văn thư", at=FIRST)  # fmt: skip
        known: dict[date, list[Wording]] = {}
        for number, step in enumerate(steps, 1):
            files = law_samples.files(step.removeprefix("-"))
            changes = {path: None if step.startswith("-") else content
                       for path, content in files.items()}  # fmt: skip
            known[(FIRST + timedelta(number - 1)).date()] = answers(
                store, (FIRST + timedelta(number - 1)).date()
            )
            store.record(changes, message=step, author="văn thư", at=FIRST + timedelta(number))
            assert {day: answers(store, day) for day in known} == known
        store.close()


def test_what_was_known_is_shown_as_it_was_known(vanthu: Vanthu) -> None:
    vanthu("reg", "amend", "42-QĐ/TU 2026", "--accept", "1,2,3")
    show = ("reg", "show", "15-QĐ/TU", "--json", "--as-of", "2026-06-05")
    assert vanthu(*show).items[0]["text_state"] == "consolidated"
    day = vanthu("log", "--json").items[0]["at"][:10]
    assert vanthu(*show, "--known", day).items[0]["text_state"] == "consolidated"
    early = vanthu(*show, "--known", "2020-01-01")
    assert early.exit_code == 4


def test_history_tells_both_times(vanthu: Vanthu) -> None:
    vanthu("reg", "amend", "42-QĐ/TU 2026", "--accept", "3")
    items = vanthu("reg", "history", "15-QĐ/TU", "--json").items
    law = [(one["day"], one["event"], one["part"]) for one in items if one["time"] == "valid"]
    assert law[:3] == [
        ("2024-03-12", "signed", None), ("2024-04-01", "effective", None),
        ("2025-01-01", "substitute", "art_2"),
    ]  # fmt: skip
    assert ("2026-02-10", "repeal", "art_4a__para_2") in law
    assert [(one["event"], one["part"]) for one in items if one.get("doubt")] == [
        ("substitute", "art_3__para_2"), ("insert", "art_5__para_3"),
    ]  # fmt: skip
    assert [one["subject"] for one in items if one["time"] == "record"] == [
        "reg amend 42-QĐ/TU", "init",
    ]  # fmt: skip
    page = vanthu("reg", "history", "15-QĐ/TU", "--lang", "vi").out
    assert "Điều 2 được sửa đổi bởi 31-QĐ/TU (25/6/2025) (hồi tố)" in page
    old = vanthu("reg", "history", "124-QĐ/TW 2023", "--json").items
    assert [(one["day"], one["event"]) for one in old if one["time"] == "valid"][-1] == (
        "2025-08-30", "replaces",
    )  # fmt: skip


def test_links_reach_as_far_as_they_are_asked(vanthu: Vanthu) -> None:
    near = vanthu("reg", "links", "366-QĐ/TW", "--json").items
    far = vanthu("reg", "links", "366-QĐ/TW", "--depth", "2", "--json").items
    assert "132-QĐ/TW" not in {one["symbol"] for one in near}
    assert ("replaces", "132-QĐ/TW", 2) in {
        (one["rel"], one["symbol"], one["steps"]) for one in far
    }
    assert all(one in far for one in near)


def test_a_diagram_is_a_picture_with_every_instrument_once(vanthu: Vanthu) -> None:
    words = ("reg", "links", "15-QĐ/TU", "--lang", "vi", "--format")
    picture = ElementTree.fromstring(vanthu(*words, "svg").out)
    texts = ["".join(node.itertext()) for node in picture.iter() if node.tag.endswith("}text")]
    for symbol in ("15-QĐ/TU", "28-QĐ/TU", "31-QĐ/TU", "42-QĐ/TU"):
        assert sum(text.startswith(f"{symbol} (") for text in texts) == 1
    assert "sửa đổi, bổ sung; bãi bỏ" in texts
    dot = vanthu(*words, "dot").out
    assert dot.count(" -> ") == 3
    assert 'label="sửa đổi, bổ sung; bãi bỏ"' in dot


def test_a_hostile_title_stays_text_in_a_diagram(vanthu: Vanthu) -> None:
    vanthu("reg", "add", "--symbol", "77-QĐ/TU", "--type", "quy_dinh", "--issuer", "Tỉnh uỷ A",
           "--signed", "2026-01-01", "--title", '</text><script>"&x',
           "--replaces", "15-QĐ/TU")  # fmt: skip
    words = ("reg", "links", "77-QĐ/TU", "--format")
    picture = ElementTree.fromstring(vanthu(*words, "svg").out)
    assert not [node for node in picture.iter() if node.tag.endswith("script")]
    assert '\\"&x' in vanthu(*words, "dot").out
