"""A Word document to lines: as it prints once every tracked change is accepted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from lxml import etree

from regulations.intake.decoding import check_font
from regulations.intake.extract import Extract
from regulations.intake.sniff import UnreadableFileError
from regulations.intake.tables import table_lines
from regulations.intake.word_numbers import Numbers, W
from regulations.sentences import say
from regulations.unpacking import BadPackageError, doctypes, unpack

_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE: Final = frozenset({f"{W}del", f"{W}moveFrom", _FALLBACK, f"{W}instrText", f"{W}delText",
                          f"{W}rPr", f"{W}pPr", f"{W}sdtPr"})  # fmt: skip
_SIGNS: Final = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-",
                 f"{W}softHyphen": "\xad", f"{W}ptab": "\t"}  # fmt: skip
_BODY: Final = "word/document.xml"
_MARGINS: Final = re.compile(r"word/(?:header|footer)\d*\.xml")


def read_word(content: bytes) -> Extract:
    """Read a .docx file.

    Raises:
        UnreadableFileError: it is damaged, a bomb, or carries a document type.
    """
    parts = _parts(content)
    trees = {name: _parsed(name, parts[name]) for name in parts if _is_read(name)}
    body = trees[_BODY].find(f"{W}body")
    if body is None:
        raise UnreadableFileError(
            say("The document is empty."), say("Fetch it again from its source.")
        )
    numbers = Numbers(trees.get("word/numbering.xml"), trees.get("word/styles.xml"))
    reading = _Reading(numbers)
    lines = list(reading.blocks(body))
    lines += reading.foot_lines(trees)
    raw = "\n".join(_raw(trees[name]) for name in (_BODY, *_NOTE_PARTS) if name in trees)
    check_font(raw)
    margins = [line for name, tree in trees.items() if _MARGINS.fullmatch(name)
               for line in _Reading(numbers).blocks(tree) if line.strip()]  # fmt: skip
    return Extract("docx", tuple(lines), raw, margins=tuple(margins), notes=+reading.notes)


_NOTE_PARTS: Final = ("word/footnotes.xml", "word/endnotes.xml")


def _parts(content: bytes) -> dict[str, bytes]:
    try:
        parts = unpack(content)
        reasons = doctypes(parts)
    except BadPackageError as error:
        parts, reasons = {}, list(error.reasons)
    if not reasons and _BODY not in parts:
        reasons = [say("it is no Word document (.docx)")]
    if reasons:
        raise UnreadableFileError(
            say("The Word file can't be read: {reason}.", reason=reasons[0]),
            say("Open it in Word, save it as .docx, and import that."),
        )
    return parts


def _is_read(name: str) -> bool:
    known = (_BODY, "word/numbering.xml", "word/styles.xml", *_NOTE_PARTS)
    return name in known or _MARGINS.fullmatch(name) is not None


def _parsed(name: str, content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFileError(
            say("The Word file can't be read: {reason}.",
                reason=say("{part} is damaged", part=name)),
            say("Open it in Word, save it as .docx, and import that."),
        ) from error  # fmt: skip


def _raw(tree: etree._Element) -> str:
    """Return all text that prints, gathered without regard to paragraphs."""
    kept = (
        node
        for node in tree.iter(f"{W}t")
        if not any(around.tag in _GONE for around in node.iterancestors())
        and not _is_hidden(node.getparent())
    )
    return "".join(node.text or "" for node in kept)


class _Reading:
    """One document on its way to lines."""

    def __init__(self, numbers: Numbers) -> None:
        self.notes: Counter[str] = Counter()
        self._numbers = numbers
        self._frames: list[etree._Element] = []  # text boxes of the paragraph that is read
        self._cited: list[tuple[str, str]] = []  # part and id of each note, in order
        self._pending = ""  # of paragraphs whose mark was deleted: they run on in the next

    def blocks(self, container: etree._Element) -> Iterator[str]:
        """Yield the lines of a body, cell, frame or note."""
        for element in container:
            if element.tag in (f"{W}ins", f"{W}moveTo", f"{W}sdt", f"{W}sdtContent",
                               f"{W}customXml", f"{W}smartTag"):  # fmt: skip
                self.notes["insertions"] += element.tag == f"{W}ins"
                yield from self.blocks(element)
            elif element.tag == f"{W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{W}tbl":
                yield from self._table(element)
            elif element.tag in _GONE:
                self.notes["deletions"] += element.tag == f"{W}del"

    def foot_lines(self, trees: dict[str, etree._Element]) -> Iterator[str]:
        """Yield the notes that were cited, in the order of the text."""
        number = 0
        while number < len(self._cited):
            part, note_id = self._cited[number]
            number += 1
            tree = trees.get(part)
            note = next((one for one in tree if one.get(f"{W}id") == note_id), None) if (
                tree is not None) else None  # fmt: skip
            if note is not None:
                self.notes["footnotes"] += 1
                yield f"[^{number}]: {' '.join(' '.join(self.blocks(note)).split())}"

    def _paragraph(self, paragraph: etree._Element) -> Iterator[str]:
        own, self._frames = self._frames, []
        text = "".join(self._pieces(paragraph))
        frames, self._frames = self._frames, own
        if _mark_is_deleted(paragraph):
            self.notes["joined_paragraphs"] += 1
            self._pending += text
        else:
            text, self._pending = self._pending + text, ""
            label = self._numbers.label(paragraph) if text.strip() else ""
            self.notes["numbers"] += bool(label)
            yield from (label + text).split("\n")
        for frame in frames:
            self.notes["text_boxes"] += 1
            yield from self.blocks(frame)

    def _pieces(self, element: etree._Element) -> Iterator[str]:
        for child in element:
            if child.tag == f"{W}t":
                yield child.text or ""
            elif child.tag in _SIGNS:
                yield _SIGNS[child.tag]
            elif child.tag == f"{W}sym":
                yield _symbol(child)
            elif child.tag == f"{W}txbxContent":
                self._frames.append(child)
            elif child.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                part = _NOTE_PARTS[child.tag == f"{W}endnoteReference"]
                self._cited.append((part, child.get(f"{W}id", "")))
                yield f"[^{len(self._cited)}]"
            elif child.tag in _GONE:
                self.notes["deletions"] += child.tag == f"{W}del"
            elif child.tag == f"{W}r" and _is_hidden(child):
                self.notes["hidden"] += 1
            elif child.tag != f"{W}tbl":
                self.notes["insertions"] += child.tag == f"{W}ins"
                yield from self._pieces(child)

    def _table(self, table: etree._Element) -> Iterator[str]:
        self.notes["tables"] += 1
        rows = [row for row in table.iter(f"{W}tr")
                if next(row.iterancestors(f"{W}tbl")) is table
                and not _row_is_deleted(row)]  # fmt: skip
        yield from table_lines([
            [list(self.blocks(cell)) for cell in row.iter(f"{W}tc")
             if next(cell.iterancestors(f"{W}tr")) is row]
            for row in rows
        ])  # fmt: skip


def _is_hidden(run: etree._Element | None) -> bool:
    hidden = None if run is None else run.find(f"{W}rPr/{W}vanish")
    return hidden is not None and hidden.get(f"{W}val", "1") not in ("0", "false")


def _mark_is_deleted(paragraph: etree._Element) -> bool:
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _row_is_deleted(row: etree._Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _symbol(element: etree._Element) -> str:
    code = element.get(f"{W}char", "")
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
