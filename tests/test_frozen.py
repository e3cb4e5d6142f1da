"""Frozen numbers stay as they were, come back as they were written, and refuse hand edits."""

import json
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from templates.readback import read_tables, read_text
from tests.front_door import Vanthu
from tests.test_standing import YEAR, event, some_events, task
from tracker.changes import ROWS, changes_between
from tracker.extensions import extensions_of
from tracker.frozen import read_frozen_file
from tracker.progress import Item, Stock, take_stock
from tracker.standing import standing_on
from tracker.standingtext import (
    extension_from_json,
    extension_to_json,
    standing_from_json,
    standing_to_json,
)

FIRST, LATER = date(2026, 6, 5), date(2026, 7, 20)
PATH = "tracker/ctr-tu-a/reports/2026-06-05.jsonl"
REPORT = ("report", "progress", "--programme", "ctr-tu-a")
TASK = "NV-2026-009"  # due on 31 July 2026, nothing recorded

stories = st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), some_events, max_size=4)


def stock(stories_told: dict[str, list], on: date) -> Stock:  # type: ignore[type-arg]
    from dataclasses import replace

    items = [
        Item(replace(task(), id=name), standing_on(task(), told, YEAR, on))
        for name, told in stories_told.items()
    ]
    return take_stock(items, on)


@given(some_events, st.dates(date(2026, 4, 1), date(2026, 9, 30)))
def test_a_standing_comes_back_as_it_was_written(events: list, on: date) -> None:  # type: ignore[type-arg]
    known = standing_on(task(), events, YEAR, on)
    assert standing_from_json(json.loads(json.dumps(standing_to_json(known)))) == known


@given(some_events, st.dates(date(2026, 4, 1), date(2026, 9, 30)))
def test_every_extension_that_counts_is_told_and_comes_back(events: list, on: date) -> None:  # type: ignore[type-arg]
    known, told = standing_on(task(), events, YEAR, on), extensions_of(task(), events, YEAR, on)
    assert len(told) == known.extensions
    assert not told or told[-1].due_after == known.due
    assert [
        extension_from_json(json.loads(json.dumps(extension_to_json(one)))) for one in told
    ] == [*told]


@given(stories, stories, stories)
def test_the_account_always_adds_up(first: dict, known: dict, then: dict) -> None:  # type: ignore[type-arg]
    before, adjusted, after = stock(first, FIRST), stock(known, FIRST), stock(then, LATER)
    found = changes_between(before, after, adjusted=adjusted)
    assert [row.cell for row in found.movements] == list(ROWS)
    for row in found.movements:
        assert row.reported + row.corrected + row.gained - row.lost == row.now
    for side, total in (("reported", before), ("adjusted", adjusted), ("now", after)):
        assert sum(getattr(row, side) for row in found.movements) == total.total


@given(st.text(max_size=200))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    assert read_frozen_file(PATH, text).data is None


def test_an_extension_asked_for_after_the_day_is_told_from_one_before() -> None:
    moved = extensions_of(
        task(), [event("extend", "2026-07-03", deadline="tháng 8/2026", asked=date(2026, 6, 29)),
                 event("extend", "2026-09-02", deadline="tháng 10/2026")],
        YEAR, date(2026, 9, 3),
    )  # fmt: skip
    assert [one.in_time for one in moved] == [True, False]
    assert [(one.due_before, one.due_after) for one in moved] == [
        (date(2026, 6, 30), date(2026, 8, 31)), (date(2026, 8, 31), date(2026, 10, 31)),
    ]  # fmt: skip


def test_a_request_recorded_before_the_day_makes_the_extension_one_in_time() -> None:
    told = [event("ask", "2026-06-29", deadline="tháng 8/2026"),
            event("extend", "2026-07-03", deadline="tháng 8/2026")]  # fmt: skip
    [moved] = extensions_of(task(), told, YEAR, date(2026, 7, 3))
    assert (moved.asked, moved.in_time) == (date(2026, 6, 29), True)


def test_numbers_changed_by_hand_are_a_fault_of_the_office(vanthu: Vanthu) -> None:
    vanthu("report", "freeze", "--programme", "ctr-tu-a", "--as-of", "2026-06-05")
    path = vanthu.root / PATH
    text = path.read_text(encoding="utf-8")
    assert read_frozen_file(PATH, text).problems == ()
    for old, new in (('"done_late":1', '"done_late":2'), ('"status":"overdue"', '"status":"done"'),
                     ("2026-06-05", "2026-06-06")):  # fmt: skip
        assert old in text
        assert read_frozen_file(PATH, text.replace(old, new, 1)).problems, old


def test_a_day_is_frozen_once(vanthu: Vanthu) -> None:
    words = ("report", "freeze", "--programme", "ctr-tu-a", "--as-of", "2026-06-05")
    assert vanthu(*words, "--dry-run").exit_code == 0
    assert vanthu(*words).exit_code == 0
    again = vanthu(*words, "--json")
    assert (again.exit_code, json.loads(again.err)["error"]["code"]) == (6, "frozen_already")


def test_followed_programmes_are_not_reported_on(vanthu: Vanthu) -> None:
    answer = vanthu("report", "freeze", "--programme", "xiv-action", "--as-of", "2026-06-05")
    assert answer.exit_code == 1


def cells(vanthu: Vanthu, day: str, *more: str) -> tuple[int, int, int, int, int]:
    item = vanthu(*REPORT, "--as-of", day, *more, "--json").items[0]
    return (*item["cells"].values(), item["outside"]["handed_over"])


