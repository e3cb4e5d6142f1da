"""Workbooks that go out to bodies and come back: what is taken, asked, listed, and never lost."""

import io
import json
import zipfile
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from templates.spreadsheet import read_workbook
from templates.taskbook import BASE, META, SHEET, read_taskbook
from templates.taskcolumns import COLUMNS
from tests.front_door import Answer, Vanthu
from tests.workbook_edits import table, typed_over
from tracker.reported import REPORTED, same
from tracker.returns import ADDING, Returned, merge

DAY = ("--as-of", "2026-06-05")
COLUMN = {one.key: chr(ord("A") + at) for at, one in enumerate(COLUMNS)}
ASKED = ("--as-of", "2026-06-08")


def sent(vanthu: Vanthu, body: str = "xa-b") -> bytes:
    out = vanthu.root.parent / "gui"
    answer = vanthu("task", "export", "--by", "body", "--out", str(out), *DAY)
    assert answer.exit_code == 0, answer.err
    return (out / f"{body}.xlsx").read_bytes()


def bring(vanthu: Vanthu, *books: tuple[str, bytes]) -> Answer:
    paths = []
    for name, content in books:
        path = vanthu.root.parent / name
        path.write_bytes(content)
        paths.append(str(path))
    out = str(vanthu.root.parent / "xung-dot.xlsx")
    return vanthu("task", "return", *paths, "--out", out, *ASKED, "--json")


def row_of(content: bytes, task: str) -> int:
    """Return the number in Excel of the row of *task*."""
    rows = next(one.rows for one in read_workbook(content) if one.name == SHEET)
    return next(at for at, row in enumerate(rows, 1) if task in row[1:2])


def shown(vanthu: Vanthu, task: str) -> dict[str, object]:
    found: dict[str, object] = vanthu("task", "show", task, *ASKED, "--json").items[0]
    return found


def test_a_workbook_is_for_one_body_and_locks_what_is_not_its_own(vanthu: Vanthu) -> None:
    content = sent(vanthu, "btctu-a")
    sheets = {one.name: one for one in read_workbook(content)}
    assert set(sheets) == {SHEET, BASE, META}
    leads = {row[4] for row in sheets[SHEET].rows[2:] if any(row)}
    assert all("BTCTU" in lead for lead in leads)
    parts = zipfile.ZipFile(io.BytesIO(content))
    page = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<sheetProtection" in page
    assert "<f>" not in page
    assert parts.read("xl/workbook.xml").decode().count('state="veryHidden"') == 2


def test_the_same_office_gives_the_same_workbook(vanthu: Vanthu) -> None:
    assert sent(vanthu) == sent(vanthu)


def test_what_comes_back_unchanged_changes_nothing(vanthu: Vanthu) -> None:
    answer = bring(vanthu, ("xa-b.xlsx", sent(vanthu)))
    assert answer.exit_code == 0, answer.err
    assert answer.items[0]["events"] == []
    assert answer.document["problems"] == []


def test_progress_becomes_events_and_a_deadline_a_request(vanthu: Vanthu) -> None:
    content = sent(vanthu)
    row = row_of(content, "ctr-tu-a/NV-2026-010")
    edited = typed_over(content, SHEET, {
        f"{COLUMN['deadline']}{row}": datetime(2027, 4, 1),  # 4/2027, as Excel keeps it
        f"{COLUMN['obstacle']}{row}": "Chờ số liệu mẫu",
    })  # fmt: skip
    answer = bring(vanthu, ("xa-b.xlsx", edited))
    assert answer.exit_code == 0, answer.err
    said = [
        (one["kind"], one.get("deadline"), one.get("note")) for one in answer.items[0]["events"]
    ]
    assert said == [("ask", "4/2027", None), ("obstacle", None, "Chờ số liệu mẫu")]
    after = shown(vanthu, "NV-2026-010")
    assert after["deadline"]["extensions"] == 0  # type: ignore[index]
    assert after["cause"] == "Chờ số liệu mẫu"
    assert vanthu("undo").exit_code == 0


def test_the_same_workbook_twice_is_recorded_once(vanthu: Vanthu) -> None:
    content = sent(vanthu)
    row = row_of(content, "ctr-tu-a/NV-2026-010")
    edited = typed_over(content, SHEET, {
        f"{COLUMN['deadline']}{row}": "quý III/2026", f"{COLUMN['note']}{row}": "đã họp",
        f"{COLUMN['progress']}{row}": "Hoàn thành", f"{COLUMN['done_on']}{row}": "05/06/2026",
        f"{COLUMN['result']}{row}": "12-KH/ĐU, 5/6/2026",
    })  # fmt: skip
    assert len(bring(vanthu, ("xa-b.xlsx", edited)).items[0]["events"]) == 3
    again = bring(vanthu, ("xa-b.xlsx", edited))
    assert (again.exit_code, again.items[0]["events"]) == (0, [])
    assert shown(vanthu, "NV-2026-010")["status"] == "done_late"


