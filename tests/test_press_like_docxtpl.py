"""The press and docxtpl: the same template and values give the same paper, part by part."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import jinja2
import pytest
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, Listing, RichText, RichTextParagraph
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from templates.press.press import Press
from templates.press.swap import NoPictureError, Swaps
from templates.press.values import UnknownLinkError
from tests.press_parts import differences, parts
from tests.test_press import png

Values = dict[str, Any]
PHOTOS = [png(4, 3), png(30, 20), png(7, 70)]

LINES = (
    "Tôi là {{ ten }}.", "{{ ten }} {{ so }} {{ le }} {{ dung }}", "không có thẻ", "",
    "{% if dung %}có {{ ten }}{% else %}không{% endif %}", "{% if not ds %}rỗng{% endif %}",
    "{% for x in ds %}{{ loop.index }}/{{ loop.length }} {{ x }}{% if not loop.last %}, {% endif %}"
    "{% endfor %}",
    "{{ ds|join('; ') }} {{ ten|upper }} {{ ds|length }} {{ ten ~ so }} {{ so + 1 }}",
    "a {{r giau }} b", "a {{ giau }} b", "{{p doan }}", "{{ anh }}{{ anh2 }}{{ anh }}", "{{ kê }}",
    "{# ghi chú #}x", "{_{ y }_} {_% z %_}", "{%r if dung %}một{%r endif %}",
    "{% for i in range(so) %}{{ i }}{{ loop.cycle('x', 'y') }}{% endfor %}",
    "{% if so == 1 %}1{% elif so > 1 %}>{% else %}<{% endif %} {{ 'a' if dung else 'b' }}",
    "{% for h in hang if h.a %}{{ h.a }}|{% else %}không{% endfor %}",
)  # fmt: skip
BLOCKS = (
    ("{%p if dung %}", "trong {{ ten }}", "{%p else %}", "ngoài", "{%p endif %}"),
    ("{%p for h in hang %}", "{{ h.a }}: {{ h.b }}", "{%p endfor %}"),
    ("trước", "{%- if dung %} nối{% endif -%}", "sau"),
    ("{% if dung %}mở", "đóng{% endif %}"),
)
TABLES = (
    [["h", "k"], ["{%tr for h in hang %}", ""], ["{{ h.a }}", "{{ h.b }}"], ["{%tr endfor %}", ""]],
    [["{%tr for h in hang %}", ""], ["{{ h.a }}", "{{ h.b }}"], ["{%tr endfor %}", ""]],
    [["{%tc for x in ds %}", "{{ x }}", "{%tc endfor %}"], ["a", "{{ ten }}", "c"]],
    [["h", "k"], ["{%tr for h in hang %}", ""], ["{% vm %}{{ ten }}", "{{ h.b }}"],
     ["{%tr endfor %}", ""]],
    [["{%tc for x in ds %}", "{% hm %}{{ x }}", "{%tc endfor %}"], ["a", "b", "c"]],
    [["{% colspan so %}{{ ten }}", "b"], ["a", "b"]],
    [["{% cellbg mau %}{{ ten }}", "b"], ["{{ anh }}", "{{ giau }}"]],
    [["{%tr if dung %}", ""], ["{{ ten }}", "b"], ["{%tr endif %}", ""], ["{#tr gone #}", ""]],
)  # fmt: skip
text = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="{}"), max_size=12
) | st.sampled_from(["A & B <C>", "một\nhai", "\tđầu\ncuối\t", "]]>", "</w:t>", "'\"", "  x  "])
rows = st.lists(st.fixed_dictionaries({"a": text, "b": text | st.integers()}), max_size=4)
blocks = st.lists(
    st.sampled_from(LINES) | st.sampled_from(BLOCKS) | st.sampled_from(range(len(TABLES))),
    min_size=1,
    max_size=8,
)


@st.composite
def contexts(draw: st.DrawFn) -> Callable[[], Values]:
    """Make values anew for each printer: docxtpl's objects are used up by printing."""
    words = {name: draw(text) for name in ("ten", "kê", "giau", "doan")}
    plain: Values = {
        "so": draw(st.integers(0, 3)),
        "le": draw(st.floats(allow_nan=False)),
        "dung": draw(st.booleans()),
        "ds": draw(st.lists(text, max_size=4)),
        "hang": draw(rows),
        "mau": "FF0000",
    }
    first, second = draw(st.sampled_from(PHOTOS)), draw(st.sampled_from(PHOTOS))
    width, anchor = (
        draw(st.sampled_from([None, Mm(9)])),
        draw(st.sampled_from([None, "http://a/?b&c"])),
    )

    def values() -> Values:
        rich = RichText(words["giau"], bold=True, color="#00ff00")
        rich.add(" và ", italic=True)
        paragraph = RichTextParagraph(rich)
        paragraph.add(words["doan"], parastyle="Heading1")
        return {
            **plain, "ten": words["ten"], "giau": rich, "doan": paragraph,
            "kê": Listing(words["kê"] + "\nx\ay\fz\t."),
            "anh": InlineImage(None, io.BytesIO(first), width=width),
            "anh2": InlineImage(None, io.BytesIO(second), height=Mm(5), anchor=anchor),
        }  # fmt: skip

    return values


def template(blocks: list[Any], *, margins: str = "", title: str = "") -> bytes:
    document: Any = docx.Document()
    for block in blocks:
        if isinstance(block, int):
            cells = TABLES[block]
            table = document.add_table(rows=len(cells), cols=len(cells[0]))
            for row, tags in zip(table.rows, cells, strict=True):
                for cell, words in zip(row.cells, tags, strict=True):
                    cell.text = words
        lines = [block] if isinstance(block, str) else [] if isinstance(block, int) else block
        for line in lines:
            document.add_paragraph().add_run(line).bold = True
    if margins:
        document.sections[0].header.paragraphs[0].text = margins
        document.sections[0].footer.paragraphs[0].text = f"chân {margins}"
    document.core_properties.title = title
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()


