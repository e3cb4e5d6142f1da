"""The native chart: Word can edit it, and it carries the numbers of the paper."""

from io import BytesIO
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from regulations.library import Library
from templates.brief import draft_brief
from templates.charts import CHART, WORKBOOK, ChartSpec, Series, chart_xml, workbook
from templates.letterhead import Letterhead
from templates.papers.printing import print_brief
from templates.press.package import CONTENT_TYPES, parts_of
from templates.readback import read_tables
from tracker.progress import Stock
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


def test_the_dashboard_carries_one_chart_with_its_workbook(
    paper_stock: Stock, paper_programme: Programme, paper_library: Library, letterhead: Letterhead
) -> None:
    brief = draft_brief(paper_stock, paper_programme, paper_library, letterhead)
    paper = print_brief(brief, office="3f2a1c0d")
    parts = parts_of(paper)
    assert brief.chart is not None
    assert parts[WORKBOOK] == workbook(brief.chart)
    assert b"spreadsheetml" in parts[CONTENT_TYPES]
    by_body = read_tables(paper)[-2]
    assert by_body[0][0] == "Cơ quan"
    printed = [[int(row[rank]) for row in by_body[1:]] for rank in range(1, 5)]
    assert printed == numbers(parts[CHART])
    assert paper == print_brief(brief, office="3f2a1c0d")
