"""What docxtpl and python-docx know: a template's stories and images, as they would have them.

Everything that depends only on the template is asked of them once, when it is compiled. While
papers are printed they are asked for the XML of a drawing, and to mend what came out.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docx.parts.story import StoryPart
from docxtpl import DocxTemplate, InlineImage, Listing, RichText, RichTextParagraph
from docxtpl.subdoc import Subdoc
from lxml import etree

from regulations.sentences import say
from templates.press.faults import lined
from templates.press.package import RefusedTemplateError, parts_of
from templates.press.script import DRAWING_MARK

READY = (RichText, RichTextParagraph, Listing, Subdoc)  # they know their own XML
OBJECTS = (InlineImage, *READY)
TITLES = ("author", "comments", "identifier", "language", "subject", "title")
_TOOLS = DocxTemplate("")
_DECLARATION = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
_DRAWING_SPACE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_DRAWING = f"{{{_DRAWING_SPACE}}}docPr"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NUMBERED = "vanthu-drawing"
_BODY = etree.QName("vanthu-body")
_SPACES = re.compile(r'\sxmlns(?::\w+)?="[^"]*"')
_FOOTNOTES = CONTENT_TYPE.WML_FOOTNOTES
_LINK = re.compile(r'<w:hyperlink r:id="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Story:
    """A part with text that is printed: *source* is what Jinja gets, the rest stands around it."""

    part: str
    source: str
    head: bytes = b""
    tail: bytes = b""
    next_id: int = 1  # by which python-docx names the next picture
    body: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """A template as python-docx saves it again, and its stories in docxtpl's order."""

    parts: Mapping[str, bytes]
    stories: tuple[Story, ...]
    titles: Story  # the document properties
    images: Mapping[bytes, str]  # content -> part


def opened(package: bytes) -> Opened:
    """Return what *package* holds.

    Raises:
        RefusedTemplateError: python-docx can't read it.
    """
    try:
        document = docx.Document(io.BytesIO(package))
        titles = _titles(document)
        sink = io.BytesIO()
        document.save(sink)
        stories = tuple(_stories(document))
    except (KeyError, ValueError, AttributeError, etree.XMLSyntaxError) as error:
        raise RefusedTemplateError([say("it is no Word file, or a damaged one")]) from error
    images = {
        part.blob: str(part.partname).lstrip("/") for part in document.part.package.image_parts
    }
    return Opened(parts_of(sink.getvalue()), stories, titles, images)


def _stories(document: Any) -> Iterator[Story]:
    sections = len(document.sections)
    yield _body(document.part)
    for kind in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
        for relation in document.part.rels.values():
            if relation.reltype == kind and relation.target_part.blob:
                yield _margin(relation.target_part)
    for part in document.part.package.parts:
        if part.content_type == _FOOTNOTES and sections:
            yield Story(_name(part), _patched(part.blob.decode()))


def _body(part: Any) -> Story:
    """Return the body, its drawings marked to be numbered after printing."""
    root = part._element
    next_id = part.next_id
    for drawing in root.body.iter(_DRAWING):
        drawing.set("id", _NUMBERED)
    body = root.body
    text = etree.tostring(body, encoding="unicode")
    opening = text[: text.index(">") + 1]
    source = _patched(_SPACES.sub("", opening) + text[len(opening) :])
    root.replace(body, etree.Element(_BODY))
    head, tail = serialize_part_xml(root).replace(b"?>\n", b"?>", 1).split(b"<vanthu-body/>")
    marked = source.replace(f'"{_NUMBERED}"', f'"{DRAWING_MARK}"')
    return Story(_name(part), marked, head, tail, next_id, body=True)


def _margin(part: Any) -> Story:
    text = etree.tostring(parse_xml(part.blob), encoding="unicode")
    next_id = part.next_id if isinstance(part, StoryPart) else 1
    return Story(_name(part), _patched(text), _DECLARATION, b"", next_id)


def _titles(document: Any) -> Story:
    """Return the document properties; only the six that docxtpl knows may hold tags.

    A template without any would get its time of printing from python-docx: it gets none.
    """
    package = document.part.package
    clocked = RELATIONSHIP_TYPE.CORE_PROPERTIES not in {
        relation.reltype for relation in package.rels.values()
    }
    part = package._core_properties_part
    for child in list(part.element) if clocked else ():
        if etree.QName(child).localname in ("modified", "lastModifiedBy", "revision"):
            part.element.remove(child)
    texts = {name: getattr(document.core_properties, name) for name in TITLES}
    for rank, name in enumerate(TITLES):
        setattr(document.core_properties, name, f"vanthu-title-{rank}-")
    source = "".join(_raw(piece) for piece in (part.blob.decode(),))
    for rank, name in enumerate(TITLES):
        tag = "{% endraw %}" + _tags_kept(texts[name]) + "{% raw %}"
        source = source.replace(f"vanthu-title-{rank}-", tag)
        setattr(document.core_properties, name, texts[name])
    return Story(_name(part), source)


def _raw(text: str) -> str:
    return "{% raw %}" + text + "{% endraw %}"


def _tags_kept(text: str) -> str:
    """Return *text* escaped for XML, but not inside its tags."""
    pieces = re.split(r"(\{[{%#].*?[}%#]\})", text)
    return "".join(
        piece if rank % 2 else piece.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        for rank, piece in enumerate(pieces)
    )


def _patched(xml: str) -> str:
    return lined(str(_TOOLS.patch_xml(xml)))


def _name(part: Any) -> str:
    return str(part.partname).lstrip("/")


def broken_up(xml: str) -> str:
    """Return *xml* with line breaks and tabs in its texts as Word has them."""
    return str(_TOOLS.resolve_listing(xml))


def mended(whole: bytes, *, recover: bool = False) -> bytes:
    """Return the part *whole* with the grids of its tables fitted to their rows, as docxtpl does.

    With *recover* elements that do not close where they should are closed as docxtpl closes them.

    Raises:
        etree.XMLSyntaxError: it is not well formed.
    """
    root = etree.fromstring(whole, etree.XMLParser(recover=recover, resolve_entities=False))
    if any(table.find(f"{_WORD}tblGrid") is None for table in root.iter(f"{_WORD}tbl")):
        return whole  # docxtpl would stop at it; there is no grid to mend
    body = next(root.iter(f"{_WORD}body"))
    root.replace(body, _TOOLS.fix_tables(etree.tostring(body, encoding="unicode")))
    return bytes(serialize_part_xml(root))


def has_stories(value: object) -> bool:
    """Tell whether *value* is a sub-document, with tables and drawings of its own."""
    return isinstance(value, Subdoc)


def links_in(values: Iterable[object]) -> frozenset[str]:
    """Return the ids of all links that rich text among *values* names."""
    return frozenset(
        link
        for value in values
        if isinstance(value, RichText | RichTextParagraph)
        for link in _LINK.findall(value.xml)
    )


def master_of(values: Iterable[object]) -> bytes | None:
    """Return the template into which docxtpl has merged the sub-documents among *values*."""
    for value in values:
        if isinstance(value, Subdoc):
            sink = io.BytesIO()
            value.docx.save(sink)
            return sink.getvalue()
    return None
