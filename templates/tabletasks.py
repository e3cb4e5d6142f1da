"""The rows of a task table as tasks to be entered: bodies, deadline and products read. Pure.

What a cell says and the office's own lists can't hold goes into a note, never away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from regulations.doctypes import type_named, type_names
from regulations.folding import fold, fold_evenly, nfc
from regulations.library import Library
from regulations.problems import Problem
from regulations.sentences import say
from templates.taskcolumns import COLUMNS
from templates.tasktable import TableRow
from tracker.actors import Actors, lists_of
from tracker.grounds import grounds_in
from tracker.misreadings import DeadlineError
from tracker.newtasks import NewTask
from tracker.phrases import Deadline, parse_deadline
from tracker.task import Product

_PARTED = re.compile(r"[;\n•]|(?:^|\s)[-+]\s")
_TYPE = re.compile("|".join(rf"{re.escape(name)}(?!\w)" for name in type_names()))
_LABELS = {column.key: column.label for column in COLUMNS}
_SERIAL = re.compile(r"[3-6]\d{4}")  # days since 1900, from 1982 to 2091
_NOTED = ("progress", "result", "done_on", "obstacle", "note")


@dataclass(frozen=True, slots=True)
class RowTask:
    """A row as a task; *doubts* say what a person must look at, each with its cell."""

    row: TableRow
    task: NewTask
    deadline: Deadline | None
    doubts: tuple[Problem, ...]


class TaskReader:
    """Reads rows with the bodies and instruments of one office; *path* is named in faults."""

    def __init__(self, actors: Actors, library: Library, path: str) -> None:
        self.actors = actors
        self.library = library
        self.path = path

    def read(self, row: TableRow) -> RowTask:
        """Return what a row says."""
        doubts: list[Problem] = []
        notes: list[str] = [say("Source: {file}.", file=row.place(self.path).path)]
        lead = self._bodies(row, "lead", doubts, notes)
        coordinate = self._bodies(row, "coordinate", doubts, notes)
        deadline = self._deadline(row, doubts, notes)
        doubts += self._lead_doubts(row, lead)
        notes += [f"{name}: {_line(words)}" for name, words in _beside(row)]
        task = NewTask(
            title=_line(row.cells["content"]).rstrip(" ;.,"),
            lead=lead,
            coordinate=coordinate,
            product=self._product(row, notes),
            phrase=deadline.phrase if deadline else "",
            soft=deadline.soft if deadline else False,
            regular=deadline is not None and deadline.op == "open",
            set_by=self._set_by(row, doubts, notes),
            group=row.group,
            notes=tuple(notes),
        )
        return RowTask(row, task, deadline, tuple(doubts))

    def _bodies(
        self, row: TableRow, key: str, doubts: list[Problem], notes: list[str]
    ) -> tuple[str, ...]:
        known, unknown = bodies_in(row.cells.get(key, ""), self.actors)
        if unknown:
            names = "; ".join(unknown)
            message = say("No body goes by the name {name}; it goes into a note.", name=repr(names))
            doubts.append(Problem(row.place(self.path, key), message, _ADD_BODY))
            notes.append(f"{_LABELS[key]}: {names}")
        return known

    def _lead_doubts(self, row: TableRow, lead: tuple[str, ...]) -> Iterator[Problem]:
        place = row.place(self.path, "lead")
        if len(lead) > 1:
            yield Problem(place, say("Several bodies lead; one should."))
        if not row.cells.get("lead"):
            yield Problem(place, say("Nobody leads the task."))

    def _deadline(self, row: TableRow, doubts: list[Problem], notes: list[str]) -> Deadline | None:
        words = _line(row.cells.get("deadline", ""))
        if not words:
            return None
        try:
            return parse_deadline(words)
        except DeadlineError as error:
            hint = _A_DAY if _SERIAL.fullmatch(words) else error.hint
            doubts.append(Problem(row.place(self.path, "deadline"), error.message, hint))
            notes.append(f"{_LABELS['deadline']}: {words}")
            return None

    def _product(self, row: TableRow, notes: list[str]) -> Product | None:
        title, issuer = _line(row.cells.get("product", "")), row.cells.get("issuer", "")
        known, unknown = bodies_in(issuer, self.actors)
        if unknown or len(known) > 1:
            notes.append(f"{_LABELS['issuer']}: {_line(issuer)}")
        match = _TYPE.match(fold(title))
        kind = type_named(match[0]) if match else None
        body = known[0] if len(known) == 1 else ""
        return Product(kind or "", body, title) if title or body else None

    def _set_by(self, row: TableRow, doubts: list[Problem], notes: list[str]) -> str:
        words = _line(row.cells.get("set_by", ""))
        if not words:
            return ""
        found = grounds_in(nfc(words), self.library)
        works = found[0].works if found else ()
        if len(works) == 1:
            return works[0].id
        message = say("{words} is not one instrument of the office; it goes into a note.",
                      words=repr(words))  # fmt: skip
        doubts.append(Problem(row.place(self.path, "set_by"), message))
        notes.append(f"{_LABELS['set_by']}: {words}")
        return ""


def bodies_in(cell: str, actors: Actors) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the bodies that a cell names: ids, and the names that the office doesn't know.

    Semicolons and new lines part names; a comma only where known names stand on both sides, for
    a name may hold one.
    """
    known: list[str] = []
    unknown: list[str] = []
    for part in filter(None, (piece.strip(" .,-") for piece in _PARTED.split(nfc(cell)))):
        even = fold_evenly(part)
        found = actors.find(part, even)
        whole = lists_of(found, even)
        if len(whole) == 1 and (whole[0][0].start, whole[0][-1].end) == (0, len(part)):
            known += [one.id for one in found if one.id]
            unknown += [one.text for one in found if not one.id]
        else:
            unknown.append(part)
    return tuple(dict.fromkeys(known)), tuple(dict.fromkeys(unknown))


def _beside(row: TableRow) -> Iterable[tuple[str, str]]:
    """Yield what stands in cells that no task file has a place for."""
    yield from ((_LABELS[key], row.cells[key]) for key in _NOTED if row.cells.get(key))
    yield from row.others.items()


def _line(words: str) -> str:
    return " ".join(words.split())


_A_DAY = say("Excel keeps days as such numbers: give the cell the format of a date.")
_ADD_BODY = say("Mend the name, or add the body to regulations/bodies.yaml.")
