"""What a regulation says on a day, after all that was done to it."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations.crosscheck import crosscheck
from regulations.library import Library
from regulations.markup import read_markdown, render
from regulations.wording import Wording, state_on, turning_days, validity_of, wording_on
from tests import law_samples
from tests.law_samples import RULES, TERMS, UNDATED, WORDS

NINE = "tinh-uy-a/quy-dinh/2025/9"
NINTH = "type: quy_dinh\nsigned: 2025-01-01\n"


def on(day: str, *works: str) -> Wording:
    return wording(law_samples.files(*works), day)


def wording(files: dict[str, bytes], day: str) -> Wording:
    library = law_samples.library(files)
    return wording_on(library.work(RULES), date.fromisoformat(day), library)


def said(found: Wording, eid: str) -> str:
    unit = found.unit(eid)
    return "—" if unit is None else unit.text or unit.heading or "∅"


@pytest.mark.parametrize(
    ("day", "state", "scope", "books", "return_", "late", "longer"),
    [
        # before it was signed; as issued; before and after the change that reaches back;
        # before and after the day on which two others take effect
        ("2024-03-09", "metadata_only", "—", "—", "—", "—", "—"),
        ("2024-03-10", "as_issued", "huyện uỷ.", "ba cuốn.", "mười ngày.", "một ngày.", "—"),
        ("2024-12-31", "as_issued", "huyện uỷ.", "ba cuốn.", "mười ngày.", "một ngày.", "—"),
        ("2025-01-01", "consolidated", "huyện uỷ.", "năm cuốn.", "mười ngày.", "một ngày.", "—"),
        ("2025-06-30", "consolidated", "huyện uỷ.", "năm cuốn.", "mười ngày.", "một ngày.", "—"),
        ("2025-07-01", "consolidated", "đảng uỷ xã.", "năm cuốn.", "trong ngày.", "∅", "Gia hạn"),
    ],
)
def test_six_days_of_a_regulation_amended_twice_on_one_day_and_once_backwards(
    day: str, state: str, scope: str, books: str, return_: str, late: str, longer: str
) -> None:
    found = on(day, RULES, TERMS, WORDS)
    assert found.state == state
    ends = {"art_1": scope, "art_2__para_2": books, "art_3__para_1": return_,
            "art_3__para_2": late, "art_3a": longer}  # fmt: skip
    assert {eid: said(found, eid)[-len(end) :] for eid, end in ends.items()} == ends


@pytest.mark.parametrize("day", ["2024-03-10", "2025-01-01", "2025-07-01", "2030-01-01"])
def test_a_change_of_unknown_date_is_never_applied_and_always_told(day: str) -> None:
    found = on(day)
    assert found.state == "partial"
    assert said(found, "art_4") == "Kho mở cửa buổi sáng."
    assert [(one.change.by.id, one.change.mod.part) for one in found.outstanding] == [
        (UNDATED, "art_4")
    ]
    assert found.outstanding[0].reason == "No day is known from which it holds."


def test_each_article_tells_by_what_and_since_when_it_is_so() -> None:
    found = on("2025-07-01", RULES, TERMS, WORDS)
    told = {note.eid: (note.change.mod.op, note.change.by.symbol, str(note.change.start))
            for note in found.notes}  # fmt: skip
    assert told["art_3a"] == ("insert", "11-QĐ/TU", "2025-07-01")
    assert told["art_3__para_2"] == ("repeal", "40-QĐ/TU", "2025-07-01")
    assert told["art_2__para_2"] == ("substitute", "40-QĐ/TU", "2025-01-01")
    assert [note.eid for note in found.narrowed("art_2").notes] == [
        "art_2__para_1__point_a", "art_2__para_1__point_b", "art_2__para_2",
    ]  # fmt: skip


def test_an_article_rests_with_its_chapter() -> None:
    files = law_samples.files(RULES, WORDS)
    entry = {"op": "suspend", "target": f"{RULES}#chp_II", "until": "2025-09-01"}
    files[f"regulations/{WORDS}/mods.yaml"] = law_samples.mods([entry], law_samples.text(WORDS))
    library = law_samples.library(files)

    def status(day: str, eid: str) -> str:
        found = wording_on(library.work(RULES), date.fromisoformat(day), library)
        return validity_of(found, eid, library).status

    assert [status("2025-07-01", eid) for eid in ("art_2", "art_3", "chp_II")] == [
        "in_force", "suspended", "suspended",
    ]  # fmt: skip
    assert status("2025-09-01", "art_3__para_1") == "in_force"


def changed(work: str, entry: int, **parts: str) -> dict[str, bytes]:
    """The files with one entry of one mods.yaml changed."""
    files = law_samples.files(RULES, TERMS, WORDS)
    entries = [dict(one) for one in law_samples.MODS[work]]
    entries[entry].update(parts)
    content = law_samples.mods(entries, law_samples.text(work))
    return files | {f"regulations/{work}/mods.yaml": content}


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        (changed(TERMS, 0, target=f"{RULES}#art_9"), "art_9 is not found in the text."),
        (changed(TERMS, 0, target=f"{RULES}#art_3__para_2"),
         "The new wording is that of khoản 1, not of khoản 2."),
        (changed(TERMS, 0, text_from="art_1__para_1__q2"),
         "11-QĐ/TU (20/6/2025) has no words at art_1__para_1__q2."),
        (changed(TERMS, 1, after="art_4", text_from="art_1__para_1__q1"),
         "The new wording does not begin with the number of a Điều."),
        (changed(WORDS, 0, count="2"), "The words 'huyện uỷ' stand there 1 times, not 2."),
        (changed(WORDS, 0, **{"with": "đảng uỷ phường"}),
         "40-QĐ/TU (25/6/2025) does not say 'đảng uỷ phường' there."),
        (changed(WORDS, 2, conf="U"), "It is not confirmed."),
        (changed(WORDS, 2, effective="2025-07"),
         "The day from which it holds is known only as 7/2025."),
    ],
)  # fmt: skip
def test_what_cannot_be_applied_stays_outstanding_with_its_reason(
    files: dict[str, bytes], reason: str
) -> None:
    found = wording(files, "2025-07-01")
    assert found.state == "partial"
    assert [one.reason for one in found.outstanding] == [reason]


def simple(name: str, kind: str, signed: str, words: str) -> dict[str, bytes]:
    """The files of an instrument that gives Điều 4 other words from 1 July 2025 on."""
    work_id = f"tinh-uy-a/{kind.replace('_', '-')}/2025/{name}"
    amending = f"## Điều 1. Sửa\n\n1. Sửa đổi:\n> “Điều 4. {words}”\n"
    entry = {"op": "substitute", "target": f"{RULES}#art_4", "text_from": "art_1__para_1__q1",
             "effective": "2025-07-01"}  # fmt: skip
    return law_samples.act(work_id, f"type: {kind}\nsigned: {signed}\n", signed, amending, [entry])


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (("z", "quy_dinh", "2025-03-01"), ("a", "quy_dinh", "2025-04-01")),  # signed later
        (("a", "huong_dan", "2025-03-01"), ("a", "nghi_quyet", "2025-03-01")),  # of higher rank
        (("a", "quy_dinh", "2025-03-01"), ("z", "quy_dinh", "2025-03-01")),  # by its id
    ],
)
def test_of_changes_in_effect_on_one_day_the_later_signed_or_higher_one_is_the_last(
    first: tuple[str, str, str], last: tuple[str, str, str]
) -> None:
    files = law_samples.files(RULES) | simple(*first, "Trước") | simple(*last, "Sau cùng")
    assert said(wording(files, "2025-07-01"), "art_4") == "Sau cùng"


def test_words_that_go_leave_no_gap_and_touch_nothing_else() -> None:
    files = law_samples.files(RULES)
    amending = "## Điều 1. Sửa\n\n1. Bỏ cụm từ “của huyện uỷ” tại Điều 1 và Điều 2.\n"
    entries = [
        {"op": "replace-words", "target": f"{RULES}#{place}", "find": "của huyện uỷ", "with": "",
         "instruction": "art_1__para_1"}
        for place in ("art_1", "art_2")
    ]  # fmt: skip
    files |= law_samples.act(NINE, NINTH, "2025-01-01", amending, entries)
    found = wording(files, "2025-01-01")
    assert found.state == "consolidated"
    assert said(found, "art_1") == "Quy định này nói về việc mượn sách."
    assert said(found, "art_2__para_1__point_a") == "Cán bộ;"
    assert [note.eid for note in found.notes] == ["art_1", "art_2__para_1__point_a"]


def test_words_that_would_make_another_unit_are_not_put_in() -> None:
    files = law_samples.files(RULES)
    amending = "## Điều 1. Sửa\n\n1. Thay “Kho” bằng “2. Kho báu”.\n"
    entry = {"op": "replace-words", "target": f"{RULES}#art_4", "find": "Kho", "with": "2. Kho báu"}
    files |= law_samples.act(NINE, NINTH, "2025-01-01", amending, [entry])
    assert [one.reason for one in wording(files, "2025-01-01").outstanding] == [
        "With the new words Điều 4 would be read as another."
    ]


def test_one_slice_may_hold_several_clauses_and_the_others_stay() -> None:
    files = law_samples.files(RULES)
    amending = "## Điều 1. Sửa\n\n1. Sửa đổi:\n> “1. Mới một.\n> 1a. Thêm.\n> 3. Ba.”\n"
    entry = {"op": "substitute", "target": f"{RULES}#art_3__para_1",
             "text_from": "art_1__para_1__q1"}  # fmt: skip
    files |= law_samples.act(NINE, NINTH, "2025-01-01", amending, [entry])
    article = wording(files, "2025-01-01").unit("art_3")
    assert article is not None
    assert [(unit.num, unit.text) for unit in article.children] == [
        ("1", "Mới một."), ("1a", "Thêm."), ("2", "Trả muộn thì báo trước một ngày."), ("3", "Ba."),
    ]  # fmt: skip


def test_words_that_are_not_those_once_accepted_are_not_taken() -> None:
    files = law_samples.files(RULES, TERMS)
    path = f"regulations/{TERMS}/text@2025-06-20.md"
    files[path] = files[path].replace("hai mươi ngày".encode(), "ba mươi ngày".encode())
    found = wording(files, "2025-07-01")
    assert said(found, "art_3__para_1") == "Trả sách sau mười ngày."
    assert [one.change.mod.id for one in found.outstanding] == ["m1"]


def amending(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files with the relation of the first amending instrument, and without its mods.yaml."""
    path = f"regulations/{TERMS}/work.md"
    amends = f"relations:\n- rel: amends\n  to: {RULES}\n---\n".encode()
    kept = {
        name: content for name, content in files.items() if name != f"regulations/{TERMS}/mods.yaml"
    }
    return kept | {path: files[path].removesuffix(b"---\n") + amends}


