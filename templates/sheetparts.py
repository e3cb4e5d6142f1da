"""A workbook's package before it is opened: its limits, and what its cells say beside values."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, reduce

from lxml import etree

from regulations.errors import VanthuError
from regulations.sentences import say
from templates.numberformats import month_styles

MAX_PARTS, MAX_BYTES = 500, 64 * 1024 * 1024  # of all parts together, inflated
MAX_COLUMNS, MAX_CELLS = 702, 3_500_000  # of the rectangle around all cells: it is read whole
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_CELL, _ROW = f"{{{_MAIN}}}c", f"{{{_MAIN}}}row"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DAMAGED = (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, EOFError, OSError,
            NotImplementedError, RuntimeError, ValueError)  # fmt: skip


class WorkbookError(VanthuError):
    """A file is no workbook that can be read; *reason* says why, *name* which file it is."""

    code = "invalid"
    exit_code = 5

    def __init__(self, reason: str, name: str = "") -> None:
        super().__init__(
            say("The workbook {name} can't be read: {reason}.", name=name, reason=reason)
            if name
            else say("The workbook can't be read: {reason}.", reason=reason),
            hint=say("Save it in Excel as a plain .xlsx and try again."),
        )
        self.reason = reason


@dataclass(slots=True)
class Marks:
    """The cells of a sheet that hold a formula, by name, and those that show a month only.

    *hidden* are rows that Excel does not show, from 0; *unseen* is a sheet that it does not show.
    """

    formulas: list[str] = field(default_factory=list)
    months: set[str] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)
    unseen: bool = False


def marked_sheets(content: bytes) -> Iterator[tuple[str, Marks]]:
    """Look at the package before it is opened; yield the marked cells of each sheet.

    Raises:
        WorkbookError: it is no workbook, too large, or its cells lie too far apart.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            if len(entries) > MAX_PARTS or sum(e.file_size for e in entries) > MAX_BYTES:
                raise WorkbookError(say("it is too large"))
            parts = {entry.filename: _inflated(package, entry) for entry in entries}
        styles = parts.get("xl/styles.xml")
        months = month_styles(etree.fromstring(styles, _parser())) if styles else frozenset()
        for sheet, part in _sheets(parts):
            marks = _marked(part, months)
            marks.unseen = sheet.get("state", "visible") != "visible"
            yield str(sheet.get("name")), marks
    except _DAMAGED as error:
        raise WorkbookError(say("it is no workbook, or a damaged one")) from error


def _inflated(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with package.open(entry) as part:
        content = part.read(entry.file_size + 1)
    if len(content) > entry.file_size:
        raise WorkbookError(say("it is too large"))
    if b"<!DOCTYPE" in content[:1024]:
        raise WorkbookError(say("it declares a document type"))
    return content


def _sheets(parts: Mapping[str, bytes]) -> Iterator[tuple[etree._Element, bytes]]:
    relations = etree.fromstring(parts["xl/_rels/workbook.xml.rels"], _parser())
    targets = {one.get("Id"): str(one.get("Target")).lstrip("/") for one in relations}
    for sheet in etree.fromstring(parts["xl/workbook.xml"], _parser()).iter(f"{{{_MAIN}}}sheet"):
        target = targets.get(sheet.get(f"{{{_OFFICE}}}id"), "")
        path = target if target.startswith("xl/") else f"xl/{target}"
        yield sheet, parts[path]


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _marked(part: bytes, month_formats: frozenset[str]) -> Marks:
    marks, rows, columns = Marks(), 0, 0
    ends = etree.iterparse(
        io.BytesIO(part), tag=(_CELL, _ROW), resolve_entities=False, no_network=True
    )
    for _, cell in ends:
        if cell.tag == _ROW:
            if cell.get("hidden") in ("1", "true"):
                marks.hidden.add(int(cell.get("r", 0)) - 1)
            cell.clear()
            continue
        name = str(cell.get("r") or "")
        rows = max(rows, int("".join(char for char in name if char.isdigit()) or 0))
        columns = max(columns, _column(name.rstrip("0123456789")))
        if columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
            raise WorkbookError(say(
                "its cells reach over {rows} rows and {columns} columns, too far", rows=rows,
                columns=columns,
            ))  # fmt: skip
        if cell.find(f"{{{_MAIN}}}f") is not None:
            marks.formulas.append(name)
        if name and cell.get("s") in month_formats:
            marks.months.add(name)
        cell.clear()
    return marks


@lru_cache(maxsize=1_024)
def _column(letters: str) -> int:
    """Return the number of a column, from 1: A, Z, AA are 1, 26, 27."""
    return reduce(lambda number, letter: number * 26 + ord(letter) - 64, letters, 0)
