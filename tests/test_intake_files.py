"""Foreign files to lines: Word with all it hides, web pages with their site, PDF, old Word."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regulations.errors import VanthuError
from regulations.intake.child import ParserError, read_apart, seconds_for
from regulations.intake.extract import Extract
from regulations.intake.hygiene import clean, letters
from regulations.intake.markers import formatted
from regulations.intake.old_word import NeedsLibreOfficeError
from regulations.intake.sniff import UnreadableFileError, kind_of
from regulations.intake.taking import take_in
from regulations.intake.web import read_page
from regulations.intake.word import read_word
from regulations.libreoffice import convert, libre_office
from tests.intake_samples import BODIES, REGULATION
from tests.word_samples import MC, W, numbering, p, r, table, word_file

HEAD = table((p("TỈNH UỶ A") + p("*") + p("Số 05-QĐ/TU"),
              p("ĐẢNG CỘNG SẢN VIỆT NAM") + p("A, ngày 15 tháng 01 năm 2024")))  # fmt: skip


def lines(body: str, **parts: str) -> tuple[str, ...]:
    return read_word(word_file(body, **parts)).lines


def test_automatic_numbers_are_printed_as_word_prints_them() -> None:
    levels = numbering(("decimal", "Điều %1."), ("decimal", "%2."), ("lowerLetter", "%3)"))
    body = (p("Một", level=0) + p("Khoản", level=1) + p("Điểm", level=2) + p("Điểm", level=2)
            + p("Khoản", level=1) + p("Điểm", level=2) + p("Không số") + p("Hai", level=0)
            + p("Khoản", level=1))  # fmt: skip
    assert lines(body, numbering=levels) == (
        "Điều 1. Một", "1. Khoản", "a) Điểm", "b) Điểm", "2. Khoản", "a) Điểm", "Không số",
        "Điều 2. Hai", "1. Khoản",
    )  # fmt: skip


def test_a_list_that_starts_anew_and_one_that_goes_on() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    levels = (("decimal", "%1."),)
    body = p("a", level=0) + p("b", level=0) + p("c", level=0, list_id=2)
    assert lines(body, numbering=numbering(*levels))[-1] == "3. c"
    assert lines(body, numbering=numbering(*levels, overrides=anew))[-1] == "1. c"


def test_a_style_numbers_its_paragraphs_and_a_paragraph_may_opt_out() -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="D"><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="E"><w:basedOn w:val="D"/></w:style></w:styles>'
    )
    styled = '<w:p><w:pPr><w:pStyle w:val="{}"/>{}</w:pPr>' + r("x") + "</w:p>"
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = styled.format("E", "") + styled.format("E", off) + styled.format("D", "")
    assert lines(body, numbering=numbering(("upperRoman", "%1-")), styles=styles) == (
        "I- x", "x", "II- x",
    )  # fmt: skip


def test_tracked_changes_are_accepted_and_counted() -> None:
    body = (
        "<w:p>" + r("Giữ ") + "<w:ins>" + r("thêm ") + "</w:ins><w:del><w:r><w:delText>bỏ"
        "</w:delText></w:r></w:del>" + r("lại.") + "</w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + r("Nối ") + "</w:p>" + p("liền.")
    )
    read = read_word(word_file(body))
    assert read.lines == ("Giữ thêm lại.", "Nối liền.")
    assert dict(read.notes) == {"insertions": 1, "deletions": 1, "joined_paragraphs": 1}
    assert read.raw == "Giữ thêm lại.Nối liền."


def test_a_text_box_is_read_once_and_footnotes_stand_at_the_end() -> None:
    box = f"<w:txbxContent>{p('Trong khung')}</w:txbxContent>"
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    note = (
        f'<w:footnotes {W} {MC}><w:footnote w:id="2">{p("Chú thích.")}</w:footnote></w:footnotes>'
    )
    cited = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = p("Trước", more=drawing) + p("Có chú", more=cited)
    assert lines(body, footnotes=note) == ("Trước", "Trong khung", "Có chú[^1]", "[^1]: Chú thích.")


def test_hidden_words_and_field_codes_do_not_print() -> None:
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    body = f"<w:p>{r('Thấy')}{r('ẩn', '<w:vanish/>')}{field}</w:p>"
    read = read_word(word_file(body))
    assert (read.lines, read.raw) == (("Thấy",), "Thấy")


def test_a_letterhead_in_a_table_tells_who_issued_it() -> None:
    body = HEAD + p("QUY ĐỊNH") + p("về lịch trực") + p("Điều 1. Một") + p("Lời.")
    taken = take_in("mau.docx", word_file(body), BODIES, lambda content, kind: read_word(content))
    printed = taken.printed
    assert (printed.symbol, printed.type, printed.issuer) == ("05-QĐ/TU", "quy_dinh", "tinh-uy-a")
    assert printed.signed is not None and printed.signed.edtf == "2024-01-15"


@pytest.mark.parametrize(
    ("number", "kind", "printed"),
    [(4, "lowerLetter", "d"), (27, "upperLetter", "AA"), (9, "lowerRoman", "ix"), (3, "none", ""),
     (7, "decimalZero", "07"), (5, "vietnameseCounting", "năm"), (12, "unknown", "12")],
)  # fmt: skip
def test_numbers_are_formatted_as_in_word(number: int, kind: str, printed: str) -> None:
    assert formatted(number, kind) == printed


PAGE = """<html><head><title>Trang mẫu số 05-QĐ/TU</title><style>p {{}}</style></head><body>
<div id="menu"><a>Trang chủ</a><p>Điều 87 Nghị định khác</p></div>
<div id="law"><table><tr><td><p>TỈNH UỶ A<br>-----</p></td><td>ĐẢNG CỘNG SẢN VIỆT NAM</td></tr>
<tr><td>Số 05-QĐ/TU</td><td><i>A, ngày 15 tháng 01
năm 2024</i></td></tr></table><p>QUY ĐỊNH</p><p>về lịch trực</p>{}</div>
<script>var x = "Điều 9";</script><div id="news">Tin mới nhất</div></body></html>"""
LAW = "<p><b>Điều 1.</b> Một</p><p>Lời của\nđiều.</p><p>Điều 2. Hai</p><ol><li>a<li>b</ol>"


def test_the_site_around_a_law_is_left_out() -> None:
    read = read_page(PAGE.format(LAW).encode())
    assert read.lines == (
        "TỈNH UỶ A", "-----", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số 05-QĐ/TU",
        "A, ngày 15 tháng 01 năm 2024", "QUY ĐỊNH", "về lịch trực", "Điều 1. Một",
        "Lời của điều.", "Điều 2. Hai", "1. a", "2. b",
    )  # fmt: skip
    assert read.notes["site"] == len(
        "".join(["Trang", "chủ", "Điều", "87", "Nghị", "định", "khác", "Tin", "mới", "nhất"])
    )
    assert read.claimed == "Trang mẫu số 05-QĐ/TU"


def test_words_between_the_cells_of_a_table_are_not_lost() -> None:
    page = "<table>a<tr>b<form>c</form><td>d</td></tr><caption>e</caption><td>f</td></table>g"
    assert "".join(sorted("".join(read_page(f"<html><body>{page}".encode()).lines))) == "abcdefg"


def test_hidden_and_struck_words_of_a_page_are_left_out() -> None:
    extra = '<p>Điều 3. Ba <del>bốn</del><span style="display: none">ẩn</span></p>'
    assert read_page(PAGE.format(LAW + extra).encode()).lines[-1] == "Điều 3. Ba"


def test_preformatted_lines_stay_lines() -> None:
    assert read_page(b"<html><body><pre>a\nb <b>c\nd</b></pre></body></html>").lines == (
        "a", "b c", "d",
    )  # fmt: skip


def test_a_page_in_windows_1258_is_read() -> None:
    page = '<html><meta charset="windows-1258"><body><p>Quy đi\u0323nh</p></body></html>'
    assert clean(read_page(page.encode("cp1258")).lines[0])[0] == "Quy định"


def test_a_page_that_is_nested_too_deeply_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="deep"):
        read_page(("<html><body>" + "<div>" * 3000 + "x").encode())


@given(st.lists(st.one_of(
    st.sampled_from(["<p>", "</p>", "<table>", "<tr>", "<td>", "</table>", "<ol type='a'>", "<li>",
                     "<li value='9'>", "<pre>", "</pre>", "<br>", "<del>", "Điều 1. Một", "<!--",
                     "-->", "<script>", "&amp;", "&#0;", "<div hidden>", "<ins>"]),
    st.text(max_size=8),
), max_size=30))  # fmt: skip
def test_any_page_is_read_whole_or_refused(pieces: list[str]) -> None:
    try:
        read = read_page(f"<html><body>{''.join(pieces)}".encode(errors="replace"))
    except VanthuError:
        return
    assert not letters(read.raw) - letters("\n".join(read.lines))


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * (80 * 1024 * 1024))
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [word_file(""), word_file(p("x")).replace(b"word/document.xml", b"word/documenu.xml"),
     word_file(p("x"), numbering="<a"), bomb(),
     word_file("", styles=f'<!DOCTYPE x [<!ENTITY a "b">]><w:styles {W}/>'),
     b"%PDF-1.7\nnothing", b"%PDF-1.4\n" + bytes(200), b"<html>", b"PK\x03\x04" + bytes(100)],
    ids=["empty", "no body", "damaged part", "bomb", "doctype", "pdf", "zeros", "no text", "zip"],
)  # fmt: skip
def test_a_bad_file_gets_a_sentence(content: bytes) -> None:
    with pytest.raises(VanthuError) as refused:
        take_in("x", content, BODIES, read_apart)
    assert refused.value.message.endswith(".") and refused.value.hint.endswith(".")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_word_file_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(word_file(HEAD + p("Điều 1. Một", level=0), numbering=numbering(("x", "%1"))))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert isinstance(read_word(bytes(whole)), Extract)
    except UnreadableFileError:
        return


def test_the_child_gives_what_the_reader_gives() -> None:
    body = "<w:ins>" + p("Điều 1. A &amp; B &lt;C>") + "</w:ins>"
    content = word_file(body, header1=f"<w:hdr {W}>{p('Trang 1')}</w:hdr>")
    assert read_apart(content, "docx") == read_word(content)


def test_time_grows_with_the_file() -> None:
    assert [seconds_for(size) for size in (0, 1, 1024 * 1024, 5 * 1024 * 1024 + 1)] == [5, 7, 7, 17]


CONFINED = """
import socket, subprocess
from regulations.confinement import RefusedActionError, confine
confine(400 * 1024 * 1024, 20)
for act in (lambda: socket.socket(), lambda: subprocess.run(["true"]),
            lambda: open("made-by-a-parser", "w"), lambda: __import__("os").remove("x")):
    try:
        act()
    except RefusedActionError:
        print("refused")