def by_docxtpl(content: bytes, values: Values, **options: Any) -> bytes:
    document = DocxTemplate(io.BytesIO(content))
    document.init_docx()
    for value in values.values():
        if isinstance(value, InlineImage):
            value.tpl = document
    document.render(values, **options)
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()


@settings(max_examples=40, deadline=None)
@given(blocks, st.sampled_from(["", *LINES[:7], LINES[11]]), contexts())
def test_a_generated_template_prints_as_docxtpl_prints_it(
    blocks: list[Any], margins: str, values: Callable[[], Values]
) -> None:
    content = template(blocks, margins=margins, title="Mẫu {{ so }}")
    ours = Press(content).render(values())
    assert differences(ours, by_docxtpl(content, values(), autoescape=True)) == []


@settings(max_examples=15, deadline=None)
@given(blocks, st.sampled_from(["", *LINES[:7], LINES[11]]), contexts())
def test_like_docxtpl_copies_its_faults_as_well(
    blocks: list[Any], margins: str, values: Callable[[], Values]
) -> None:
    content = template([*blocks, "{{ thiếu }}{% set a = 1 %}"], margins=margins)
    press = Press(content, like_docxtpl=True)
    try:
        theirs = by_docxtpl(content, values())
    except etree.XMLSyntaxError:  # in a header: not even docxtpl mends that
        with pytest.raises(etree.XMLSyntaxError):
            press.render(values())
        return
    assert differences(press.render(values()), theirs) == []


def test_a_sub_document_prints_as_docxtpl_prints_it() -> None:
    content = template(["{{p con }}", 0, "{{ anh }}"])
    printed = []
    for printer in (lambda values: Press(content).render(values), None):
        document = DocxTemplate(io.BytesIO(content))
        inner = document.new_subdoc()
        inner.add_paragraph("trong", style="Heading 1")
        inner.add_table(rows=1, cols=2)
        inner.add_picture(io.BytesIO(PHOTOS[1]))
        photo = InlineImage(document, io.BytesIO(PHOTOS[0]))
        values: Values = {"con": inner, "hang": [], "anh": photo}
        if printer:
            printed.append(printer(values))
            continue
        document.render(values, autoescape=True)
        sink = io.BytesIO()
        document.save(sink)
        printed.append(sink.getvalue())
    assert differences(*printed) == []


def test_a_filter_of_the_caller_is_part_of_the_language() -> None:
    content = template(["{{ ten|gap_doi }}"])
    paper = Press(content, filters={"gap_doi": lambda word: word * 2}).render({"ten": "a&"})
    assert b"a&amp;a&amp;" in parts(paper)["word/document.xml"]


def test_the_environment_of_the_caller_counts_like_docxtpl() -> None:
    content = template(["{{ ten|gap_doi }}{{ ten.upper() }}"])
    own = jinja2.Environment()
    own.filters["gap_doi"] = lambda word: word * 2
    ours = Press(content, like_docxtpl=True, jinja_env=own, autoescape=True).render({"ten": "a&"})
    theirs = by_docxtpl(content, {"ten": "a&"}, jinja_env=own, autoescape=True)
    assert differences(ours, theirs) == []


def test_a_link_is_asked_of_the_press_and_a_strange_one_is_refused() -> None:
    content = template(["{{r lien }}"])
    press = Press(content)
    document = DocxTemplate(io.BytesIO(content))
    addresses = ["https://a.example/?x=1&y", "https://b.example"]
    ids = [press.build_url_id(address) for address in addresses]
    assert ids == [document.build_url_id(address) for address in addresses]
    values = {"lien": RichText("x", url_id=ids[0])}
    document.render(values, autoescape=True)
    sink = io.BytesIO()
    document.save(sink)
    assert differences(press.render(values), sink.getvalue()) == []
    likewise = Press(content, like_docxtpl=True)
    assert ids == [likewise.build_url_id(address) for address in addresses]
    assert differences(likewise.render(values), sink.getvalue()) == []
    with pytest.raises(UnknownLinkError, match="rId99"):
        press.render({"lien": RichText("x", url_id="rId99")})


def test_pictures_and_media_are_exchanged_as_docxtpl_does(tmp_path: Path) -> None:
    plain: Any = docx.Document()
    plain.add_picture(io.BytesIO(PHOTOS[0]))
    plain.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(PHOTOS[1]))
    sink = io.BytesIO()
    plain.save(sink)
    document = DocxTemplate(io.BytesIO(sink.getvalue()))
    document.replace_media(io.BytesIO(PHOTOS[1]), io.BytesIO(PHOTOS[2]))
    document.replace_pic("image.png", io.BytesIO(PHOTOS[2]))
    ours = Press(sink.getvalue()).render({}, swaps=Swaps.of(document))
    document.render({}, autoescape=True)
    document.save(tmp_path / "x.docx")
    assert differences(ours, (tmp_path / "x.docx").read_bytes()) == []
    with pytest.raises(NoPictureError, match=r"khác\.png"):
        Press(sink.getvalue()).render({}, swaps=Swaps(pics={"khác.png": b"x"}))
    document.pics_to_replace, document.allow_missing_pics = {"khác.png": b"x"}, True
    assert Press(sink.getvalue()).render({}, swaps=Swaps.of(document))
