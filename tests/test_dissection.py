"""Word papers taken apart: what is copied from row to row is what reading each row would say."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from templates.anatomy import DOCUMENT, Cell, Paragraph
from templates.dissection import take_apart
from templates.ooxml import W
from templates.partparser import PartParser
from templates.partreading import read_part
from templates.press.package import RefusedTemplateError
from templates.tablerows import put_back, rows_in, set_aside

WORDS = st.sampled_from(
    ["1", "Đề án", "a &amp; b", "x > y", " ", "hai\ndòng", "&#65;", "\uf0b7", "A"]
)
PROPERTIES = st.sampled_from([
    "", "<w:rPr/>", "<w:rPr><w:b/></w:rPr>", '<w:rPr><w:highlight w:val="yellow"/></w:rPr>',
])  # fmt: skip
STYLES = st.sampled_from([
    "", '<w:pPr><w:pStyle w:val="bang"/></w:pPr>', '<w:pPr><w:jc w:val="center"/></w:pPr>',
    '<w:pPr><w:pStyle w:val="rule"/><w:sectPr><w:pgSz w:w="9000"/></w:sectPr></w:pPr>',
])  # fmt: skip
INSIDE = st.one_of(
    WORDS.map("<w:t>{}</w:t>".format),
    WORDS.map('<w:t xml:space="preserve">{}</w:t>'.format),
    st.sampled_from([
        "<w:br/>", "<w:tab/>", "<w:t/>", "<w:t><!-- <w:tr> --></w:t>", "<w:delText>A</w:delText>",
        "<w:instrText>PAGE</w:instrText>", "<w:t><![CDATA[A</w:t></w:tr>]]></w:t>", "<?x <w:tr>?>",
    ]),
)  # fmt: skip


def joined(pieces: st.SearchStrategy[str], *, most: int = 3) -> st.SearchStrategy[str]:
    return st.lists(pieces, max_size=most).map("".join)


def table(paragraphs: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Tables whose rows are often alike, with rows and cells that Word writes otherwise too."""
    cells = st.builds(
        "<w:tc>{}{}</w:tc>".format,
        st.sampled_from(["", '<w:tcPr><w:tcW w:w="567"/></w:tcPr>', "<w:tcPr/>"]),
        joined(paragraphs, most=2),
    )
    rows = st.builds(
        "{0}{1}</w:tr>".format,
        st.sampled_from(["<w:tr>", '<w:tr w:rsidR="1">', "<w:tr\n>", "<w:tr><w:trPr/>",
                         '<w:tr a=">">', '<w:tr w:rsidR="2"/><w:tr>']),
        joined(cells),
    )  # fmt: skip
    wrapped = rows.map("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>".format)
    few = st.lists(st.one_of(rows, rows, wrapped), min_size=1, max_size=3)
    alike = few.flatmap(lambda known: joined(st.sampled_from(known), most=6))
    return alike.map("<w:tbl>{}</w:tbl>".format)


RUNS = st.builds("<w:r>{}{}</w:r>".format, PROPERTIES, joined(INSIDE))
PLAIN = st.builds("<w:p>{}{}</w:p>".format, STYLES, joined(RUNS))
BOXED = st.builds("<w:p>{}<w:r><w:txbxContent>{}</w:txbxContent></w:r></w:p>".format, STYLES, PLAIN)
NESTED = table(PLAIN)
BLOCKS = st.one_of(PLAIN, BOXED, table(st.one_of(PLAIN, BOXED, NESTED)))
BODY = st.tuples(joined(BLOCKS, most=6), st.sampled_from(["", "<w:sectPr/>"])).map("".join)
ONE_ROW = "<w:tr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
ENDING = "<w:tr><w:tc><w:p><w:pPr><w:sectPr/></w:pPr></w:p></w:tc></w:tr>"


def part(body: str, *, prefix: str = "w") -> bytes:
    text = f"<w:document xmlns=''><w:body>{body}</w:body></w:document>"
    text = re.sub(r"\bw:", f"{prefix}:", text)
    return text.replace("xmlns=''", f'xmlns:{prefix}="{W}"', 1).encode()