def test_what_is_ordered_but_not_recorded_makes_its_articles_partial() -> None:
    files = amending(law_samples.files(RULES, TERMS))
    assert wording(files, "2025-06-30").state == "as_issued"
    found = wording(files, "2025-07-01")
    assert [
        (one.change.mod.part, one.change.mod.after, one.reason) for one in found.outstanding
    ] == [
        ("art_3__para_1", "", "It is ordered there, but not recorded."),
        ("", "art_3", "It is ordered there, but not recorded."),
    ]
    assert (found.state, found.narrowed("art_3").state) == ("partial", "partial")
    assert found.narrowed("art_2").state == "as_issued"


def test_an_amendment_without_a_text_makes_all_of_its_target_partial() -> None:
    files = amending(law_samples.files(RULES, TERMS))
    del files[f"regulations/{TERMS}/text@2025-06-20.md"]
    found = wording(files, "2025-07-01")
    assert [one.reason for one in found.outstanding] == ["What it changes has not been recorded."]
    assert (found.state, found.narrowed("art_2").state) == ("partial", "partial")


def test_half_an_amendment_is_partial_until_a_person_says_that_it_is_complete() -> None:
    files = law_samples.files(RULES, TERMS)
    path = f"regulations/{TERMS}/mods.yaml"
    files[path] = law_samples.mods(law_samples.MODS[TERMS][:1], law_samples.text(TERMS))
    found = wording(files, "2025-07-01")
    assert said(found, "art_3__para_1") == "Trả sách sau hai mươi ngày; sách quý trả trong ngày."
    assert [one.change.mod.op for one in found.outstanding] == ["insert"]
    files[path] = b"complete: yes\n" + files[path]
    assert wording(files, "2025-07-01").state == "consolidated"


