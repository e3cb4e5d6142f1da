"""Filling a form: what prints, what is refused, and the data file that one begins with."""

import io
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regulations.errors import InvalidDataError
from regulations.folding import nfc
from regulations.records import Plain, read_record, write_record
from templates.cabinet import open_cabinet
from templates.filling import Filled, fill
from templates.form import HOLDERS, Field, Form, read_form
from templates.press.engine import print_docx
from templates.press.picture import Picture, PictureError
from templates.skeleton import blank

DRAWER = open_cabinet().find("2-HSĐV")
FORM = DRAWER.form()
FOLDER = Path(__file__).parents[1] / "templates" / "forms" / "2-hsdv"
EXAMPLE = (FOLDER / "example.yaml").read_text(encoding="utf-8")
PHOTO = bytes.fromhex(  # one grey dot
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c6368000000820081778dd2cb0000000049454e44ae426082"
)
SMALL = """\
code: 1-THỬ
title: {vi: Mẫu thử, en: Test form}
paper: A4
conf: M
fields:
"""


def small(*fields: str) -> Form:
    form, problems = read_form("form.yaml", SMALL + "".join(f"  - {field}\n" for field in fields))
    assert form is not None, problems
    return form


def filled(form: Form, text: str) -> Filled:
    record, problems = read_record("data.yaml", text)
    assert record is not None, problems
    return fill(form, record, "data.yaml")


def faults(form: Form, text: str) -> list[str]:
    try:
        filled(form, text)
    except InvalidDataError as error:
        return [str(problem) for problem in error.problems]
    return []


def field(kind: str, more: str = "", key: str = "a") -> str:
    return f"{{key: {key}, label: {{vi: Mục {key}}}, kind: {kind}{', ' * bool(more)}{more}}}"


def holder(kind: str, key: str, *parts: str, required: str = "no") -> str:
    more = f"required: {required}, fields: [{', '.join(parts)}]"
    return field(kind, more, key)


def text_of(printed: bytes) -> str:
    document = docx.Document(io.BytesIO(printed))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def member_sheet(text: str) -> str:
    return text_of(print_docx(DRAWER.paper(), filled(FORM, text).values))


def test_the_example_fills_the_member_sheet() -> None:
    printed = member_sheet(EXAMPLE)
    assert "01) Họ và tên khai sinh: NGUYỄN VĂN MẪU" in printed
    assert "12) Ngày vào Đảng: 03/02/2010, tại chi bộ: Chi bộ Tổ Tự nhiên" in printed
    assert "{" not in printed
    assert "None" not in printed


def test_missing_malformed_and_misspelt_fields_are_named_at_once_each_with_its_line() -> None:
    text = EXAMPLE.replace("que_quan: Thôn Một, xã B, tỉnh A", "que_quan:")
    text = text.replace("ten_khac: Không", "ten_khak: Không").replace("05/06/1980", "31/02/1980")
    lines = text.splitlines()
    found = faults(FORM, text)
    assert found == [
        f"data.yaml:{line(lines, 'ten_khak')}: ten_khak is no field of the form."
        " ten_khak: did you mean ten_khac?",
        f"data.yaml:{line(lines, 'ngay_sinh')}: ngay_sinh, “Sinh ngày”, is malformed."
        " Expected: a day of the calendar (05/06/1980), a month (6/1980) or a year.",
        f"data.yaml:{line(lines, 'que_quan')}: que_quan, “Quê quán”, is missing. Fill it in.",
    ]


def line(lines: list[str], key: str) -> int:
    return next(at for at, text in enumerate(lines, start=1) if text.startswith(f"{key}:"))


def test_faults_inside_groups_and_tables_are_named_with_their_lines() -> None:
    day = field("date", "required: yes", "ngay")
    name, year = field("text", "required: yes", "ten"), field("digits", 'digits: "4"', "nam")
    form = small(
        holder("group", "nhom", day, required="yes"),
        holder("table", "bang", name, year),
    )
    assert faults(
        form, 'nhom:\n  ngai: x\nbang:\n  - ten: A\n    nam: "12"\n  - nam: "1999"\n'
    ) == [
        "data.yaml:1: nhom.ngay, “Mục ngay”, is missing. Fill it in.",
        "data.yaml:2: nhom.ngai is no field of the form. ngai: did you mean ngay?",
        "data.yaml:5: bang[1].nam, “Mục nam”, is malformed. Expected: 4 digits.",
        "data.yaml:6: bang[2].ten, “Mục ten”, is missing. Fill it in.",
    ]


