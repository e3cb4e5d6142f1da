"""Forms: what form.yaml says, and that the shipped papers ask for exactly that."""

import pytest

from templates.cabinet import open_cabinet
from templates.choices import shared_choices
from templates.form import Form, printed, read_form
from templates.form_sheet import build_form_template
from templates.layout.profile import load_profile
from templates.press.engine import names_in
from templates.press.package import read_package

SHIPPED = {form.code: (form, drawer.paper()) for drawer, form in open_cabinet().forms()}
SMALL = """\
code: 1-THỬ
title: {vi: Mẫu thử}
paper: A4
conf: M
source: [gh2h]
fields:
  - {key: ho_ten, num: "01", label: {vi: Họ và tên}, kind: text, required: yes}
  - key: cha
    label: {vi: Cha}
    kind: group
    conf: U
    fields:
      - {key: ho_ten, label: {vi: Họ và tên cha}, kind: text}
"""


def faults(text: str) -> list[str]:
    form, problems = read_form("form.yaml", text)
    assert (form is None) == bool(problems)
    return [str(problem) for problem in problems]


@pytest.mark.parametrize("code", SHIPPED)
def test_the_fields_of_a_form_are_the_variables_of_its_paper(code: str) -> None:
    form, paper = SHIPPED[code]
    assert names_in(paper) == set(form.names)


@pytest.mark.parametrize("code", SHIPPED)
def test_the_shipped_paper_is_the_one_that_its_definition_builds(code: str) -> None:
    form, paper = SHIPPED[code]
    assert read_package(build_form_template(form, load_profile())) == read_package(paper)


@pytest.mark.parametrize("code", SHIPPED)
def test_every_field_has_two_labels_a_source_and_a_confidence(code: str) -> None:
    form, _ = SHIPPED[code]
    parts = (part for holder in form.fields for part in holder.fields)
    for field in (*form.fields, *parts):
        assert field.label.vi, field.key
        assert field.label.en, field.key
        assert field.source, field.key
        assert field.conf in {"V", "V-OCR", "M", "U"}


def test_the_member_sheet_has_its_thirty_items() -> None:
    form, _ = SHIPPED["2-HSĐV"]
    assert [field.num for field in form.fields if field.num] == [f"{n:02}" for n in range(1, 31)]
    assert form.secret
    assert form.slug == "2-hsdv"


def read(text: str) -> Form:
    form, problems = read_form("form.yaml", text)
    assert form is not None, problems
    return form


def test_a_part_of_a_group_prints_under_the_name_of_the_group() -> None:
    assert read(SMALL).names == ("ho_ten", "cha_ho_ten")


def test_a_field_takes_confidence_and_source_from_what_holds_it() -> None:
    held = {name: (field.conf, field.source) for name, field in printed(read(SMALL).fields)}
    assert held == {"ho_ten": ("M", ("gh2h",)), "cha_ho_ten": ("U", ("gh2h",))}


def test_two_fields_of_one_name_are_reported_where_they_stand() -> None:
    twin = SMALL + "  - {key: cha_ho_ten, label: {vi: Tên cha}, kind: text}\n"
    assert faults(twin) == [
        "form.yaml:14: Two fields of the form are called cha_ho_ten. Give one of them another key."
    ]


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("kind: text, required: yes", 7),
        ("code: 1-THỬ", 1),
        ("conf: M", 4),
        ("key: ho_ten, num", 7),
    ],
)
def test_a_definition_that_is_wrong_is_reported_with_its_line(typed: str, line: int) -> None:
    wrong = {
        "kind: text, required: yes": "kind: enum, required: yes",
        "code: 1-THỬ": "kode: 1-THỬ",
        "conf: M": "conf: chắc chắn",
        "key: ho_ten, num": "key: Họ Tên, num",
    }
    assert any(
        fault.startswith(f"form.yaml:{line}:")
        for fault in faults(SMALL.replace(typed, wrong[typed]))
    )


@pytest.mark.parametrize("text", ["", "- a", "a: [", "fields: x", "code: {a: b}", "\x00"])
def test_no_definition_makes_the_reader_fail(text: str) -> None:
    assert faults(text)


def test_there_are_fifty_four_ethnic_groups_each_by_any_of_its_spellings() -> None:
    groups = shared_choices("dan_toc")
    assert len(groups.values) == len(set(groups.values)) == 54
    assert "kinh" in groups
    assert "Ê Đê" in groups
    assert "Sao Hoả" not in groups
