"""A form out to Excel and back: one row for each person, faults at their cells, no formulas."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from regulations.errors import InvalidDataError
from regulations.records import Plain, Record, read_record
from templates.cabinet import open_cabinet
from templates.filling import fill
from templates.form import HOLDERS, ROWED, Form
from templates.rebuild import ROOT
from templates.sheetparts import WorkbookError
from templates.spreadsheet import LISTS, cell_name, read_workbook, write_workbook
from templates.workbook import PEOPLE, Person, blank_workbook, read_people

DRAWERS = {form.code: drawer for drawer, form in open_cabinet().forms()}
FORMS = {code: drawer.form() for code, drawer in DRAWERS.items()}
Cells = Mapping[str, Mapping[str, object]]


def workbook(form: Form, cells: Cells) -> bytes:
    """Return the blank workbook of a form with *cells* typed into it, by sheet and name."""
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, {"in_memory": True}) as book:
        for sheet in read_workbook(blank_workbook(form)):
            page = book.add_worksheet(sheet.name)
            for at, row in enumerate(sheet.rows):
                page.write_row(at, 0, row)
            for name, value in cells.get(sheet.name, {}).items():
                if isinstance(value, date):
                    page.write_datetime(name, value, book.add_format({"num_format": "dd/mm/yyyy"}))
                elif isinstance(value, str) and not value.startswith("=1"):
                    page.write_string(name, value)
                else:
                    page.write(name, value)
    return sink.getvalue()


def columns(form: Form, sheet: str = PEOPLE) -> dict[str, int]:
    (found,) = [one for one in read_workbook(blank_workbook(form)) if one.name == sheet]
    return {key: at for at, key in enumerate(found.rows[0])}


def typed(
    form: Form, record: Record, *, code: str = "1", row: int = 2
) -> dict[str, dict[str, object]]:
    """Return the cells that say what *record* says."""
    assert isinstance(record.data, dict)
    cells: dict[str, dict[str, object]] = {PEOPLE: {cell_name(row, 0): code}}
    at = columns(form)
    for field in form.fields:
        answer = record.data.get(field.key, "")
        if field.kind in HOLDERS and isinstance(answer, dict):
            for key, text in answer.items():
                cells[PEOPLE][cell_name(row, at[f"{field.key}.{key}"])] = text
        elif field.kind in ROWED and isinstance(answer, list):
            own = columns(form, field.key[:31])
            page = cells.setdefault(field.key[:31], {})
            for number, line in enumerate(answer, start=2):
                assert isinstance(line, dict)
                page[cell_name(number, 0)] = code
                page |= {cell_name(number, own[key]): text for key, text in line.items()}
        elif field.kind in HOLDERS:  # "Không" for all of it
            first = next(part.key for part in field.fields)
            cells[PEOPLE][cell_name(row, at[f"{field.key}.{first}"])] = answer
        elif answer:
            cells[PEOPLE][cell_name(row, at[field.key])] = answer
    return cells


def example(code: str) -> Record:
    path = ROOT / "forms" / DRAWERS[code].slug / "example.yaml"
    record, problems = read_record("e.yaml", path.read_text(encoding="utf-8"))
    assert record is not None, problems
    return record


def only(people: tuple[Person, ...]) -> Person:
    (person,) = people
    return person


def faults(form: Form, cells: Cells) -> list[str]:
    content = workbook(form, cells)
    try:
        person = only(read_people(form, content, "d.xlsx"))
    except InvalidDataError as error:
        return [str(one) for one in error.problems]
    try:
        fill(form, person.record, "d.xlsx")
    except InvalidDataError as error:
        return [
            f"{person.place('d.xlsx', one.place.line)}: {one.message}" for one in error.problems
        ]
    return []


@pytest.mark.parametrize("code", FORMS)
def test_a_blank_workbook_has_a_column_for_every_field_and_a_sheet_for_every_table(
    code: str,
) -> None:
    form = FORMS[code]
    sheets = {sheet.name: sheet for sheet in read_workbook(blank_workbook(form))}
    keys = set(sheets[PEOPLE].rows[0])
    for field in form.fields:
        if field.kind in HOLDERS:
            assert {f"{field.key}.{part.key}" for part in field.fields if part.fillable} <= keys
        elif field.fillable:
            assert field.key in keys
        if field.kind in ROWED:
            assert set(sheets[field.key[:31]].rows[0]) == {"ma", *(p.key for p in field.fields)}
    assert read_people(form, blank_workbook(form), "d.xlsx") == ()


def test_cells_are_text_the_head_is_frozen_and_choices_are_listed() -> None:
    content = blank_workbook(FORMS["2-HSĐV"])
    parts = zipfile.ZipFile(io.BytesIO(content))
    page = parts.read("xl/worksheets/sheet1.xml").decode()
    assert 'numFmtId="49"' in parts.read("xl/styles.xml").decode()  # 49 is @, text
    assert '<pane xSplit="1" ySplit="2"' in page
    assert f"<formula1>'{LISTS}'!$" in page
    assert "<f>" not in page
    assert "Sao" not in parts.read("docProps/core.xml").decode()


def test_the_same_form_gives_the_same_workbook() -> None:
    assert blank_workbook(FORMS["2-KNĐ"]) == blank_workbook(FORMS["2-KNĐ"])


@pytest.mark.parametrize("code", FORMS)
def test_what_is_typed_into_excel_prints_as_what_is_typed_into_yaml(code: str) -> None:
    form, record = FORMS[code], example(code)
    person = only(read_people(form, workbook(form, typed(form, record)), "d.xlsx"))
    assert fill(form, person.record, "d").values == fill(form, record, "e").values


def test_faults_are_named_by_sheet_and_cell() -> None:
    form = FORMS["2-HSĐV"]
    cells = typed(form, example("2-HSĐV"))
    at, own = columns(form), columns(form, "gia_dinh")
    birth, place = cell_name(2, at["ngay_sinh"]), cell_name(2, at["que_quan"])
    year = cell_name(3, own["nam_sinh"])
    cells[PEOPLE][birth] = "31/02/1980"
    del cells[PEOPLE][place]
    cells["gia_dinh"][year] = "53"
    assert set(faults(form, cells)) == {
        f"d.xlsx {PEOPLE}!{birth}: ngay_sinh, “Sinh ngày”, is malformed.",
        f"d.xlsx {PEOPLE}!{place}: que_quan, “Quê quán”, is missing.",
        f"d.xlsx gia_dinh!{year}: gia_dinh[2].nam_sinh, “Năm sinh”, is malformed.",
    }


def test_a_formula_is_refused_by_its_cell() -> None:
    form = FORMS["1-KNĐ"]
    cells = typed(form, example("1-KNĐ"))
    cells[PEOPLE]["D3"] = "=1+1"
    assert faults(form, cells) == [
        f"d.xlsx {PEOPLE}!D3: The cell holds a formula. Put the value in its place."
    ]


def test_text_that_looks_like_a_formula_stays_text() -> None:
    form = FORMS["1-KNĐ"]
    cells = typed(form, example("1-KNĐ"))
    cells[PEOPLE][cell_name(2, columns(form)["don_vi"])] = "=HYPERLINK(A1)"
    person = only(read_people(form, workbook(form, cells), "d.xlsx"))
    assert fill(form, person.record, "d").values["don_vi"] == "=HYPERLINK(A1)"


def test_numbers_and_days_are_read_as_an_office_writes_them() -> None:
    form = FORMS["2C/TCTW-98"]
    cells = typed(form, example("2C/TCTW-98"))
    at = columns(form)
    cells[PEOPLE] |= {
        cell_name(2, at["ngay_sinh"]): date(1980, 6, 5),
        cell_name(2, at["ngach.he_so"]): 5.02,
        cell_name(2, at["ngach.bac"]): 4,
    }
    data = only(read_people(form, workbook(form, cells), "d.xlsx")).record.data
    assert isinstance(data, dict)
    grade: Plain = data["ngach"]
    assert isinstance(grade, dict)
    assert (data["ngay_sinh"], grade["he_so"], grade["bac"]) == ("05/06/1980", "5,02", "4")


def test_a_number_that_lost_its_zeros_is_a_fault_not_a_guess() -> None:
    form = FORMS["2-HSĐV"]
    cells = typed(form, example("2-HSĐV"))
    cells[PEOPLE][cell_name(2, columns(form)["can_cuoc"])] = 1080000001
    assert any("can_cuoc" in fault and "malformed" in fault for fault in faults(form, cells))


def test_two_people_have_a_row_each_and_their_own_table_rows() -> None:
    form, record = FORMS["2-HSĐV"], example("2-HSĐV")
    one, other = typed(form, record), typed(form, record, code="2", row=3)
    cells = {name: {**one[name], **(other[name] if name == PEOPLE else {})} for name in one}
    cells["gia_dinh"]["A4"] = "2"
    people = read_people(form, workbook(form, cells), "d.xlsx")
    counts = [len(person.record.data["gia_dinh"]) for person in people]  # type: ignore[call-overload,index]
    assert ([person.code for person in people], counts) == (["1", "2"], [2, 1])


def test_a_row_of_nobody_and_an_unknown_column_are_named() -> None:
    form = FORMS["2-HSĐV"]
    cells = typed(form, example("2-HSĐV"))
    cells["gia_dinh"]["A3"] = "9"
    cells[PEOPLE]["B1"] = "ho_ten_em"
    found = faults(form, cells)
    assert any(fault.startswith("d.xlsx gia_dinh!A3: Nobody") for fault in found)
    assert any(fault.startswith(f"d.xlsx {PEOPLE}!B1: ho_ten_em is no field") for fault in found)


@pytest.mark.parametrize("content", [b"", b"PK", b"<html>", b"\x00" * 100])
def test_what_is_no_workbook_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(WorkbookError):
        read_workbook(content)


def test_a_cell_at_the_end_of_the_world_is_refused_before_it_is_loaded() -> None:
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink) as book:
        book.add_worksheet(PEOPLE).write_string("XFD1048576", "x")
    with pytest.raises(WorkbookError, match="over 1048576 rows"):
        read_workbook(sink.getvalue())


@settings(max_examples=15, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 3000))
def test_a_damaged_workbook_never_raises_anything_else(noise: bytes, at: int) -> None:
    whole = write_workbook({PEOPLE: []})
    broken = whole[:at] + noise + whole[at + len(noise) :]
    try:
        read_workbook(broken)
    except WorkbookError as error:
        assert str(error.message)


@pytest.mark.parametrize(("place", "name"), [((0, 0), "A1"), ((2, 25), "Z3"), ((9, 701), "ZZ10")])
def test_cells_are_named_as_excel_names_them(place: tuple[int, int], name: str) -> None:
    assert cell_name(*place) == name


def _with_cell(row: int, column: int) -> bytes:
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, {"in_memory": True}) as book:
        book.add_worksheet("A").write_string(row, column, "x")
    return sink.getvalue()


def test_a_sheet_of_a_hundred_thousand_rows_is_read() -> None:
    (sheet,) = read_workbook(_with_cell(99_999, 20))
    assert len(sheet.rows) == 100_000
    assert sheet.rows[-1][-1] == "x"


@pytest.mark.parametrize(("row", "column"), [(0, 702), (99_999, 40)])
def test_cells_too_far_apart_are_refused_before_they_are_read(row: int, column: int) -> None:
    with pytest.raises(WorkbookError) as refused:
        read_workbook(_with_cell(row, column))
    assert f"{row + 1} rows and {column + 1} columns" in str(refused.value)
