"""A standing and its extensions as plain JSON values and back, to be kept as printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, asdict, fields
from datetime import date
from typing import Any

from tracker.events import Evidence
from tracker.extensions import Extension
from tracker.standing import STATUSES, Standing
from tracker.task import read_phrase

_DAYS = frozenset({"as_of", "due", "plan_by", "original_due", "done_on", "submitted_on",
                   "last_event", "on", "due_before", "due_after", "asked"})  # fmt: skip


def standing_to_json(standing: Standing) -> dict[str, object]:
    """Return what a standing says; what it leaves at its default is left out."""
    said = {
        field.name: getattr(standing, field.name)
        for field in fields(standing)
        if field.default is MISSING or getattr(standing, field.name) != field.default
    }
    if standing.deadline is not None:
        said["deadline"] = standing.deadline.phrase
    if standing.evidence is not None:
        said["evidence"] = asdict(standing.evidence)
    plain = _plain(said)
    assert isinstance(plain, dict)
    return plain


def standing_from_json(data: Mapping[str, Any]) -> Standing:
    """Build a standing from what :func:`standing_to_json` gave.

    Raises:
        KeyError, TypeError, ValueError: it gave nothing of the kind.
    """
    said = _dated(data)
    if said["status"] not in STATUSES:
        raise ValueError(said["status"])
    if "deadline" in said:
        said["deadline"] = read_phrase(said["deadline"])
    if "modifiers" in said:
        said["modifiers"] = tuple(said["modifiers"])
    return Standing(**_with_evidence(said))


def extension_to_json(extension: Extension) -> object:
    """Return what an extension says; what is not known is left out."""
    return _plain(asdict(extension))


def extension_from_json(data: Mapping[str, Any]) -> Extension:
    """Build an extension from what :func:`extension_to_json` gave.

    Raises:
        KeyError, TypeError, ValueError: it gave nothing of the kind.
    """
    return Extension(**_with_evidence(_dated(data)))


def _dated(data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: date.fromisoformat(value) if key in _DAYS and value else value
        for key, value in data.items()
    }


def _with_evidence(said: dict[str, Any]) -> dict[str, Any]:
    paper = said.get("evidence")
    return {**said, "evidence": Evidence(**paper)} if paper else said


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value
