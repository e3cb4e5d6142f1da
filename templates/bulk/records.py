"""A flat row becomes the record that a form is filled from, as if it had been typed. Pure.

Parts of a group stand in columns of their flat names (``vao_dang_ngay``), a table as JSON in its
cell. A record's "lines" are the ranks of its columns, so that each fault tells which one it is in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from regulations.errors import InvalidDataError
from regulations.problems import Problem
from regulations.records import Plain, Record, Steps
from regulations.sentences import say
from templates.answers import is_none
from templates.bulk.cells import read_json
from templates.bulk.plan import Plan, Reader
from templates.bulk.table import Row
from templates.filling import Filled, fill
from templates.form import HOLDERS, ROWED, Form, flat_name, printed

_Reasons = list[tuple[str, str]]  # name of the field, empty for the whole row; what is wrong


class Fault(NamedTuple):
    """Why a record gives no paper: its faulty fields, and a sentence for each fault.

    No sentence repeats what was typed.
    """

    row: int
    fields: tuple[str, ...]
    reasons: tuple[str, ...]


class UnreadableRowError(Exception):
    """A row gives no values; carries the *fault*."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that the data of *form* may have; *besides* is one more, that is no field.

    *steps* says where a column's text goes, *readers* how it is read, *names* are the columns by
    rank from 1, *lines* the ranks by steps; *plan* fills what is sound.
    """

    form: Form
    steps: Mapping[str, Steps]
    readers: Mapping[str, Reader]
    names: tuple[str, ...]
    lines: Mapping[Steps, int]
    plan: Plan
    besides: str = ""

    def unknown(self, names: Iterable[str]) -> list[str]:
        """Return those of *names* that are no columns of the form."""
        return [name for name in names if name not in self.steps and name != self.besides]

    def absent(self, names: Iterable[str]) -> list[str]:
        """Return the columns without which no row can be complete, and that lack in *names*."""
        given = {step for name in names for step in self.steps.get(name, ())[:1]}
        return [asked.key for asked in self.form.fields if asked.required
                and asked.fillable and asked.key not in given]  # fmt: skip

    def at_once(self, row: Row) -> Mapping[str, object] | None:
        """Return the values of a row that is plainly sound; ``None`` where it must be filled."""
        return None if row.fault else self.plan.values(row.names, row.values)

    def fill(self, row: Row, path: str) -> Filled:
        """Return the values that *row* gives to the form, checked as one person's data are.

        Raises:
            UnreadableRowError: with every fault of the row.
        """
        if row.fault:
            raise UnreadableRowError(Fault(row.number, (), (row.fault,)))
        record, unread = self.record(row)
        try:
            filled = fill(self.form, record, path)
        except InvalidDataError as error:
            raise UnreadableRowError(self.fault(row.number, error.problems, unread)) from error
        if unread:
            raise UnreadableRowError(self.fault(row.number, (), unread))
        return filled

    def record(self, row: Row) -> tuple[Record, _Reasons]:
        """Return the record of *row*, and the cells that can't be read."""
        data: dict[str, Plain] = {}
        unread: _Reasons = []
        for name, value in zip(row.names, row.values, strict=True):
            if not value or (name == self.besides and name not in self.steps):
                continue
            if name in self.readers and isinstance(value, str):
                try:
                    value = self.readers[name](value)
                except ValueError:
                    unread.append(
                        (
                            name,
                            say(
                                "The field {field} should hold rows as JSON, such as {sample}.",
                                field=name,
                                sample=_SAMPLE,
                            ),
                        )
                    )
                    continue
            if not _put(data, self.steps.get(name, (name,)), value):
                unread.append(
                    (
                        name,
                        say(
                            "Another column of the row says something else of {field}.", field=name
                        ),
                    )
                )
        return Record(data, self.lines), unread

    def fault(
        self, row: int, problems: Iterable[Problem], unread: Iterable[tuple[str, str]]
    ) -> Fault:
        """Return the fault of a row; a cell that can't be read is not reported as missing too."""
        found = list(unread)
        known = {name for name, _reason in unread}
        for problem in problems:
            name = self.names[problem.place.line]
            if name not in known or not name:
                found.append((name, _sentence(problem)))
        fields = dict.fromkeys(name for name, _reason in found if name)
        return Fault(row, tuple(fields), tuple(reason for _name, reason in found))


_SAMPLE = '[{"…": "…"}, {"…": "…"}]'


def columns_of(form: Form, besides: str = "") -> Columns:
    """Return the columns of a form's data; *besides* names the papers and may be no field."""
    steps: dict[str, Steps] = {}
    readers: dict[str, Reader] = {}
    for asked in form.fields:
        if asked.fillable:
            steps[asked.key] = (asked.key,)
        if asked.kind in ROWED:
            readers[asked.key] = _rows
        elif asked.kind == "multi_enum":
            readers[asked.key] = _choices
        elif asked.kind in HOLDERS:
            parts = (part for part in asked.fields if part.fillable)
            steps |= {flat_name(asked, part): (asked.key, part.key) for part in parts}
    lines = {at: rank for rank, at in enumerate(steps.values(), start=1)}
    plan = Plan(form, readers, besides)
    return Columns(form, steps, readers, ("", *steps), lines, plan, besides)


def header_of(form: Form) -> tuple[str, ...]:
    """Return the columns that a table for *form* begins with, in the order of the paper."""
    return tuple(name for name, _field in printed(form.fields))


def _put(data: dict[str, Plain], steps: Steps, value: Plain) -> bool:
    """Set a value; tell whether the place was free."""
    key, *part = map(str, steps)
    if not part:
        return data.setdefault(key, value) is value
    held = data.setdefault(key, {})
    return isinstance(held, dict) and held.setdefault(part[0], value) is value


def _rows(text: str) -> Plain:
    if not text.startswith("[") and not is_none(text):
        raise ValueError("neither rows nor none")
    return read_json(text) if text.startswith("[") else text


def _choices(text: str) -> Plain:
    if text.startswith("["):
        return read_json(text)
    parts: list[Plain] = [part.strip() for part in text.split(";") if part.strip()]
    return parts if len(parts) > 1 else text


def _sentence(problem: Problem) -> str:
    if not problem.remedy:
        return problem.message
    return say("{message} {remedy}", message=problem.message, remedy=problem.remedy)