def test_an_order_that_was_not_understood_is_told_with_its_place() -> None:
    files = amending(law_samples.files(RULES, TERMS))
    path = f"regulations/{TERMS}/text@2025-06-20.md"
    files[path] = "## Điều 1. Sửa\n\n1. Sửa đổi cách gọi Điều 3 thành “Hoàn trả”.\n".encode()
    assert [one.reason for one in wording(files, "2025-07-01").outstanding] == [
        "What it orders in khoản 1 Điều 1 was not understood."
    ]


def test_an_act_that_was_gone_before_its_day_changes_nothing() -> None:
    files = law_samples.files(RULES, TERMS)
    path = f"regulations/{WORDS}/work.md"
    ends = f"relations:\n- rel: repeals\n  to: {TERMS}\n---\n".encode()
    files[path] = law_samples.files(WORDS)[path].removesuffix(b"---\n") + ends
    assert wording(files, "2025-08-01").state == "as_issued"


def test_a_text_printed_later_holds_what_was_done_before() -> None:
    files = law_samples.files(RULES, TERMS, WORDS)
    files[f"regulations/{RULES}/text@2025-08-01.md"] = "## Điều 1. Toàn bộ\n".encode()
    found = wording(files, "2025-08-01")
    assert (found.state, found.source, found.notes) == ("consolidated", "2025-08-01", ())
    assert wording(files, "2025-07-31").source == "2024-03-10"


