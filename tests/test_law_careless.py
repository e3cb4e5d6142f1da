"""Requests for the law of a day as hurried people type them: a sentence each, nothing guessed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.front_door import Vanthu

LAW = "15-QĐ/TU"
EXAMPLE = Path(__file__).parents[1] / "docs/examples/quy-dinh-truc.txt"


@pytest.mark.parametrize("verb", ["show", "links", "history", "amend"])
@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_name_names_nothing(vanthu: Vanthu, verb: str, name: str) -> None:
    answer = vanthu("reg", verb, name)
    assert answer.exit_code == 4
    assert answer.err.startswith("Error: No instrument goes by the name")


@pytest.mark.parametrize("place", ["Điều abc", "khoản", "Điều 4 khoản", "Điều 4 điểm 7"])
def test_a_place_that_was_not_read_is_not_left_out(vanthu: Vanthu, place: str) -> None:
    answer = vanthu("reg", "show", LAW, place)
    assert (answer.exit_code, answer.out) == (2, "")
    assert "names no place in a text" in answer.err


def test_a_title_may_sound_like_a_place(vanthu: Vanthu) -> None:
    assert vanthu("reg", "show", "Quy định 366 về kiểm điểm và đánh giá").exit_code == 0
    assert vanthu("reg", "show", "Điều lệ Đảng").exit_code == 0


def test_before_the_signing_day_no_text_and_no_structure_is_told(vanthu: Vanthu) -> None:
    told = vanthu("reg", "show", LAW, "--on", "1/1/2024").out
    assert "It was signed on 12/3/2024." in told
    assert "imported" not in told
    assert "Structure" not in told
    refused = vanthu("reg", "show", LAW, "art_1", "--on", "1/1/2024").err
    assert 'vanthu reg show "15-QĐ/TU 2024"' in refused


def test_a_text_that_orders_nothing_says_so(vanthu: Vanthu) -> None:
    assert "It orders nothing of other instruments." in vanthu("reg", "amend", LAW).out


@pytest.mark.parametrize("days", [("31/2/2025", "1/1/2026"), ("1/1/2026", "31/2/2025")])
def test_the_wrong_one_of_two_days_is_named(vanthu: Vanthu, days: tuple[str, str]) -> None:
    answer = vanthu("reg", "diff", LAW, *days)
    assert answer.exit_code == 2
    assert "'31/2/2025' is not a day of the calendar." in answer.err


@pytest.mark.parametrize("content", ["", " \r\n\r\n"])
def test_an_empty_draft_is_compared_with_nothing(
    vanthu: Vanthu, tmp_path: Path, content: str
) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(content, encoding="utf-8")
    for words in (("reg", "diff"), ("draft", "comparison")):
        answer = vanthu(*words, LAW, str(draft))
        assert (answer.exit_code, answer.out) == (5, "")
        assert "draft.md holds no text." in answer.err


@pytest.mark.parametrize("words", [("cite",), ("reg", "diff", LAW), ("proof",)])
def test_a_missing_file_is_told_in_the_language_spoken(
    vanthu: Vanthu, words: tuple[str, ...]
) -> None:
    answer = vanthu("--lang", "vi", *words, "khong-co.md")
    assert "không có tệp đó" in answer.err
    assert "No such file" not in answer.err


def test_a_list_of_numbers_is_asked_for_in_the_language_spoken(vanthu: Vanthu) -> None:
    answer = vanthu("--lang", "vi", "reg", "amend", "42-QĐ/TU 2026", "--accept", "abc")
    assert "không phải là danh sách số" in answer.err


def test_an_import_that_is_refused_names_its_file(vanthu: Vanthu, tmp_path: Path) -> None:
    empty = tmp_path / "trống.txt"
    empty.touch()
    assert "trống.txt: The file is empty." in vanthu("reg", "import", str(empty)).err


def test_a_contradiction_is_told_as_people_write(vanthu: Vanthu, tmp_path: Path) -> None:
    file = Path(shutil.copy(EXAMPLE, tmp_path))
    given = ("--signed", "2024-01-16", "--issuer", "BCT", "--type", "Quyết định", "--dry-run")
    told = vanthu("--lang", "vi", "reg", "import", str(file), *given).err
    assert "Ngày ký: đã nêu 16/01/2024; bản in ghi 15/01/2024." in told
    assert "Cơ quan ban hành: đã nêu Bộ Chính trị; bản in ghi Tỉnh uỷ A." in told
    assert "Thể loại: đã nêu Quyết định; bản in ghi Quy định." in told


@pytest.mark.parametrize("name", ["quy_dinh", "Quy định", "QUY ĐỊNH", "quy dinh", "Regulation"])
def test_a_type_goes_by_any_of_its_names(vanthu: Vanthu, name: str) -> None:
    by_code = vanthu("reg", "list", "--type", "quy_dinh")
    assert vanthu("reg", "list", "--type", name).out == by_code.out
    assert by_code.out