def test_two_bodies_a_conflict_a_month_a_formula_a_lost_row_and_a_new_one(vanthu: Vanthu) -> None:
    leads = ("--lead", "Đảng uỷ xã B", "--lead", "Đảng uỷ xã C")
    words = ("--programme", "ctr-tu-a", "--title", "Việc chung mẫu", "--deadline", "tháng 9/2026")
    vanthu("task", "add", *words, *leads, *DAY)
    joint = "ctr-tu-a/NV-2026-013"
    of_b, of_c = sent(vanthu), sent(vanthu, "xa-c")
    b, c = row_of(of_b, joint), row_of(of_c, joint)
    own_b = row_of(of_b, "ctr-tu-a/NV-2026-010")
    from_b = typed_over(of_b, SHEET, {
        f"{COLUMN['progress']}{b}": "Đang thực hiện",
        f"{COLUMN['deadline']}{b}": datetime(2027, 4, 1),
        f"{COLUMN['note']}{own_b}": "=1+1",
        f"{COLUMN['content']}{b + 5}": "Việc mới của xã B",
    })  # fmt: skip
    lost = row_of(of_c, "ctr-tu-a/NV-2026-011")
    from_c = typed_over(of_c, SHEET, {
        f"{COLUMN['progress']}{c - (lost < c)}": "Đã trình",
        f"{COLUMN['note']}{c - (lost < c)}": "xã C ghi chú",
    }, without=[lost])  # fmt: skip
    answer = bring(vanthu, ("xa-b.xlsx", from_b), ("xa-c.xlsx", from_c))
    assert answer.exit_code == 6
    (conflict,) = answer.document["conflicts"]
    assert (conflict["task"], conflict["column"]) == (joint, "progress")
    assert conflict["said"] == [{"file": "xa-b.xlsx", "value": "Đang thực hiện"},
                                {"file": "xa-c.xlsx", "value": "Đã trình"}]  # fmt: skip
    of_one, of_other = answer.items
    assert [(one["kind"], one["deadline"]) for one in of_one["events"]] == [("ask", "4/2027")]
    assert [one["note"] for one in of_other["events"]] == ["xã C ghi chú"]
    assert of_one["added"] == [b + 5]
    assert of_other["missing"] == ["ctr-tu-a/NV-2026-011"]
    assert shown(vanthu, "NV-2026-011")["id"] == "NV-2026-011"
    assert [one["path"] for one in answer.document["problems"]] == [
        f"xa-b.xlsx {SHEET}!{COLUMN['note']}{own_b}"
    ]
    book = zipfile.ZipFile(vanthu.root.parent / "xung-dot.xlsx")
    comments = book.read("xl/comments1.xml").decode()
    assert "xa-b.xlsx: Đang thực hiện" in comments
    assert "xa-c.xlsx: Đã trình" in comments


def test_what_the_office_changed_meanwhile_is_not_overwritten(vanthu: Vanthu) -> None:
    content = sent(vanthu)
    row = row_of(content, "ctr-tu-a/NV-2026-010")
    vanthu("task", "submit", "NV-2026-010", "--to", "Tỉnh uỷ A", *DAY)
    edited = typed_over(content, SHEET, {
        f"{COLUMN['progress']}{row}": "Hoàn thành", f"{COLUMN['done_on']}{row}": "05/06/2026",
    })  # fmt: skip
    answer = bring(vanthu, ("xa-b.xlsx", edited))
    assert answer.exit_code == 6
    assert answer.document["conflicts"][0]["ours"] == "Đã trình"
    assert shown(vanthu, "NV-2026-010")["status"] == "overdue_submitted"


def test_done_without_a_day_and_what_is_locked_are_named_and_not_taken(vanthu: Vanthu) -> None:
    content = sent(vanthu)
    row = row_of(content, "ctr-tu-a/NV-2026-010")
    edited = typed_over(content, SHEET, {
        f"{COLUMN['progress']}{row}": "Hoàn thành", f"{COLUMN['lead']}{row}": "BTCTU",
    })  # fmt: skip
    answer = bring(vanthu, ("xa-b.xlsx", edited))
    assert answer.items[0]["events"] == []
    said = " ".join(one["message"] for one in answer.document["problems"])
    assert "no day is given" in said
    assert "BTCTU" in said


def test_a_dry_run_records_nothing(vanthu: Vanthu) -> None:
    content = sent(vanthu)
    row = row_of(content, "ctr-tu-a/NV-2026-010")
    path = vanthu.root.parent / "xa-b.xlsx"
    path.write_bytes(typed_over(content, SHEET, {f"{COLUMN['note']}{row}": "đã họp"}))
    before = vanthu("status", "--json").document["office"]
    answer = vanthu("task", "return", str(path), "--dry-run", *ASKED)
    assert answer.exit_code == 0
    assert "đã họp" in answer.out
    assert vanthu("status", "--json").document["office"] == before


