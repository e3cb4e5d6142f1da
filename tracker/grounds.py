"""The instruments that a stretch of running text names, looked up among the office's. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from regulations.folding import fold_evenly
from regulations.library import Library
from regulations.naming import symbol_at, typed_at
from regulations.words import Words, day_in
from regulations.work import Work

_BEHIND = 160  # how far behind a number its day and issuer stand


@dataclass(frozen=True, slots=True)
class Ground:
    """An instrument named from *start* up to *end*: none, one or several *works* fit."""

    start: int
    end: int
    text: str
    works: tuple[Work, ...]


def grounds_in(text: str, library: Library) -> tuple[Ground, ...]:
    """Return the instruments that *text* (NFC) names by type and number, or by symbol."""
    found = [*_named(text), (len(text), len(text))]
    return tuple(
        Ground(start, end, text[start:end], _fitting(text, start, end, until, library))
        for (start, end), (until, _) in pairwise(found)
    )


def _named(text: str) -> Iterator[tuple[int, int]]:
    words = Words.of(fold_evenly(text))
    for index in range(len(words.tokens)):
        name = typed_at(words, index) or symbol_at(words, index)
        if name is not None and (name.key or name.types):
            yield words.tokens[index].start, words.tokens[name.end - 1].end
            words.take(index, name.end)


def _fitting(text: str, start: int, end: int, until: int, library: Library) -> tuple[Work, ...]:
    """Return what fits all that is said of it, else its name and day, else its name alone."""
    around = text[start : min(until, end + _BEHIND)]
    day = day_in(Words.of(around))
    name = text[start:end]
    readings = [around, *([f"{name} {day:%d/%m/%Y}"] if day else []), name]
    return next((found for one in readings if (found := library.find(one))), ())
