"""A listing: a sentence that counts, the lines that it counts, and a note below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CENTRED = frozenset({
    "rank", "deadline", "days_late", "days_left", "count", "before", "change", "share", "reported",
    "corrected", "gained", "lost", "now", "on_time", "late", "in_time", "overdue", "outside",
    "percent", "updated", "extended_on",
})  # fmt: skip
"""Columns whose cells stand in the middle: numbers and days."""
Rows = tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A sentence that counts, the lines that it counts, and a note below, which may be empty."""

    text: str
    rows: Rows
    note: str = ""

    def values(self) -> Mapping[str, object]:
        """Return the listing as a template takes it."""
        return {"text": self.text, "rows": list(self.rows), "note": self.note}


NOTHING = Listing("", ())
