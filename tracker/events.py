"""The journal of a task: what happened, line by line, never changed, only added to.

One JSON object a line. Two clones that each add lines meet by keeping all of them (git's
``merge=union``): the order of the lines means nothing, equal lines count once, and events are
told apart by their ids. Pure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from regulations.days import is_day
from regulations.folding import nfc
from regulations.problems import Place, Problem
from regulations.records import Record
from regulations.sentences import say
from regulations.shapes import check_shape, load_schema
from tracker.misreadings import DeadlineError
from tracker.phrases import parse_deadline

KINDS = ("start", "update", "obstacle", "submit", "ask", "extend", "handover",
         "done", "reopen", "stop")  # fmt: skip

ENDS = frozenset(("done", "stop", "handover"))
"""Kinds after which a task is closed, until it is opened again."""
_TEXTS = ("by", "deadline", "id", "kind", "note", "on", "asked", "to")
_EVIDENCE = ("symbol", "signed", "title", "work", "where")
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: sorts as it counts


@dataclass(frozen=True, slots=True)
class Evidence:
    """The paper that shows an event: its *symbol* and day, or *where* it lies."""

    symbol: str = ""
    signed: str = ""
    title: str = ""
    work: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a task *on* a day; *by* is a role, never a person.

    *to* is whom it was submitted or handed over to, *deadline* the phrase of an extension that
    was given, or only asked for (``ask``), *asked* the day on which the one given was asked for.
    """

    id: str
    on: date
    kind: str
    by: str = ""
    note: str = ""
    percent: int | None = None
    to: str = ""
    deadline: str = ""
    asked: date | None = None
    evidence: Evidence | None = None

    @property
    def order(self) -> tuple[date, str]:
        """What events sort by: the day, then the id, which grows with time."""
        return self.on, self.id


def event_id(at: datetime, noise: int) -> str:
    """Return a new id of 26 signs: milliseconds of *at*, then 80 bits of *noise*."""
    number = (int(at.timestamp() * 1000) << 80) | (noise & ((1 << 80) - 1))
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))


def read_events(path: str, text: str) -> tuple[tuple[Event, ...], list[Problem]]:
    """Read a journal in any order of lines; a line that can't be read costs that line."""
    problems: list[Problem] = []
    lines: dict[str, tuple[str, int, Event]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        event, faults = _read_line(Place(path, number), line)
        problems += faults
        if event is not None:
            problems += _keep(lines, Place(path, number), event)
    return tuple(sorted((event for _, _, event in lines.values()), key=_order)), problems


def write_event(event: Event) -> str:
    """Return *event* as one line, keys sorted, with its line end; empty parts are left out."""
    said = event_to_json(event)
    line = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return nfc(line) + "\n"


def event_to_json(event: Event) -> dict[str, object]:
    """Return what the journal's line says: texts, a whole number, and one map of texts."""
    said: dict[str, object] = {
        "id": event.id,
        "on": event.on.isoformat(),
        "kind": event.kind,
        "by": event.by,
        "note": event.note,
        "percent": event.percent,
        "to": event.to,
        "deadline": event.deadline,
        "asked": event.asked.isoformat() if event.asked else "",
        "evidence": _evidence_to_json(event.evidence),
    }
    return {key: value for key, value in said.items() if value or value == 0}


def event_from_json(data: Mapping[str, object]) -> Event:
    """Build an event from what :func:`event_to_json` gave."""
    texts = {key: str(data.get(key, "")) for key in _TEXTS}
    evidence, percent = data.get("evidence"), data.get("percent")
    return Event(
        id=texts["id"],
        on=date.fromisoformat(texts["on"]),
        kind=texts["kind"],
        by=texts["by"],
        note=texts["note"],
        percent=int(percent) if isinstance(percent, int | float) else None,
        to=texts["to"],
        deadline=texts["deadline"],
        asked=date.fromisoformat(texts["asked"]) if texts["asked"] else None,
        evidence=Evidence(**evidence) if isinstance(evidence, dict) else None,
    )


def sorted_events(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return *events* in their order."""
    return tuple(sorted(events, key=_order))


def event_problems(place: Place, data: object) -> list[Problem]:
    """Return what is wrong with the parts of one line."""
    record = Record(data, {(): place.line})  # type: ignore[arg-type]  # a number in percent
    problems = check_shape(place.path, record, load_schema("tracker", "event"))
    if problems or not isinstance(data, dict):
        return problems
    days = [(key, str(data[key])) for key in ("on", "asked") if key in data]
    problems = [
        Problem(place, say("{key} is no day: {value}.", key=key, value=repr(day)), _WRITE_DAY)
        for key, day in days
        if not is_day(day)
    ]
    return problems + _phrase_problems(place, str(data.get("deadline", "")))


def _order(event: Event) -> tuple[date, str]:
    return event.order


def _read_line(place: Place, line: str) -> tuple[Event | None, list[Problem]]:
    try:
        data = json.loads(nfc(line), object_pairs_hook=_pairs)
        problems = event_problems(place, data)
    except (ValueError, RecursionError):
        return None, [Problem(place, say("The line is no JSON object."), _WRITE_ONE)]
    return (None if problems else event_from_json(data)), problems


def _keep(lines: dict[str, tuple[str, int, Event]], place: Place, event: Event) -> list[Problem]:
    """Keep one event per id; of two that differ the same one in whatever order they come."""
    written = write_event(event)
    known = lines.get(event.id)
    if known is None or known[0] == written:
        lines.setdefault(event.id, (written, place.line, event))
        return []
    if written < known[0]:
        lines[event.id] = (written, place.line, event)
    message = say("The id {id} stands for another event in line {line}.", id=event.id,
                  line=known[1])  # fmt: skip
    return [Problem(place, message, say("Give one of the two a new id, or remove it."))]


def _phrase_problems(place: Place, phrase: str) -> list[Problem]:
    try:
        if phrase:
            parse_deadline(phrase)
    except DeadlineError as error:
        return [Problem(place, error.message, error.hint)]
    return []


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _evidence_to_json(evidence: Evidence | None) -> dict[str, str]:
    if evidence is None:
        return {}
    parts = {key: getattr(evidence, key) for key in _EVIDENCE}
    return {key: value for key, value in parts.items() if value}


_WRITE_ONE = say("Write one event a line, as docs/office-format.md shows.")
_WRITE_DAY = say("Write the day as 2026-06-30.")
