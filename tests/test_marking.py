"""Degrees of secrecy in what is handed in: found in every spelling, and nowhere else."""

import unicodedata

import pytest

from templates.marking import degree_in, degree_in_picture, degree_of_name


@pytest.mark.parametrize(
    ("line", "degree"),
    [
        ("MẬT", "MẬT"),
        ("M Ậ T", "MẬT"),
        ("  # MẬT", "MẬT"),
        ("- mật", "MẬT"),
        ("do_mat: Mật", "MẬT"),
        ("Độ mật: MẬT", "MẬT"),
        ("TỐI MẬT", "TỐI MẬT"),
        ("T Ố I   M Ậ T", "TỐI MẬT"),
        ("# Tài liệu TUYỆT MẬT, không sao chụp", "TUYỆT MẬT"),
        ("tuyệt mật", "TUYỆT MẬT"),
    ],
)
def test_a_marking_is_found_composed_and_decomposed(line: str, degree: str) -> None:
    assert degree_in(["x", line]) == degree
    assert degree_in([unicodedata.normalize("NFD", line)]) == degree


@pytest.mark.parametrize(
    "line",
    ["", "Bảo mật thông tin", "ho_ten: NGUYỄN VĂN MẬT", "Cục Cơ mật mã", "mật ong", "MẬT ONG",
     "giữ bí mật nhà nước", "tối mật thiết", "Mất"],
)  # fmt: skip
def test_running_words_and_names_are_no_marking(line: str) -> None:
    assert degree_in([line]) == ""


def test_the_highest_degree_counts() -> None:
    assert degree_in(["MẬT", "TUYỆT MẬT", "TỐI MẬT"]) == "TUYỆT MẬT"


@pytest.mark.parametrize(
    ("name", "degree"),
    [("MẬT.jpg", "MẬT"), ("Lý lịch (TỐI MẬT).yaml", "TỐI MẬT"), ("anh_mật_3x4.png", "MẬT"),
     ("Nguyen Van Mat.jpg", ""), ("bao-mat.yaml", ""), ("du-lieu.xlsx", "")],
)  # fmt: skip
def test_a_file_s_name_can_carry_it(name: str, degree: str) -> None:
    assert degree_of_name(name) == degree
    assert degree_of_name(unicodedata.normalize("NFD", name)) == degree


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le"])
def test_the_notes_of_a_picture_are_read(code: str) -> None:
    note = "\x00\x00TỐI MẬT\x00".encode(code)
    assert degree_in_picture(b"\xff\xd8" + note) == "TỐI MẬT"
    assert degree_in_picture(b"\xff\xd8" + bytes(range(256)) * 40) == ""
