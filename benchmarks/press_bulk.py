"""Bulk printing with two processes: CPU time for each paper, and memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.util import find_spec


@dataclass(frozen=True, slots=True)
class Bulk:
    """What was measured, in words and in figures."""

    told: str
    ratios: dict[str, float] = field(default_factory=dict)
    figures: dict[str, float] = field(default_factory=dict)


def measured(count: int) -> Bulk:
    """Measure; *count* is that of the other rounds."""
    if find_spec("templates.bulk") is None:
        return Bulk("templates.bulk is not there; not measured.")
    return Bulk("not measured yet.")
