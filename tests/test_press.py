"""The press: what a template and values become, what is refused, and why."""

import io
import os
import re
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Sequence

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regulations.errors import VanthuError
from templates.press.engine import names_in, print_docx
from templates.press.faults import BrokenTemplateError, UnsafeTemplateError
from templates.press.package import RefusedTemplateError, read_package
from templates.press.picture import Picture, PictureError
from templates.press.stamp import TREE_PROPERTY, pack, stamp
from templates.press.values import MissingValuesError, UnprintableValuesError
from tests.plain_paper import paper

PAYLOADS = (
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ten.__class__ }}",
    "{{ ten|attr('__class__') }}",
    "{{ ten.format(1) }}",
    "{{ self._TemplateReference__context }}",
    "{{ dict(a=1) }}",
    "{{ 'a' * 10**9 }}",
    "{% for x in range(10**9) %}{% endfor %}",
    "{% for x in 'aaaa' %}{{ x }}{% endfor %}",
    "{% set x = 1 %}",
    "{% include 'x' %}",
    "{% import 'os' as os %}",
    "{% macro m() %}{% endmacro %}",
    "{{ ten|safe }}",
    "{% for a in l %}{% for b in l %}{% for c in l %}{% for d in l %}{% endfor %}{% endfor %}"
    "{% endfor %}{% endfor %}",
)
printable = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=30)
naughty = printable | st.sampled_from(
    ["A & B <C>", "{{ 1 + 1 }}", "{% for %}", "{_{ x }_}", "]]>", "&amp;", "</w:t><w:p>", "  hai  ",
     "{#", "'\"", "Nguye\u0302\u0303n", "\u2028", "\u202e"]
)  # fmt: skip


def lines(printed: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(printed)).paragraphs]


