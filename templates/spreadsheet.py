"""Spreadsheets: text written into cells, and text read from them. The one room that knows Excel.

Nothing is ever written as a formula. A cell that holds one is refused by its name, because its text
is a program and its shown value may be stale.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from lxml import etree

from regulations.errors import VanthuError
from regulations.folding import nfc
from regulations.sentences import say

MAX_PARTS, MAX_BYTES = 500, 64 * 1024 * 1024  # of all parts together, inflated
MAX_ROWS = 5_000
LISTS = "Danh mục"
_CREATED = datetime(1980, 1, 1)  # never the clock
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DAMAGED = (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, EOFError, OSError,
            NotImplementedError, RuntimeError, ValueError)  # fmt: skip
_TEXT = 49  # the number of the format "@" that every Excel knows
_FILLED_ROWS = 500  # how far down choices and text cells are prepared


class WorkbookError(VanthuError):
    """A file is no workbook that can be read; *reason* says why."""

    code = "invalid"
    exit_code = 5

    def __init__(self, reason: str) -> None:
        super().__init__(
            say("The workbook can't be read: {reason}.", reason=reason),
            hint=say("Save it in Excel as a plain .xlsx and try again."),
        )


@dataclass(frozen=True, slots=True)
class Heading:
    """One column to be filled in: its key for machines, its label for people, what may be chosen.

    An *open* list also takes what it does not name.
    """

    key: str
    label: str
    required: bool = False
    choices: tuple[str, ...] = ()
    open: bool = False


@dataclass(frozen=True, slots=True)
class SheetText:
    """The texts of a sheet, row by row; *formulas* names the cells that hold one."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    formulas: tuple[str, ...] = ()


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell, both counted from 0.

    >>> cell_name(2, 27)
    'AB3'
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def write_workbook(sheets: Mapping[str, Sequence[Heading]]) -> bytes:
    """Return a workbook to be filled in: keys hidden in row 1, labels frozen in row 2."""
    import xlsxwriter

    sink = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(sink, options) as book:
        book.set_properties({"created": _CREATED})
        text = book.add_format({"num_format": _TEXT, "text_wrap": True, "valign": "top"})
        head = book.add_format({"bold": True, "text_wrap": True, "num_format": _TEXT, "border": 1})
        pages = {name: book.add_worksheet(name) for name in sheets}
        lists = book.add_worksheet(LISTS)
        taken = 0
        for name, headings in sheets.items():
            page = pages[name]
            page.set_row(0, None, None, {"hidden": True})
            page.freeze_panes(2, 1)
            for at, heading in enumerate(headings):
                page.set_column(at, at, max(12, min(40, len(heading.label))), text)
                page.write_string(0, at, heading.key, text)
                page.write_string(1, at, heading.label + " (*)" * heading.required, head)
                if heading.choices:
                    _offer(page, lists, at, taken, heading)
                    taken += 1
    return sink.getvalue()


def _offer(page: object, lists: object, column: int, place: int, heading: Heading) -> None:
    """Let a column choose from a list that stands on the sheet of lists."""
    lists.write_string(0, place, heading.label)  # type: ignore[attr-defined]
    for row, choice in enumerate(heading.choices, start=1):
        lists.write_string(row, place, choice)  # type: ignore[attr-defined]
    letter = cell_name(0, place).rstrip("1")
    source = f"='{LISTS}'!${letter}$2:${letter}${len(heading.choices) + 1}"
    rule = {
        "validate": "list",
        "source": source,
        "error_type": "information" if heading.open else "stop",
    }
    page.data_validation(2, column, _FILLED_ROWS + 1, column, rule)  # type: ignore[attr-defined]


def read_workbook(content: bytes) -> tuple[SheetText, ...]:
    """Return the texts of all sheets, with numbers and days as an office writes them.

    Raises:
        WorkbookError: the file is no workbook, too large, or its cells lie too far apart.
    """
    formulas = dict(_checked(content))
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return tuple(
            SheetText(
                name,
                tuple(
                    tuple(_text(cell) for cell in row)
                    for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                ),
                formulas.get(name, ()),
            )
            for name in book.sheet_names
            if name != LISTS
        )
    except CalamineError as error:
        raise WorkbookError(say("it is damaged")) from error


def _text(cell: object) -> str:
    """Return a cell as a person types it: 05/06/1980, 1980, 5,02."""
    if isinstance(cell, datetime | date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, bool):
        return "x" if cell else ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell).replace(".", ",")
    if isinstance(cell, time | timedelta):
        return str(cell)
    return nfc(str(cell)).strip()


def _checked(content: bytes) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Look at the package before it is opened; yield each sheet's cells that hold a formula."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            if len(entries) > MAX_PARTS or sum(e.file_size for e in entries) > MAX_BYTES:
                raise WorkbookError(say("it is too large"))
            parts = {entry.filename: _inflated(package, entry) for entry in entries}
        for name, part in _sheets(parts):
            yield name, tuple(_formulas(part))
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


def _sheets(parts: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    relations = etree.fromstring(parts["xl/_rels/workbook.xml.rels"], parser)
    targets = {one.get("Id"): str(one.get("Target")).lstrip("/") for one in relations}
    for sheet in etree.fromstring(parts["xl/workbook.xml"], parser).iter(f"{{{_MAIN}}}sheet"):
        target = targets.get(sheet.get(f"{{{_OFFICE}}}id"), "")
        path = target if target.startswith("xl/") else f"xl/{target}"
        yield str(sheet.get("name")), parts[path]


def _formulas(part: bytes) -> Iterator[str]:
    cells = etree.iterparse(
        io.BytesIO(part), tag=f"{{{_MAIN}}}c", resolve_entities=False, no_network=True
    )
    for _, cell in cells:
        name = str(cell.get("r") or "")
        row = int("".join(char for char in name if char.isdigit()) or 0)
        if row > MAX_ROWS or len(name.rstrip("0123456789")) > 2:
            raise WorkbookError(say("its cells reach further than {cell}", cell=_furthest()))
        if cell.find(f"{{{_MAIN}}}f") is not None:
            yield name
        cell.clear()


def _furthest() -> str:
    return f"ZZ{MAX_ROWS}"
