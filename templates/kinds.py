"""The types of paper that can be drafted, as data: what each opens with, its parts, who gets it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from regulations.records import Plain
from templates.shipped import as_list, as_map, as_words, shipped_map


@dataclass(frozen=True, slots=True)
class Kind:
    """One type of paper; see the head of ``kinds.yaml``. *outline* pairs how with what."""

    code: str
    command: str
    opening: str
    address: str
    head: str
    sign: str
    to: tuple[str, ...]
    outline: tuple[tuple[str, str], ...]
    annex: str = ""


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, Kind]:
    """Return every type by its code, in the order of the file."""
    return {code: _kind(code, as_map(node)) for code, node in _data().items() if code != "tables"}


@lru_cache(maxsize=1)
def table_columns() -> Mapping[str, Mapping[str, float]]:
    """Return the widths in millimetres of each table's columns, by name."""
    return {
        name: {column: float(str(width)) for column, width in as_map(node).items()}
        for name, node in as_map(_data()["tables"]).items()
    }


def _kind(code: str, data: dict[str, Plain]) -> Kind:
    outline = [next(iter(as_map(entry).items())) for entry in as_list(data["outline"])]
    return Kind(
        code=code,
        command=str(data["command"]),
        opening=str(data["opening"]),
        address=str(data.get("address", "")),
        head=str(data.get("head", "full")),
        sign=str(data.get("sign", "one")),
        to=as_words(data.get("to", [])),
        outline=tuple((how, str(what)) for how, what in outline),
        annex=str(data.get("annex", "")),
    )


def _data() -> dict[str, Plain]:
    return shipped_map("kinds.yaml")