try:
    print(len(bytearray(900 * 1024 * 1024)))
except MemoryError:
    print("too much")
"""


def test_a_parser_reaches_no_network_no_program_no_file_and_little_memory(tmp_path: Path) -> None:
    import os
    import subprocess
    import sys

    room = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", CONFINED], cwd=tmp_path, env=room,
                          capture_output=True, text=True)  # fmt: skip
    assert done.stdout.split("\n")[:-1] == ["refused"] * 4 + ["too much"], done.stderr
    assert not list(tmp_path.iterdir())


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("regulations.intake.child._START", "import time; time.sleep(60)")
    monkeypatch.setattr("regulations.intake.child.seconds_for", lambda size: 1)
    with pytest.raises(ParserError, match="longer than 1 seconds"):
        read_apart(b"x", "txt")


def test_a_parser_that_crashes_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("regulations.intake.child._START", "import os; os.abort()")
    with pytest.raises(ParserError, match="damaged"):
        read_apart(b"x", "txt")


def test_old_word_without_libreoffice_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("regulations.intake.old_word.libre_office", lambda: None)
    with pytest.raises(NeedsLibreOfficeError, match="not installed"):
        take_in("x.rtf", b"{\\rtf1 x}", BODIES, read_apart)


@pytest.mark.skipif(libre_office() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("target", "kind"), [("docx", "docx"), ("doc", "doc"), ("rtf", "rtf"),
                                              ("pdf", "pdf"), ("html", "html")])  # fmt: skip
def test_one_text_reads_the_same_from_every_kind_of_file(
    target: str, kind: str, tmp_path: Path
) -> None:
    source = tmp_path / "mau.docx"
    source.write_bytes(word_file("".join(p(line) for line in REGULATION.split("\n") if line)))
    content = convert([source], tmp_path / "room", target)[source]
    assert kind_of(content) == kind
    taken = take_in(f"mau.{target}", content, BODIES, read_apart)
    wanted = take_in("mau.txt", REGULATION.encode(), BODIES, read_apart)
    assert taken.printed == wanted.printed
    assert taken.recognised.markdown.split() == wanted.recognised.markdown.split()
