"""A dossier: one person once, drawn on by every form, and compared from year to year."""

from pathlib import Path

import pytest

from regulations.errors import InvalidDataError
from regulations.records import Plain, Record, read_record, write_record
from templates.cabinet import open_cabinet
from templates.dossier import check_dossier, dossier_skeleton, draw, lacks
from templates.dossier_changes import SUPPLEMENT, OtherPersonError, changes_between
from templates.filling import fill
from templates.rebuild import EXAMPLE, ROOT

TEXT = (Path(ROOT) / EXAMPLE).read_text(encoding="utf-8")
FORMS = {form.code: form for _, form in open_cabinet().forms()}


def read(text: str) -> Record:
    record, problems = read_record("a.yaml", text)
    assert record is not None, problems
    return record


def later(**changed: object) -> Record:
    data = read(TEXT).data
    assert isinstance(data, dict) and isinstance(data["person"], dict)
    person = {**data["person"], **changed}
    return read(write_record({**data, "person": person}))


def person() -> dict[str, Plain]:
    data = read(TEXT).data
    assert isinstance(data, dict) and isinstance(data["person"], dict)
    return data["person"]


def rows(key: str) -> list[Plain]:
    found = person()[key]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("code", FORMS)
def test_the_invented_person_lacks_nothing_on_any_form(code: str) -> None:
    assert lacks(FORMS[code], read(TEXT), "a.yaml").problems == ()


def test_what_a_form_lacks_is_named_with_its_line_in_the_dossier() -> None:
    text = TEXT.replace("  noi_sinh: Xã B, tỉnh A\n", "  noi_sinh:\n")
    line = text.splitlines().index("  noi_sinh:") + 1
    found = [str(one) for one in lacks(FORMS["2-KNĐ"], read(text), "a.yaml").problems]
    assert found == [f"a.yaml:{line}: noi_sinh, “Nơi sinh”, is missing. Fill it in."]
    assert lacks(FORMS["2-HSĐV"], read(text), "a.yaml").problems == ()


def test_a_key_that_differs_is_drawn_by_its_mapping() -> None:
    data = draw(FORMS["3-HSĐV"], read(TEXT)).data
    assert isinstance(data, dict)
    assert data["so_the"] == "001234567890"
    member = draw(FORMS["2-HSĐV"], read(TEXT)).data
    assert isinstance(member, dict)
    assert member["khen_thuong"] == (
        "11/2019, Bằng khen vì thành tích trong dạy học, Uỷ ban nhân dân tỉnh A"
    )
    assert member["qua_trinh"][3] == {  # type: ignore[index]
        "tu_den": "8/2015 - nay",
        "lam_gi": "Giáo viên; Tổ trưởng Tổ Tự nhiên; Trường Trung học cơ sở B",
    }


def test_declared_none_and_not_declared_are_drawn_apart() -> None:
    values = fill(FORMS["2-HSĐV"], draw(FORMS["2-HSĐV"], read(TEXT)), "a.yaml").values
    assert values["ten_khac"] == "Không"
    assert set(str(values["mien_shd"])) == {"."}
    assert values["ky_luat"] == "Không"
    assert values["quan_ngu_nhap_ngu"] == "Không"


def test_none_is_said_once_and_only_alone() -> None:
    form = FORMS["2C/TCTW-98"]
    data = draw(form, read(TEXT)).data
    assert isinstance(data, dict)
    assert data["dac_diem_ls"] == "Không"
    assert data["chuc_vu"]["chuc_vu"] == "Tổ trưởng Tổ Tự nhiên"  # type: ignore[call-overload,index]


def test_what_the_dossier_says_for_one_form_goes_before_the_person() -> None:
    text = TEXT.replace("  1-KNĐ:\n", "  1-KNĐ:\n    que_quan: Xã C\n")
    data = draw(FORMS["1-KNĐ"], read(text)).data
    assert isinstance(data, dict)
    assert data["que_quan"] == "Xã C"
    assert draw(FORMS["2-KNĐ"], read(text)).data["que_quan"] == "Thôn Một, xã B, tỉnh A"  # type: ignore[call-overload,index]


def test_a_misspelt_key_for_one_form_is_reported() -> None:
    text = TEXT.replace("    noi_lap: Xã B\n", "    noi_lapp: Xã B\n", 1)
    found = [str(one) for one in lacks(FORMS["1-KNĐ"], read(text), "a.yaml").problems]
    assert any("noi_lapp: did you mean noi_lap?" in one for one in found)


