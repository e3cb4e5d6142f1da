"""What a form is filled from: a file of one form, a dossier, or a workbook of many people.

A file that carries a degree of secrecy is refused by its name, its lines or its cells, before
anything of it is used.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from cli.failures import say_warning
from cli.speech import _
from regulations.diskfaults import reason_of
from regulations.errors import InvalidDataError, NoFileError
from regulations.folding import nfc
from regulations.problems import Place, Problem
from regulations.records import Record, read_record
from regulations.sentences import say
from templates.dossier import as_dossier, check_dossier, draw, is_dossier, person_form
from templates.filling import Filled, fill
from templates.form import Form
from templates.marking import degree_in, refuse_marked
from templates.photos import with_photos as read_photos
from templates.sheetparts import WorkbookError
from templates.spreadsheet import read_workbook
from templates.workbook import holds_dossiers, read_people

MAX_DATA_BYTES = 4_000_000
MAX_WORKBOOK_BYTES = 20_000_000
WORKBOOK = ".xlsx"


@dataclass(frozen=True, slots=True)
class Source:
    """The data of one person for one form. *code* is empty where the file holds one person."""

    code: str
    record: Record
    path: Path
    place: Callable[[int], Place]

    def fill(self, form: Form) -> Filled:
        """Return the filled form, with the photo set in.

        Raises:
            InvalidDataError: all faults, each at its line or cell.
        """
        try:
            filled = fill(form, self.record, str(self.path))
        except InvalidDataError as error:
            moved = [replace(one, place=self.place(one.place.line)) for one in error.problems]
            raise InvalidDataError(str(self.path), moved, hint=error.hint) from error
        return with_photos(filled, self.path.parent)


def sources(form: Form, path: Path) -> list[Source]:
    """Return what the file at *path* says for *form*, one source for each person.

    Raises:
        NoFileError, InvalidDataError: the file can't be read.
        MarkedFileError: it carries a degree of secrecy.
    """
    if path.suffix.lower() != WORKBOOK:
        record = read_data(path)
        data = draw(form, record) if is_dossier(record) else record
        return [Source("", data, path, lambda line: Place(str(path), line))]
    content = workbook_bytes(path)
    if holds_dossiers(content):
        return [replace(one, record=draw(form, one.record)) for one in dossiers(path)]
    return _people(form, content, path)


def dossiers(path: Path) -> list[Source]:
    """Return the dossiers of a file: the one of a YAML file, or one for each row of a workbook.

    Raises:
        NoFileError, InvalidDataError, MarkedFileError: see :func:`sources`; also faults of the
            dossiers themselves.
    """
    if path.suffix.lower() == WORKBOOK:
        people = _people(person_form(), workbook_bytes(path), path)
        found = [replace(one, record=as_dossier(one.record)) for one in people]
    else:
        found = [Source("", read_data(path), path, lambda line: Place(str(path), line))]
    problems = [
        replace(problem, place=one.place(problem.place.line))
        for one in found
        for problem in check_dossier(one.record, str(path))
    ]
    if problems:
        raise InvalidDataError(str(path), problems)
    return found


def _people(form: Form, content: bytes, path: Path) -> list[Source]:
    people = read_people(form, content, str(path))
    return [
        Source(one.code, one.record, path, lambda line, one=one: one.place(str(path), line))  # type: ignore[misc]
        for one in people
    ]


def fill_all(form: Form, found: list[Source]) -> list[tuple[Source, Filled]]:
    """Return every filled form, or all faults of all people at once."""
    done: list[tuple[Source, Filled]] = []
    problems: list[Problem] = []
    for source in found:
        try:
            done.append((source, source.fill(form)))
        except InvalidDataError as error:
            problems += error.problems
    if problems:
        raise InvalidDataError(str(found[0].path), problems)
    return done


def read_data(path: Path) -> Record:
    """Return a file of data as a record with its lines.

    Raises:
        NoFileError, InvalidDataError, MarkedFileError: see :func:`sources`.
    """
    content = _content(path, MAX_DATA_BYTES)
    try:
        text = nfc(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise NoFileError(path, _("it is not written in UTF-8")) from error
    refuse_marked(path.name, degree_in(text.splitlines()))
    record, problems = read_record(str(path), text)
    if record is None or len(content) > MAX_DATA_BYTES:
        raise InvalidDataError(str(path), problems)
    return record


def workbook_bytes(path: Path) -> bytes:
    """Return a workbook, after looking for degrees of secrecy in its name, sheets and cells."""
    content = _content(path, MAX_WORKBOOK_BYTES)
    try:
        sheets = read_workbook(content)
    except WorkbookError as error:
        raise WorkbookError(error.reason, path.name) from error
    cells = (cell for sheet in sheets for row in sheet.rows for cell in row)
    lines = (line for cell in cells for line in cell.splitlines())
    refuse_marked(path.name, degree_in([*(sheet.name for sheet in sheets), *lines]))
    return content


def with_photos(filled: Filled, folder: Path) -> Filled:
    """Return *filled* with the photos that it names; of each the user is told what was not seen."""
    seen = read_photos(filled, folder)
    for wanted in filled.photos:
        say_warning(say("{name}: what the picture shows was not checked for a degree of"
                        " secrecy.", name=wanted.name))  # fmt: skip
    return seen


def _content(path: Path, most: int) -> bytes:
    refuse_marked(path.name)
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise NoFileError(path, reason_of(error)) from error
