"""The rows of a Parquet file. The one room that knows pyarrow, which is an extra."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from regulations.errors import VanthuError
from regulations.sentences import say
from templates.bulk.cells import CellError, cell_value
from templates.bulk.table import Data, DataError, Row, header

_AT_ONCE = 500


class NoParquetError(VanthuError):
    """The reader of Parquet files is not installed."""

    code = "not_installed"

    def __init__(self) -> None:
        super().__init__(
            say("Parquet files need the package pyarrow, which is not installed."),
            hint=say("Install it with: pip install pyarrow. Or save the table as CSV."),
        )


@contextmanager
def parquet_rows(path: Path) -> Iterator[Data]:
    """Open a Parquet file; lists of records become tables.

    Raises:
        NoParquetError: pyarrow is not installed.
        DataError: it is no Parquet file, or a damaged one.
    """
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise NoParquetError from error
    try:
        with ParquetFile(path) as file:
            yield _data(path, file)
    except pa.ArrowException as error:
        raise DataError(path, say("It is no Parquet file, or a damaged one.")) from error


def _data(path: Path, file: Any) -> Data:
    columns = header(path, file.schema_arrow.names)
    read = [0]

    def rows() -> Iterator[Row]:
        for batch in file.iter_batches(batch_size=_AT_ONCE, use_threads=False):
            for record in batch.to_pylist():
                read[0] += 1
                yield _row(read[0], columns, record.values())

    return Data(columns, rows(), lambda: min(1.0, read[0] / max(file.metadata.num_rows, 1)))


def _row(number: int, columns: tuple[str, ...], cells: Any) -> Row:
    try:
        return Row(number, columns, tuple([cell_value(cell) for cell in cells]))
    except CellError as error:
        return Row(number, (), (), error.why)
