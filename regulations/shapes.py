"""JSON Schemas as readers of the office's files: every breach becomes a problem with its line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from regulations.days import is_when
from regulations.problems import Place, Problem
from regulations.quickshape import Fits, compiled
from regulations.records import Record, Steps
from regulations.sentences import say

_QUICK: dict[int, tuple[Mapping[str, Any], Fits | None]] = {}


def load_schema(folder: str, name: str) -> Mapping[str, Any]:
    """Return the schema *name* that ships with the top-level *folder*."""
    return _schemas(folder, name)


@lru_cache(maxsize=64)
def _schemas(folder: str, name: str) -> Mapping[str, Any]:
    text = files(folder).joinpath("schemas", f"{name}.json").read_text(encoding="utf-8")
    schema: Mapping[str, Any] = json.loads(text)
    return schema


def check_shape(path: str, record: Record, schema: Mapping[str, Any]) -> list[Problem]:
    """Return every place where *record* breaks *schema*, in the order of the file."""
    quick = _quick(schema)
    if quick is not None and quick(record.data):
        return []
    validator = _validator(json.dumps(schema))
    return sorted(
        problem
        for error in validator.iter_errors(record.data)
        for problem in _problems(path, record, error)
    )


def check_days(path: str, record: Record, places: Iterable[Steps]) -> list[Problem]:
    """Return a problem for each of *places* that holds a value which is no day."""
    found = []
    for steps in places:
        value: Any = record.data
        for step in steps:
            value = value[step]
        if not is_when(value):
            message = say("{key} is {value}, which is no day.", key=steps[-1], value=repr(value))
            remedy = say("Write it as 2026-06-30, 2026-06, 2026 or [2026-06-01..2026-06-30].")
            found.append(Problem(Place(path, record.line(*steps)), message, remedy))
    return found


def _quick(schema: Mapping[str, Any]) -> Fits | None:
    """Return what tells quickly whether a value fits; made once for each schema."""
    if id(schema) not in _QUICK:
        _QUICK[id(schema)] = (
            schema,
            compiled(schema),
        )  # kept with the schema: its id stays its own
    return _QUICK[id(schema)][1]


@lru_cache(maxsize=64)
def _validator(schema: str) -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(json.loads(schema))


def _problems(path: str, record: Record, error: Any) -> list[Problem]:
    """Return one problem for a breach, or several where it names several keys."""
    steps: Steps = tuple(error.absolute_path)
    where = _named(steps)
    if error.validator == "required":
        missing = [key for key in error.validator_value if error.message.startswith(repr(key))]
        return [_missing(path, record.line(*steps), where, missing[0])]
    if error.validator == "additionalProperties":
        known = set(error.schema.get("properties", ()))
        return [
            _unknown(path, record.line(*steps, key), where, key, sorted(known))
            for key in error.instance
            if key not in known
        ]
    return [Problem(Place(path, record.line(*steps)), *_sentences(where, error))]


def _sentences(where: str, error: Any) -> tuple[str, str]:
    if error.validator == "enum":
        return (
            say("{where} is {value}.", where=where, value=repr(error.instance)),
            say("Write one of: {choices}.", choices=", ".join(error.validator_value)),
        )
    if error.validator == "type":
        return (
            say("{where} should be a {kind}.", where=where, kind=_KINDS[error.validator_value]),
            say("Look at the example in docs/office-format.md."),
        )
    if error.validator == "pattern":
        wanted = error.schema.get("description") or error.validator_value.replace(
            "{", "{{"
        ).replace("}", "}}")
        return (
            say("{where} is {value}.", where=where, value=repr(error.instance)),
            say("Expected: {wanted}.", wanted=say(str(wanted))),
        )
    return (
        say("{where} does not fit ({why}).", where=where, why=error.message),
        say("Look at the example in docs/office-format.md."),
    )


_KINDS = {
    "string": say("text"), "array": say("list"), "object": say("map"), "integer": say("number"),
}  # fmt: skip


def _named(steps: Steps) -> str:
    """Return *steps* as a person would say them: ``relations[2].to``."""
    name = ""
    for step in steps:
        name += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if name else step
    return name or say("The file")


def _missing(path: str, line: int, where: str, key: str) -> Problem:
    return Problem(
        Place(path, line),
        say("{where} lacks {key}.", where=where, key=key),
        say("Add a line {key}: …", key=key),
    )


def _unknown(path: str, line: int, where: str, key: str, known: list[str]) -> Problem:
    return Problem(
        Place(path, line),
        say("{where} has a key that is not known: {key}.", where=where, key=key),
        say("Known are: {known}.", known=", ".join(known)),
    )
