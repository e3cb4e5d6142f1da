"""Layout as data, and the paper that the typesetter builds from it."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from templates.layout.profile import PARTY, NoProfileError, load_profile, profile_names
from templates.lines import Column, Line, Row, Run
from templates.measure import heading_width_mm
from templates.ooxml import W
from templates.press.package import parts_of
from templates.readback import read_tables, read_text
from templates.typesetting import Sheet

PROFILE = load_profile()


def document(sheet: Sheet, part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(parts_of(sheet.to_bytes())[part])


def attribute(root: etree._Element, path: str, name: str) -> str | None:
    found = root.find(path, {"w": W})
    return None if found is None else found.get(f"{{{W}}}{name}")


def test_the_party_profile_holds_from_the_day_of_its_regulation() -> None:
    assert PROFILE.first_day == date(2026, 1, 9)
    assert PROFILE.dated.value == "2026-05-27"
    assert dict(PROFILE.dated.disagree) == {"S6": "2026-01-12"}


def test_the_margins_are_those_of_the_guideline() -> None:
    page = PROFILE.page
    sides = (page.top_mm, page.bottom_mm, page.left_mm, page.right_mm)
    assert [side.number for side in sides] == [20, 20, 30, 15]
    assert page.head_left_mm.number + page.head_right_mm.number == page.text_width_mm


@pytest.mark.parametrize(
    ("part", "size", "styles"),
    [
        ("tieu_de", 15, {"upper", "bold"}),
        ("co_quan_cap_tren", 14, {"upper"}),
        ("co_quan_ban_hanh", 14, {"upper", "bold"}),
        ("dia_danh_ngay", 14, {"italic"}),
        ("quyen_han", 14, {"upper", "bold"}),
        ("chuc_vu", 14, {"upper"}),
        ("noi_nhan", 14, {"underlined"}),
        ("danh_sach_noi_nhan", 12, set()),
    ],
)
def test_a_part_of_a_paper_is_set_as_the_sources_say(
    part: str, size: int, styles: set[str]
) -> None:
    component = PROFILE.component(part)
    assert component.number("size") == size
    assert component.styles == styles


def test_an_unknown_profile_is_refused_with_the_known_ones() -> None:
    with pytest.raises(NoProfileError) as refused:
        load_profile("nd99")
    assert PARTY in refused.value.hint
    assert PARTY in profile_names()


def test_a_deputy_signs_for_the_head_only_where_one_person_leads() -> None:
    commission, committee = (
        PROFILE.signature(kind, "deputy") for kind in ("commission", "committee")
    )
    assert commission is not None and commission.mode.startswith("K/T ")
    assert committee is not None and committee.mode.startswith("T/M ")


def test_an_empty_paper_has_the_margins_and_a_style_for_each_part() -> None:
    sheet = Sheet(PROFILE)
    sheet.paragraph("noi_dung", "Một.")
    margins = document(sheet).find(f".//{{{W}}}pgMar")
    assert margins is not None
    millimetres = {side: round(int(margins.get(f"{{{W}}}{side}", "0")) * 25.4 / 1440)
                   for side in ("top", "bottom", "left", "right", "header")}  # fmt: skip
    assert millimetres == {"top": 20, "bottom": 20, "left": 30, "right": 15, "header": 10}
    styles = document(sheet, "word/styles.xml")
    names = {node.get(f"{{{W}}}styleId") for node in styles.iter(f"{{{W}}}style")}
    assert {part.id for part in PROFILE.components} <= names


def test_pages_are_numbered_from_the_second_on() -> None:
    sheet = Sheet(PROFILE)
    assert document(sheet).find(f".//{{{W}}}titlePg") is not None
    assert attribute(document(sheet, "word/header1.xml"), ".//w:fldSimple", "instr") == "PAGE"


def test_the_rule_is_as_long_as_the_title() -> None:
    sheet = Sheet(PROFILE)
    width = heading_width_mm("ĐẢNG CỘNG SẢN VIỆT NAM", 15)
    sheet.head([Line("dau_sao", "*")], [Line("gach_duoi_tieu_de", rule_mm=width)])
    indent = document(sheet).find(f".//{{{W}}}pPr/{{{W}}}ind")
    assert indent is not None
    sides = [int(indent.get(f"{{{W}}}{side}", "0")) * 25.4 / 1440 for side in ("left", "right")]
    assert 90 - sum(sides) == pytest.approx(72.9, abs=0.2)


def test_a_long_table_repeats_its_heading_and_breaks_no_row() -> None:
    sheet = Sheet(PROFILE)
    sheet.grid([Column(10, "TT"), Column(155, "Nội dung")], [Row(("1", "Việc"))])
    rows = document(sheet).findall(f".//{{{W}}}tr")
    assert [row.find(f".//{{{W}}}tblHeader") is not None for row in rows] == [True, False]
    assert all(row.find(f".//{{{W}}}cantSplit") is not None for row in rows)


def test_a_landscape_page_turns_its_margins_along() -> None:
    sheet = Sheet(PROFILE)
    sheet.landscape()
    assert sheet.text_width_mm == pytest.approx(257, abs=0.1)


def test_two_tables_do_not_grow_together() -> None:
    sheet = Sheet(PROFILE)
    sheet.grid([Column(165)], [Row(("một",))])
    sheet.grid([Column(165)], [Row(("hai",))])
    assert read_tables(sheet.to_bytes()) == ((("một",),), (("hai",),))


def test_a_paper_carries_no_name_and_no_time() -> None:
    parts = parts_of(Sheet(PROFILE).to_bytes())
    core = etree.fromstring(parts["docProps/core.xml"])
    assert len(core) == 0
    assert not any(re.search(rb"\d{4}-\d\d-\d\dT", content) for content in parts.values())


texts = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"),
    min_size=1,
).filter(lambda text: text.strip() == text)


@given(texts)
def test_what_is_set_reads_back(text: str) -> None:
    sheet = Sheet(PROFILE)
    sheet.paragraph("noi_dung", [Run(text, bold=True)])
    assert read_text(sheet.to_bytes()) == f"{text}\n"


def test_the_same_calls_give_the_same_bytes() -> None:
    def built() -> bytes:
        sheet = Sheet(PROFILE)
        sheet.sign([Line("noi_nhan", "Nơi nhận:")], [Line("quyen_han", "K/T TRƯỞNG BAN")])
        return sheet.to_bytes()

    assert built() == built()
