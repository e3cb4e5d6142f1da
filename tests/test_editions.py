"""One dashboard in Word, Excel, HTML, Markdown and JSON: the same tables, the same numbers."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as lxml_html

from regulations.library import Library
from templates.brief import Account, Brief, draft_brief
from templates.brief_plan import tables
from templates.charts import STACKED, ChartSpec, Series
from templates.editions.html import html
from templates.editions.markdown import markdown
from templates.editions.page import page_of
from templates.editions.svg import svg
from templates.editions.workbook import number_of, workbook
from templates.letterhead import Letterhead
from templates.listing import Listing
from templates.papers.printing import print_brief
from templates.readback import read_tables
from templates.spreadsheet import read_workbook
from tests.front_door import Vanthu
from tracker.task import Programme

Rows = list[list[str]]
HOSTILE = '=1+1 <script>alert("x")</script> | A & B'


@pytest.fixture(params=["vi", "en"])
def brief(
    request: pytest.FixtureRequest, paper_account: Account, paper_programme: Programme,
    paper_library: Library, letterhead: Letterhead,
) -> Brief:  # fmt: skip
    return draft_brief(
        paper_account, paper_programme, paper_library, letterhead, lang=request.param
    )


def wanted(brief: Brief) -> list[Rows]:
    """Return the rows of every table that has some, in the order of the plan."""
    return [
        [[row[column] for column in columns] for row in brief.tables[name].rows]
        for name, columns in tables()
        if brief.tables[name].rows
    ]


def word_rows(brief: Brief) -> list[Rows]:
    return [[list(row) for row in table[1:]] for table in read_tables(print_brief(brief))[1:]]


def html_rows(brief: Brief) -> list[Rows]:
    root = lxml_html.fromstring(html(page_of(brief)))
    return [[[cell.text or "" for cell in row.iter("td")] for row in table.iter("tr")][1:]
            for table in root.iter("table")]  # fmt: skip


def markdown_rows(brief: Brief) -> list[Rows]:
    text = markdown(page_of(replace(brief, charts={}))).decode()
    found = []
    for table in re.findall(r"(?m)(?:^\|.*\|\n)+", text):
        rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in table.splitlines()]
        found.append([[re.sub(r"\\(.)", r"\1", cell.strip()) for cell in row] for row in rows[2:]])
    return found


@pytest.mark.parametrize("read", [word_rows, html_rows, markdown_rows])
def test_every_edition_says_the_same_in_every_cell(
    brief: Brief, read: Callable[[Brief], list[Rows]]
) -> None:
    assert read(brief) == wanted(brief)


def test_the_workbook_holds_the_same_cells_with_numbers_as_numbers(brief: Brief) -> None:
    sheets = read_workbook(workbook(page_of(brief)))
    cells = [[cell for cell in row if cell] for sheet in sheets for row in sheet.rows]
    for rows in wanted(brief):
        for row in rows:
            said = [_as_excel(cell) for cell in row if cell]
            assert said in cells or _told_apart(said, cells), row
    assert all(sheet.formulas == () for sheet in sheets)


def _as_excel(text: str) -> str:
    number = number_of(text)
    return text if number is None else str(number).replace(".", ",")


def _told_apart(said: list[str], cells: Rows) -> bool:
    """Columns that are no numbers keep their text, though it looks like one."""
    plain = [text.lstrip("+") for text in said]
    return any([text.lstrip("+") for text in row] == plain for row in cells)


def test_html_runs_nothing_and_loads_nothing(brief: Brief) -> None:
    listing = brief.tables["annex"]
    hostile = {**listing.rows[0], "content": HOSTILE}
    bad = replace(brief, tables={**brief.tables, "annex": Listing(HOSTILE, (hostile,), HOSTILE)})
    text = html(page_of(bad)).decode()
    assert "<script" not in text
    assert not re.search(r"(?:src|href)=|url\(|@import", text)
    assert not re.search(r"\son\w+=", text)
    root = lxml_html.fromstring(text.encode())
    assert HOSTILE in [cell.text for cell in root.iter("td")]
    assert "default-src 'none'" in text


def test_hostile_text_stays_text_in_excel_and_markdown(brief: Brief) -> None:
    listing = brief.tables["annex"]
    hostile = {**listing.rows[0], "content": HOSTILE}
    bad = replace(brief, tables={**brief.tables, "annex": Listing("", (hostile,))})
    sheets = read_workbook(workbook(page_of(bad)))
    assert all(sheet.formulas == () for sheet in sheets)
    assert any(HOSTILE in row for sheet in sheets for row in sheet.rows)
    assert [row[1] for rows in markdown_rows(bad) for row in rows if "=1" in row[1]] == [HOSTILE]


def test_the_same_dashboard_gives_the_same_bytes(brief: Brief) -> None:
    for write in (html, markdown, workbook):
        assert write(page_of(brief)) == write(page_of(brief))


def test_an_office_that_writes_older_tone_marks_has_them_in_every_edition(brief: Brief) -> None:
    page = page_of(brief, "ủy")
    for write in (html, markdown):
        assert "uỷ" not in write(page).decode()
    for sheet in read_workbook(workbook(page)):
        assert not any("uỷ" in cell for row in sheet.rows for cell in row)


def test_svg_says_every_number_and_is_escaped() -> None:
    spec = ChartSpec(("A & B <C>", "D"), (Series("Đúng hạn", (3, 0), "548235"),
                     Series("Quá hạn", (1, 2), "C00000")), STACKED, 'Tên "x" & y')  # fmt: skip
    root = lxml_html.fromstring(svg(spec))
    assert [node.text for node in root.iter("text") if (node.text or "").isdigit()][-3:] == [
        "3", "1", "2",
    ]  # fmt: skip
    titles = [node.text for node in root.iter("title")]
    assert titles[0] == 'Tên "x" & y'
    assert "A & B <C>: Quá hạn 1" in titles


REPORT = ("report", "progress", "--programme", "ctr-tu-a", "--as-of", "2026-06-05")


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html", "md"])
def test_the_file_carries_the_numbers_of_the_json(
    vanthu: Vanthu, tmp_path: Path, suffix: str
) -> None:
    target = tmp_path / f"nhanh.{suffix}"
    answer = vanthu(*REPORT, "--brief", "--out", str(target), "--json")
    item, content = answer.items[0], target.read_bytes()
    assert target.stat().st_mode & 0o077 == 0
    cells = [*item["cells"].values(), sum(item["cells"].values())]
    if suffix == "docx":
        said = [row[1] for row in read_tables(content)[1][1:]]
    elif suffix == "xlsx":
        rows = read_workbook(content)[0].rows
        start = next(at for at, row in enumerate(rows) if row[1] == "Tasks" or "nhiệm vụ" in row[1])
        said = [row[1] for row in rows[start + 1 : start + 6]]
    elif suffix == "html":
        table = next(lxml_html.fromstring(content).iter("table"))
        assert table.get("id") == "figures"
        said = [row[1].text or "" for row in table.iter("tr") if row[0].tag == "td"]
    else:
        lines = content.decode().split("\n")
        start = next(at for at, line in enumerate(lines) if line.startswith("|---"))
        said = [line.split("|")[2].strip() for line in lines[start + 1 : start + 6]]
    assert [int(one) for one in said] == cells


def test_the_signed_report_is_a_word_file(vanthu: Vanthu, tmp_path: Path) -> None:
    answer = vanthu(*REPORT, "--out", str(tmp_path / "bao-cao.html"))
    assert (answer.exit_code, "--brief" in answer.err) == (2, True)


@pytest.mark.parametrize("name", ["bao-cao.pdf", "bao-cao"])
def test_an_ending_that_there_is_not_is_answered_with_those_that_are(
    vanthu: Vanthu, tmp_path: Path, name: str
) -> None:
    answer = vanthu(*REPORT, "--brief", "--out", str(tmp_path / name))
    assert (answer.exit_code, ".docx, .html, .md, .xlsx" in answer.err) == (2, True)
    assert not (tmp_path / name).exists()
    assert vanthu(*REPORT, "--brief", "--out", str(tmp_path)).exit_code == 0


def test_the_first_report_says_that_there_is_none_before(
    paper_account: Account, paper_programme: Programme, paper_library: Library,
    letterhead: Letterhead,
) -> None:  # fmt: skip
    first = draft_brief(
        replace(paper_account, changes=None), paper_programme, paper_library, letterhead
    )
    rows = first.tables["figures"].rows
    assert {(row["before"], row["change"]) for row in rows} == {("–", "–")}


def test_a_rate_on_the_terminal_has_the_comma_of_the_paper(vanthu: Vanthu) -> None:
    report = (
        "report",
        "progress",
        "--programme",
        "ctr-tu-a",
        "--as-of",
        "2026-06-05",
        "--out",
        "b.md",
        "--brief",
    )
    assert "6/8 = 75,0 %" in vanthu(*report, "--lang", "vi").out
    assert "6/8 = 75.0 %" in vanthu(*report, "--lang", "en").out
