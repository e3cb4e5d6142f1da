"""Every shipped form: its example, its paper, its page in the docs, and what it draws."""

import io
from datetime import date
from pathlib import Path

import docx
import pytest

from regulations.library import Library
from regulations.readings import read_all
from regulations.records import Record, read_record
from regulations.shelf import READERS, library_from
from regulations.validity import validity_on
from templates.answers import choices_of
from templates.cabinet import Drawer, open_cabinet
from templates.choices import shared_choices
from templates.dossier import NOT_DRAWN, person_form
from templates.filling import Filled, fill
from templates.form import HOLDERS, ROWED, Field, Form
from templates.form_standing import form_standing, wording_warning
from templates.forms_page import forms_page
from templates.press.engine import print_docx
from templates.readback import read_text
from templates.rebuild import EXAMPLE, PAGE, ROOT, built_examples

DRAWERS = {form.code: drawer for drawer, form in open_cabinet().forms()}
CODES = [
    "1-KNĐ", "2-KNĐ", "3-KNĐ", "4-KNĐ", "9-KNĐ", "11-KNĐ", "12-KNĐ", "13-KNĐ", "14-KNĐ", "15-KNĐ",
    "16-KNĐ", "1-HSĐV", "2-HSĐV", "3-HSĐV", "2C/TCTW-98", "2C-BNV/2008", "01-HD KĐ.ĐG 2023",
    "01-HD KĐ.ĐG 2025", "2A-HD KĐ.ĐG 2025", "2B-HD KĐ.ĐG 2025", "2C-HD KĐ.ĐG 2025",
]  # fmt: skip


def example(drawer: Drawer) -> Record:
    text = (ROOT / "forms" / drawer.slug / "example.yaml").read_text(encoding="utf-8")
    record, problems = read_record("example.yaml", text)
    assert record is not None, problems
    return record


def filled(code: str) -> Filled:
    return fill(DRAWERS[code].form(), example(DRAWERS[code]), "example.yaml")


def printed(code: str) -> bytes:
    return print_docx(DRAWERS[code].paper(), filled(code).values)


@pytest.fixture(scope="module")
def library() -> Library:
    root = ROOT.parent / "regulations" / "corpus"
    paths = [path for path in root.rglob("*") if path.is_file()]
    files = {
        f"regulations/{path.relative_to(root).as_posix()}": path.read_bytes() for path in paths
    }
    return library_from(read_all(files, READERS))


def test_all_forms_of_the_facts_ship() -> None:
    assert set(DRAWERS) == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_the_invented_person_fills_every_form(code: str) -> None:
    text = read_text(printed(code))
    assert "{" not in text
    assert "None" not in text
    if not code.startswith("01"):
        assert "NGUYỄN VĂN MẪU" in text


@pytest.mark.parametrize("code", CODES)
def test_every_text_of_the_example_stands_on_the_paper(code: str) -> None:
    form, record = DRAWERS[code].form(), example(DRAWERS[code])
    assert isinstance(record.data, dict)
    text = " ".join(read_text(printed(code)).split())
    longs = {field.key for field in form.fields if field.kind in ("text", "longtext")}
    for key, answer in record.data.items():
        if key in longs and isinstance(answer, str):
            words = " ".join(answer.split())
            assert words in text or words.upper() in text, key


@pytest.mark.parametrize("code", CODES)
def test_every_form_names_how_its_words_are_known_and_from_when(code: str) -> None:
    form = DRAWERS[code].form()
    assert form.since
    assert form.notes
    assert form.wording == "printed" or wording_warning(form)


@pytest.mark.parametrize("code", CODES)
def test_what_prescribes_a_form_is_in_the_corpus(code: str, library: Library) -> None:
    form = DRAWERS[code].form()
    if code == "2C/TCTW-98":
        assert not form.prescribed_by
        assert any("Chưa tìm được số" in note for note in form.notes)
    else:
        assert form.prescribed_by in library.ids


def test_a_form_of_an_expired_instrument_offers_its_successor(library: Library) -> None:
    forms = [drawer.form() for drawer in DRAWERS.values()]
    old = DRAWERS["01-HD KĐ.ĐG 2023"].form()
    standing = form_standing(old, forms, library, date(2026, 6, 5))
    assert standing is not None
    assert standing.ended
    assert [form.code for form in standing.successors] == ["01-HD KĐ.ĐG 2025"]
    before = form_standing(old, forms, library, date(2024, 6, 5))
    assert before is not None
    assert not before.ended
    work = library.work(old.prescribed_by)
    assert validity_on(work, date(2024, 6, 5), library).status == "in_force"


