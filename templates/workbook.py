"""A form as a workbook: one row for each person, one sheet for each table, and back again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from regulations.errors import InvalidDataError
from regulations.problems import Place, Problem
from regulations.records import Plain, Record, Steps
from regulations.sentences import say
from templates.answers import NONE, choices_of, is_none
from templates.form import HOLDERS, ROWED, Field, Form
from templates.spreadsheet import Heading, SheetText, cell_name, read_workbook, write_workbook

PEOPLE = "Người"
CODE, DOSSIER = "ma", "ho_so"  # the key of column A: of a form's workbook, of a dossier's
_FIRST_ROW = 2  # below the keys and the labels
_MAX_NAME = 31  # of a sheet, in Excel


@dataclass(frozen=True, slots=True)
class Person:
    """One row of the workbook: its *code*, its data, and the cell behind each line number."""

    code: str
    record: Record
    cells: tuple[str, ...]

    def place(self, path: str, line: int) -> Place:
        """Return the sheet and the cell that a line number of the record stands for."""
        return Place(f"{path} {self.cells[line - 1]}" if line else path)


def blank_workbook(form: Form, key: str = CODE) -> bytes:
    """Return the workbook in which *form* is filled in; the same form gives the same bytes."""
    sheets: dict[str, list[Heading]] = {PEOPLE: [_code(key), *_headings(form)]}
    for table in _tables(form):
        columns = [_heading(part, part.key) for part in table.fields if part.fillable]
        sheets[sheet_name(table)] = [_code(), *columns]
    return write_workbook(sheets)


def sheet_name(table: Field) -> str:
    """Return the name of the sheet of a table: its key, which is short and unlike any other."""
    return table.key[:_MAX_NAME]


def holds_dossiers(content: bytes) -> bool:
    """Tell whether a workbook holds dossiers, and not the data of one form.

    Raises:
        WorkbookError: it is no workbook.
    """
    people = (sheet.rows for sheet in read_workbook(content) if sheet.name == PEOPLE)
    return any(rows and rows[0][:1] == (DOSSIER,) for rows in people)


def read_people(form: Form, content: bytes, path: str) -> tuple[Person, ...]:
    """Return the people of a workbook.

    Raises:
        WorkbookError: it is no workbook.
        InvalidDataError: unknown columns, formulas, rows of nobody; each with sheet and cell.
    """
    sheets = {sheet.name: sheet for sheet in read_workbook(content)}
    reading = _Reading(form, path)
    for sheet in sheets.values():
        reading.refuse_formulas(sheet)
    if PEOPLE not in sheets:
        reading.fault(PEOPLE, "", say("The workbook has no sheet {name}.", name=PEOPLE))
    else:
        reading.take_people(sheets.pop(PEOPLE))
        for sheet in sheets.values():
            reading.take_table(sheet)
    if reading.problems:
        raise InvalidDataError(path, reading.problems, hint=say("Mend the cells named above."))
    return tuple(
        Person(code, Record(row.data, row.lines), tuple(row.cells))
        for code, row in reading.people.items()
    )


@dataclass(slots=True)
class _Row:
    data: dict[str, Plain] = field(default_factory=dict)
    lines: dict[Steps, int] = field(default_factory=dict)
    cells: list[str] = field(default_factory=list)

    def stand(self, steps: Steps, cell: str) -> None:
        """Say which cell *steps* stands for."""
        self.cells.append(cell)
        self.lines[steps] = len(self.cells)

    def put(self, steps: Sequence[str], text: Plain) -> None:
        """Put an answer where its dotted key says."""
        node = self.data
        for step in steps[:-1]:
            inner = node.setdefault(step, {})
            assert isinstance(inner, dict)
            node = inner
        node[steps[-1]] = text


@dataclass(slots=True)
class _Reading:
    form: Form
    path: str
    people: dict[str, _Row] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def fault(self, sheet: str, cell: str, message: str, remedy: str = "") -> None:
        where = f"{sheet}!{cell}" if cell else sheet
        self.problems.append(Problem(Place(f"{self.path} {where}"), message, remedy))

    def refuse_formulas(self, sheet: SheetText) -> None:
        for cell in sheet.formulas:
            message = say("The cell holds a formula.")
            self.fault(sheet.name, cell, message, say("Put the value in its place."))

    def take_people(self, sheet: SheetText) -> None:
        known = {heading.key for heading in _headings(self.form)}
        columns = self._columns(sheet, known)
        many = {one.key for one in self.form.fields if one.kind == "multi_enum"}
        for at, cells in self._rows(sheet):
            code = cells.get(0, "") or str(at - _FIRST_ROW + 1)
            if code in self.people:
                message = say("Two people have the code {code}.", code=code)
                self.fault(sheet.name, cell_name(at, 0), message, say("Give each its own."))
            row = self.people[code] = _Row()
            row.stand((), f"{sheet.name}!{cell_name(at, 0)}")
            for column, key in columns.items():
                steps = tuple(key.split("."))
                row.stand(steps, f"{sheet.name}!{cell_name(at, column)}")
                if text := cells.get(column, ""):
                    parts = [part.strip() for part in text.split(",")]
                    row.put(steps, [*parts] if key in many and len(parts) > 1 else text)
            _declare_none(self.form, row)

    def take_table(self, sheet: SheetText) -> None:
        table = next((one for one in _tables(self.form) if sheet_name(one) == sheet.name), None)
        if table is None:
            self.fault(sheet.name, "", say("The form has no table of that name."))
            return
        columns = self._columns(sheet, {part.key for part in table.fields})
        for at, cells in self._rows(sheet):
            row = self._owner(cells.get(0, ""))
            if row is None:
                message = say("Nobody on the sheet {name} has this code.", name=PEOPLE)
                self.fault(sheet.name, cell_name(at, 0), message, say("Write a code from there."))
                continue
            rows = row.data.setdefault(table.key, [])
            if not isinstance(rows, list):  # declared none, yet there are rows
                message = say("{name} was declared none, yet has rows.", name=table.key)
                self.fault(sheet.name, cell_name(at, 0), message, say("Keep one of the two."))
                continue
            steps: Steps = (table.key, len(rows))
            row.stand(steps, f"{sheet.name}!{cell_name(at, 0)}")
            for column, key in columns.items():
                row.stand((*steps, key), f"{sheet.name}!{cell_name(at, column)}")
            rows.append({key: cells[at] for at, key in columns.items() if cells.get(at)})

    def _owner(self, code: str) -> _Row | None:
        if not code and len(self.people) == 1:
            return next(iter(self.people.values()))
        return self.people.get(code)

    def _columns(self, sheet: SheetText, known: set[str]) -> dict[int, str]:
        keys = sheet.rows[0] if sheet.rows else ()
        for at, key in enumerate(keys[1:], start=1):
            if key and key not in known:
                message = say("{name} is no field of the form.", name=key)
                self.fault(sheet.name, cell_name(0, at), message, say("Leave row 1 as it was."))
        return {at: key for at, key in enumerate(keys) if at and key in known}

    def _rows(self, sheet: SheetText) -> Iterator[tuple[int, dict[int, str]]]:
        for at, cells in enumerate(sheet.rows[_FIRST_ROW:], start=_FIRST_ROW):
            filled = {column: text for column, text in enumerate(cells) if text}
            if filled:
                yield at, filled


def _declare_none(form: Form, row: _Row) -> None:
    """Take a group whose first cell alone says "Không" as declared none in all its parts."""
    for one in form.fields:
        group = row.data.get(one.key)
        if one.kind in HOLDERS and not one.required and isinstance(group, dict):
            ((key, text), *rest) = group.items()
            if not rest and key == one.fields[0].key and isinstance(text, str) and is_none(text):
                row.data[one.key] = text


def _code(key: str = CODE) -> Heading:
    return Heading(key, "Mã người · Code")


def _tables(form: Form) -> list[Field]:
    return [one for one in form.fields if one.kind in ROWED]


def _headings(form: Form) -> Iterator[Heading]:
    for one in form.fields:
        if one.kind in HOLDERS:
            yield from (_heading(part, f"{one.key}.{part.key}") for part in one.fields
                        if part.fillable)  # fmt: skip
        elif one.kind in ROWED:
            yield Heading(one.key, f"{one.label.vi}: ghi {NONE} nếu không có · none?",
                          choices=(NONE,))  # fmt: skip
        elif one.fillable:
            yield _heading(one, one.key)


def _heading(one: Field, key: str) -> Heading:
    number = f"{one.num}) " if one.num else ""
    label = f"{number}{one.label}"
    if one.kind == "multi_enum":
        return Heading(key, f"{label} (A, B)", one.required)
    choices = choices_of(one)
    if choices is None:
        return Heading(key, label, one.required)
    also = () if one.required or NONE in choices.values else (NONE,)
    return Heading(key, label, one.required, (*choices.values, *also), choices.open)