def test_reports_as_of_four_days_and_what_was_frozen_stays(vanthu: Vanthu) -> None:
    """NV-009 is extended in time and done late, NV-008 handed over, NV-010 told of a month late."""

    def happen(verb: str, task_id: str, on: str, recorded: str, *more: str) -> None:
        answer = vanthu("task", verb, task_id, "--on", on, "--as-of", recorded, *more)
        assert answer.exit_code == 0, answer.err

    happen("extend", TASK, "2026-07-20", "2026-07-20", "--to", "tháng 8/2026")
    happen("handover", "NV-2026-008", "2026-08-03", "2026-08-03", "--to", "vptu-a")
    frozen = vanthu("report", "freeze", "--programme", "ctr-tu-a", "--as-of", "2026-08-05")
    assert frozen.exit_code == 0, frozen.err
    happen("done", TASK, "2026-09-12", "2026-09-12")
    happen("done", "NV-2026-010", "2026-08-04", "2026-09-13")  # a month after the fact

    # done on time, done late, open in time, open overdue, handed over
    assert cells(vanthu, "2026-07-10") == (5, 1, 1, 4, 0)
    assert cells(vanthu, "2026-08-05") == (5, 2, 1, 2, 1)
    assert cells(vanthu, "2026-09-05") == (5, 2, 0, 3, 1)
    assert cells(vanthu, "2026-09-20") == (5, 3, 0, 2, 1)
    assert cells(vanthu, "2026-08-05", "--frozen") == (5, 1, 1, 3, 1)

    late = vanthu("task", "show", TASK, "--as-of", "2026-09-20", "--json").items[0]
    assert (late["days_late"], late["status"]) == (12, "done_late")

    found = vanthu("report", "changes", "--programme", "ctr-tu-a", "--as-of", "2026-09-20",
                   "--json").items[0]  # fmt: skip
    assert (found["since"], found["frozen"]) == ("2026-08-05", True)
    [correction] = found["corrections"]
    assert (correction["task"], correction["after"]["cell"], len(correction["late"])) == (
        "ctr-tu-a/NV-2026-010", "done_late", 1,
    )  # fmt: skip
    assert found["done"] == [f"ctr-tu-a/{TASK}"]
    account = {row["cell"]: row for row in found["account"]}
    assert account["open_overdue"] == {
        "cell": "open_overdue", "reported": 3, "corrected": -1, "gained": 0, "lost": 0, "now": 2,
    }  # fmt: skip


def test_what_was_entered_after_a_later_freeze_is_not_between_two_frozen_reports(
    vanthu: Vanthu,
) -> None:
    for day in ("2026-06-05", "2026-07-05"):
        vanthu("report", "freeze", "--programme", "ctr-tu-a", "--as-of", day)
    vanthu("task", "done", "NV-2026-010", "--on", "2026-06-01", "--as-of", "2026-07-20")
    words = ("report", "changes", "2026-06-05", "--programme", "ctr-tu-a", "--json")
    assert vanthu(*words, "--as-of", "2026-07-05").items[0]["corrections"] == []
    assert len(vanthu(*words, "--as-of", "2026-07-20").items[0]["corrections"]) == 1


def test_a_task_given_later_is_in_no_earlier_report(vanthu: Vanthu, tmp_path: Path) -> None:
    vanthu("task", "add", "--programme", "ctr-tu-a", "--title", "Việc mới", "--lead", "xa-b",
           "--deadline", "tháng 7/2026", "--as-of", "2026-06-10")  # fmt: skip
    assert vanthu(*REPORT, "--as-of", "2026-06-05", "--json").items[0]["total"] == 12
    assert vanthu(*REPORT, "--as-of", "2026-06-10", "--json").items[0]["total"] == 13
    found = vanthu("report", "changes", "2026-06-05", "2026-06-10", "--programme", "ctr-tu-a",
                   "--json").items[0]  # fmt: skip
    assert found["new"] == ["ctr-tu-a/NV-2026-013"]


def test_changes_need_an_earlier_day(vanthu: Vanthu) -> None:
    answer = vanthu("report", "changes", "--programme", "ctr-tu-a", "--json")
    assert (answer.exit_code, json.loads(answer.err)["error"]["code"]) == (4, "not_frozen")
    assert vanthu(*REPORT, "--frozen", "--json").exit_code == 4


def test_the_frozen_report_prints_its_old_numbers_and_the_late_entry_under_corrections(
    vanthu: Vanthu, tmp_path: Path
) -> None:
    vanthu("report", "freeze", "--programme", "ctr-tu-a", "--as-of", "2026-06-05")
    vanthu("task", "done", "NV-2026-010", "--on", "2026-06-04", "--as-of", "2026-07-06",
           "--evidence", "5-KH/ĐU, 4/6/2026")  # fmt: skip
    for brief in ((), ("--brief",)):
        target = tmp_path / f"bao-cao{len(brief)}.docx"
        vanthu(*REPORT, *brief, "--as-of", "2026-06-05", "--frozen", "--lang", "vi",
               "--out", str(target))  # fmt: skip
        paper = target.read_bytes()
        assert "6/8 (75,0 %)" in read_text(paper)
        [corrected] = [table for table in read_tables(paper) if "Việc ghi nhận sau" in table[0]]
        assert corrected[1][1:] == (
            "Khảo sát, lập kế hoạch phát triển tổ chức đảng và đảng viên trong doanh nghiệp tư "
            "nhân trên địa bàn",
            "Chưa hoàn thành, quá hạn (60 %), chậm 22 ngày",
            "Hoàn thành quá hạn, ngày 04/6/2026 (5-KH/ĐU, 04/6/2026)",
            "04/6/2026: hoàn thành",
        )
        assert vanthu("report", "verify", str(target)).exit_code == 0
