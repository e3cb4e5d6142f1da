"""The cabinet: which forms are at hand, and by what names they are found."""

import pytest

from regulations.errors import InvalidDataError
from regulations.readings import read_all
from templates.cabinet import (
    READERS,
    AmbiguousFormError,
    NoFormError,
    NoTemplateError,
    open_cabinet,
)

OWN = """\
code: {code}
title: {{vi: Mẫu của cơ quan}}
paper: A4
conf: V
fields:
  - {{key: ho_ten, label: {{vi: Họ và tên}}, kind: text}}
"""


def own(code: str, folder: str, *, paper: bytes | None = b"docx") -> dict[str, bytes]:
    files = {f"templates/{folder}/form.yaml": OWN.format(code=code).encode()}
    return files | ({f"templates/{folder}/form.docx": paper} if paper else {})


@pytest.mark.parametrize(
    "name",
    [
        "2-HSĐV",
        "2-hsdv",
        "2 HSDV",
        "2hsđv",
        "Mẫu 2-HSĐV",
        "2–HSÐV",
        "Phiếu đảng viên",
        "member sheet",
    ],
)
def test_a_form_is_found_by_its_code_in_any_spelling_and_by_its_title(name: str) -> None:
    assert open_cabinet().find(name).form().code == "2-HSĐV"


@pytest.mark.parametrize("name", ["9-HSĐV", "2HSDB", "", "../../etc"])
def test_a_name_that_fits_no_form_gets_the_near_ones(name: str) -> None:
    with pytest.raises(NoFormError) as caught:
        open_cabinet().find(name)
    assert caught.value.exit_code == 4
    assert ("2-HSĐV" in caught.value.near) == name.endswith(("HSĐV", "HSDB"))


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Mẫu 2C", ["2C-BNV/2008", "2C-HD KĐ.ĐG 2025", "2C/TCTW-98"]),
        ("2c", ["2C-BNV/2008", "2C-HD KĐ.ĐG 2025", "2C/TCTW-98"]),
        ("Sơ yếu lý lịch", ["2C-BNV/2008", "2C/TCTW-98"]),
    ],
)
def test_a_name_of_several_forms_is_refused_with_all_of_them(name: str, codes: list[str]) -> None:
    with pytest.raises(AmbiguousFormError) as caught:
        open_cabinet().find(name)
    assert (caught.value.exit_code, caught.value.code) == (4, "ambiguous")
    assert [form.code for form in caught.value.forms] == codes


@pytest.mark.parametrize(
    ("name", "code"),
    [("2A", "2A-HD KĐ.ĐG 2025"), ("Mẫu 2B-HD KĐ.ĐG 2025", "2B-HD KĐ.ĐG 2025"),
     ("2c/tctw-98", "2C/TCTW-98"), ("2C-TCTW-98", "2C/TCTW-98"), ("9 knđ", "9-KNĐ")],
)  # fmt: skip
def test_a_longer_name_tells_them_apart(name: str, code: str) -> None:
    assert open_cabinet().find(name).form().code == code


def test_the_office_has_forms_of_its_own() -> None:
    cabinet = open_cabinet(own("7-BTC", "mau-so-7"))
    drawer = cabinet.find("7 btc")
    assert drawer.own
    assert drawer.paper() == b"docx"
    assert next(form.code for _, form in cabinet.forms()) == "7-BTC"


def test_a_form_of_the_office_goes_before_the_shipped_one_of_its_code() -> None:
    cabinet = open_cabinet(own("2-HSĐV", "2-hsdv"))
    assert cabinet.find("2-HSĐV").own
    titles = [form.title.vi for _, form in cabinet.forms() if form.code == "2-HSĐV"]
    assert titles == ["Mẫu của cơ quan"]


def test_a_form_without_a_paper_says_which_file_is_missing() -> None:
    cabinet = open_cabinet(own("7-BTC", "mau-so-7", paper=None))
    with pytest.raises(NoTemplateError, match=r"templates/mau-so-7/form\.docx is missing"):
        cabinet.find("7-BTC").paper()
    assert [str(problem.place) for problem in cabinet.problems()] == [
        "templates/mau-so-7/form.yaml"
    ]


def test_a_broken_form_costs_only_itself() -> None:
    cabinet = open_cabinet({"templates/hong/form.yaml": b"code: \xff", "templates/note.txt": b"x"})
    assert "2-HSĐV" in [form.code for _, form in cabinet.forms()]
    assert cabinet.problems()
    with pytest.raises(InvalidDataError):
        cabinet.find("hong").form()


def test_the_office_reads_its_forms_and_keeps_the_text_of_a_broken_one() -> None:
    files = read_all(own("7-BTC", "mau-so-7") | {"templates/hong/form.yaml": b"code: ["}, READERS)
    assert files.keyed("form", "7-BTC") == ["templates/mau-so-7/form.yaml"]
    assert [path for path, _ in files.each("form")] == files.paths("form")
    assert len(files.problems()) == 1
