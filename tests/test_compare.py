"""Two texts side by side: what stayed, changed, moved, was split or merged."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from regulations.compare import Change, applied, compare
from regulations.comparing.pieces import pieces
from regulations.comparing.sequences import common
from regulations.comparing.words import compare_lines, tokens
from regulations.markup import read_markdown
from regulations.text import Text
from templates.readback import read_tables
from tests.front_door import Vanthu

OLD = """
Căn cứ Điều lệ,

# Chương I. Quy định chung

## Điều 1. Phạm vi

Quy định này nêu việc sinh hoạt của chi bộ và chế độ báo cáo hằng năm.

## Điều 2. Đối tượng

1. Đảng viên chính thức đang sinh hoạt tại chi bộ.

2. Đảng viên dự bị trong thời gian mười hai tháng.

## Điều 3. Thời gian họp

Chi bộ họp định kỳ mỗi tháng một lần vào ngày đầu tháng.

## Điều 4. Nơi họp

Chi bộ họp ở trụ sở; nơi xa thì họp qua mạng nội bộ có bảo mật.
"""
NEW_ARTICLE = "## Điều {}. Khen thưởng\n\nTập thể làm tốt được biểu dương trước toàn đảng bộ.\n"
LINES = ("## Điều 1. Phạm vi", "## Điều 2. Thời gian", "## Điều 3. Nơi họp", "# Chương I. Chung",
         "1. Chi bộ họp mỗi tháng một lần.", "2. Chi bộ họp mỗi quý một lần.", "a) Bí thư chủ trì.",
         "b) Phó bí thư ghi biên bản.", "- Uỷ ban", "- Ủy ban", "Căn cứ Điều lệ,")  # fmt: skip
texts = st.lists(st.sampled_from(LINES), max_size=25).map("\n\n".join)
words = st.lists(
    st.sampled_from(["chi", "bộ", "họp", "Uỷ", "Ủy", ",", ".", "–", "-", "tháng"]), max_size=60
)


def read(markdown: str) -> Text:
    return read_markdown("text.md", markdown)[0]


def differences(old: str, new: str) -> list[Change]:
    return list(compare(read(old), read(new)).differences)


def told(change: Change) -> str:
    """Return a change in short: ``changed Điều 2 > Điều 3 renumbered``."""
    olds, news = ("+".join(piece.label for piece in side) for side in (change.olds, change.news))
    return " ".join([change.how, olds or "-", ">", news or "-", *change.marks])


def test_equal_texts_have_no_differences() -> None:
    assert differences(OLD, OLD) == []


def test_words_are_marked_inside_their_line() -> None:
    new = OLD.replace("mỗi tháng một lần vào ngày đầu tháng", "mỗi quý một lần vào ngày đầu quý")
    (change,) = differences(OLD, new)
    assert told(change) == "changed Điều 3 > Điều 3"
    ops = [(one.op, one.old.strip(), one.new.strip()) for one in change.lines[1]]
    assert ("removed", "tháng", "") in ops
    assert ("added", "", "quý") in ops


def test_what_is_only_set_differently_is_editorial() -> None:
    new = OLD.replace("Chi bộ họp ở trụ sở;", "Chi bộ họp ở trụ sở ;").replace("hoà", "hòa")
    (change,) = differences(OLD + "\nTổ hoà giải – uỷ ban “A”", new + '\nTổ hòa giải - ủy ban "A"')
    assert change.how == "editorial"


def test_an_inserted_article_renumbers_those_behind_it() -> None:
    new = OLD.replace("## Điều 4.", "## Điều 5.").replace("## Điều 3.", "## Điều 4.")
    new = new.replace("## Điều 4. T", NEW_ARTICLE.format(3) + "\n## Điều 4. T")
    assert [told(one) for one in differences(OLD, new)] == [
        "added - > Điều 3",
        "same Điều 3 > Điều 4 renumbered",
        "same Điều 4 > Điều 5 renumbered",
    ]


def test_a_moved_article_is_shown_as_moved() -> None:
    head, body = OLD.split("## Điều 1. Phạm vi")
    first, rest = body.split("## Điều 2. Đối tượng")
    new = f"{head}## Điều 1. Đối tượng{rest}\n## Điều 4. Phạm vi{first}"
    new = new.replace("Điều 3. Thời", "Điều 2. Thời").replace("Điều 4. Nơi", "Điều 3. Nơi")
    assert "same Điều 1 > Điều 4 moved renumbered" in [told(one) for one in differences(OLD, new)]


def test_a_split_article_and_merged_ones_are_told() -> None:
    first, second = "1. Đảng viên chính thức", "2. Đảng viên dự bị"
    new = OLD.replace(second, f"## Điều 2a. Dự bị\n\n{second}")
    assert "changed Điều 2 > Điều 2+Điều 2a split" in [told(one) for one in differences(OLD, new)]
    assert "changed Điều 2+Điều 2a > Điều 2 merged" in [told(one) for one in differences(new, OLD)]
    assert first in OLD


def test_a_repealed_article_stands_behind_the_one_it_followed() -> None:
    start, end = OLD.index("## Điều 3"), OLD.index("## Điều 4")
    assert [told(one) for one in differences(OLD, OLD[:start] + OLD[end:])] == [
        "removed Điều 3 > -",
    ]


@given(texts, texts)
def test_the_difference_applied_to_the_old_gives_the_new(old: str, new: str) -> None:
    before, after = read(old), read(new)
    lines = tuple(line for piece in pieces(after) for line in piece.lines)
    assert applied(compare(before, after), before) == lines


@given(texts)
def test_a_text_compared_with_itself_has_no_differences(text: str) -> None:
    assert compare(read(text), read(text)).differences == ()


def test_the_blank_before_what_fell_away_goes_with_it() -> None:
    assert [(one.op, one.old, one.new) for one in compare_lines("Phạm vi và họp", "Phạm vi")] == [
        ("same", "Phạm vi", "Phạm vi"), ("removed", " và họp", ""),
    ]  # fmt: skip


@given(words.map(" ".join), words.map(" ".join))
def test_both_lines_can_be_read_from_their_comparison(old: str, new: str) -> None:
    line = compare_lines(old, new)
    assert "".join(one.old for one in line) == old
    assert "".join(one.new for one in line) == new
    assert all(one.old == one.new for one in line if one.op == "same")


@given(st.text())
def test_tokens_join_to_their_line(text: str) -> None:
    assert "".join(tokens(text)) == text


@given(st.lists(st.integers(0, 9), max_size=80), st.lists(st.integers(0, 9), max_size=80))
def test_what_is_common_rises_on_both_sides(old: list[int], new: list[int]) -> None:
    pairs = common(old, new)
    assert all(old[one] == new[other] for one, other in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))
    if old == new:
        assert len(pairs) == len(old)


def test_another_text_than_the_compared_one_is_refused() -> None:
    with pytest.raises(ValueError, match="another text"):
        applied(compare(read(OLD), read(OLD)), read(OLD + "\nthêm"))


def test_the_command_shows_what_changed_between_two_days(vanthu: Vanthu) -> None:
    answer = vanthu("reg", "diff", "15-QĐ/TU", "01/01/2025", "01/9/2025")
    assert answer.exit_code == 0
    assert "trước ngày [-25-] {+20+} hằng tháng{+, qua mạng thông tin của Đảng+}." in answer.out
    assert "Điều 4a: New" in answer.out
    items = vanthu("reg", "diff", "15-QĐ/TU", "01/01/2025", "01/9/2025", "--json").items
    assert {item["change"] for item in items} == {"same", "changed", "added"}
    page = vanthu("reg", "diff", "15-QĐ/TU", "01/01/2025", "01/9/2025", "--format", "html").out
    assert "<del>25 </del>hằng tháng" in page
    assert "<ins>20 </ins>hằng tháng" in page
    assert "<script" not in page


def test_two_instruments_compare_and_one_day_twice_differs_in_nothing(vanthu: Vanthu) -> None:
    same = vanthu("reg", "diff", "15-QĐ/TU", "01/01/2025", "02/01/2025").out
    assert "\n\n" not in same
    assert vanthu("reg", "diff", "15-QĐ/TU", "28-QĐ/TU").exit_code == 0
    assert vanthu("reg", "diff", "15-QĐ/TU").exit_code == 2
    assert vanthu("reg", "diff", "366-QĐ/TW 2025", "15-QĐ/TU").exit_code == 4


def test_a_draft_is_set_beside_the_text_in_force_in_a_word_table(
    vanthu: Vanthu, tmp_path: Path
) -> None:
    (source,) = vanthu.root.glob("regulations/tinh-uy-a/quy-dinh/2024/15-qd-tu/text@*.md")
    draft = source.read_text(encoding="utf-8").replace("phải ngắn", "phải rất ngắn & <gọn>")
    (tmp_path / "du-thao.md").write_text(draft, encoding="utf-8")
    answer = vanthu("draft", "comparison", "15-QĐ/TU", "du-thao.md", "--out", "ss.docx",
                    "--as-of", "01/6/2025", "--lang", "vi")  # fmt: skip
    assert answer.exit_code == 0, answer.err
    (rows,) = [table for table in read_tables((tmp_path / "ss.docx").read_bytes())
               if table[0][-1] == "Ghi chú"]  # fmt: skip
    assert rows[0] == ("Hiện hành", "Mới", "Ghi chú")
    (changed,) = [row for row in rows if row[2] == "Sửa đổi, bổ sung" and "Điều 2" in row[0]]
    assert "phải rất ngắn & <gọn>, đúng mẫu" in changed[1]


def test_each_symbol_in_the_title_begins_a_line_and_is_not_broken(
    vanthu: Vanthu, tmp_path: Path
) -> None:
    target = tmp_path / "ss.docx"
    vanthu("draft", "comparison", "15-QĐ/TU", "28-QĐ/TU", "--out", str(target), "--lang", "vi")
    lines = [line for one in Document(str(target)).paragraphs for line in one.text.split("\n")]
    at = lines.index("BẢNG SO SÁNH")
    assert [line.partition(",")[0] for line in lines[at + 1 : at + 3]] == [
        "Quy định số 15-QĐ/TU", "và Quy định số 28-QĐ/TU",
    ]  # fmt: skip


def test_no_hostile_text_breaks_the_page(vanthu: Vanthu, tmp_path: Path) -> None:
    (tmp_path / "xau.md").write_text("## Điều 1. <script>x</script>\n\n{{ 7*7 }}", encoding="utf-8")
    page = vanthu("reg", "diff", "15-QĐ/TU", "xau.md", "--format", "html").out
    assert "<script" not in page
    assert vanthu("draft", "comparison", "15-QĐ/TU", "xau.md", "--out", "xau.docx").exit_code == 1
    assert not (tmp_path / "xau.docx").exists()
