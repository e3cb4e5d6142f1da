"""The tables that offices keep in Excel: read as they stand, shown, and only then entered."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from templates.taskbook import SHEET
from templates.taskcolumns import column_named
from tests.front_door import Answer, Vanthu
from tests.test_task_return import COLUMN, row_of, sent
from tests.workbook_edits import table, typed_over

HEAD: list[object] = [
    "STT",
    "Nội dung nhiệm vụ",
    "Đơn vị chủ trì",
    "CQ phối hợp",
    "Sản phẩm",
    "Hạn hoàn thành",
]
ROWS: list[list[object]] = [
    ["PHỤ LỤC"],
    ["Kèm theo Chương trình mẫu"],
    [],
    HEAD,
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
    ["I", "NHÓM NHIỆM VỤ VỀ TỔ CHỨC"],
    [1, "Xây dựng kế hoạch mẫu", "BTCTU", "VPTU; Đảng uỷ xã B", "Kế hoạch", datetime(2027, 4, 1)],
    [2, "Việc mẫu hai", "Ban Chính sách, chiến lược Trung ương", None, None, 2027],
    ["II", "NHÓM NHIỆM VỤ VỀ CÁN BỘ"],
    [3, "Việc mẫu ba", "BTCTU\nĐảng uỷ xã C", None, "Báo cáo", date(2026, 5, 6)],
    [4, "Việc mẫu bốn", "Sở Mẫu tỉnh A", None, None, "trước ngày 30/6/2026"],
    [5, "Việc mẫu năm", "VPTU", None, None, "sớm nhất có thể"],
    [6, "Việc mẫu sáu", "VPTU", None, None, "thường xuyên"],
    [7, "Việc mẫu bảy", "=1+1", None, None, "quý II/2026"],
    [None, None, "Nơi nhận: như trên"],
    ["Nơi nhận:", "- Lưu mẫu"],
]


def read(vanthu: Vanthu, rows: Sequence[Sequence[object]], *words: str) -> Answer:
    path = vanthu.root.parent / "bang.xlsx"
    path.write_bytes(table(rows))
    return vanthu("task", "import", str(path), "--as-of", "2026-06-05", "--json", *words)


def test_a_table_gives_its_rows_with_group_lead_and_due_day(vanthu: Vanthu) -> None:
    rows = read(vanthu, ROWS).items
    assert [(row["title"], row["lead"], row["phrase"], row["due"]) for row in rows] == [
        ("Xây dựng kế hoạch mẫu", ["BTCTU"], "4/2027", "2027-04-30"),
        ("Việc mẫu hai", ["Ban Chính sách, chiến lược Trung ương"], "2027", "2027-12-31"),
        ("Việc mẫu ba", ["BTCTU", "Đảng uỷ xã C"], "06/05/2026", "2026-05-06"),
        ("Việc mẫu bốn", [], "trước ngày 30/6/2026", "2026-06-29"),
        ("Việc mẫu năm", ["VPTU"], None, None),
        ("Việc mẫu sáu", ["VPTU"], "thường xuyên", None),
        ("Việc mẫu bảy", [], "quý II/2026", "2026-06-30"),
    ]
    assert rows[0]["coordinate"] == ["VPTU", "Đảng uỷ xã B"]
    assert {row["group"] for row in rows[:2]} == {"NHÓM NHIỆM VỤ VỀ TỔ CHỨC"}
    assert {row["group"] for row in rows[2:]} == {"NHÓM NHIỆM VỤ VỀ CÁN BỘ"}


def test_what_is_not_understood_is_named_with_its_cell(vanthu: Vanthu) -> None:
    answer = read(vanthu, ROWS)
    named = [(fault["path"], fault["message"]) for row in answer.items for fault in row["problems"]]
    assert [path.rpartition("!")[2] for path, _ in named] == ["C10", "C11", "F12", "C14"]
    (formula,) = answer.document["problems"]
    assert formula["path"].endswith("!C14")


def test_nothing_enters_before_it_is_accepted(vanthu: Vanthu) -> None:
    before = vanthu("status", "--json").document["office"]
    read(vanthu, ROWS)
    assert vanthu("status", "--json").document["office"] == before
    assert read(vanthu, ROWS, "--accept", "1").exit_code == 2


def test_accepted_rows_enter_and_nothing_of_them_is_lost(vanthu: Vanthu) -> None:
    rows = [[*HEAD, "Kinh phí", "Tiến độ"],
            [1, "Việc mẫu", "Sở Mẫu tỉnh A", None, "Đề án", "sớm", "12 triệu", "40 %"]]  # fmt: skip
    entered = read(vanthu, rows, "--programme", "ctr-tu-a", "--accept", "all").items
    shown = vanthu("task", "show", entered[0]["id"], "--json").items[0]
    notes = "\n".join(shown["notes"])
    for words in ("Sở Mẫu tỉnh A", "Kinh phí: 12 triệu", "40 %", "bang.xlsx"):
        assert words in notes
    assert shown["product"] == {"type": "de_an", "issuer": None, "title": "Đề án"}
    faults = vanthu("doctor", "--json", "--lang", "en").items
    assert [one["message"] for one in faults] == ["Nobody leads the task."]


def test_headings_in_two_rows_and_cells_merged_downward(vanthu: Vanthu) -> None:
    path = vanthu.root.parent / "hai-hang.xlsx"
    path.write_bytes(table([
        ["TT", "Nhiệm vụ", "Cơ quan thực hiện nhiệm vụ", None, "Thời gian hoàn thành"],
        [None, None, "Chủ trì", "Phối hợp", None],
        [1, "Việc một", "BTCTU", "VPTU", "tháng 6/2026"],
        [2, "Việc hai", None, None, "tháng 7/2026"],
    ], merged=["C3:C4"]))  # fmt: skip
    rows = vanthu("task", "import", str(path), "--json").items
    assert [(row["title"], row["lead"], row["coordinate"]) for row in rows] == [
        ("Việc một", ["BTCTU"], ["VPTU"]),
        ("Việc hai", ["BTCTU"], []),
    ]


def test_headings_stand_again_and_a_sum_closes_one_group_only(vanthu: Vanthu) -> None:
    rows: list[list[object]] = [HEAD, [1, "Việc một", "BTCTU", None, None, "tháng 6/2026"],
            [None, "Tổng cộng: 1"], HEAD,
            [2, "Việc hai", "BTCTU", None, None, "tháng 7/2026"],
            [None, "Tổng cộng: 2"], [None, "Người lập biểu"]]  # fmt: skip
    found = read(vanthu, rows)
    assert [row["title"] for row in found.items] == ["Việc một", "Việc hai"]
    assert found.document["problems"] == []


def test_rows_and_sheets_that_excel_hides_are_read_and_told(vanthu: Vanthu) -> None:
    path = vanthu.root.parent / "bang.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, hidden in (("Tờ 1", False), ("Tờ 2", True)):
            page = book.add_worksheet(name)
            page.write_row(0, 0, HEAD)
            page.write_row(1, 0, [1, f"Việc {name}", "BTCTU", "", "", "tháng 6/2026"])
            page.write_row(2, 0, [2, f"Việc ẩn {name}", "BTCTU", "", "", "tháng 6/2026"])
            page.set_row(2, None, None, {"hidden": True})
            if hidden:
                page.hide()
    found = vanthu("task", "import", str(path), "--json")
    assert len(found.items) == 4
    assert [one["path"].partition(" ")[2] for one in found.document["problems"]] == [
        "Tờ 1!B3", "Tờ 2!B2", "Tờ 2!B3",
    ]  # fmt: skip


def test_a_day_that_lost_its_format_is_told_from_a_year(vanthu: Vanthu) -> None:
    [row] = read(vanthu, [HEAD, [1, "Việc", "BTCTU", None, None, 46203]]).items
    assert row["due"] is None
    assert "format of a date" in row["problems"][0]["remedy"]


def test_a_row_that_stands_twice_is_told_and_enters_once(vanthu: Vanthu) -> None:
    row = [1, "Việc một", "BTCTU", None, None, "tháng 6/2026"]
    other = [3, "Việc một", "Đảng uỷ xã B", None, None, "tháng 6/2026"]
    path = vanthu.root.parent / "bang.xlsx"
    path.write_bytes(table([HEAD, row, row, other]))
    preview = vanthu("task", "import", str(path), "--lang", "en")
    assert "2: the same as 1." in preview.out
    assert "3: the same" not in preview.out
    words = ("task", "import", str(path), "--programme", "ctr-tu-a", "--accept")
    assert vanthu(*words, "all").exit_code == 6
    assert vanthu(*words, "1,3").exit_code == 0


def test_our_own_workbook_gives_only_its_new_rows(vanthu: Vanthu, tmp_path: Path) -> None:
    content = sent(vanthu)
    row = row_of(content, "ctr-tu-a/NV-2026-010")
    path = tmp_path / "xa-b.xlsx"
    path.write_bytes(typed_over(content, SHEET, {f"{COLUMN['content']}{row + 1}": "Việc mới"}))
    rows = vanthu("task", "import", str(path), "--json").items
    assert [one["title"] for one in rows] == ["Việc mới"]


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Đơn vị chủ trì (*)", "lead"), ("CQ chủ trì", "lead"), ("CƠ QUAN CHỦ TRÌ", "lead"),
        ("Thời gian hoàn thành", "deadline"), ("Hạn hoàn thành", "deadline"), ("STT", "number"),
        ("Văn bản giao (số, ngày)", "set_by"), ("Kinh phí", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_heading_goes_by_many_names(heading: str, key: str) -> None:
    assert column_named(heading) == key


def test_a_workbook_without_a_table_says_what_headings_are_looked_for(vanthu: Vanthu) -> None:
    answer = read(vanthu, [["Kính gửi"], ["Nội dung thư"]])
    assert answer.items == []
    assert "Cơ quan chủ trì" in answer.document["problems"][0]["remedy"]
