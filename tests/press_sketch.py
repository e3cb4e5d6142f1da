"""Templates built for tests, part by part, with what Word does to a text: runs cut in mid-tag.

A sketch says what stands in a template; :func:`built` makes the package. The parts that never
change come from python-docx once; the XML that carries tags is written here, so that a thousand
templates are built in a second.
"""

from __future__ import annotations

import functools
import io
import itertools
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Mm
from lxml import etree
from PIL import Image

from tests.press_oddities import ODDITIES

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_MARK = "what is tagged stands here"
_MARKED = f"<w:p><w:r><w:t>{_MARK}</w:t></w:r></w:p>"
_HEAD, _FOOT, _NOTE = "word/header1.xml", "word/footer1.xml", "word/footnotes.xml"
_KEPT_STYLES = ("Normal", "Default Paragraph Font", "Normal Table", "Header", "Footer", "Title",
                "Heading 1", "List Bullet", "List Number", "Table Grid")  # fmt: skip
_COLUMN_TWIPS = 2_400


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; its text is cut into runs at *cuts*, and every second run is bold.

    *link* sets it into a hyperlink, *picture* puts a picture of the template's own behind it.
    """

    text: str
    cuts: tuple[int, ...] = ()
    link: bool = False
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells of lines and tables; the grid has *columns* columns."""

    rows: tuple[tuple[tuple[Block, ...], ...], ...]
    columns: int


@dataclass(frozen=True, slots=True)
class Odd:
    """One of the oddities, with a text in it."""

    kind: str
    text: str


Block = Line | Grid | Odd


@dataclass(frozen=True, slots=True)
class Sketch:
    """What stands in a template."""

    body: tuple[Block, ...]
    header: Line = Line("")
    footer: Line = Line("")
    footnote: Line = Line("")
    title: str = ""


def lines(*texts: str) -> tuple[Line, ...]:
    """Return one paragraph for each text."""
    return tuple(Line(text) for text in texts)


def built(sketch: Sketch) -> bytes:
    """Return the template as a Word file."""
    parts = dict(_base())
    body = "".join(_block(block) for block in sketch.body)
    before, after = parts["word/document.xml"].decode().split(_MARKED)
    parts["word/document.xml"] = f"{before}{body}{after}".encode()
    for name, kind, line in ((_HEAD, "hdr", sketch.header), (_FOOT, "ftr", sketch.footer)):
        parts[name] = _root(kind, _paragraph(line)).encode()
    note = f'<w:footnote w:id="2">{_paragraph(sketch.footnote)}</w:footnote>'
    parts[_NOTE] = _root("footnotes", note).encode()
    core = parts["docProps/core.xml"].decode()
    parts["docProps/core.xml"] = core.replace(_MARK, escape(sketch.title)).encode()
    return zipped(parts)


def lean_document() -> Any:
    """Return an empty document of python-docx, a tenth of the size of its own."""
    return docx.Document(io.BytesIO(_lean()))


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return the package of *parts*."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return sink.getvalue()


@functools.cache
def photo(colour: str = "navy", kind: str = "JPEG") -> bytes:
    """Return a small picture; each colour and kind is another one."""
    sink = io.BytesIO()
    Image.new("RGB", (24, 32), colour).save(sink, kind)
    return sink.getvalue()


def _block(block: Block) -> str:
    if isinstance(block, Odd):
        return ODDITIES[block.kind].replace("TEXT", escape(block.text))
    return _paragraph(block) if isinstance(block, Line) else _table(block)


def _paragraph(line: Line) -> str:
    cuts = sorted({cut for cut in line.cuts if 0 < cut < len(line.text)})
    spans = itertools.pairwise([0, *cuts, len(line.text)])
    runs = "".join(_run(line.text[start:end], rank) for rank, (start, end) in enumerate(spans))
    if line.link:
        runs = f'<w:hyperlink r:id="{_drawn().link}" w:history="1">{runs}</w:hyperlink>'
    if line.picture:
        runs += f"<w:r>{_drawn().drawing}</w:r>"
    return f'<w:p w:rsidR="00C1"><w:pPr><w:jc w:val="both"/></w:pPr>{runs}</w:p>'


def _run(text: str, rank: int) -> str:
    """Return one run as Word writes it; the odd ones are bold and follow a mark of the speller."""
    space = "" if text == text.strip() and rank != 2 else ' xml:space="preserve"'
    shape = '<w:rPr><w:b/><w:sz w:val="26"/></w:rPr>' if rank % 2 else ""
    before = '<w:proofErr w:type="spellStart"/>' if rank % 2 else ""
    return f'{before}<w:r w:rsidRPr="00D{rank % 10}">{shape}<w:t{space}>{escape(text)}</w:t></w:r>'


def _table(grid: Grid) -> str:
    columns = f'<w:gridCol w:w="{_COLUMN_TWIPS}"/>' * grid.columns
    rows = "".join(f"<w:tr>{''.join(_cell(cell) for cell in row)}</w:tr>" for row in grid.rows)
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _cell(blocks: Sequence[Block]) -> str:
    inside = "".join(_block(block) for block in blocks)
    end = "" if blocks and isinstance(blocks[-1], Line) else _paragraph(Line(""))
    width = f'<w:tcW w:w="{_COLUMN_TWIPS}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{width}</w:tcPr>{inside}{end}</w:tc>"


def _root(kind: str, inside: str) -> str:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{head}<w:{kind} {_W} {_R}>{inside}</w:{kind}>"


@functools.cache
def _lean() -> bytes:
    document = docx.Document()
    for style in list(document.styles):
        if style.name not in _KEPT_STYLES:
            style.delete()
    for relation in list(document.part.rels.values()):
        if relation.reltype.endswith(("stylesWithEffects", "customXml")):
            document.part.rels.pop(relation.rId)
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What the base names by its own relationships."""

    drawing: str
    link: str


def _base() -> dict[str, bytes]:
    return _made()[0]


def _drawn() -> _Drawn:
    return _made()[1]


@functools.cache
def _made() -> tuple[dict[str, bytes], _Drawn]:
    """Return the parts of a lean document with header, footer, footnotes, a picture and a link."""
    document = lean_document()
    section = document.sections[0]
    section.header.paragraphs[0].text = section.footer.paragraphs[0].text = "x"
    document.core_properties.title = _MARK
    link = document.part.relate_to("https://example.org/a", RELATIONSHIP_TYPE.HYPERLINK, True)
    notes = _root("footnotes", "").encode()
    part = Part(PackURI(f"/{_NOTE}"), CONTENT_TYPE.WML_FOOTNOTES, notes, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    picture = document.add_paragraph()
    picture.add_run().add_picture(io.BytesIO(photo("gold", "PNG")), width=Mm(10))
    drawing = etree.tostring(picture._p.xpath("w:r/w:drawing")[0], encoding="unicode")
    picture.text = _MARK
    sink = io.BytesIO()
    document.save(sink)
    with zipfile.ZipFile(sink) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    return parts, _Drawn(drawing, link)
