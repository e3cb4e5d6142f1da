"""A drafter's Markdown set in the layout: numbers stay, nothing is lost, nothing is markup."""

import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from regulations.errors import InvalidDataError
from regulations.folding import nfc
from templates.composing import Composition, compose
from templates.layout.profile import load_profile
from templates.lines import Grid, Line, Run
from templates.manuscript import read_manuscript
from templates.papers.paper_sheet import set_blocks_alone
from templates.readback import read_notes, read_tables, read_text
from templates.runs import text_of


def composed(text: str) -> Composition:
    return compose(read_manuscript("du-thao.md", text), lambda reference: f"«{reference}»")


def printed(text: str) -> bytes:
    """Set a manuscript on paper, without the frame of a paper around it."""
    found = composed(text)
    title = [Line("trich_yeu", found.title)] if found.title else []
    blocks = (*title, *found.body, *(block for annex in found.annexes for block in annex.blocks))
    return set_blocks_alone(blocks, load_profile())


@pytest.fixture
def lines(request: pytest.FixtureRequest) -> list[tuple[str, str]]:
    """The style and the text of each line of the test's docstring."""
    found = composed(_page(request))
    blocks = (*found.body, *(block for annex in found.annexes for block in annex.blocks))
    return [(block.style, _text(block)) for block in blocks if isinstance(block, Line)]


@pytest.fixture
def page(request: pytest.FixtureRequest) -> bytes:
    """The test's docstring on paper."""
    return printed(_page(request))


def _page(request: pytest.FixtureRequest) -> str:
    text = request.function.__doc__
    return "\n".join(line.removeprefix("    ") for line in text.split("\n")[1:])


def _text(line: Line) -> str:
    return line.content if isinstance(line.content, str) else text_of(line.content)


def test_headings_are_what_their_words_say(lines: list[tuple[str, str]]) -> None:
    """
    # Phần thứ nhất. Những vấn đề chung
    ## Chương II: Nội dung
    ## Chương III
    ## Tổ chức
    ### Mục 1. Một
    ### Điều 5. Phạm vi
    ## IV- Kết quả
    ### 1. Đối tượng
    #### 1.1. Tập thể
    ## Không có số
    """
    assert lines == [
        ("phan_chuong", "Phần thứ nhất\nNhững vấn đề chung"),
        ("phan_chuong", "Chương II\nNội dung"),
        ("phan_chuong", "Chương III"),
        ("phan_chuong", "Tổ chức"),
        ("phan_chuong", "Mục 1\nMột"),
        ("dieu", "Điều 5. Phạm vi"),
        ("muc_la_ma", "IV- Kết quả"),
        ("muc_so", "1. Đối tượng"),
        ("muc_so", "1.1. Tập thể"),
        ("muc_la_ma", "Không có số"),
    ]


def test_printed_numbers_are_kept_and_never_counted_anew(lines: list[tuple[str, str]]) -> None:
    """
    1. Một
    3. Ba, viết tiếp
    ở dòng sau
       a) điểm a
       đ) điểm đ
    7.2.1. Bảy
    * sao thành gạch
    + cộng
    (i) mục nhỏ
    """
    assert lines == [
        ("noi_dung", "1. Một"),
        ("noi_dung", "3. Ba, viết tiếp ở dòng sau"),
        ("noi_dung", "a) điểm a"),
        ("noi_dung", "đ) điểm đ"),
        ("noi_dung", "7.2.1. Bảy"),
        ("noi_dung", "- sao thành gạch"),
        ("noi_dung", "+ cộng"),
        ("noi_dung", "(i) mục nhỏ"),
    ]


def test_html_links_and_code_are_text_as_typed(page: bytes) -> None:
    """
    <script>alert(1)</script> &lt;b&gt; & <b>đậm</b> <!-- ẩn -->

    [tên](http://a.b) ![ảnh](x.png) <http://a.b> `mã` {{ lệnh }} {% if %} ____

        thụt vào bốn dấu cách
    """
    assert read_text(page).splitlines() == [
        "<script>alert(1)</script> &lt;b&gt; & <b>đậm</b> <!-- ẩn -->",
        "[tên](http://a.b) ![ảnh](x.png) <http://a.b> `mã` {{ lệnh }} {% if %} ____",
        "thụt vào bốn dấu cách",
    ]


def test_emphasis_is_kept(page: bytes) -> None:
    """
    Chữ **đậm**, chữ *nghiêng*, chữ ***cả hai***, ma_so_dang_vien.
    """
    assert read_text(page) == "Chữ đậm, chữ nghiêng, chữ cả hai, ma_so_dang_vien.\n"


def test_runs_know_their_face() -> None:
    (line,) = composed("Chữ **đậm** và *nghiêng*").body
    assert isinstance(line, Line)
    assert line.content == (
        Run("Chữ "), Run("đậm", bold=True), Run(" và "), Run("nghiêng", italic=True),
    )  # fmt: skip


def test_a_table_keeps_every_cell(page: bytes) -> None:
    """
    Bảng sau:
    | TT | Việc | Hạn |
    |:-:|---|--:|
    | 1 | Một \\| hai | 05/12 | thừa |
    | 2 |
    Sau bảng.
    """
    assert read_tables(page) == (
        (("TT", "Việc", "Hạn", ""), ("1", "Một | hai", "05/12", "thừa"), ("2", "", "", "")),
    )
    assert read_text(page).splitlines()[-1] == "Sau bảng."


def test_short_columns_stay_narrow() -> None:
    text = "| TT | Việc | Hạn |\n|-|-|-|\n| 1 | " + "Tổng hợp kết quả thực hiện. " * 5 + "| 05/12 |"
    grid = next(block for block in composed(text).body if isinstance(block, Grid))
    first, second, third = (column.width_mm for column in grid.columns)
    assert first < 12 < third < 25 < 120 < second
    assert first + second + third == pytest.approx(165)


