"""What a form makes of a row, worked out once: a row that is plainly sound is filled at once. Pure.

``filling`` says what is right, and to whom; this is only its short way, for a million rows. In any
doubt (a fault, a photo, several choices) it gives no values, and ``fill`` is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from regulations.records import Plain
from templates.answers import fault_in, is_none
from templates.form import BLANK, HOLDERS, ROWED, TICKED, Field, Form, flat_name
from templates.press.values import unprintable
from templates.written import DOTS_OF_CELL, dots, line, ticks, written

Reader = Callable[[str], Plain]
_AS_TYPED = frozenset({"text", "longtext", BLANK})  # kinds whose answers print as they were typed


class _DoubtError(Exception):
    """A row is not plainly sound."""


class _Place(NamedTuple):
    """Where one text goes. *empty* is printed where there is none; ``None``: there must be one.

    *printed* makes of a text what is printed; ``None`` prints it as it was typed.
    """

    name: str
    empty: object
    printed: Callable[[str], object] | None


class _Table(NamedTuple):
    """A column of rows, and the places of each; *empty* is printed where there are none."""

    name: str
    empty: list[dict[str, object]] | None
    places: list[_Place]
    names: frozenset[str]


class _Group(NamedTuple):
    """Columns that are filled together: *needed* ones where any is, one at least if *required*.

    *name* is the column that may say that there is none.
    """

    name: str
    names: list[str]
    needed: list[str]
    required: bool


class Plan:
    """How rows fill *form*; *readers* read the columns that hold more than a text.

    *besides* is a column that is no field.
    """

    def __init__(self, form: Form, readers: Mapping[str, Reader], besides: str = "") -> None:
        self._readers = readers
        self._places: list[_Place] = []
        self._tables: list[_Table] = []
        self._groups: list[_Group] = []
        for field in form.fields:
            if field.kind in HOLDERS:
                self._add_group(field)
            elif field.kind in ROWED:
                self._tables.append(_table(field))
            elif field.fillable:
                self._places.append(_place(field, field.key, needed=field.required))
        places: list[_Place | _Table | _Group] = [*self._places, *self._tables, *self._groups]
        self._known = frozenset([besides, *(place.name for place in places)])

    def values(self, names: Sequence[str], cells: Sequence[Plain]) -> dict[str, object] | None:
        """Return what ``fill`` makes of a row's *cells*; ``None`` where it must be asked itself."""
        row = dict(zip(names, cells, strict=True))
        if any(row[name] for name in row.keys() - self._known):
            return None
        typed: list[str] = []
        try:
            found = _filled(self._places, row, typed)
            for group in self._groups:
                _complete(group, row, found)
            for table in self._tables:
                found[table.name] = self._rows(table, row.get(table.name), typed)
        except _DoubtError:
            return None
        text = "".join(typed)
        return None if not text.isprintable() and unprintable(text) else found

    def _add_group(self, group: Field) -> None:
        parts = {flat_name(group, part): part for part in group.fields if part.fillable}
        self._places += [_place(part, name, needed=False) for name, part in parts.items()]
        needed = [name for name, part in parts.items() if part.required]
        self._groups.append(_Group(group.key, list(parts), needed, group.required))

    def _rows(self, table: _Table, cell: Plain | None, typed: list[str]) -> object:
        if cell and isinstance(cell, str) and table.name in self._readers:
            try:
                cell = self._readers[table.name](cell)
            except ValueError as error:
                raise _DoubtError from error
        if cell and isinstance(cell, str) and is_none(cell):
            return [_none([place.name for place in table.places], cell)]
        if cell and not isinstance(cell, list):
            raise _DoubtError
        rows = [_row(table, row, typed) for row in cell or () if not _says_nothing(row)]
        if not rows and table.empty is None:
            raise _DoubtError
        return rows or table.empty


def _place(field: Field, name: str, *, needed: bool) -> _Place:
    """Return the place of a field of the form, or of a part of a group."""
    if field.kind in TICKED:
        printed: Callable[[str], object] = partial(_ticked, field)
        empty: object = ticks(field, [""], _beside_nothing(field))
    elif field.kind == "photo":
        printed, empty = _doubted, ""
    else:
        printed, empty = partial(_checked, field, written), written(field, "")
    return _Place(name, None if needed else empty, None if field.kind in _AS_TYPED else printed)


def _table(table: Field) -> _Table:
    count = DOTS_OF_CELL if table.kind == "table" else 0
    places = []
    for part in table.fields:
        empty = None if part.required else line(part, "", count)
        printed = None if part.kind in _AS_TYPED else partial(_checked, part, line)
        places.append(_Place(part.key, empty, printed))
    empty_row: dict[str, object] = {part.key: dots(part, count) for part in table.fields}
    names = frozenset(part.key for part in table.fields if part.fillable)
    return _Table(table.key, None if table.required else [empty_row], places, names)


def _complete(group: _Group, row: Mapping[str, Plain], found: dict[str, object]) -> None:
    """Make sure that a group is whole, or that there is none of it."""
    declared, none = any(map(row.get, group.names)), row.get(group.name)
    if none:
        if declared or group.required or not (isinstance(none, str) and is_none(none)):
            raise _DoubtError
        found |= _none(group.names, none)
    elif (group.required and not declared) or (declared and not all(map(row.get, group.needed))):
        raise _DoubtError


def _none(names: Sequence[str], answer: str) -> dict[str, object]:
    """Return what is printed where an *answer* declares that there is none of what *names* say."""
    return {name: "" if rank else answer for rank, name in enumerate(names)}


def _row(table: _Table, row: Plain, typed: list[str]) -> dict[str, object]:
    if not isinstance(row, dict) or not row.keys() <= table.names:
        raise _DoubtError
    return _filled(table.places, row, typed)


def _filled(
    places: Iterable[_Place], row: Mapping[str, Plain], typed: list[str]
) -> dict[str, object]:
    """Return what is printed in each place; what prints as it was typed is *typed* too."""
    found: dict[str, object] = {}
    for name, empty, printed in places:
        text = row.get(name)
        if not text:
            if empty is None:
                raise _DoubtError
            found[name] = empty
        elif type(text) is not str:
            raise _DoubtError
        elif printed:
            found[name] = printed(text)
        else:
            found[name] = text
            typed.append(text)
    return found


def _checked(field: Field, write: Callable[[Field, str], object], text: str) -> object:
    if fault_in(field, text):
        raise _DoubtError
    return write(field, text)


def _ticked(field: Field, text: str) -> object:
    if field.kind == "multi_enum" or fault_in(field, text):
        raise _DoubtError
    return ticks(field, [text], text if is_none(text) else "")


def _doubted(text: str) -> object:
    raise _DoubtError


def _says_nothing(row: Plain) -> bool:
    return not row or (isinstance(row, dict) and not any(row.values()))


def _beside_nothing(field: Field) -> str:
    return dots(field, DOTS_OF_CELL) if field.kind == "multi_enum" else ""
