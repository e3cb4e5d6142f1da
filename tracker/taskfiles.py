"""The tracker's files: where each lies, how each kind is read, and what a change makes of them.

A broken file costs that file. A deadline that is not understood costs only its date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from regulations.days import is_day
from regulations.errors import ConflictError, InvalidDataError
from regulations.folding import fold
from regulations.problems import Place, Problem
from regulations.readings import Link, Reading
from regulations.records import Plain, Record, read_record, write_record
from regulations.sentences import say
from regulations.shapes import check_shape, load_schema
from tracker.events import Event, event_problems, event_to_json, read_events, write_event
from tracker.misreadings import DeadlineError
from tracker.phrases import parse_deadline
from tracker.story import pack_events

_FOLDER = r"tracker/([a-z0-9][a-z0-9_-]*)"
_TASK_ID = r"[A-Za-z0-9][A-Za-z0-9_-]*"
PROGRAMME = re.compile(rf"{_FOLDER}/programme\.yaml")
TASK = re.compile(rf"{_FOLDER}/tasks/({_TASK_ID})\.yaml")
JOURNAL = re.compile(rf"{_FOLDER}/tasks/({_TASK_ID})\.events\.jsonl")


def programme_path(programme: str) -> str:
    """Return the path of a programme's file inside the office."""
    return f"tracker/{programme}/programme.yaml"


def task_path(programme: str, task_id: str) -> str:
    """Return the path of a task's file inside the office."""
    return f"tracker/{programme}/tasks/{task_id}.yaml"


def journal_path(programme: str, task_id: str) -> str:
    """Return the path of a task's journal inside the office."""
    return f"tracker/{programme}/tasks/{task_id}.events.jsonl"


def programme_of(path: str) -> str:
    """Return the programme to which the file at *path* belongs."""
    return path.split("/")[1]


def task_id_of(path: str) -> str:
    """Return the id of the task whose file or journal lies at *path*."""
    return path.rsplit("/", 1)[-1].removesuffix(".yaml").removesuffix(".events.jsonl")


@dataclass(frozen=True, slots=True)
class Added:
    """A new task: its *id*, and the contents to write, by path."""

    id: str
    changes: Mapping[str, bytes]


def next_id(prefix: str, year: int, taken: Iterable[str]) -> str:
    """Return the id after the highest of ``PREFIX-YYYY-NNN``; *taken* holds all ever used."""
    pattern = re.compile(rf"{re.escape(fold(prefix))}-{year:04d}-(\d+)", re.ASCII)
    numbers = [int(match[1]) for known in taken if (match := pattern.fullmatch(fold(known)))]
    return f"{prefix}-{year:04d}-{max(numbers, default=0) + 1:03d}"


def add_programme(programme: str, fields: Mapping[str, Plain]) -> dict[str, bytes]:
    """Return the file of a new programme.

    Raises:
        InvalidDataError: *fields* are not those of a programme.
    """
    return checked(programme_path(programme), dict(fields), read_programme_file)


def add_task(programme: str, task_id: str, fields: Mapping[str, Plain]) -> Added:
    """Return the file of a new task; *fields* are those of the file, without the id.

    Raises:
        DeadlineError: the deadline's phrase is not understood.
        InvalidDataError: *fields* are not those of a task.
    """
    record = {"id": task_id} | {key: value for key, value in fields.items() if value}
    _check_phrase(record)
    return Added(task_id, checked(task_path(programme, task_id), record, read_task_file))


def update_task(
    programme: str, task_id: str, current: bytes, fields: Mapping[str, Plain]
) -> dict[str, bytes]:
    """Return a task's file with *fields* in place of those it had; an empty one is taken out.

    *current* is the file as it stands. The id can't be changed.

    Raises:
        DeadlineError: the deadline's phrase is not understood.
        InvalidDataError: the file, before or after, is not that of a task.
    """
    path = task_path(programme, task_id)
    record, problems = read_record(path, current.decode("utf-8-sig", "replace"))
    if record is None or not isinstance(record.data, dict):
        raise InvalidDataError(path, problems)
    merged = {**record.data, **fields, "id": task_id}
    kept = {key: value for key, value in merged.items() if value or key == "lead"}
    _check_phrase(fields)
    return checked(path, kept, read_task_file)