def parts(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


ONE_VALUE = paper("Tôi là {{ ten }}.")


@settings(max_examples=40, deadline=None)
@given(naughty)
def test_a_value_reads_back_as_it_was_typed(text: str) -> None:
    assert lines(print_docx(ONE_VALUE, {"ten": text})) == [f"Tôi là {text}."]


def test_line_breaks_and_tabs_print_as_line_breaks_and_tabs() -> None:
    printed = print_docx(ONE_VALUE, {"ten": "một\nhai\r\nba\tbốn"})
    assert lines(printed) == ["Tôi là một\nhai\nba\tbốn."]


def test_headers_print_their_values() -> None:
    printed = print_docx(paper("x", header="{{ dau }}"), {"dau": "A & B"})
    header = docx.Document(io.BytesIO(printed)).sections[0].header
    assert header.paragraphs[0].text == "A & B"


def test_all_missing_values_are_named_at_once() -> None:
    template = paper(
        "{{ a }} {{ b.c }}", "{%p for x in d %}", "{{ x }}", "{%p endfor %}", header="{{ e }}"
    )
    with pytest.raises(MissingValuesError) as caught:
        print_docx(template, {"a": "1"})
    assert caught.value.fields == ("b", "d", "e")


def test_a_missing_value_is_named_whatever_is_done_with_it() -> None:
    tags = (
        "{{ -a }}{{ b / 2 }}{{ 7 % c }}{{ d|round }}{{ e < 3 }}{{ f ~ g }}{{ h|join }}{{ i[0].j }}"
    )
    with pytest.raises(MissingValuesError) as caught:
        print_docx(paper(tags + "{% for x in k %}{{ x }}{% endfor %}", header="{{ l }}"), {})
    assert sorted(caught.value.fields) == list("abcdefghikl")


def test_nothing_is_never_printed_as_the_word_none() -> None:
    with pytest.raises(MissingValuesError) as caught:
        print_docx(paper("{{ a }}"), {"a": "1", "b": {"c": [None]}})
    assert caught.value.fields == ("b.c[1]",)


def test_a_character_that_no_paper_holds_is_refused_by_the_name_of_its_field() -> None:
    values = {"a": "\x07", "b": [{"c": "x"}, {"c": "\ud800"}], "d": "\ufffe", "e": "\x0c"}
    with pytest.raises(UnprintableValuesError) as caught:
        print_docx(ONE_VALUE, values)
    assert caught.value.fields == ("a", "b[2].c", "d", "e")


def test_a_column_may_be_called_like_a_method_of_python() -> None:
    template = paper("{%p for row in rows %}", "{{ row.items }}", "{%p endfor %}")
    assert lines(print_docx(template, {"rows": [{"items": "ba"}]})) == ["ba"]


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("place", ["body", "header", "footnote"])
def test_code_in_a_template_never_runs(payload: str, place: str) -> None:
    template = paper("{{ ten }}", header=payload if place == "header" else "")
    if place == "body":
        template = paper(payload)
    if place == "footnote":
        template = _with_footnote(template, payload)
    with pytest.raises(UnsafeTemplateError) as caught:
        print_docx(template, {"ten": "x", "l": ["a"]})
    assert caught.value.message.endswith(".")


def test_a_tag_in_the_document_properties_never_runs_and_is_gone() -> None:
    printed = print_docx(paper("x", title=PAYLOADS[0]), {})
    assert b"cycler" not in b"".join(parts(printed).values())


@pytest.mark.parametrize(
    "broken", ["{% if a %}", "{% for x in a %}", "{{ a", "{% endif %}", "{{ a b }}"]
)
def test_tags_that_do_not_fit_together_get_a_sentence(broken: str) -> None:
    with pytest.raises(BrokenTemplateError) as caught:
        print_docx(paper(broken), {"a": "x"})
    assert caught.value.hint.endswith(".")


def test_a_tag_that_opens_in_a_table_and_ends_outside_is_refused_not_mended_by_deleting() -> None:
    document = docx.Document()
    document.add_table(rows=1, cols=1).cell(0, 0).text = "{% if a %}một"
    document.add_paragraph("hai{% endif %}")
    sink = io.BytesIO()
    document.save(sink)
    with pytest.raises(BrokenTemplateError):
        print_docx(sink.getvalue(), {"a": ""})


def test_the_names_a_template_asks_for_are_those_that_no_loop_has_made() -> None:
    template = paper(
        "{{ a }}", "{%p for row in rows %}", "{{ row.x }} {{ loop.index }} {{ b }}",
        "{%p endfor %}", header="{{ c }}",
    )  # fmt: skip
    assert names_in(template) == {"a", "b", "c", "rows"}


def test_the_same_input_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import sys; from templates.press.engine import print_docx;"
        "sys.stdout.buffer.write(print_docx(sys.stdin.buffer.read(),"
        "{'ten': 'A & B'}, properties={'vanthu-office': 'abc', 'khac': 'x'}))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=ONE_VALUE,
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1


def test_a_paper_carries_the_tree_of_the_office_and_no_name_or_clock() -> None:
    printed = print_docx(ONE_VALUE, {"ten": "x"}, properties={TREE_PROPERTY: "4b825dc"})
    inside = parts(printed)
    assert [name for name in inside if name.startswith("docProps")] == [
        "docProps/core.xml",
        "docProps/custom.xml",
    ]
    assert b"4b825dc" in inside["docProps/custom.xml"]
    assert not re.search(rb"creator|modified|created|python-docx", inside["docProps/core.xml"])
    with zipfile.ZipFile(io.BytesIO(printed)) as opened:
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert opened.namelist()[0] == "[Content_Types].xml"


def test_stamping_twice_is_stamping_once() -> None:
    once = stamp(parts(ONE_VALUE), {TREE_PROPERTY: "a"})
    assert stamp(parts(once), {TREE_PROPERTY: "a"}) == once


def _with_footnote(template: bytes, text: str) -> bytes:
    inside = parts(template)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    note = f'<w:footnote w:id="2"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
    footnotes = f'<w:footnotes xmlns:w="{space}">{note}</w:footnotes>'
    inside["word/footnotes.xml"] = footnotes.encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    entry = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    types = inside["[Content_Types].xml"].replace(b"</Types>", entry.encode())
    return pack(
        {**inside, "[Content_Types].xml": types, **_related(inside, "footnotes", "footnotes.xml")}
    )


def _related(inside: dict[str, bytes], kind: str, target: str, mode: str = "") -> dict[str, bytes]:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    name = "word/_rels/document.xml.rels"
    outside = f' TargetMode="{mode}"' if mode else ""
    entry = f'<Relationship Id="rIdX" Type="{office}/{kind}" Target="{target}"{outside}/>'
    end = b"</Relationships>"
    return {name: inside[name].replace(end, entry.encode() + end)}


def _macro_type(inside: dict[str, bytes]) -> dict[str, bytes]:
    types = inside["[Content_Types].xml"].replace(
        b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"vnd.ms-word.document.macroEnabled.main+xml",
    )
    return {"[Content_Types].xml": types}


def _harms(inside: dict[str, bytes]) -> Sequence[tuple[str, dict[str, bytes]]]:
    document = inside["word/document.xml"]
    return (
        ("macros", _macro_type(inside)),
        ("vbaProject", {"word/vbaProject.bin": b"x"}),
        ("embeddings", {"word/embeddings/oleObject1.bin": b"x"}),
        (
            "attachedTemplate",
            _related(inside, "attachedTemplate", "http://example.com/x", "External"),
        ),
        ("image", _related(inside, "image", "http://example.com/x.png", "External")),
        ("DTD", {"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "b">]>' + document}),
        ("UTF-8", {"word/document.xml": document.decode().encode("utf-16")}),
        ("outside", {"../evil.xml": b"x"}),
        ("one name", {"WORD/document.xml": document}),
        ("too large", {"word/big.xml": b" " * (65 * 1024 * 1024)}),
        ("damaged", {"_rels/.rels": b"<Relationships"}),
    )


@pytest.mark.parametrize("rank", range(11))
def test_a_template_that_could_harm_is_refused_with_the_reason(rank: int) -> None:
    inside = parts(ONE_VALUE)
    reason, harm = _harms(inside)[rank]
    with pytest.raises(RefusedTemplateError) as caught:
        read_package(pack({**inside, **harm}))
    assert reason in caught.value.message


@given(st.binary(max_size=200))
def test_any_bytes_for_a_template_get_a_sentence(content: bytes) -> None:
    with pytest.raises(VanthuError):
        print_docx(content, {})


def test_a_link_to_click_on_is_no_harm() -> None:
    inside = parts(ONE_VALUE)
    linked = pack({**inside, **_related(inside, "hyperlink", "https://example.com", "External")})
    assert lines(print_docx(linked, {"ten": "x"})) == ["Tôi là x."]


def png(width: int, height: int, *, note: bytes = b"") -> bytes:
    def chunk(kind: bytes, inner: bytes) -> bytes:
        return (
            struct.pack(">I", len(inner))
            + kind
            + inner
            + struct.pack(">I", zlib.crc32(kind + inner))
        )

    rows = (b"\x00" + b"\xff" * width) * height
    return b"".join((
        b"\x89PNG\r\n\x1a\n",
        chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        chunk(b"eXIf", note) if note else b"",
        chunk(b"IDAT", zlib.compress(rows)),
        chunk(b"IEND", b""),
    ))  # fmt: skip


def jpeg(width: int, height: int) -> bytes:
    def segment(mark: int, inner: bytes) -> bytes:
        return struct.pack(">BBH", 0xFF, mark, len(inner) + 2) + inner

    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    return (
        b"\xff\xd8"
        + segment(0xE1, b"Exif\x00\x00taken at home")
        + segment(0xC0, frame)
        + segment(0xDA, b"\x01\x01\x00\x00\x3f\x00")
        + b"scan\xff\xd9"
    )


@pytest.mark.parametrize("photo", [png(30, 20, note=b"taken at home"), jpeg(30, 20)])
def test_a_photo_keeps_its_proportion_and_loses_the_notes_of_the_camera(photo: bytes) -> None:
    printed = print_docx(paper("{{ anh }}"), {"anh": Picture(photo, 30, 40)})
    shape = docx.Document(io.BytesIO(printed)).inline_shapes[0]
    assert (round(shape.width.mm), round(shape.height.mm)) == (30, 20)
    assert b"taken at home" not in b"".join(parts(printed).values())


@given(st.binary(max_size=60), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xc0"]))
def test_a_damaged_photo_gets_a_sentence(content: bytes, head: bytes) -> None:
    with pytest.raises(PictureError):
        print_docx(ONE_VALUE, {"ten": Picture(head + content, 30, 40)})