def test_the_dossier_itself_is_checked() -> None:
    text = TEXT.replace("  que_quan: Thôn", "  que_quann: Thôn").replace("format: 1", "formt: 1")
    text = text.replace('can_cuoc: "001080000001"', 'can_cuoc: "00108"')
    found = " ".join(str(one) for one in check_dossier(read(text), "a.yaml"))
    assert "que_quann: did you mean que_quan?" in found
    assert "Expected: 12 digits." in found
    assert "does not say its format" in found
    assert "00108" not in found
    assert check_dossier(read("ho_ten: A\n"), "a.yaml")
    assert check_dossier(read(TEXT), "a.yaml") == []


def test_the_skeleton_reads_back_as_a_dossier_without_answers() -> None:
    record = read(dossier_skeleton())
    assert check_dossier(record, "a.yaml") == []
    assert lacks(FORMS["2-HSĐV"], record, "a.yaml").problems


FOUR: dict[str, object] = {
    "thuong_tru": {"thuong_tru": "Số 2, đường Ba, xã C, tỉnh A", "tam_tru": ""},
    "chuc_vu_chinh_quyen": "Phó Hiệu trưởng",
    "dao_tao": [*rows("dao_tao"), {"truong": "Trường Đại học Sư phạm C", "nganh": "Quản lý",
                                   "tu_den": "9/2024 - 6/2026", "hinh_thuc": "Tại chức",
                                   "van_bang": "Thạc sĩ"}],
    "khen_thuong": [*rows("khen_thuong"), {"thang_nam": "5/2026", "ly_do": "Giấy khen",
                                           "cap": "Uỷ ban nhân dân xã B"}],
}  # fmt: skip


def test_the_supplement_carries_exactly_the_four_changes_of_a_year() -> None:
    new = later(**FOUR)
    found = changes_between(read(TEXT), new)
    assert set(found.answers) == {"cu_tru_moi", "nghe_nghiep_moi", "trinh_do_moi", "khen_thuong"}
    assert found.notes == ()
    assert found.answers["cu_tru_moi"] == "Nơi thường trú: Số 2, đường Ba, xã C, tỉnh A"
    assert found.answers["nghe_nghiep_moi"] == "Chức vụ chính quyền: Phó Hiệu trưởng"
    assert [row["van_bang"] for row in found.answers["trinh_do_moi"]] == ["Thạc sĩ"]  # type: ignore[call-overload,index]
    assert found.answers["khen_thuong"] == "5/2026, Giấy khen, Uỷ ban nhân dân xã B"


def test_two_equal_years_carry_nothing() -> None:
    assert changes_between(read(TEXT), later()).answers == {}


def test_a_new_declaration_of_none_is_a_change_and_a_withdrawn_one_is_told() -> None:
    old, new = later(ky_luat=""), later(ky_luat="Không", danh_hieu="")
    found = changes_between(old, new)
    assert found.answers == {"ky_luat": "Không"}
    assert [str(note) for note in found.notes] == [
        "danh_hieu was declared before and is not declared now."
    ]


def test_a_change_without_a_field_is_told_not_lost() -> None:
    found = changes_between(read(TEXT), later(ton_giao="Phật giáo"))
    assert found.answers == {}
    assert [str(note) for note in found.notes] == [
        f"ton_giao changed, and {SUPPLEMENT} has no field for it."
    ]


def test_a_relative_is_told_by_what_changed() -> None:
    family = [dict(row) for row in rows("gia_dinh")]  # type: ignore[arg-type]
    family[2]["nghe_nghiep"] = "Bác sĩ"
    family.append({"quan_he": "Con", "ho_ten": "Nguyễn Thị Thử", "nam_sinh": "2026"})
    found = changes_between(read(TEXT), later(gia_dinh=family))
    assert found.answers["gia_dinh"] == [
        {"quan_he": "Vợ", "ho_ten": "Hoàng Thị Mẫu",
         "thay_doi": "Nghề nghiệp, chức vụ, đơn vị: Bác sĩ"},
        {"quan_he": "Con", "ho_ten": "Nguyễn Thị Thử", "thay_doi": "Khai thêm; Năm sinh: 2026"},
    ]  # fmt: skip


def test_two_people_are_never_compared() -> None:
    with pytest.raises(OtherPersonError):
        changes_between(read(TEXT), later(can_cuoc="001080000002"))


def test_a_form_can_be_filled_from_a_dossier_with_faults_at_its_lines() -> None:
    text = TEXT.replace("  dan_toc: Kinh", "  dan_toc: Sao Hoả")
    with pytest.raises(InvalidDataError) as caught:
        fill(FORMS["1-KNĐ"], draw(FORMS["1-KNĐ"], read(text)), "a.yaml")
    (problem,) = caught.value.problems
    assert problem.place.line == text.splitlines().index("  dan_toc: Sao Hoả") + 1