def add_event(programme: str, task_id: str, event: Event, current: bytes = b"") -> dict[str, bytes]:
    """Return a task's journal with *event* added; *current* is the journal as it stands.

    What stands there is kept byte by byte.

    Raises:
        InvalidDataError: the event lacks what its kind needs.
        ConflictError: its id is taken.
    """
    path = journal_path(programme, task_id)
    problems = event_problems(Place(path), event_to_json(event))
    if problems:
        raise InvalidDataError(path, problems)
    known, _ = read_events(path, current.decode("utf-8-sig", "replace"))
    if any(other.id == event.id for other in known):
        raise ConflictError(
            say("The journal of {task} already has an event {id}.", task=task_id, id=event.id),
            say("Try again: a new event gets a new id."),
        )
    gap = b"" if not current or current.endswith(b"\n") else b"\n"
    return {path: current + gap + write_event(event).encode()}


def checked(
    path: str, record: Mapping[str, Plain], read: Callable[[str, str], Reading]
) -> dict[str, bytes]:
    """Return *record* as the content of the file at *path*, once *read* finds no fault in it.

    Raises:
        InvalidDataError: it does.
    """
    text = write_record(dict(record))
    problems = read(path, text).problems
    if problems:
        raise InvalidDataError(path, problems)
    return {path: text.encode()}


def _check_phrase(fields: Mapping[str, Plain]) -> None:
    deadline = fields.get("deadline")
    if isinstance(deadline, dict) and isinstance(deadline.get("phrase"), str):
        parse_deadline(str(deadline["phrase"]))


def read_programme_file(path: str, text: str) -> Reading:
    """Read a programme's file; it links to the works that the programme rests on."""
    record, problems = shaped(path, text, "programme")
    if record is None:
        return Reading(None, tuple(problems))
    data: Any = record.data
    links = tuple(Link("rests_on", f"work:{work}") for work in data.get("rests_on", ()))
    return Reading(data, keys=(programme_of(path),), links=links)


def read_task_file(path: str, text: str) -> Reading:
    """Read a task's file; it links to the works of its basis and to the one that set it."""
    record, problems = shaped(path, text, "task")
    if record is None:
        return Reading(None, tuple(problems))
    data: Any = record.data
    problems = _task_problems(path, record)
    if problems:
        return Reading(None, tuple(problems))
    works = dict.fromkeys(work.partition("#")[0] for work in data.get("basis", ()))
    links = [Link("basis", f"work:{work}") for work in works]
    if set_by := data.get("set_by"):
        links.append(Link("set_by", f"work:{set_by}"))
    doubts = _phrase_problems(path, record)
    return Reading(data, tuple(doubts), (fold(data["id"]),), tuple(links))


def read_journal_file(path: str, text: str) -> Reading:
    """Read a task's journal."""
    events, problems = read_events(path, text)
    lines = [event_to_json(event) for event in events]
    keys, brief = (fold(task_id_of(path)),), pack_events(events)
    return Reading({"events": lines}, tuple(problems), keys, brief=brief)


def shaped(path: str, text: str, schema: str) -> tuple[Record | None, list[Problem]]:
    """Read YAML that must fit a schema of the tracker; ``None`` where it does not."""
    record, problems = read_record(path, text)
    if record is not None:
        problems = check_shape(path, record, load_schema("tracker", schema))
    return (None if problems else record), problems


def _task_problems(path: str, record: Record) -> list[Problem]:
    data: Any = record.data
    problems = []
    if data["id"] != task_id_of(path):
        place = Place(path, record.line("id"))
        message = say("The file is named {name}, its task {id}.", name=task_id_of(path),
                      id=data["id"])  # fmt: skip
        problems.append(Problem(place, message, say("Ids never change: mend the one that moved.")))
    if data.get("assigned") and not is_day(data["assigned"]):
        place = Place(path, record.line("assigned"))
        message = say("{day} is not a day of the calendar.", day=repr(data["assigned"]))
        problems.append(Problem(place, message, say("Write the day as 2026-02-07.")))
    return problems


def _phrase_problems(path: str, record: Record) -> list[Problem]:
    data: Any = record.data
    phrase = data.get("deadline", {}).get("phrase")
    try:
        if phrase is not None:
            parse_deadline(phrase)
    except DeadlineError as error:
        return [Problem(Place(path, record.line("deadline", "phrase")), error.message, error.hint)]
    return []
