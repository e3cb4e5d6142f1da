"""Words are added beside others, and headings renamed, only where it fits to the letter."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations.modification import Modification
from regulations.proposals import accepted, proposals_from
from regulations.rewording import reworded, times_in
from regulations.text import Unit
from regulations.wording import Wording, wording_on
from tests import law_samples
from tests.law_samples import RULES

DAY = date(2025, 6, 1)
ACT = "tinh-uy-a/quy-dinh/2025/9"
FRONT = "type: quy_dinh\nsigned: 2025-01-01\nrelations:\n- rel: amends\n  to: " + RULES + "\n"
AFTER = {"op": "add-words-after", "target": f"{RULES}#art_4", "find": "buổi sáng"}


def ordered(order: str, entry: dict[str, str] | None = None) -> Wording:
    """The regulation once *order* holds: as *entry* records it, else as it is proposed."""
    files = law_samples.files(RULES)
    text = f"## Điều 1. Sửa\n\n1. {order}\n"
    entries = [entry | {"instruction": "art_1__para_1"}] if entry else []
    files |= law_samples.act(ACT, FRONT, "2025-01-01", text, entries)
    library = law_samples.library(files)
    if entry is None:
        act = library.work(ACT)
        found = proposals_from(act, library)
        mods, _work = accepted(act, found, [one.number for one in found.entries], library)
        assert [one.reason for one in found.entries if one.reason] == []
        entries = [written(mod) for mod in mods]
        files |= law_samples.act(ACT, FRONT, "2025-01-01", text, entries)
        library = law_samples.library(files)
    return wording_on(library.work(RULES), DAY, library)


def written(mod: Modification) -> dict[str, str]:
    found = {"op": mod.op, "target": f"{mod.target}#{mod.part}", "instruction": mod.instruction}
    found |= {"text_from": mod.text_from} if mod.text_from else {}
    found |= {"find": mod.words, "with": mod.replacement} if mod.words else {}
    return found | ({"count": str(mod.count)} if mod.count else {})


@pytest.mark.parametrize(
    ("order", "eid", "reads"),
    [
        ("Bổ sung cụm từ “và buổi chiều” vào sau cụm từ “buổi sáng” tại Điều 4.", "art_4",
         "Kho mở cửa buổi sáng và buổi chiều."),
        ("Bổ sung cụm từ “, trừ ngày lễ” vào sau cụm từ “buổi sáng” tại Điều 4.", "art_4",
         "Kho mở cửa buổi sáng, trừ ngày lễ."),
        ("Bổ sung từ “chỉ” vào trước từ “mở” tại Điều 4.", "art_4", "Kho chỉ mở cửa buổi sáng."),
        ("Bổ sung từ “luôn” vào sau từ “mở”, bổ sung từ “các” vào trước từ “buổi” tại Điều 4.",
         "art_4", "Kho mở luôn cửa các buổi sáng."),
    ],
)  # fmt: skip
def test_words_come_beside_those_that_the_order_names(order: str, eid: str, reads: str) -> None:
    found = ordered(order)
    unit = found.unit(eid)
    assert unit is not None
    assert (unit.text, found.state, found.outstanding) == (reads, "consolidated", ())


@pytest.mark.parametrize(
    ("place", "find", "count", "reason"),
    [
        ("art_2", "huyện uỷ", "", "The words 'huyện uỷ' stand there 2 times, not 1."),
        ("art_2", "huyện uỷ", "3", "The words 'huyện uỷ' stand there 2 times, not 3."),
        ("art_1", "huyện uỷ", "2", "The words 'huyện uỷ' stand there 1 times, not 2."),
        ("art_4", "huyện uỷ", "", "The words 'huyện uỷ' stand there 0 times, not 1."),
        ("art_9", "huyện uỷ", "", "art_9 is not found in the text."),
    ],
)
def test_words_are_added_only_where_they_stand_as_often_as_is_said(
    place: str, find: str, count: str, reason: str
) -> None:
    entry = {"op": "add-words-after", "target": f"{RULES}#{place}", "find": find, "with": "cũ"}
    entry |= {"count": count} if count else {}
    found = ordered(f"Bổ sung từ “cũ” vào sau cụm từ “{find}” tại Điều 2.", entry)
    assert [one.reason for one in found.outstanding] == [reason]
    assert found.state == "partial"


def test_words_are_added_at_several_places_where_the_entry_counts_them() -> None:
    entry = {"op": "add-words-after", "target": f"{RULES}#art_2", "find": "huyện uỷ",
             "with": "cũ", "count": "2"}  # fmt: skip
    found = ordered("Bổ sung từ “cũ” vào sau cụm từ “huyện uỷ” tại hai chỗ của Điều 2.", entry)
    assert [found.unit(f"art_2__para_1__point_{one}").text for one in "ab"] == [  # type: ignore[union-attr]
        "Cán bộ của huyện uỷ cũ;", "Người được huyện uỷ cũ giới thiệu.",
    ]  # fmt: skip


def test_words_that_the_order_does_not_say_are_not_added() -> None:
    found = ordered(
        "Bổ sung từ “cũ” vào sau cụm từ “buổi sáng” tại Điều 4.", AFTER | {"with": "đẹp"}
    )
    assert [one.reason for one in found.outstanding] == [
        f"{ACT} (01/01/2025) does not say 'đẹp' there."
    ]
    found = ordered("Bổ sung từ “cũ” vào sau cụm từ “buổi sáng” tại Điều 4.", AFTER | {"with": ""})
    assert [one.reason for one in found.outstanding] == ["It is not said which words are added."]


@pytest.mark.parametrize(
    "order",
    ["Sửa đổi tên Điều 2 như sau: “Điều 2. Ai được mượn”.",
     "Sửa đổi tên Điều 2 thành “Ai được mượn”.",
     "Sửa đổi, bổ sung tên Điều 2 như sau:\n> “Điều 2. Ai được mượn”"],
)  # fmt: skip
def test_an_article_is_renamed_and_what_it_says_stays(order: str) -> None:
    found = ordered(order)
    library = law_samples.library(law_samples.files(RULES))
    issued = wording_on(library.work(RULES), DAY, library)
    now, before = found.unit("art_2"), issued.unit("art_2")
    assert now is not None
    assert before is not None
    assert (now.heading, now.children) == ("Ai được mượn", before.children)
    assert (found.state, [note.eid for note in found.notes]) == ("consolidated", ["art_2"])


@pytest.mark.parametrize(
    ("place", "new"),
    [("art_2", "Điều 3. Ai được mượn"), ("art_2", "Ai\n> được mượn"), ("art_2__para_2", "Ai"),
     ("art_2", "Điều 2. Ai\n> 1. Được mượn."), ("art_2", "Điều 2. A\n> Điều 3. B")],
)  # fmt: skip
def test_what_is_no_heading_of_the_unit_renames_nothing(place: str, new: str) -> None:
    entry = {"op": "retitle", "target": f"{RULES}#{place}", "text_from": "art_1__para_1__q1"}
    found = ordered(f"Sửa đổi tên như sau:\n> “{new}”", entry)
    (left,) = found.outstanding
    assert left.reason.startswith("The new wording is no heading of ")


SAID = st.text("ab ,.", min_size=1, max_size=12)


@given(SAID, st.sampled_from(["add-words-after", "add-words-before"]), st.text("xy", min_size=1))
def test_taking_added_words_out_again_leaves_the_text_as_it_was(
    text: str, op: str, new: str
) -> None:
    mod = Modification("m1", 1, op, RULES, words="ab", replacement=new)
    unit = Unit("clause", "1", text=text)
    added = reworded(unit, mod)
    space = f" {new}" if op == "add-words-after" else f"{new} "
    assert added.text.replace(space, "") == text
    assert added.text.count(new) == times_in([unit], mod)