def whole(content: bytes) -> tuple[list[Paragraph], list[bytes]]:
    """The part, every row of it parsed: the honest reading."""
    parser = PartParser(DOCUMENT, {})
    parser.feed(content, last=True)
    read = sorted(parser.paragraphs, key=lambda one: one.number)
    return read, [etree.tostring(one) for one in parser.sections]


def quick(content: bytes) -> tuple[list[Paragraph], list[bytes]]:
    paragraphs, sections = read_part(DOCUMENT, content, {})
    return paragraphs, [etree.tostring(one) for one in sections]


def as_a_tree(content: bytes) -> list[tuple[str, str]]:
    """Style and text of each paragraph, found in the plainest way."""
    text, signs = f"{{{W}}}t", {f"{{{W}}}{tag}" for tag in ("t", "br", "cr", "tab")}
    found = []
    for one in etree.fromstring(content).iter(f"{{{W}}}p"):
        style = one.find(f"{{{W}}}pPr/{{{W}}}pStyle")
        said = [node for run in one.iter(f"{{{W}}}r") for node in run if node.tag in signs]
        found.append((
            "Normal" if style is None else style.get(f"{{{W}}}val", ""),
            "".join(_words(node) if node.tag == text else " " for node in said),
        ))  # fmt: skip
    return found


def _words(node: etree._Element) -> str:
    return str(etree.tostring(node, method="text", encoding="unicode", with_tail=False))


@given(BODY, st.sampled_from(["w", "w2"]))
@example(f"<w:tbl>{ONE_ROW}{ENDING}{ONE_ROW}</w:tbl>", "w")
def test_a_part_reads_the_same_whether_rows_are_copied_or_parsed(body: str, prefix: str) -> None:
    content = part(body, prefix=prefix)
    assert quick(content) == whole(content)
    assert [(one.style, one.text) for one in quick(content)[0]] == as_a_tree(content)


@given(st.lists(WORDS, min_size=2, max_size=6))
def test_rows_that_differ_in_words_keep_their_own(words: list[str]) -> None:
    read, _ = quick(part(f"<w:tbl>{''.join(map(ONE_ROW.format, words))}</w:tbl>"))
    plain = [str(etree.fromstring(f"<t>{word}</t>").text) for word in words]
    assert [one.text for one in read] == plain
    assert [one.cell for one in read] == [Cell(0, row, 0) for row in range(len(words))]


@given(BODY)
def test_rows_set_aside_come_back_and_what_is_wanted_stays(body: str) -> None:
    content = part(body)
    short = set_aside(content, re.compile(rb'"rule"'))
    assert put_back(short, content) == content

    def rules(content: bytes) -> list[tuple[str, float]]:
        return [(one.text, one.width_mm) for one in whole(content)[0] if one.style == "rule"]

    assert rules(short) == rules(content)


def test_every_row_of_a_long_table_but_the_wanted_one_is_set_aside() -> None:
    rows = [ONE_ROW.format(number) for number in range(1, 1001)]
    content = part(f"<w:tbl>{''.join(rows)}</w:tbl>")
    assert len(list(rows_in(content))) == 1000
    assert [one.text for one in whole(set_aside(content, re.compile(b">500<")))[0]] == ["500"]


@pytest.mark.parametrize(
    "broken",
    ["<w:tr><w:tc></w:tr>", ONE_ROW.format("a") * 2 + "</w:tbl>", ONE_ROW.format("\x01"),
     ONE_ROW.format("a") * 2 + ONE_ROW.format("&gone;"), "<v:p/>", ONE_ROW.format("\ufffe")],
)  # fmt: skip
def test_a_damaged_part_is_refused_with_its_name(broken: str) -> None:
    with pytest.raises(RefusedTemplateError) as refused:
        take_apart({DOCUMENT: part(f"<w:tbl>{broken}</w:tbl>")})
    assert DOCUMENT in str(refused.value)


def test_a_row_whose_letters_are_damaged_is_refused() -> None:
    row = ONE_ROW.format("a").encode()
    content = part("<w:tbl></w:tbl>").replace(b"<w:tbl>", b"<w:tbl>" + row * 2 + row.replace(
        b">a<", b">\xc3\x28<"))  # fmt: skip
    with pytest.raises(RefusedTemplateError):
        take_apart({DOCUMENT: content})