@pytest.mark.parametrize(
    ("kind", "more", "good", "bad"),
    [
        ("date", "", ["05/06/1980", "5.6.1980", "ngày 5 tháng 6 năm 1980", "Không"],
         ["31/02/1980", "1980", "6/1980", "1980-06-05", "hôm qua"]),
        ("date", "partial: yes", ["1980", "5/1980", "05/06/1980"], ["80", "13/1980", "29/02/1981"]),
        ("enum", "values: [Nam, Nữ]", ["Nam", "nữ", "Không"], ["Nu", "khác"]),
        ("digits", 'digits: "12"', ["001080000001"], ["00108000000", "00108000000a", "٠" * 12]),
        ("digits", "digits: 9-12", ["123456789", "123456789012"], ["12345678"]),
        ("boxes", 'digits: "6", letters: 0-4', ["012345", "012345 AB", "012345ABCĐ"],
         ["12345", "0123456", "012345ABCDE", "AB012345", "012345 -A"]),
        ("dan_toc", "", ["Kinh", "tày", "H'Mông"], ["Kin", "Sao Hoả"]),
        ("ton_giao", "", ["Không", "Phật giáo", "Đạo Mẫu"], []),
        ("photo", 'size_mm: ["30", "40"]', ["anh.jpg", "anh/mau.PNG"],
         ["../anh.jpg", "/etc/anh.jpg", "C:\\anh.jpg", "anh.exe", "a/../../b.png"]),
        ("multi_enum", 'values: ["30", "40"]', ["[30, 40]", "30", "Không"], ["[30, 35]"]),
    ],
)  # fmt: skip
def test_each_kind_takes_what_fits_and_names_what_it_expects(
    kind: str, more: str, good: list[str], bad: list[str]
) -> None:
    form = small(field(kind, more))

    def data(answer: str) -> str:
        return f"a: {answer}\n" if answer.startswith("[") else write_record({"a": answer})

    assert [answer for answer in good if faults(form, data(answer))] == []
    assert [answer for answer in bad if not faults(form, data(answer))] == []
    assert all("Expected: " in fault for answer in bad for fault in faults(form, data(answer)))


def test_a_fault_never_repeats_what_was_typed() -> None:
    form = small(field("digits", 'digits: "12"'), field("dan_toc", key="b"), field("date", key="c"))
    told = " ".join(faults(form, "a: '079123'\nb: Riêng Tư\nc: 31/02/1980\nd: x\n"))
    assert not [secret for secret in ("079123", "Riêng Tư", "31/02") if secret in told]


def test_declared_none_prints_and_not_declared_is_a_dotted_line() -> None:
    form = small(field("text", key="a"), field("text", key="b"), field("date", key="c"))
    values = filled(form, "a: Không\nb:\n").values
    assert values["a"] == "Không"
    assert set(str(values["b"])) == set(str(values["c"])) == {"."}
    printed = member_sheet(EXAMPLE)
    assert "03) Tên gọi khác: Không" in printed
    assert "Nơi tạm trú: ........" in printed


def test_a_group_and_a_table_may_be_declared_none_as_a_whole() -> None:
    parts = field("date"), field("text", key="b")
    form = small(holder("group", "g", *parts), holder("table", "t", *parts))
    values = filled(form, "g: Không\nt: Không\n").values
    assert values == {"g_a": "Không", "g_b": "", "t": [{"a": "Không", "b": ""}]}


def test_a_required_part_of_an_optional_group_is_asked_only_when_the_group_is_declared() -> None:
    form = small(holder("group", "g", field("text", "required: yes"), field("text", key="b")))
    assert faults(form, "g:\n") == []
    assert faults(form, "g:\n  b: x\n") == ["data.yaml:1: g.a, “Mục a”, is missing. Fill it in."]


def test_boxes_print_one_sign_each() -> None:
    form = small(field("boxes", 'digits: "6", letters: 0-4'))
    assert filled(form, "a: 012345 AB\n").values["a"] == [*"012345AB", "", ""]


