"""What drafters write for one another (QĐ, cán bộ = cadre): data of its own version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from regulations.records import read_record
from regulations.search.analysis import Token, clean, tokens

PATH = "glossary.yaml"
MOST = 24  # groups that one query is widened by

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """The folded words at *start* of a query, and what may stand in a text in their place."""

    start: int
    source: Words
    instead: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Glossary:
    """Groups of names by the first folded word of each; *version* is that of the data."""

    version: str
    names: dict[str, tuple[tuple[tuple[Token, ...], tuple[Words, ...]], ...]]

    def alternatives(self, found: Sequence[Token]) -> tuple[Alternative, ...]:
        """Return what the words of a query may be widened by, in the order of the query."""
        return tuple(
            Alternative(start, tuple(token.folded for token in name), others)
            for start, token in enumerate(found)
            for name, others in self.names.get(token.folded, ())
            if _same(name, found[start : start + len(name)])
        )[:MOST]


@cache
def shipped_glossary() -> Glossary:
    """Return the glossary that ships with the program."""
    text = files("regulations.search").joinpath(PATH).read_text(encoding="utf-8")
    record, problems = read_record(PATH, text)
    assert record is not None, problems
    data: Any = record.data
    return _glossary(data["version"], data["groups"])


def _glossary(version: str, groups: Sequence[Sequence[str]]) -> Glossary:
    names: dict[str, list[tuple[tuple[Token, ...], tuple[Words, ...]]]] = {}
    for group in groups:
        read = [tokens(clean(name)) for name in group]
        for name in read:
            own = tuple(token.folded for token in name)
            folded = (tuple(token.folded for token in other) for other in read)
            others = tuple(dict.fromkeys(other for other in folded if other != own))
            names.setdefault(name[0].folded, []).append((name, others))
    return Glossary(version, {first: tuple(found) for first, found in names.items()})


def _same(name: Sequence[Token], found: Sequence[Token]) -> bool:
    """Compare by folded words; what was typed with marks is only what has the same marks."""
    return len(name) == len(found) and all(
        one.folded == two.folded and (not two.marked or one.marked == two.marked)
        for one, two in zip(name, found, strict=True)
    )
