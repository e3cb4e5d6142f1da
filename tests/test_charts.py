"""The native chart: Word can edit it, and it carries the numbers of the paper."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from regulations.library import Library
from templates.brief import Account, Brief, draft_brief
from templates.brief_plan import CHARTS
from templates.chartparts import chart_part, workbook_part
from templates.charts import ChartSpec, Series, chart_xml, workbook
from templates.letterhead import Letterhead
from templates.papers.printing import print_brief
from templates.press.package import CONTENT_TYPES, parts_of
from templates.readback import read_tables
from tracker.progress import take_stock
from tracker.task import Programme

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SPEC = ChartSpec(
    ("Đảng uỷ xã B", "A & B <C>"),
    (Series("Đúng hạn", (3, 0), "548235"), Series("Quá hạn", (1, 2), "C00000")),
)


def numbers(xml: bytes) -> list[list[int]]:
    return [
        [int(node.text or "") for node in series.findall(f"{C}val//{C}v")]
        for series in etree.fromstring(xml).iter(f"{C}ser")
    ]


def sheet_numbers(book: bytes) -> list[list[int]]:
    with ZipFile(BytesIO(book)) as archive:
        root = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    rows = [
        [int(cell.findtext(f"{S}v") or "") for cell in row if cell.get("t") != "s"]
        for row in root.iter(f"{S}row")
    ]
    return [list(column) for column in zip(*(row for row in rows if row), strict=True)]


def test_the_chart_and_the_workbook_behind_it_hold_the_same_numbers() -> None:
    assert numbers(chart_xml(SPEC)) == sheet_numbers(workbook(SPEC)) == [[3, 0], [1, 2]]


def test_names_with_special_signs_stay_whole() -> None:
    texts = [node.text for node in etree.fromstring(chart_xml(SPEC)).iter(f"{C}v")]
    assert "A & B <C>" in texts


def test_a_name_like_a_formula_is_no_formula_in_the_workbook() -> None:
    sly = ChartSpec(("=1+1",), (Series("x", (1,), "000000"),))
    with ZipFile(BytesIO(workbook(sly))) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


@given(st.lists(st.integers(0, 99), min_size=1, max_size=5))
def test_the_same_chart_gives_the_same_bytes(counts: list[int]) -> None:
    spec = ChartSpec(
        tuple(f"Cơ quan {rank}" for rank in range(len(counts))),
        (Series("Quá hạn", tuple(counts), "C00000"),),
    )
    assert chart_xml(spec) == chart_xml(spec)
    assert workbook(spec) == workbook(spec)


def dashboard(
    account: Account, programme: Programme, library: Library, letterhead: Letterhead
) -> tuple[Brief, bytes]:
    brief = draft_brief(account, programme, library, letterhead)
    return brief, print_brief(brief, office="3f2a1c0d")


def test_the_dashboard_carries_four_charts_with_their_workbooks(
    paper_account: Account, paper_programme: Programme, paper_library: Library,
    letterhead: Letterhead,
) -> None:  # fmt: skip
    brief, paper = dashboard(paper_account, paper_programme, paper_library, letterhead)
    parts = parts_of(paper)
    assert set(brief.charts) == set(CHARTS)
    for name, number in CHARTS.items():
        spec = brief.charts[name]
        assert parts[workbook_part(number)] == workbook(spec)
        assert parts[chart_part(number)] == chart_xml(spec)
        said = [[count for count in one.counts if count is not None] for one in spec.series]
        assert numbers(parts[chart_part(number)]) == said
    assert b"spreadsheetml" in parts[CONTENT_TYPES]
    assert paper == print_brief(brief, office="3f2a1c0d")


def test_the_chart_by_body_says_what_the_table_says(
    paper_account: Account, paper_programme: Programme, paper_library: Library,
    letterhead: Letterhead,
) -> None:  # fmt: skip
    _, paper = dashboard(paper_account, paper_programme, paper_library, letterhead)
    [by_body] = [table for table in read_tables(paper) if table[0][0] == "Cơ quan"]
    printed = [[int(row[rank]) for row in by_body[1:]] for rank in range(1, 5)]
    assert printed == numbers(parts_of(paper)[chart_part(CHARTS["bodies"])])


def test_a_chart_without_numbers_leaves_no_sample_behind(
    paper_account: Account, paper_programme: Programme, paper_library: Library,
    letterhead: Letterhead,
) -> None:  # fmt: skip
    stock = paper_account.stock
    finished = take_stock((one for one in stock.items if one.standing.done), stock.as_of)
    done = replace(paper_account, stock=finished, changes=None)
    brief, paper = dashboard(done, paper_programme, paper_library, letterhead)
    parts = parts_of(paper)
    assert "age" not in brief.charts
    assert chart_part(CHARTS["age"]) not in parts
    assert b"chart1.xml" not in b"".join(parts[name] for name in parts if name.endswith(".rels"))
    assert b"chart1.xml" not in parts[CONTENT_TYPES]


def test_burn_up_ends_at_what_is_due_and_at_what_is_done(
    paper_account: Account, paper_programme: Programme, paper_library: Library,
    letterhead: Letterhead,
) -> None:  # fmt: skip
    brief, _ = dashboard(paper_account, paper_programme, paper_library, letterhead)
    first, now, done = brief.charts["burn_up"].series
    cells = paper_account.stock.cells
    assert first.counts[-1] == now.counts[-1] == cells.dated
    assert [count for count in done.counts if count is not None][-1] == cells.done
    assert sum(brief.charts["age"].series[0].counts) == cells.open_overdue  # type: ignore[arg-type]