def test_an_entry_that_changes_nothing_is_a_fault_with_its_file() -> None:
    files = changed(TERMS, 0, target=f"{RULES}#art_9")
    nowhere = law_samples.library(changed(WORDS, 2, target=f"{RULES}-2#art_1"))
    assert [str(one) for one in crosscheck(law_samples.library(files)) if "mods" in str(one)] == [
        f"regulations/{TERMS}/mods.yaml: m1 is not carried out. art_9 is not found in the text. "
        "Correct the entry; see what the text orders with: vanthu reg amend."
    ]
    assert [one.message for one in crosscheck(nowhere) if one.place.path.endswith("mods.yaml")] == [
        f"m3 names {RULES}-2, which has no record."
    ]


# Any amendments at all

EIDS = st.sampled_from(
    ["art_1", "art_2", "art_2__para_1", "art_2__para_1__point_a", "art_2__para_2", "art_3",
     "art_3__para_1", "art_4", "chp_II", "art_3a", "art_9"]
)  # fmt: skip
NEW = st.sampled_from(
    ["1. Một.", "2. Hai:\na) A;\nb) B.", "3. Ba.", "2a. Hai a.", "a) Mới;", "c) Thêm.", "- Gạch.",
     "Điều 3. Mới\n1. Một.\n2. Hai.", "Điều 3a. Thêm", "Điều 5. Năm\nLời.", "Không số.",
     "Chương II. MỚI\nĐiều 3. Ba\nĐiều 5. Năm", "x\n1. y", "Điều 4.\n\n- Gạch"]
)  # fmt: skip
DAYS = st.dates(date(2024, 1, 1), date(2024, 3, 31))
WHENS = st.one_of(
    DAYS.map(str), st.sampled_from(["2024-02", "[2024-01-20..2024-02-10]", "2024"])
)  # fmt: skip
ENTRIES = st.fixed_dictionaries(
    {"op": st.sampled_from(["substitute", "insert", "repeal", "renumber", "replace-words",
                            "suspend", "correct", "add-words-after", "add-words-before",
                            "retitle"]),
     "eid": EIDS, "new": NEW, "to": EIDS},
    optional={"effective": WHENS, "until": WHENS, "after": EIDS, "before": EIDS},
)  # fmt: skip
ACTS = st.lists(st.tuples(st.none() | WHENS, st.lists(ENTRIES, max_size=4)), max_size=3)


