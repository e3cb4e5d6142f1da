"""The workbook in which one body reports on its tasks: sent out with locked ids, and read back.

Beside the table two hidden sheets go along: what was sent, cell by cell, and what it was made from.
The base of the merge is in the file itself, so it holds whatever happens to the office meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from regulations.bodies import Bodies
from regulations.days import short_day
from regulations.doctypes import doc_type
from regulations.errors import VanthuError
from regulations.library import Library
from regulations.problems import Place, Problem
from regulations.sentences import say
from templates.spreadsheet import SheetText, cell_name, read_workbook
from templates.taskcolumns import COLUMNS, PROGRESS, open_columns
from templates.tasktable import formula_in
from templates.worktable import Head, Worksheet, table_workbook
from tracker.progress import Item
from tracker.reported import same, state_of
from tracker.returns import Conflict, Returned

SHEET, BASE, META = "Nhiệm vụ", "_base", "_meta"
SCHEMA = "vanthu.taskbook/1"
_FIRST = 2  # below the title and the headings
_META_HEADS = (Head("key", "key"), Head("value", "value"))


class NoTaskbookError(VanthuError):
    """A workbook that is to be taken back was not made by ``task export``."""

    code = "no_taskbook"
    exit_code = 5

    def __init__(self, path: str) -> None:
        super().__init__(
            say("{path} is no workbook that vanthu sent out, or its hidden sheets are lost.",
                path=path),
            hint=say("Read any other table with: vanthu task import {path}.", path=path),
        )  # fmt: skip


class OtherOfficeError(VanthuError):
    """A workbook came back that another office sent out: its ids mean other tasks there."""

    code = "other_office"
    exit_code = 5

    def __init__(self, path: str, office: str) -> None:
        super().__init__(
            say("{path} was sent out by {office}, not by this office.", path=path, office=office),
            hint=say("Take it back in that office, or leave it out."),
        )


@dataclass(frozen=True, slots=True)
class Taskbook:
    """A workbook that came back: *meta* as it was sent, the rows, and what was not read.

    *added* are rows without an id, by their number in Excel, *missing* ids that were sent and did
    not come back. *formulas* are the cells that hold one; they count as not changed.
    """

    path: str
    meta: Mapping[str, str]
    rows: tuple[Returned, ...]
    added: tuple[int, ...]
    missing: tuple[str, ...]
    problems: tuple[Problem, ...]


def heads() -> tuple[Head, ...]:
    """Return the columns of the table."""
    return tuple(
        Head(one.key, one.label, one.width, one.open,
             tuple(PROGRESS.values())[:4] if one.key == "progress" else ())
        for one in COLUMNS
    )  # fmt: skip


def cells_of(item: Item, bodies: Bodies, library: Library) -> dict[str, str]:
    """Return the row of a task, by key of column; it depends on what happened, not on the day."""
    task, standing = item.task, item.standing
    product, paper = task.product, standing.evidence
    deadline = standing.deadline or task.deadline
    kind = doc_type(product.type).vi if product and product.type else ""
    signed = f", {short_day_of(paper.signed)}" if paper and paper.signed else ""
    return {
        "id": f"{task.programme}/{task.id}",
        "content": task.title_vi,
        "set_by": library.work(task.set_by).cited if task.set_by else "",
        "lead": "; ".join(bodies.label(body) for body in task.lead),
        "coordinate": "; ".join(bodies.label(body) for body in task.coordinate),
        "product": product.title or kind if product else "",
        "issuer": bodies.label(product.issuer) if product and product.issuer else "",
        "deadline": deadline.phrase if deadline else "",
        "progress": PROGRESS[state_of(standing)],
        "result": f"{paper.symbol or paper.title}{signed}" if paper and standing.done else "",
        "done_on": short_day(standing.done_on) if standing.done_on else "",
        "obstacle": standing.cause,
        "note": "",
    }


def short_day_of(text: str) -> str:
    """Return a day in ISO as offices write it; what is none as it is."""
    parts = text.split("-")
    return "/".join(reversed(parts)) if len(parts) == 3 else text


def write_taskbook(rows: Sequence[Mapping[str, str]], title: str, meta: Mapping[str, str]) -> bytes:
    """Return the workbook of one body; *rows* are those of :func:`cells_of`."""
    numbered = [{**row, "number": str(number)} for number, row in enumerate(rows, 1)]
    said = [{"key": "schema", "value": SCHEMA}]
    said += [{"key": key, "value": value} for key, value in meta.items()]
    return table_workbook([
        Worksheet(SHEET, heads(), numbered, title),
        Worksheet(BASE, heads()[1:], rows, hidden=True),
        Worksheet(META, _META_HEADS, said, hidden=True),
    ])  # fmt: skip


def write_conflicts(
    rows: Mapping[str, Mapping[str, str]], conflicts: Iterable[Conflict], title: str
) -> bytes:
    """Return a workbook of the tasks in conflict as the office holds them, by id.

    Each cell in conflict carries a comment with what every side says.
    """
    names = list(rows)
    notes = {
        (names.index(one.task), one.key): "\n".join(
            [f"Kho: {one.ours or '—'}", f"Đã gửi: {one.base or '—'}",
             *(f"{file}: {words}" for file, words in one.said)]
        )
        for one in conflicts
    }  # fmt: skip
    numbered = [{**rows[name], "number": str(at)} for at, name in enumerate(names, 1)]
    return table_workbook([Worksheet("Xung đột", heads(), numbered, title, notes)])


def read_taskbook(content: bytes, path: str, office: str) -> Taskbook:
    """Return what came back to *office*, which goes by that name.

    Raises:
        WorkbookError: it is no workbook.
        NoTaskbookError: it was not sent out by this program.
        OtherOfficeError: another office sent it out.
    """
    sheets = {sheet.name: sheet for sheet in read_workbook(content)}
    if not {SHEET, BASE, META} <= set(sheets):
        raise NoTaskbookError(path)
    meta = {row[0]: row[1] for row in sheets[META].rows if len(row) > 1}
    base = _records(sheets[BASE], 0)
    if meta.get("schema") != SCHEMA:
        raise NoTaskbookError(path)
    if meta.get("office") != office:
        raise OtherOfficeError(path, meta.get("office", "—"))
    sent = {row["id"]: row for _, row in base if row.get("id")}
    return _read(sheets[SHEET], sent, meta, path)


def _read(
    sheet: SheetText, sent: Mapping[str, Mapping[str, str]], meta: Mapping[str, str], path: str
) -> Taskbook:
    held = set(sheet.formulas)
    rows: dict[str, Returned] = {}
    added: list[int] = []
    problems = [formula_in(path, SHEET, cell) for cell in sheet.formulas]
    problems += _lost_columns(sheet, path)
    for at, cells in _records(sheet, 1, held):
        task = cells.get("id", "")
        place = Place(f"{path} {SHEET}!{cell_name(at, 1)}")
        if not task:
            if any(cells.get(key) for key in ("content", *open_columns())):
                added.append(at + 1)
        elif task not in sent or task in rows:
            message = (say("{task} was not sent out in this workbook.", task=task)
                       if task not in sent else say("{task} stands twice.", task=task))  # fmt: skip
            problems.append(Problem(place, message, say("Leave the ids as they were sent.")))
        else:
            rows[task] = Returned(task, path, sent[task], cells)
            problems += _locked(rows[task], at, path)
    missing = tuple(task for task in sent if task not in rows)
    return Taskbook(path, meta, tuple(rows.values()), tuple(added), missing, tuple(problems))


def _records(
    sheet: SheetText, head: int, held: Iterable[str] = ()
) -> list[tuple[int, dict[str, str]]]:
    """Return each row below the headings by key, with its place from 0; formulas are left out."""
    by_label = {one.label: one.key for one in COLUMNS} | {one.key: one.key for one in COLUMNS}
    labels = sheet.rows[head] if len(sheet.rows) > head else ()
    keys = {column: by_label[label] for column, label in enumerate(labels) if label in by_label}
    without = set(held)
    return [
        (at, {key: cells[column] for column, key in keys.items()
              if column < len(cells) and cell_name(at, column) not in without})
        for at, cells in enumerate(sheet.rows[head + 1 :], head + 1)
        if any(cells)
    ]  # fmt: skip


def _lost_columns(sheet: SheetText, path: str) -> Iterable[Problem]:
    """Name the columns that a body fills in and whose heading did not come back."""
    heads = sheet.rows[_FIRST - 1] if len(sheet.rows) >= _FIRST else ()
    for column in COLUMNS:
        if column.open and column.label not in heads:
            message = say("The column {column} did not come back.", column=repr(column.label))
            yield Problem(Place(f"{path} {SHEET}"), message, say("Leave the headings as sent."))


def _locked(row: Returned, at: int, path: str) -> Iterable[Problem]:
    """Name the cells that only the office changes and that came back changed."""
    for column, one in enumerate(COLUMNS):
        words, before = row.theirs.get(one.key, ""), row.base.get(one.key, "")
        if one.key in ("number", "id") or one.open or one.key not in row.theirs:
            continue
        if not same(one.key, words, before):
            message = say("{column} was changed to {words}; it is not taken over.",
                          column=one.label, words=repr(words))  # fmt: skip
            yield Problem(Place(f"{path} {SHEET}!{cell_name(at, column)}"), message, _ASK)


_ASK = say("Change it in the office's own file, if it is right.")
