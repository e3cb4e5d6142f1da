"""The fields of a large index, and what an entry puts into each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from regulations.search.entry import (
    Entry,
    entry_to_json,
    fields_of,
    keys_of,
    newness,
    numbers_of,
)

SCORED = {"words": "position", "pairs": "freq", "heading": "freq", "marked": "freq"}
KEYS = ("uid", "owner", "eid", "whole", "facts", "names", "number", "kind", "type", "issuer",
         "lang", "standing", "year")  # fmt: skip
COUNTED = frozenset({"owner", "facts", "kind", "type", "issuer", "lang", "standing", "year"})
NUMBERS = ("since", "until", "first", "last", "newness", "group")


def values_of(entry: Entry) -> Iterator[tuple[str, Any]]:
    """Yield field after field with its value: text, number, bytes or a list of keys."""
    fields = fields_of(entry)
    yield "words", " ".join(fields.words)
    yield "pairs", " ".join(fields.pairs)
    yield "heading", " ".join(fields.heading)
    yield "marked", " ".join(fields.marked)
    yield "entry", entry_to_json(entry).encode()
    yield "newness", newness(entry)
    yield "group", _group(entry.owner)
    yield from numbers_of(entry).items()
    yield from ((field, list(values)) for field, values in keys_of(entry).items() if values)


def _group(owner: str) -> int:
    """Return a number for an owner: tantivy hands numbers out faster than words."""
    return int.from_bytes(hashlib.sha256(owner.encode()).digest()[:7], "big")
