"""``vanthu draft`` as it is typed: types by any name, Markdown files, what the drafter is told."""

import json
from pathlib import Path

import pytest

from templates.readback import read_text
from tests.front_door import Vanthu

ON = ("--for", "366-QĐ/TW 2025", "--as-of", "2026-06-05", "--lang", "vi")


@pytest.mark.parametrize("name", ["letter", "cong-van", "công văn", "cong_van", "CV", "cv"])
def test_a_type_goes_by_its_english_word_its_name_or_its_abbreviation(
    vanthu: Vanthu, tmp_path: Path, name: str
) -> None:
    out = tmp_path / "thu.docx"
    answer = vanthu("draft", name, *ON, "--to", "xa-b", "--out", str(out), "--json")
    assert answer.items[0]["type"] == "cong_van"
    assert "Kính gửi: Đảng uỷ xã B" in read_text(out.read_bytes())


def test_an_abbreviation_of_two_types_is_none(vanthu: Vanthu) -> None:
    assert vanthu("draft", "QĐ", *ON).exit_code == 2


def test_a_manuscript_is_set_and_its_gaps_and_doubts_are_told(
    vanthu: Vanthu, tmp_path: Path
) -> None:
    source, out = tmp_path / "du-thao.md", tmp_path / "ke-hoach.docx"
    source.write_text("# Kế hoạch thử\n1. Theo [[43-HD/BTCTW]].\n2. [… phân công]\n"
                      "3. Thay thế 50-QĐ/TW.", encoding="utf-8")  # fmt: skip
    answer = vanthu("draft", "plan", *ON, "--from", str(source), "--out", str(out), "--json")
    (item,) = answer.items
    assert item["rests_on"] == [
        "bo-chinh-tri/quy-dinh/2025/366-qd-tw", "btctw/huong-dan/2025/43-hd-btctw",
    ]  # fmt: skip
    assert item["to_write"] == ["[… phân công]"]
    assert any("50-QĐ/TW" in warning for warning in item["warnings"])
    text = read_text(out.read_bytes())
    assert "\nKẾ HOẠCH\nthử\n" in text
    assert "\n3. Thay thế 50-QĐ/TW.\n" in text


def test_a_guideline_may_come_from_markdown_without_an_instrument(
    vanthu: Vanthu, tmp_path: Path
) -> None:
    source = tmp_path / "du-thao.md"
    source.write_text("## I- MỤC ĐÍCH\n1. Một", encoding="utf-8")
    assert vanthu("draft", "guideline").exit_code == 2
    answer = vanthu("draft", "guideline", "--from", str(source), "--out", str(tmp_path / "a.docx"))
    assert answer.exit_code == 0


def test_a_manuscript_that_can_t_be_read_is_refused(vanthu: Vanthu, tmp_path: Path) -> None:
    binary = tmp_path / "anh.md"
    binary.write_bytes(b"\xff\xfe\x00")
    control = tmp_path / "dieu-khien.md"
    control.write_text("Một\n\x1b[0m", encoding="utf-8")
    codes = [vanthu("draft", "plan", "--from", str(path)).exit_code
             for path in (tmp_path / "khong-co.md", tmp_path, binary, control)]  # fmt: skip
    assert codes == [4, 4, 5, 5]


@pytest.mark.parametrize("option", ["--for", "--basis"])
def test_every_type_refuses_what_is_not_in_force(vanthu: Vanthu, option: str) -> None:
    answer = vanthu(
        "draft", "decision", option, "124-QĐ/TW 2023", "--as-of", "2026-06-05", "--json"
    )
    error = json.loads(answer.err)["error"]
    assert (answer.exit_code, error["code"]) == (1, "not_in_force")
    assert error["successor"] == "bo-chinh-tri/quy-dinh/2025/366-qd-tw"


def test_a_warning_tells_what_is_not_known_of_the_office_s_right(
    vanthu: Vanthu, tmp_path: Path
) -> None:
    answer = vanthu("draft", "directive", "--out", str(tmp_path / "a.docx"))
    assert answer.exit_code == 0
    assert "may issue a Chỉ thị is not known" in answer.err
