"""Laws go by name: Luật Đất đai. Its title is printed without the type, and several bear it."""

from __future__ import annotations

import pytest

from regulations.cited import resolve_mentions
from regulations.days import parse_when
from regulations.library import AmbiguousError, Library
from regulations.markup import read_markdown
from regulations.mentions import find_mentions
from regulations.ordered import orders_of
from regulations.work import Work
from tests.front_door import Vanthu


def law(number: str, signed: str, title: str, kind: str = "luat") -> Work:
    slug = f"quoc-hoi/{kind.replace('_', '-')}/{signed[:4]}/{number.replace('/', '-').lower()}"
    return Work(slug, kind, ("quoc-hoi",), number, signed=parse_when(signed), title_vi=title)


OLD = law("11/2013/QH13", "2013-11-29", "Kho tàng")
NEW = law("12/2024/QH15", "2024-01-18", "Kho tàng")
CODE = law("13/2015/QH13", "2015-11-24", "Lưu trữ", "bo_luat")
CHARTER = Work("quoc-hoi/hien-phap/2013/mau", "hien_phap", ("quoc-hoi",), "",
               signed=parse_when("2013-11-28"), title_vi="Nước Mẫu")  # fmt: skip
LIBRARY = Library.of([OLD, NEW, CODE, CHARTER])


@pytest.mark.parametrize(
    ("name", "work"),
    [("Luật Kho tàng năm 2013", OLD), ("luật kho tàng 2024", NEW), ("Bộ luật Lưu trữ", CODE),
     ("bo luat luu tru", CODE), ("Lưu trữ", CODE), ("Hiến pháp", CHARTER),
     ("Hiến pháp năm 2013", CHARTER)],
)  # fmt: skip
def test_a_law_is_found_by_what_it_is_called(name: str, work: Work) -> None:
    assert LIBRARY.resolve(name) == work


def test_a_name_that_two_laws_bore_is_never_picked_from() -> None:
    with pytest.raises(AmbiguousError) as caught:
        LIBRARY.resolve("Luật Kho tàng")
    assert caught.value.candidates == (NEW, OLD)
    assert LIBRARY.find("Luật Kho tàng năm 1999") == ()


def test_a_text_cites_laws_by_name() -> None:
    text = "Theo khoản 2 Điều 5 Luật Kho tàng năm 2013 và Bộ luật Lưu trữ."
    day = parse_when("2026-06-05").earliest
    found = resolve_mentions(find_mentions(text), LIBRARY, day)
    assert [one.work for one in found] == [OLD, CODE]


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("Sửa đổi, bổ sung một số điều của Luật Kho tàng", OLD),  # NEW came later
        ("Sửa đổi, bổ sung một số điều của Bộ luật Lưu trữ", CODE),
        ("Sửa đổi theo đề nghị như Luật Kho tàng", None),  # not said to be changed
        ("Thay cụm từ “của Luật Kho tàng” như sau", None),  # quoted words name nothing
    ],
)
def test_an_order_means_the_law_that_it_calls_by_name(heading: str, target: Work | None) -> None:
    amending = law("14/2020/QH14", "2020-06-17", "Sửa đổi")
    text, _ = read_markdown("text.md", f"## Điều 1. {heading}\n\n1. Bãi bỏ Điều 9.\n")
    library = Library.of([*LIBRARY, amending])
    assert [one.target for one in orders_of(amending, text, library, ()).entries] == [target]


def test_the_sample_office_knows_its_code_by_name_and_year(vanthu: Vanthu) -> None:
    told = vanthu("reg", "show", "Bộ luật Lao động năm 2019").out
    assert "45/2019/QH14" in told
