"""The rows of an Excel sheet: the first one of a workbook. The one room that knows calamine.

calamine holds the whole sheet in memory, about 100 bytes for each cell: for more than some
100,000 rows CSV is the better way. What it does not tell, ``sheetmarks`` looks up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from python_calamine import CalamineError, load_workbook

from regulations.sentences import say
from templates.bulk.cells import CellError, cell_value, month
from templates.bulk.sheetmarks import Marks, SheetError, read_marks
from templates.bulk.table import Data, DataError, Row, header, row_of


def sheet_rows(path: Path) -> Data:
    """Return the rows of the first sheet; its first row that says anything is the header.

    Raises:
        DataError: the file is no workbook, is damaged, or spans more than memory can hold.
    """
    try:
        marks = read_marks(path)
        sheet = load_workbook(path).get_sheet_by_index(0)
    except SheetError as error:
        raise DataError(path, error.why) from error
    except CalamineError as error:
        raise DataError(path, say("It is no Excel workbook, or a damaged one.")) from error
    lines = enumerate(sheet.iter_rows(), start=1)
    left = sheet.start[1] if sheet.start else 0
    top, names = next(((at, cells) for at, cells in lines if any(cells)), (0, []))
    columns = header(path, [_name(name) for name in names])
    read = [top]

    def rows() -> Iterator[Row]:
        for at, cells in lines:
            read[0] = at
            if row := _row(at - top, columns, cells, marks.seen(at, left)):
                yield row

    last = max(sheet.total_height, 1)
    return Data(columns, rows(), lambda: min(1.0, read[0] / last))


def _name(cell: object) -> str:
    try:
        return str(cell_value(cell))
    except CellError:
        return ""


def _row(
    number: int, columns: tuple[str, ...], cells: Sequence[object], marks: Marks
) -> Row | None:
    try:
        texts = [_text(cell, at, marks) for at, cell in enumerate(cells)]
    except CellError as error:
        return Row(number, (), (), error.why)
    return row_of(number, columns, texts)


def _text(cell: object, at: int, marks: Marks) -> str:
    if at in marks.errors:
        raise CellError(say("A formula of the row shows an error."))
    if at in marks.months and isinstance(cell, date):
        return month(cell)
    return str(cell_value(cell))