def act(number: int, signed: str | None, drawn: list[dict[str, str]]) -> dict[str, bytes]:
    """The files of an instrument that does what was drawn."""
    clauses, entries = "", []
    for at, one in enumerate(drawn, 1):
        quoted = "\n".join(f"> {line}" for line in one["new"].split("\n"))
        clauses += f"{at}. Thay “Kho” bằng “2. Kho báu”:\n{quoted}\n"
        place = f"art_1__para_{at}"
        entry = {"op": one["op"], "target": f"{RULES}#{one['eid']}", "instruction": place}
        entry |= {key: one[key] for key in ("effective", "until", "after", "before") if key in one}
        if one["op"] in ("substitute", "insert", "retitle"):
            entry["text_from"] = f"{place}__q3"
        elif "words" in one["op"] or one["op"] == "correct":
            entry |= {"find": "Kho", "with": "2. Kho báu"}
        elif one["op"] == "renumber":
            entry["new_id"] = one["to"]
        entries.append(entry)
    amending = f"## Điều 1. Sửa\n\n{clauses}"
    front = f"type: quyet_dinh\nsymbol: {number}-QĐ/TU\n"
    front += f'signed: "{signed}"\n' if signed else ""
    work_id = f"tinh-uy-a/quyet-dinh/undated/{number}"
    return law_samples.act(work_id, front, "2024-01-01", amending, entries)


@st.composite
def offices(draw: st.DrawFn) -> dict[str, bytes]:
    files = law_samples.files(RULES)
    for number, (signed, drawn) in enumerate(draw(ACTS), 1):
        files |= act(number, signed, drawn)
    return files


def rules(library: Library, day: date) -> Wording:
    return wording_on(library.work(RULES), day, library)


@given(offices(), st.dates(date(2024, 3, 1), date(2025, 2, 1)))
def test_a_wording_is_the_same_from_one_turning_day_to_the_next(
    files: dict[str, bytes], day: date
) -> None:
    library = law_samples.library(files)
    turned = max((one for one in turning_days(library.work(RULES), library) if one <= day),
                 default=date(2024, 1, 1))  # fmt: skip
    assert replace(rules(library, turned), day=day) == rules(library, day)


@given(offices(), st.randoms(use_true_random=False), st.integers(0, 120))
def test_the_order_of_the_files_does_not_matter(
    files: dict[str, bytes], order: Random, days: int
) -> None:
    paths = list(files)
    order.shuffle(paths)
    day = date(2024, 3, 10) + timedelta(days)
    assert rules(law_samples.library({path: files[path] for path in paths}), day) == rules(
        law_samples.library(files), day
    )


@given(offices(), st.integers(0, 400))
def test_a_wording_reads_back_as_it_is_printed(files: dict[str, bytes], days: int) -> None:
    found = rules(law_samples.library(files), date(2024, 3, 10) + timedelta(days))
    assert found.text is not None
    read, _ = read_markdown("", render(found.text))
    assert [(unit.eid, unit.heading, unit.text) for unit in read.each()] == [
        (unit.eid, unit.heading, unit.text) for unit in found.text.each()
    ]
    assert {note.eid for note in found.notes} <= {unit.eid for unit in read.each()}


@given(offices(), st.dates(date(2000, 1, 1), date(2024, 3, 9)))
def test_before_the_signing_day_there_is_nothing(files: dict[str, bytes], day: date) -> None:
    found = rules(law_samples.library(files), day)
    assert (found.text, found.notes, found.outstanding) == (None, (), ())


@given(offices(), st.integers(0, 400))
def test_every_change_that_counts_is_in_the_text_or_told(
    files: dict[str, bytes], days: int
) -> None:
    found = rules(law_samples.library(files), date(2024, 3, 10) + timedelta(days))
    assert (found.state == "partial") == bool(found.outstanding)
    library = law_samples.library(files)
    assert state_on(library.work(RULES), found.day, library) == found.state
    assert all(one.reason for one in found.outstanding)
    if not found.notes and not found.outstanding:
        assert found.state == "as_issued"
        assert found.text is not None
        assert render(found.text) == law_samples.text(RULES)