def test_badges_are_ticked() -> None:
    printed = member_sheet(EXAMPLE.replace("huy_hieu:", "huy_hieu: [30, 40]"))
    assert "☒ 30 năm" in printed
    assert "☒ 40 năm" in printed
    assert "☐ 45 năm" in printed


def test_a_photo_is_wanted_until_it_is_handed_in() -> None:
    waiting = filled(FORM, EXAMPLE.replace("anh:", "anh: mau.jpg"))
    (wanted,) = waiting.photos
    assert (wanted.name, wanted.size_mm, waiting.values["anh"]) == ("mau.jpg", (30, 40), None)
    done = waiting.with_photo(wanted, PHOTO)
    assert done.values["anh"] == Picture(PHOTO, 30, 40)
    assert done.photos == ()
    shapes = docx.Document(io.BytesIO(print_docx(DRAWER.paper(), done.values))).inline_shapes
    assert (shapes[0].width.mm, shapes[0].height.mm) == (30, 30)
    with pytest.raises(PictureError):
        waiting.with_photo(wanted, b"no picture")


@pytest.mark.parametrize("text", ["- a\n", "a\n", "ho_ten: [x]\n", "qua_trinh: x\nvao_dang: [y]\n"])
def test_data_of_the_wrong_shape_is_reported_not_raised(text: str) -> None:
    assert len(faults(FORM, text)) > 20


printable = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=20)
hostile = st.sampled_from(["A & B <C>", "{{ 7*7 }}", "{_{", "{% x %}", "</w:t>", "]]>", "a\nb"])
naughty = (printable | hostile).map(nfc).filter(str.strip)


@settings(max_examples=15, deadline=None)
@given(naughty, naughty, naughty)
def test_what_is_filled_in_reads_back_from_the_paper(name: str, part: str, cell: str) -> None:
    record, _ = read_record("data.yaml", EXAMPLE)
    assert record is not None and isinstance(record.data, dict)
    data: dict[str, Plain] = {**record.data, "que_quan": name}
    data["nuoc_ngoai"] = {"da_di": part, "to_chuc": "Không", "nguoi_than": "Không"}
    data["qua_trinh"] = [{"tu_den": "2001", "lam_gi": cell}]
    printed = member_sheet(write_record(data)).replace("\r", "\n")
    assert f"06) Quê quán: {name}" in printed
    assert f"nước, lý do): {part}" in printed
    assert cell in printed.split("\n2001\n")[1]


def test_the_same_data_give_the_same_paper() -> None:
    values = filled(FORM, EXAMPLE).values
    assert print_docx(DRAWER.paper(), values) == print_docx(DRAWER.paper(), values)


def asked(fields: tuple[Field, ...]) -> list[str]:
    keys: list[str] = []
    for one in fields:
        if one.fillable:
            keys.append(one.key)
            keys += asked(one.fields) if one.kind in HOLDERS or one.kind == "table" else []
    return keys


def test_the_skeleton_lists_every_field_once_with_its_label() -> None:
    lines = [text.strip().removeprefix("- ") for text in blank(FORM).splitlines()]
    keys = [text.removesuffix(":") for text in lines if text and not text.startswith("#")]
    assert keys == asked(FORM.fields)
    told = " ".join(text.removeprefix("# ") for text in lines)
    for one in FORM.fields:
        assert not one.fillable or (one.label.vi in told and one.label.en in told)


def test_the_skeleton_as_it_is_lacks_exactly_the_required_fields() -> None:
    lacking = [fault.split(": ")[1].split(",")[0] for fault in faults(FORM, blank(FORM))]
    assert lacking == [
        name
        for one in FORM.fields
        for name in (
            [f"{one.key}.{part.key}" for part in one.fields if part.required]
            if one.kind in HOLDERS and one.required
            else [one.key] * one.required
        )
    ]


def test_a_default_stands_in_the_skeleton_and_nowhere_else() -> None:
    form = small(field("text", "required: yes, default: Không"))
    assert "\na: Không\n" in blank(form)
    assert faults(form, "a:\n") == ["data.yaml:1: a, “Mục a”, is missing. Fill it in."]
