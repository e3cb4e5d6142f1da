"""The rows of a data file, one after the other: CSV and JSONL here, sheets and Parquet next door.

What can't be read costs its row. Memory holds a row, never the file. A line of JSON is read by
the one who prints it, so that it crosses to another process as it stands.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from regulations.diskfaults import reason_of
from regulations.errors import NoFileError
from regulations.sentences import say
from templates.bulk.parquet import parquet_rows
from templates.bulk.table import Data, DataError, Line, Row, header, row_of

MAX_CELL_SIGNS = 200_000
_MAX_LINE_SIGNS = 4_000_000
_SEPARATORS = ",;\t"


@contextmanager
def open_data(path: Path) -> Iterator[Data]:
    """Open a data file by its ending: .csv, .jsonl, .xlsx or .parquet.

    Raises:
        NoFileError: it can't be opened.
        DataError: it is of no such kind, or its head can't be read.
    """
    ending = path.suffix.lower()
    try:
        if ending == ".xlsx":
            from templates.bulk.sheets import sheet_rows  # its engine is not for every start

            yield sheet_rows(path)
        elif ending == ".parquet":
            with parquet_rows(path) as data:
                yield data
        elif ending in (".csv", ".tsv", ".jsonl", ".ndjson"):
            with path.open(encoding=_encoding(path), errors="surrogateescape", newline="") as file:
                yield _lines(path, file) if "json" in ending else _table(path, file)
        else:
            raise DataError(path, say("Its name ends in none of .csv, .jsonl, .xlsx, .parquet."))
    except UnicodeDecodeError as error:  # UTF-16 alone: what is no UTF-8 costs its row
        raise DataError(path, say("It is cut short, or not written in UTF-16.")) from error
    except OSError as error:
        if error.filename != str(path):
            raise
        raise NoFileError(path, reason_of(error)) from error


def _encoding(path: Path) -> str:
    """Return UTF-16 where Excel wrote "Unicode text", else UTF-8 with or without its mark."""
    with path.open("rb") as file:
        return "utf-16" if file.read(2) in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"


def _table(path: Path, file: IO[str]) -> Data:
    csv.field_size_limit(MAX_CELL_SIGNS)
    separator = max(_SEPARATORS, key=file.readline(_MAX_LINE_SIGNS).count)
    file.seek(0)
    reader = csv.reader(file, delimiter=separator)
    try:
        columns = header(path, next(reader, []))
    except csv.Error as error:
        raise DataError(path, say("Its first row can't be read.")) from error

    def rows() -> Iterator[Row]:
        number = 0
        try:
            for number, cells in enumerate(reader, start=1):
                if row := row_of(number, columns, cells):
                    yield row
        except csv.Error as error:
            what = say("After row {row} comes a cell too long: a quote may be open.", row=number)
            raise DataError(path, what) from error

    return Data(columns, rows(), _share(path, file))


def _lines(path: Path, file: IO[str]) -> Data:
    def rows() -> Iterator[Line]:
        number = 0
        while line := file.readline(_MAX_LINE_SIGNS):
            if len(line) == _MAX_LINE_SIGNS:
                raise DataError(path, say("After row {row} comes a line too long.", row=number))
            number += 1
            if line.strip():
                yield Line(number, line.encode("utf-8", "surrogateescape"))

    return Data((), rows(), _share(path, file))


def _share(path: Path, file: IO[str]) -> Callable[[], float]:
    size = path.stat().st_size or 1
    raw = file.buffer  # type: ignore[attr-defined]  # of a file opened as text
    return lambda: min(1.0, raw.tell() / size)