@pytest.mark.parametrize("code", ["9-KNĐ", "16-KNĐ"])
def test_a_decision_without_an_official_text_says_so_on_its_face(code: str) -> None:
    assert DRAWERS[code].form().wording == "not_found"
    assert read_text(printed(code)).startswith(f"Không phải mẫu chính thức: chưa tìm được lời văn"
                                               f" của mẫu {code}.")  # fmt: skip


@pytest.mark.parametrize(
    ("code", "width"), [("2-KNĐ", 148), ("1-HSĐV", 148), ("1-KNĐ", 210), ("2C/TCTW-98", 210)]
)
def test_a_booklet_has_a5_pages_and_mirrored_margins(code: str, width: int) -> None:
    paper = docx.Document(io.BytesIO(DRAWERS[code].paper()))
    section = paper.sections[0]
    assert section.page_width is not None
    assert round(section.page_width.mm) == width
    mirrored = "mirrorMargins" in paper.settings.element.xml
    assert mirrored == (width == 148)


def test_the_other_sex_is_struck_through() -> None:
    paper = docx.Document(io.BytesIO(printed("2-KNĐ")))
    runs = [run for paragraph in paper.paragraphs for run in paragraph.runs]
    assert [run.text for run in runs if run.font.strike and run.text] == ["nữ"]


def test_a_family_has_a_block_for_each_person() -> None:
    text = read_text(printed("2-KNĐ"))
    for name in ("Cha đẻ: Nguyễn Văn Thử", "Mẹ đẻ: Phạm Thị Thử", "Vợ: Hoàng Thị Mẫu"):
        assert name in text
    assert text.count("Nơi cư trú: ") == 4  # three relatives, and the person's own item


def test_a_pay_history_grows_to_the_right() -> None:
    text = read_text(printed("2C/TCTW-98"))
    assert "| Tháng/năm | 9/2003 | 9/2012 | 9/2024 |" in text


def test_a_rating_checks_one_of_four_boxes() -> None:
    text = read_text(printed("2A-HD KĐ.ĐG 2025"))
    assert "| ☐ Xuất sắc | ☒ Tốt | ☐ Trung bình | ☐ Kém |" in text
    assert "☒ Hoàn thành tốt nhiệm vụ" in text
    assert "☐ Không hoàn thành nhiệm vụ" in text


def test_the_scales_of_ratings_are_those_of_the_facts() -> None:
    assert shared_choices("xep_loai").values == (
        "Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ",
        "Không hoàn thành nhiệm vụ",
    )  # fmt: skip
    assert shared_choices("cap_do").values == ("Xuất sắc", "Tốt", "Trung bình", "Kém")


def test_the_page_on_forms_is_written_from_the_definitions() -> None:
    assert PAGE.read_text(encoding="utf-8") == forms_page(), "run: make templates"


@pytest.mark.parametrize("code", CODES)
def test_the_page_names_every_field_with_its_labels(code: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    start = page.index(f"\n## {code}\n")
    chapter = page[start : page.find("\n## ", start + 1)]
    for field in DRAWERS[code].form().fields:
        assert f"| `{field.key}` | {field.label.vi} | {field.label.en} | {field.kind} |" in chapter
        for part in field.fields:
            assert f"`{field.key}.{part.key}` | {part.label.vi} | {part.label.en}" in chapter


def test_the_shipped_examples_are_drawn_from_the_invented_person() -> None:
    for path, text in built_examples().items():
        assert (ROOT / path).read_text(encoding="utf-8") == text, "run: make templates"
    assert (Path(ROOT) / EXAMPLE).is_file()


def paths(form: Form) -> set[str]:
    found = {field.key for field in form.fields}
    return found | {f"{one.key}.{part.key}" for one in form.fields for part in one.fields}


def origins(field: Field, holder: Field | None = None) -> list[str]:
    if field.origin == NOT_DRAWN:
        return []
    if holder is not None and holder.kind in ROWED:
        base = (holder.origin or (holder.key,))[0]
        return [f"{base}.{one}" for one in (field.origin or ())]
    return list(field.origin)


@pytest.mark.parametrize("code", CODES)
def test_what_a_form_draws_is_something_that_a_dossier_holds(code: str) -> None:
    known = paths(person_form())
    for field in DRAWERS[code].form().fields:
        assert set(origins(field)) <= known, field.key
        for part in field.fields:
            assert set(origins(part, field)) <= known, f"{field.key}.{part.key}"


@pytest.mark.parametrize("code", CODES)
def test_a_choice_that_is_drawn_has_the_choices_of_the_dossier(code: str) -> None:
    person = {field.key: field for field in person_form().fields}
    for field in DRAWERS[code].form().fields:
        own, theirs = choices_of(field), person.get(field.key)
        if own is None or theirs is None or field.origin or field.kind in HOLDERS:
            continue
        known = choices_of(theirs)
        assert known is not None, field.key
        assert all(value in own for value in known.values), field.key
