"""The files of ``regulations/`` and ``vanthu.yaml``: how each kind is read, and what they make.

A broken file costs that file: its faults are told with their places, reading goes on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from regulations.bodies import Bodies, Body, BodyName
from regulations.days import Span
from regulations.library import KIND, Library, id_of, reading_of
from regulations.modification import KIND as MODS
from regulations.modification import read_mods
from regulations.readings import Files, Reader, Reading
from regulations.records import read_record
from regulations.settings import PATH as SETTINGS_PATH
from regulations.shapes import check_shape, load_schema
from regulations.workfile import read_work

_WORK = re.compile(r"regulations/(?:[a-z0-9-]+/){4}work\.md")
_TEXT = re.compile(r"regulations/((?:[a-z0-9-]+/){3}[a-z0-9-]+)/text@\d{4}(?:-\d\d){2}\.md")
_BESIDE = re.compile(r"regulations/(?:[a-z0-9-]+/){4}(mods|sources)\.yaml")


def read_shaped(folder: str, schema: str) -> Callable[[str, str], Reading]:
    """Return a reader of YAML files that must fit one schema; the data is what they say."""

    def read(path: str, text: str) -> Reading:
        record, problems = read_record(path, text)
        if record is not None:
            problems = check_shape(path, record, load_schema(folder, schema))
        return Reading(record.data if record and not problems else None, tuple(problems))

    return read


def bodies_from(files: Files) -> Bodies:
    """Return all bodies that the office knows."""
    return Bodies.of(
        _body(entry) for _, data in files.each("bodies") for entry in entries(data, "bodies")
    )


def library_from(files: Files) -> Library:
    """Return the works of the office; each is built when it is asked for."""
    return Library(files, bodies_from(files))


def evidence_from(files: Files) -> Mapping[str, str]:
    """Return where each piece of evidence was seen, by its id."""
    return {
        entry["id"]: entry["where"]
        for _, data in files.each("evidence")
        for entry in entries(data, "evidence")
    }


def conflicts_about(files: Files, thing: str) -> list[Mapping[str, Any]]:
    """Return the recorded conflicts that concern a work or task id, with all their values."""
    return [
        entry
        for _, data in files.each("conflicts")
        for entry in entries(data, "conflicts")
        if thing in entry.get("about", ())
    ]


def entries(data: object, key: str) -> list[Any]:
    """Return what stands under *key* of a file that holds one list; nothing where it is none."""
    return list(data.get(key, ())) if isinstance(data, dict) else []


def _read_work(path: str, text: str) -> Reading:
    work, problems = read_work(path, text, id_of(path))
    if work is None:
        return Reading(None, tuple(problems))
    reading = reading_of(work)
    return Reading(reading.data, tuple(problems), reading.keys, reading.links)


def _read_text(path: str, text: str) -> Reading:
    match = _TEXT.fullmatch(path)
    assert match is not None
    return Reading(text, keys=(f"work:{match[1]}",))


def _named(kind: str, path: str, folder: str = "regulations") -> Reader:
    return Reader(kind, path.__eq__, read_shaped(folder, kind))


READERS: tuple[Reader, ...] = (
    Reader(KIND, lambda path: _WORK.fullmatch(path) is not None, _read_work),
    Reader("text", lambda path: _TEXT.fullmatch(path) is not None, _read_text),
    Reader(MODS, lambda path: path.endswith("/mods.yaml") and bool(_BESIDE.fullmatch(path)),
           read_mods),
    Reader("sources", lambda path: path.endswith("/sources.yaml") and bool(_BESIDE.fullmatch(path)),
           read_shaped("regulations", "sources")),
    _named("bodies", "regulations/bodies.yaml"),
    _named("evidence", "regulations/evidence.yaml"),
    _named("conflicts", "regulations/conflicts.yaml"),
    _named("office", SETTINGS_PATH),
)  # fmt: skip


def _body(entry: Mapping[str, Any]) -> Body:
    return Body(
        id=entry["id"],
        names=tuple(
            BodyName(name["vi"], name.get("en", ""), Span(_day(name, "since"), _day(name, "until")))
            for name in entry["names"]
        ),
        abbr=entry.get("abbr", ""),
        aliases=tuple(entry.get("aliases", ())),
        codes=tuple(entry.get("codes", ())),
        level=entry.get("level", ""),
        superior=entry.get("superior", ""),
        predecessors=tuple(entry.get("predecessors", ())),
        members=tuple(entry.get("members", ())),
        conf=entry.get("conf", "V"),
    )


def _day(entry: Mapping[str, Any], key: str) -> date | None:
    return date.fromisoformat(entry[key]) if entry.get(key) else None
