"""One part of a Word paper, read in one pass: its paragraphs as they stand, and no tree is kept.

A report of ten thousand tasks has a million elements, and as a tree ten times the size of its text.
A row that differs in its words alone from one beside it is copied from that one, not parsed.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.parsers.expat import ExpatError

from lxml import etree

from regulations.sentences import say
from templates.anatomy import Paragraph
from templates.looks import Look
from templates.partparser import PartParser
from templates.press.package import RefusedTemplateError
from templates.tablerows import rows_in, told_apart

_MODELS = 100  # rows of a table that are kept to know others by


def read_part(
    part: str, content: bytes, styles: Mapping[str, Look]
) -> tuple[list[Paragraph], list[etree._Element]]:
    """Return the paragraphs of a part, and the properties of its sections; both in their order.

    The width of a paragraph outside of tables is left 0: it is known once all sections are.

    Raises:
        RefusedTemplateError: the part is damaged.
    """
    parser = PartParser(part, styles)
    try:
        _read(parser, content)
    except ExpatError as error:
        raise RefusedTemplateError([say("{part} is damaged", part=part)]) from error
    finally:
        parser.close()
    return _in_order(parser.paragraphs), parser.sections


def _read(parser: PartParser, content: bytes) -> None:
    """Read *content*, row after row, and what stands between the rows."""
    done = 0
    models: dict[bytes, list[Paragraph]] = {}
    for start, end in rows_in(content):
        if start > done:
            parser.feed(content[done:start])
            models = {}  # only neighbours are sure to stand in the same element
        row, done = content[start:end], end
        rest, words = told_apart(row)
        if rest in models:
            parser.copy(models[rest], words)
            continue
        before = parser.counts()
        read = parser.feed(row)
        if parser.counts() != before:
            models = {}
        elif len(models) < _MODELS and _tells(rest, words, read):
            models[rest] = _in_order(read)
    parser.feed(content[done:], last=True)


def _tells(rest: bytes, words: list[str], read: list[Paragraph]) -> bool:
    """Tell whether others can be known by what was *read*: the row says its words and no more."""
    said = [stretch.text for one in read for stretch in one.stretches]
    inside = bool(read) and all(one.cell is not None for one in read)
    return inside and said == words and b"&" not in rest


def _in_order(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Return *paragraphs* as they begin; one that stands in another ends before it."""
    return sorted(paragraphs, key=lambda one: one.number)
