"""A table of records: its header, its rows, and what makes it none. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from regulations.errors import VanthuError
from regulations.folding import nfc
from regulations.records import Plain
from regulations.sentences import Sentence, listed, say
from templates.bulk.cells import read_json


class DataError(VanthuError):
    """A data file can't be read as a table; *what* is a whole sentence."""

    code = "invalid"
    exit_code = 5

    def __init__(self, path: Path, what: Sentence) -> None:
        super().__init__(
            say("{path} can't be read as a table: {what}", path=str(path), what=what),
            hint=say("Save it as CSV in UTF-8, with the names of the fields in its first row."),
        )


class Row(NamedTuple):
    """One record: *number* counts from 1 below the header, blank rows too.

    *fault* says why the row can't be read.
    """

    number: int
    names: tuple[str, ...]
    values: tuple[Plain, ...]
    fault: Sentence | None = None

    def read(self) -> Row:
        """Return the record, which is read already."""
        return self

    @property
    def said(self) -> bytes:
        """All that the record says: equal for equal records."""
        return json.dumps((self.names, self.values)).encode()


class Line(NamedTuple):
    """One record as it stands in its file, a line of JSON: it is read where it is printed.

    *said* is the line in UTF-8.
    """

    number: int
    said: bytes

    def read(self) -> Row:
        """Return the record, or why it can't be read."""
        try:
            data = read_json(self.said.decode("utf-8", "surrogateescape"))
        except ValueError:
            return Row(self.number, (), (), say("The line can't be read as JSON."))
        if not isinstance(data, dict):
            return Row(self.number, (), (), say("The line is no JSON object."))
        return Row(self.number, tuple(data), tuple(data.values()))


Entry = Row | Line


@dataclass(frozen=True, slots=True)
class Data:
    """A data file that is open. *columns* is its header, empty where each row names its own.

    *share* tells how much of the file was read, from 0 to 1.
    """

    columns: tuple[str, ...]
    rows: Iterator[Entry]
    share: Callable[[], float]


def header(path: Path, names: Sequence[Plain]) -> tuple[str, ...]:
    """Return the names of the columns; those at the end that have none are left out.

    Raises:
        DataError: there is none, one has no name, or two have the same.
    """
    columns = [nfc(str(name)).strip() for name in names]
    while columns and not columns[-1]:
        columns.pop()
    twice = sorted({name for name in columns if columns.count(name) > 1 and name})
    if twice:
        raise DataError(path, say("Two columns are called {names}.", names=listed(twice)))
    if not columns or not all(columns):
        raise DataError(path, say("Its first row does not name every column."))
    return tuple(columns)


def row_of(number: int, columns: tuple[str, ...], cells: Sequence[str]) -> Row | None:
    """Return a row of a table, ``None`` for a blank one; cells are trimmed and composed (NFC)."""
    values = tuple([cell if cell.isascii() else nfc(cell) for cell in map(str.strip, cells)])
    if not any(values):
        return None
    width = len(columns)
    if len(values) > width:
        if any(values[width:]):
            return Row(number, (), (), say("The row has more cells than there are columns."))
        values = values[:width]
    return Row(number, columns, values + ("",) * (width - len(values)))