def test_a_note_hangs_where_it_is_referred_to(page: bytes) -> None:
    """
    Một[^1] hai[^khong-co].

    [^1]: Gồm cả *cơ quan trực thuộc*.
    [^2]: Không ai nhắc đến.
    """
    assert read_text(page).splitlines() == ["Một hai[^khong-co].", "Không ai nhắc đến."]
    assert read_notes(page) == ("Gồm cả cơ quan trực thuộc.",)


def test_what_follows_the_signature_begins_a_page_of_its_own() -> None:
    found = composed("1. Một\n# Phụ lục I. Biểu mẫu\n1. Mẫu\n# Phụ lục II\n2. Mẫu")
    assert [len(annex.blocks) for annex in found.annexes] == [2, 2]
    first = found.annexes[0].blocks[0]
    assert isinstance(first, Line)
    assert (_text(first), first.new_page) == ("Phụ lục I\nBiểu mẫu", True)


def test_the_first_heading_without_a_number_is_what_the_paper_is_about() -> None:
    assert text_of(composed("# Kế hoạch kiểm tra năm 2026\n\nMở đầu.").title) == (
        "Kế hoạch kiểm tra năm 2026"
    )
    assert composed("# I- MỤC ĐÍCH\n").title == ()


def test_recitals_are_set_as_such(lines: list[tuple[str, str]]) -> None:
    """
    - Căn cứ Điều lệ Đảng;
    - Xét đề nghị của Văn phòng,
    1. Căn cứ tình hình
    - Căn cứ để thực hiện
    """
    assert [style for style, _ in lines] == ["can_cu", "can_cu", "noi_dung", "noi_dung"]


def test_gaps_and_citations_are_found(lines: list[tuple[str, str]]) -> None:
    """
    Theo [[366-QĐ/TW 2025]], trước ngày [… ngày họp].
    """
    assert lines == [("noi_dung", "Theo «366-QĐ/TW 2025», trước ngày [… ngày họp].")]


def test_what_no_paper_can_hold_is_named_with_its_line() -> None:
    with pytest.raises(InvalidDataError) as refused:
        read_manuscript("du-thao.md", "Một\nHai\x00\nBa\x1b")
    assert [problem.place.line for problem in refused.value.problems] == [2, 3]


# --- whatever a drafter types, it is on the paper

WORDS = st.text("abcđêơưạỷÔ0123456789", min_size=1, max_size=8)
SENTENCES = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
MARKS = st.sampled_from(["1. ", "12. ", "3.4. ", "a) ", "đ) ", "- ", "+ ", "I- ", "Điều 5. ", ""])


@st.composite
def manuscripts(draw: Any) -> tuple[str, list[str]]:
    """Return Markdown and the lines that it must read as on paper."""
    source, expected = [], []
    for _ in range(draw(st.integers(1, 6))):
        how, text, mark = draw(st.integers(0, 4)), draw(SENTENCES), draw(MARKS)
        text = f"x{text}"  # so that no text begins like a number or a dash
        if how == 0:
            source.append(f"## {mark}{text}")
            expected.append(f"{mark}{text}")
        elif how == 1:
            source.append(f"{mark}**{text}** và *{text}*\n  {text}")
            expected.append(f"{mark}{text} và {text} {text}")
        elif how == 2:
            source.append(f"| {text} | b |\n|---|---|\n| {mark}{text} | <i> |")
            expected += [f"| {text} | b |", f"| {mark.strip()} {text} | <i> |".replace("|  ", "| ")]
        elif how == 3:
            source.append(f"> {text}")
            expected.append(text)
        else:
            source.append(f"### Chương V. {text}")
            expected.append(f"Chương V {text}")
    return "\n\n".join(source), expected


@settings(max_examples=40, deadline=None)
@given(manuscripts())
def test_a_manuscript_reads_back_as_it_was_written(drawn: tuple[str, list[str]]) -> None:
    source, expected = drawn
    assert read_text(printed(source)).splitlines() == expected


anything = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")),
        st.sampled_from(["# ", "## ", "1. ", "- ", "|", "|---|---|", "\n", "\n\n", "**", "*", "_",
                         "[^1]", "[^1]: ", "> ", "<b>", "    ", "Điều 1. ", "[[", "]]", "---",
                         "Phụ lục", "Chương I. ", "`", "\\", "{{ a }}", "&amp;"]),
    ),
    max_size=30,
).map("".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(anything)
@example("a *b**c*d")
@example("**b*c**d*e")
@example("***a*b**c***")
def test_no_word_of_any_text_is_lost(text: str) -> None:
    found = composed(text)
    lines = [found.title]
    for block in (*found.body, *(one for annex in found.annexes for one in annex.blocks)):
        if isinstance(block, Grid):
            lines += [column.head for column in block.columns]  # type: ignore[misc]
            lines += [cell.content for row in block.rows for cell in row.cells]  # type: ignore
        else:
            lines.append(tuple(block.content))  # type: ignore[arg-type]
    said = " ".join(run.text + " " + text_of(run.note) for line in lines for run in line)
    assert not _words(text) - _words(said)


def _words(text: str) -> Counter[str]:
    """Return the letters and digits of *text*; numbers of notes are marks, not words."""
    plain = re.sub(r"\[\^[^\]\s]+\]:?", " ", nfc(text))
    return Counter(letter for letter in plain if letter.isalnum())


@settings(max_examples=25, deadline=None)
@given(anything)
def test_any_text_at_all_can_be_printed(text: str) -> None:
    read_text(printed(text + "\n\nx"))