def test_what_is_no_workbook_of_ours_is_refused_by_its_name(vanthu: Vanthu) -> None:
    good = typed_over(sent(vanthu), SHEET, {f"{COLUMN['note']}3": "đã họp"})
    before = vanthu("status", "--json").document["office"]
    for content in (b"no workbook", b"PK\x03\x04", table([["Nội dung nhiệm vụ"]])):
        answer = bring(vanthu, ("b.xlsx", good), ("khac.xlsx", content))
        assert answer.exit_code == 5
        assert "khac.xlsx" in json.loads(answer.err)["error"]["message"]
    assert vanthu("status", "--json").document["office"] == before


def test_the_workbook_of_another_office_is_refused_though_its_ids_are_ours(vanthu: Vanthu) -> None:
    typed = typed_over(sent(vanthu), SHEET, {f"{COLUMN['note']}3": "đã họp"})
    assert bring(vanthu, ("b.xlsx", typed)).exit_code == 0
    meta = next(one.rows for one in read_workbook(typed) if one.name == META)
    at = next(at for at, row in enumerate(meta, 1) if row[0] == "office")
    other = typed_over(typed, META, {f"B{at}": "Ban Tổ chức Tỉnh uỷ Z"})
    answer = bring(vanthu, ("b.xlsx", other))
    error = json.loads(answer.err)["error"]
    assert (answer.exit_code, error["code"]) == (5, "other_office")
    assert "Ban Tổ chức Tỉnh uỷ Z" in error["message"]


def test_a_column_that_is_gone_and_a_request_without_a_day_are_named(vanthu: Vanthu) -> None:
    deadline, progress = COLUMN["deadline"], COLUMN["progress"]
    typed = typed_over(
        sent(vanthu), SHEET, {f"{deadline}3": "càng sớm càng tốt", f"{progress}2": "x"}
    )
    found = bring(vanthu, ("b.xlsx", typed)).document
    assert found["items"][0]["events"] == []
    messages = [one["message"] for one in found["problems"]]
    assert any("Tiến độ" in message for message in messages)
    assert any("càng sớm càng tốt" in message for message in messages)


def test_the_body_that_took_anothers_place_gets_the_workbook(vanthu: Vanthu) -> None:
    bodies = vanthu.root / "regulations/bodies.yaml"
    text = bodies.read_text(encoding="utf-8")
    old, new = "  - vi: Đảng uỷ xã C\n", "  - vi: Đảng uỷ xã B\n"
    text = text.replace(old, f"{old}    until: 2026-06-01\n")
    bodies.write_text(text.replace("- id: xa-b\n", "- id: xa-b\n  predecessors:\n  - xa-c\n"),
                      encoding="utf-8")  # fmt: skip
    assert new in text
    assert vanthu("record").exit_code == 0
    out = vanthu.root.parent / "gui"
    items = vanthu("task", "export", "--by", "body", "--out", str(out), *DAY, "--json").items
    assert {one["body"]: one["tasks"] for one in items}["xa-b"] == 2
    assert "xa-c" not in {one["body"] for one in items}


values = st.sampled_from(["", "Đang thực hiện", "dang thuc hien", "Đã trình", "đã họp", "5/6/2026"])
rows = st.builds(
    Returned,
    st.sampled_from(["p/T1", "p/T2"]),
    st.sampled_from(["b.xlsx", "c.xlsx"]),
    st.fixed_dictionaries(dict.fromkeys(REPORTED, values)),
    st.fixed_dictionaries(dict.fromkeys(REPORTED, values)),
)


@given(st.lists(rows, max_size=3, unique_by=lambda one: (one.task, one.file)), rows)
def test_each_changed_cell_is_taken_or_in_conflict_or_held_already(
    returned: list[Returned], held: Returned
) -> None:
    ours = {"p/T1": held.base, "p/T2": held.theirs}
    merged = merge(returned, ours)
    clashing = {(one.task, one.key) for one in merged.conflicts}
    for change in merged.changes:
        for key, words in change.cells.items():
            assert (change.task, key) not in clashing
            source = next(
                one for one in returned if (one.task, one.file) == (change.task, change.file)
            )
            assert source.changed(key)
            assert words == source.theirs[key]
            if key not in ADDING:
                now = ours[change.task][key]
                assert not now or same(key, now, source.base[key])
    merged_again = merge(returned[::-1], ours)
    assert {(one.task, one.key) for one in merged_again.conflicts} == clashing


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_fail(content: bytes) -> None:
    from regulations.errors import VanthuError

    try:
        read_taskbook(content, "x.xlsx", "")
    except VanthuError as error:
        assert error.exit_code == 5
