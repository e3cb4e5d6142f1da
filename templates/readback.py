"""The text of a Word paper, read back: paragraphs as lines, table rows between bars."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from templates.ooxml import W
from templates.press.package import parts_of

Table = tuple[tuple[str, ...], ...]
_DOCUMENT = "word/document.xml"
_NOTES = "word/footnotes.xml"


def read_text(paper: bytes) -> str:
    """Return all text of the body, in the order in which it is read; empty lines are left out."""
    lines: list[str] = []
    for block in _blocks(paper):
        if block.tag == f"{{{W}}}p":
            lines.append(_text(block))
        else:
            lines += [f"| {' | '.join(row)} |" for row in _rows(block)]
    return "\n".join(line for line in lines if line.strip()) + "\n"


def read_tables(paper: bytes) -> tuple[Table, ...]:
    """Return every table of the body, row by row."""
    return tuple(_rows(block) for block in _blocks(paper) if block.tag == f"{{{W}}}tbl")


def read_notes(paper: bytes) -> tuple[str, ...]:
    """Return the text of every footnote, in their order."""
    part = parts_of(paper).get(_NOTES)
    if part is None:
        return ()
    notes = etree.fromstring(part, _parser()).findall(f"{{{W}}}footnote")
    return tuple(_text(note).strip() for note in notes if note.get(f"{{{W}}}type") is None)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _blocks(paper: bytes) -> Iterator[etree._Element]:
    body = etree.fromstring(parts_of(paper)[_DOCUMENT], _parser()).find(f"{{{W}}}body")
    assert body is not None
    yield from (block for block in body if block.tag in (f"{{{W}}}p", f"{{{W}}}tbl"))


def _rows(table: etree._Element) -> Table:
    return tuple(
        tuple(_cell(cell) for cell in row.findall(f"{{{W}}}tc"))
        for row in table.findall(f"{{{W}}}tr")
    )


def _cell(cell: etree._Element) -> str:
    """Return the paragraphs of a cell, parted by a slash."""
    texts = (_text(paragraph) for paragraph in cell.iter(f"{{{W}}}p"))
    return " / ".join(text for text in texts if text.strip())


def _text(block: etree._Element) -> str:
    parts: list[str] = []
    for node in block.iter(f"{{{W}}}t", f"{{{W}}}br", f"{{{W}}}tab"):
        parts.append(node.text or "" if node.tag == f"{{{W}}}t" else " ")
    return "".join(parts)
