"""A table of tasks as an office keeps it in Excel: headings found, rows read, nothing left out.

Headings go by many names and may take two rows; groups stand in rows of their own; cells are
merged; signatures stand below. What is not understood is named with its sheet and cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from regulations.folding import fold
from regulations.problems import Place, Problem
from regulations.sentences import say
from templates.spreadsheet import SheetText, cell_name
from templates.taskcolumns import known_headings

_LOOKED_AT = 40  # rows in which a heading may stand
_FOOT = re.compile(
    r"(?:noi nhan|nguoi lap|lap bieu|tong cong|tong so|cong:|t/m |k/t |thu truong|ghi chu:|luu y"
    r"|.{1,40}, ngay .{1,12} thang)"
)
_ROMAN = re.compile(r"(?:[ivx]+|[a-z])[.)]?")
_TITLED = re.compile(r"(?:[IVX]+|[A-Z])[.)-]")
_COUNTED = re.compile(r"\(?\d{1,2}\)?")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One task of a table: its *cells* by the key of their column, and where each stands.

    *group* is the heading above it, *others* are the cells of columns that are not known, by the
    words of their heading.
    """

    sheet: str
    row: int
    cells: Mapping[str, str]
    columns: Mapping[str, int]
    group: str = ""
    others: Mapping[str, str] = field(default_factory=dict)

    def place(self, path: str, key: str = "content") -> Place:
        """Return the cell of a column."""
        return Place(f"{path} {self.sheet}!{cell_name(self.row, self.columns.get(key, 0))}")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a workbook; *problems* names what was passed over and why."""

    rows: tuple[TableRow, ...]
    problems: tuple[Problem, ...]


def read_table(sheets: Sequence[SheetText], path: str) -> Table:
    """Return the tasks of every sheet that has the headings of a task table."""
    rows: list[TableRow] = []
    problems: list[Problem] = []
    for sheet in sheets:
        head = _head(sheet)
        if head is None:
            continue
        problems += _formulas(sheet, path, head)
        for row in _rows(_without_formulas(sheet), head):
            if not row.cells.get("content"):
                problems.append(_left_out(row, path))
                continue
            rows.append(row)
            if row.row in sheet.hidden:
                message = say("Excel does not show this row; it is read all the same.")
                problems.append(Problem(row.place(path), message, _HIDDEN))
    if not rows and not problems:
        message = say("No table of tasks is found.")
        problems.append(Problem(Place(path), message, _HEADINGS))
    return Table(tuple(rows), tuple(problems))


@dataclass(frozen=True, slots=True)
class _Head:
    """The headings: the row below them, the known columns, the words of the others, the rows."""

    below: int
    known: Mapping[int, str]
    others: Mapping[int, str]
    rows: tuple[tuple[str, ...], ...]


def _head(sheet: SheetText) -> _Head | None:
    """Return the first row, or pair of rows, that names the task and who leads it or by when."""
    rows = sheet.rows[:_LOOKED_AT]
    for at, cells in enumerate(rows):
        known, below = known_headings(cells), at + 1
        if "content" not in known.values():
            continue
        if below < len(rows):
            second = {
                column: key
                for column, key in known_headings(rows[below]).items()
                if column not in known and key not in known.values()
            }
            known |= second
            below += bool(second)
        if len(known) < 3 or not {"lead", "deadline"} & set(known.values()):
            continue
        if below < len(rows) and _is_counting(rows[below]):
            below += 1
        return _Head(below, known, _other_headings(rows[at:below], known), rows[at:below])
    return None


def _other_headings(rows: Sequence[Sequence[str]], known: Mapping[int, str]) -> dict[int, str]:
    width = max(map(len, rows))
    found = {}
    for column in range(width):
        words = next((row[column] for row in rows if column < len(row) and row[column]), "")
        if words and column not in known and not _COUNTED.fullmatch(words):
            found[column] = " ".join(words.split())
    return found


def _is_counting(cells: Sequence[str]) -> bool:
    """Tell the row "(1) (2) (3)" that stands below headings."""
    filled = [cell for cell in cells if cell]
    return len(filled) > 2 and all(_COUNTED.fullmatch(cell) for cell in filled)


def _rows(sheet: SheetText, head: _Head) -> Iterator[TableRow]:
    group = ""
    filled = _spread(sheet)
    keys = {key: column for column, key in head.known.items()}
    for at in range(head.below, len(sheet.rows)):
        own, cells = sheet.rows[at], filled[at]
        said = [cell for cell in own if cell]
        if not said or own in head.rows:  # headings stand again on each printed page
            continue
        if _FOOT.match(fold(said[0])) and len(said) <= 3:
            if _ends(sheet.rows[at + 1 :], head):
                return
            continue
        if heading := _group(own, head):
            group = heading
            continue
        found = {key: cells[column] for key, column in keys.items() if cells[column]}
        others = {name: cells[column] for column, name in head.others.items() if cells[column]}
        if set(found) - {"number"} or others:
            yield TableRow(sheet.name, at, found, keys, group, others)


def _ends(below: Sequence[Sequence[str]], head: _Head) -> bool:
    """Tell whether no more tasks stand below: a sum may close one group only."""
    return not any(
        {"content", "lead", "deadline"} <= {key for at, key in head.known.items() if cells[at]}
        for cells in below
    )


def _group(cells: Sequence[str], head: _Head) -> str:
    """Return the words of a row that only names a group, empty for any other row."""
    said = [(column, cell) for column, cell in enumerate(cells) if cell]
    column = said[0][0]
    number = next((cell for column, cell in said if head.known.get(column) == "number"), "")
    words = [cell for column, cell in said if head.known.get(column) != "number"]
    if len(words) == 1:
        lone = not number and (words[0].isupper() or _TITLED.match(words[0]) or column == 0)
        if lone or (number and _ROMAN.fullmatch(fold(number))):
            return " ".join(words[0].split())
    if not words and number and not number.strip(".)").isdecimal():  # merged across the table
        return " ".join(number.split())
    return ""


def _spread(sheet: SheetText) -> list[tuple[str, ...]]:
    """Return the rows with what stands in merged cells written into each row they cover."""
    width = max(map(len, sheet.rows), default=0)
    rows = [[*row, *[""] * (width - len(row))] for row in sheet.rows]
    for top, left, bottom, _right in sheet.merged:
        for row in range(top + 1, min(bottom + 1, len(rows))):
            if left < width and top < len(rows):
                rows[row][left] = rows[row][left] or rows[top][left]
    return [tuple(row) for row in rows]


def _without_formulas(sheet: SheetText) -> SheetText:
    """Return the sheet with its formulas emptied: what they show may be stale."""
    held = set(sheet.formulas)
    rows = tuple(
        tuple("" if held and cell_name(at, column) in held else cell
              for column, cell in enumerate(row))
        for at, row in enumerate(sheet.rows)
    )  # fmt: skip
    return replace(sheet, rows=rows)


def _formulas(sheet: SheetText, path: str, head: _Head) -> Iterator[Problem]:
    """Name the cells with formulas; those that count the rows say nothing."""
    counting = {cell_name(0, at)[:-1] for at, key in head.known.items() if key == "number"}
    for cell in sheet.formulas:
        if cell.rstrip("0123456789") in counting:
            continue
        yield formula_in(path, sheet.name, cell)


def formula_in(path: str, sheet: str, cell: str) -> Problem:
    """Return the fault of a cell that holds a formula."""
    message = say("The cell holds a formula; it is not read.")
    return Problem(Place(f"{path} {sheet}!{cell}"), message, say("Put the value in its place."))


def _left_out(row: TableRow, path: str) -> Problem:
    words = "; ".join([*row.cells.values(), *row.others.values()])
    message = say("The row names no task: {words}.", words=repr(words[:120]))
    return Problem(row.place(path), message, say("Write what is to be done, or leave it out."))


_HIDDEN = say("Leave its number out of --accept where it is not meant.")
_HEADINGS = say("Name the columns, as in: Nội dung nhiệm vụ, Cơ quan chủ trì, Thời hạn.")
