"""What a reader takes out of a foreign file: lines, and what was met on the way. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a file, as it was printed.

    *lines* are paragraphs in reading order, rows of a table as ``| a | b |``, footnotes last as
    ``[^1]: …``. *raw* is all text of the file, gathered a second time without regard to
    paragraphs: nothing of it may be missing from the lines. *notes* counts what was met or left
    out. *claimed* is what the file says of itself, such as the title of a page; *margins* are the
    lines in the heads and feet of its pages, which are no part of the text.
    """

    how: str
    lines: tuple[str, ...]
    raw: str = ""
    pages: int = 0
    claimed: str = ""
    margins: tuple[str, ...] = ()
    notes: Mapping[str, int] = field(default_factory=dict)


def extract_to_json(extract: Extract) -> dict[str, Any]:
    """Return *extract* as JSON values."""
    data = {each.name: getattr(extract, each.name) for each in fields(extract)}
    return data | {"notes": dict(extract.notes)}


def extract_from_json(data: Mapping[str, Any]) -> Extract:
    """Return what :func:`extract_to_json` was given."""
    many = {name: tuple(data[name]) for name in ("lines", "margins")}
    return Extract(**{**data, **many})
