"""The text of a Word paper, read back: paragraphs as lines, table rows between bars."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from templates.ooxml import W
from templates.press.package import parts_of

Table = tuple[tuple[str, ...], ...]
_DOCUMENT = "word/document.xml"


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


def _blocks(paper: bytes) -> Iterator[etree._Element]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    body = etree.fromstring(parts_of(paper)[_DOCUMENT], parser).find(f"{{{W}}}body")
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


def _text(paragraph: etree._Element) -> str:
    parts: list[str] = []
    for node in paragraph.iter(f"{{{W}}}t", f"{{{W}}}br", f"{{{W}}}tab"):
        parts.append(node.text or "" if node.tag == f"{{{W}}}t" else " ")
    return "".join(parts)
