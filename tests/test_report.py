"""The progress report: its figures, its parts, what it says and what it must not say."""

import re
from collections.abc import Callable

import pytest

from regulations.library import Library
from templates.brief import Account, draft_brief
from templates.figures import figures_of
from templates.letterhead import Letterhead
from templates.papers.printing import REPORT, print_brief, print_paper
from templates.readback import read_tables, read_text
from templates.report import Report, draft_report
from tracker.progress import Stock
from tracker.task import Programme

TREE = "3f2a1c0d"


@pytest.fixture
def report(
    paper_stock: Stock, paper_programme: Programme, paper_library: Library, letterhead: Letterhead
) -> Report:
    return draft_report(paper_stock, paper_programme, paper_library, letterhead)


def test_the_report_reads_as_the_golden_file_does(
    report: Report, golden: Callable[[str, str], None]
) -> None:
    golden("bao-cao.txt", read_text(print_paper(REPORT, report.values())))


def test_the_english_report_reads_as_the_golden_file_does(
    paper_stock: Stock, paper_programme: Programme, paper_library: Library,
    letterhead: Letterhead, golden: Callable[[str, str], None],
) -> None:  # fmt: skip
    english = draft_report(paper_stock, paper_programme, paper_library, letterhead, lang="en")
    golden("bao-cao.en.txt", read_text(print_paper(REPORT, english.values(), lang="en")))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_dashboard_reads_as_the_golden_file_does(
    paper_account: Account, paper_programme: Programme, paper_library: Library,
    letterhead: Letterhead, golden: Callable[[str, str], None], lang: str,
) -> None:  # fmt: skip
    brief = draft_brief(paper_account, paper_programme, paper_library, letterhead, lang=lang)
    golden(f"bao-cao-nhanh.{lang}.txt", read_text(print_brief(brief, office=TREE)))


def test_the_printed_tables_carry_the_figures_of_the_stock(
    report: Report, paper_stock: Stock
) -> None:
    cells, rates = read_tables(print_paper(REPORT, report.values()))[1:3]
    counted = paper_stock.cells
    assert [int(row[1]) for row in cells[1:]] == [
        counted.done_on_time, counted.done_late, counted.open_in_time, counted.open_overdue, 11,
    ]  # fmt: skip
    assert [row[1].rpartition(" = ")[2] for row in rates[1:]] == ["6/8", "5/8", "6/11"]
    assert [row[2] for row in rates[1:]] == ["75,0 %", "62,5 %", "54,5 %"]


def test_every_number_of_the_sentences_stands_in_the_tables(paper_stock: Stock) -> None:
    figures = figures_of(paper_stock)
    rates = " ".join(f"{row.formula} {row.result}" for row in figures.rates)
    assert set(re.findall(r"\d+/\d+|\d+,\d", figures.rates_text)) <= set(
        re.findall(r"\d+/\d+|\d+,\d", rates)
    )
    counts = [row.result for row in figures.cells]
    said = re.findall(r"(\d+) nhiệm vụ", figures.text)
    assert said == ["12", "11", "1", "6", "5", "1", "5", "3", "2"]
    assert set(counts) <= set(said)


def test_overdue_tasks_come_with_the_latest_first(report: Report) -> None:
    assert [row["days_late"] for row in report.overdue.rows] == ["36", "21"]


def test_no_information_is_said_to_be_no_finding(report: Report) -> None:
    assert "chưa có thông tin không phải là đánh giá" in report.overdue.note


def test_a_superior_body_is_never_said_to_be_late(report: Report) -> None:
    assert [(row["result"], row["days_late"]) for row in report.followed.rows] == [
        ("Chưa báo cáo kết quả", "")
    ]


def test_followed_tasks_are_in_no_figure(report: Report, paper_stock: Stock) -> None:
    assert paper_stock.total == len(report.annex) == 12


def test_a_signed_paper_addresses_nobody_and_names_no_tool(report: Report) -> None:
    text = read_text(print_paper(REPORT, report.values(), office=TREE))
    assert "Kính gửi" not in text
    assert TREE not in text
    assert "vanthu" not in text.lower()


def test_the_signature_is_that_of_a_commission(report: Report) -> None:
    assert (report.signing.mode, report.signing.post) == ("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN")


def test_what_the_drafter_must_write_is_marked_and_listed(report: Report) -> None:
    text = read_text(print_paper(REPORT, report.values()))
    assert len(report.gaps) == 6
    assert all(gap in text for gap in report.gaps)


def test_the_same_tasks_print_the_same_bytes(report: Report) -> None:
    first, second = (print_paper(REPORT, report.values(), office=TREE) for _ in range(2))
    assert first == second
