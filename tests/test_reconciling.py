"""A report edited by hand: every changed number is named, and nothing else is."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from regulations.library import Library
from templates.anatomy import DOCUMENT, Paragraph, take_apart
from templates.brief import Account, draft_brief
from templates.letterhead import Letterhead
from templates.looks import PLAIN
from templates.ooxml import W
from templates.papers.printing import REPORT, print_brief, print_paper
from templates.press.package import parts_of
from templates.press.stamp import pack
from templates.reconciling.pages import Piece, pages_of, whole
from templates.reconciling.reconcile import reconcile
from templates.reconciling.sentences import check_sentence
from templates.report import draft_report
from tests.front_door import Vanthu
from tracker.progress import Stock
from tracker.task import Programme

DAY = ("--as-of", "2026-06-05")


def edited(paper: bytes, change: Callable[[list[etree._Element]], None]) -> bytes:
    """Return *paper* after *change* was made to its paragraphs, as a hand in Word does."""
    parts = parts_of(paper)
    root = etree.fromstring(parts[DOCUMENT])
    change(list(root.iter(f"{{{W}}}p")))
    return pack({**parts, DOCUMENT: etree.tostring(root)})


def replaced(paper: bytes, number: int, old: str, new: str) -> bytes:
    """Return *paper* with *old* made *new* in the paragraph of that number."""

    def change(paragraphs: list[etree._Element]) -> None:
        for text in paragraphs[number - 1].iter(f"{{{W}}}t"):
            if old in (text.text or ""):
                text.text = (text.text or "").replace(old, new, 1)
                return
        raise AssertionError(old)

    return edited(paper, change)


@pytest.fixture(params=["bao-cao.vi", "bao-cao.en", "nhanh.vi", "nhanh.en"])
def paper(
    request: pytest.FixtureRequest, paper_account: Account, paper_programme: Programme,
    paper_library: Library, letterhead: Letterhead,
) -> bytes:  # fmt: skip
    kind, _, lang = request.param.partition(".")
    if kind == "nhanh":
        return print_brief(
            draft_brief(paper_account, paper_programme, paper_library, letterhead, lang=lang)
        )
    stock = paper_account.stock
    report = draft_report(stock, paper_programme, paper_library, letterhead, lang=lang)
    return print_paper(REPORT, report.values(), lang=lang)


def test_an_unchanged_report_reconciles(paper: bytes) -> None:
    assert reconcile(paper) == ()
    assert reconcile(paper, paper) == ()


@pytest.mark.parametrize("paper", ["bao-cao.vi", "nhanh.en"], indirect=True)
def test_whatever_number_is_changed_is_named_in_its_place(paper: bytes) -> None:
    pages = pages_of(take_apart(parts_of(paper)))
    cells = [piece for grid in pages.grids for row in grid.rows for cell in row for piece in cell]
    pieces = [one for one in (*pages.sentences, *cells) if not one.open]
    numbered = [(one, re.search(r"\d", one.text)) for one in pieces]
    changed = [(one, digit[0]) for one, digit in numbered if digit]
    assert len(changed) > 40
    for one, digit in changed:
        other = str((int(digit) + 1) % 10)
        found = reconcile(replaced(paper, one.paragraph.number, digit, other), paper)
        at = [finding for finding in found if finding.place.paragraph == one.paragraph.number]
        assert any(finding.rule == "office" for finding in at), one.text


def figure(paper: bytes, name: str) -> tuple[Paragraph, str]:
    """Return the paragraph that holds the figure called *name*, and what it says."""
    for grid in pages_of(take_apart(parts_of(paper))).grids:
        for row in range(len(grid.rows)):
            if grid.text(row, 0).startswith(name):
                return grid.piece(row, 1).paragraph, grid.text(row, 1)
    raise AssertionError(name)


def test_a_figure_changed_breaks_its_sum_and_the_annex_even_without_the_office(
    paper_stock: Stock, paper_programme: Programme, paper_library: Library, letterhead: Letterhead
) -> None:
    report = draft_report(paper_stock, paper_programme, paper_library, letterhead)
    paper = print_paper(REPORT, report.values())
    one, said = figure(paper, "Chưa hoàn thành, quá hạn")
    assert said == "2"
    found = reconcile(replaced(paper, one.number, "2", "3"))
    assert [finding.rule for finding in found] == ["sum", "annex"]
    assert str(found[0].message) == (
        "“1. Số liệu tổng hợp”, table 2, row 6, column 2: 11 is not 5 + 1 + 3 + 3 = 12."
    )
    assert "the lines of the annex are 2" in found[1].message


def test_a_percentage_changed_is_named_with_the_right_one(
    paper_stock: Stock, paper_programme: Programme, paper_library: Library, letterhead: Letterhead
) -> None:
    report = draft_report(paper_stock, paper_programme, paper_library, letterhead)
    paper = print_paper(REPORT, report.values())
    number = next(one.number for one in take_apart(parts_of(paper)).body if one.text == "62,5 %")
    found = reconcile(replaced(paper, number, "62,5", "65,2"))
    assert [
        (finding.rule, "5/8 is 62,5 %, not 65,2 %" in finding.message) for finding in found
    ] == [("share", True)]


def test_what_the_drafter_writes_into_a_gap_is_not_held_against_the_office(
    paper_stock: Stock, paper_programme: Programme, paper_library: Library, letterhead: Letterhead
) -> None:
    report = draft_report(paper_stock, paper_programme, paper_library, letterhead)
    paper = print_paper(REPORT, report.values())

    def fill(paragraphs: list[etree._Element]) -> None:
        for paragraph in paragraphs:
            for text in paragraph.iter(f"{{{W}}}t"):
                if (text.text or "").startswith("[… cần viết"):
                    text.text = "Đã mở 3 lớp, 120 học viên; ban hành 02 văn bản."
                elif "      -BC" in (text.text or ""):
                    text.text = (text.text or "").replace("      ", " 45 ")

    assert reconcile(edited(paper, fill), paper) == ()


def test_a_table_taken_out_is_named_and_the_others_are_still_read(
    paper_stock: Stock, paper_programme: Programme, paper_library: Library, letterhead: Letterhead
) -> None:
    report = draft_report(paper_stock, paper_programme, paper_library, letterhead)
    paper = print_paper(REPORT, report.values())
    parts = parts_of(paper)
    root = etree.fromstring(parts[DOCUMENT])
    tables = list(root.iter(f"{{{W}}}tbl"))
    late = next(
        table
        for table in tables
        if "Số ngày chậm" in str(etree.tostring(table, method="text", encoding="unicode"))
    )
    days = next(node for node in tables[-1].iter(f"{{{W}}}t") if node.text == "36")
    late.getparent().remove(late)  # type: ignore[union-attr]
    days.text = "63"
    edited = pack({**parts, DOCUMENT: etree.tostring(root)})
    found = [str(one.message) for one in reconcile(edited, paper)]
    assert any(message.startswith("The table “TT | Nội dung nhiệm vụ") for message in found)
    assert any(message.endswith("The paper says 63, the office says 36.") for message in found)


def said(text: str) -> list[str]:
    from templates.anatomy import Stretch

    paragraph = Paragraph(DOCUMENT, 1, "noi_dung", (Stretch(text, PLAIN),), PLAIN, 160, None, 0,
                          etree.Element("p"), text)  # fmt: skip
    return [str(one.message).partition(": ")[2] for one in check_sentence(Piece(paragraph, "1"))]


@pytest.mark.parametrize(
    "right",
    [
        "Tổng số 21.914 nhiệm vụ gồm 16.051 nhiệm vụ đã xong, 5.863 nhiệm vụ chưa xong.",
        "Đã hoàn thành 16.051 nhiệm vụ (14.068 đúng hạn, 1.983 quá hạn).",
        "Chưa hoàn thành 5.863 nhiệm vụ (5.640 trong hạn, 223 quá hạn).",
        "Tổng số 21.914 = 16.051 + 5.863.",
        "Tỷ lệ là 16.051/16.274 (98,6 %).",
        "Có 12 nhiệm vụ, trong đó 11 nhiệm vụ có thời hạn.",
        "Trong 12 nhiệm vụ (gồm 3 nhóm, 5 lĩnh vực) có 2 việc mới.",
        "Báo cáo năm 2026 (3 đề án, 2 kế hoạch) gửi ngày 05/6/2026 (2 bản).",
        "Quyết định số 12 (3 điều, 4 khoản) và Quy định 366-QĐ/TW.",
    ],
)
def test_numbers_that_add_up_are_left_alone(right: str) -> None:
    assert said(right) == []


@pytest.mark.parametrize(
    ("wrong", "finding"),
    [
        ("Có 2.414 nhiệm vụ đang làm, trong đó 2.065 nhiệm vụ trong hạn, 348 nhiệm vụ quá hạn.",
         "2.414 is not 2.065 + 348 = 2.413."),
        ("Đang thực hiện 2.414 nhiệm vụ (2.065 trong hạn, 348 quá hạn).",
         "2.414 is not 2.065 + 348 = 2.413."),
        ("Tổng số 21.914 nhiệm vụ gồm 16.051 nhiệm vụ đã xong, 5.836 nhiệm vụ chưa xong.",
         "21.914 is not 16.051 + 5.836 = 21.887."),
        ("Tổng số 21.914 = 16.051 + 5.836.", "21.914 is not 16.051 + 5.836 = 21.887."),
        ("Tỷ lệ là 16.051/16.274 (98,7 %).", "16051/16274 is 98,6 %, not 98,7 %."),
        ("Có 12 nhiệm vụ, trong đó 13 nhiệm vụ có thời hạn.", "A part of 12 can't be 13."),
        ("In progress: 2,414 tasks (2,065 within time, 348 overdue).",
         "2.414 is not 2.065 + 348 = 2.413."),
    ],
)  # fmt: skip
def test_numbers_that_do_not_add_up_are_named(wrong: str, finding: str) -> None:
    assert said(wrong) == [finding]


def test_whole_numbers_are_told_from_days_and_decimals() -> None:
    assert [whole(text) for text in ("2.414", "2,414", "12", "62,5", "5/6", "")] == [
        2414, 2414, 12, None, None, None,
    ]  # fmt: skip


def test_verify_names_part_cell_and_sum_and_leaves_an_unchanged_report_alone(
    vanthu: Vanthu, tmp_path: Path
) -> None:
    target = tmp_path / "bao-cao.docx"
    vanthu("report", "progress", "--programme", "ctr-tu-a", *DAY, "--lang", "vi", "--out",
           str(target))  # fmt: skip
    fine = vanthu("report", "verify", str(target))
    assert (fine.exit_code, "All numbers reconcile" in fine.out) == (0, True)
    paper = target.read_bytes()
    one, said = figure(paper, "Đã hoàn thành, đúng hạn")
    target.write_bytes(replaced(paper, one.number, said, "6"))
    answer = vanthu("report", "verify", str(target), "--json")
    assert answer.exit_code == 3
    rules = {item["rule"]: item["message"] for item in answer.items}
    assert rules["sum"].endswith("row 6, column 2: 11 is not 6 + 1 + 3 + 2 = 12.")
    assert rules["office"].endswith(
        "table 2, row 2, column 2: The paper says 6, the office says 5."
    )
    assert "the lines of the annex are 5" in rules["annex"]


def test_verify_holds_a_report_to_the_office_of_its_day(vanthu: Vanthu, tmp_path: Path) -> None:
    target = tmp_path / "bao-cao.docx"
    vanthu("report", "progress", "--programme", "ctr-tu-a", *DAY, "--out", str(target))
    vanthu("task", "done", "NV-2026-010", "--on", "2026-06-01", "--as-of", "2026-06-09")
    answer = vanthu("report", "verify", str(target))
    assert answer.exit_code == 0
    assert "recorded since" in answer.err


def test_verify_adds_up_any_report_and_refuses_what_is_no_word_file(
    vanthu: Vanthu, tmp_path: Path, paper: bytes
) -> None:
    target = tmp_path / "khac.docx"
    target.write_bytes(paper)
    answer = vanthu("report", "verify", str(target))
    assert (answer.exit_code, "only its own sums" in answer.err) == (0, True)
    target.write_bytes(b"no word file")
    assert vanthu("report", "verify", str(target)).exit_code == 5
    assert vanthu("report", "verify", str(tmp_path / "missing.docx")).exit_code == 4
