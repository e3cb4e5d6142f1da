"""A text cut into the pieces that are compared: its articles, and what stands between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from regulations.comparing.words import key, tokens
from regulations.text import HEADED, Text, Unit

PREAMBLE = "preamble"
_SIGNS = {"clause": "{}. ", "point": "{}) ", "dash": "- "}
_SHINGLE = 3  # words
_Part = tuple[str, str, str, tuple[str, ...]]


@dataclass(frozen=True)
class Piece:
    """An article with all in it, the heading of a chapter, or the preamble.

    *place* counts the pieces of its text, from 0. *label* is how it is cited (``Điều 8``), empty
    for the preamble; *lines* are what it says, the first its heading where it has one.
    """

    place: int
    eid: str
    label: str
    heading: str
    lines: tuple[str, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words and signs, as far as they are not only set differently."""
        return tuple(key(token) for line in self.lines for token in tokens(line))

    @cached_property
    def shingles(self) -> frozenset[tuple[str, ...]]:
        """Its runs of three words; of a shorter piece all its words."""
        runs = zip(*(self.words[shift:] for shift in range(_SHINGLE)), strict=False)
        return frozenset(runs) or frozenset({self.words})


def pieces(text: Text) -> tuple[Piece, ...]:
    """Return *text* in pieces; together they hold every line of it once, in order."""
    cut = (part for unit in text.units for part in _pieces(unit))
    preamble = (PREAMBLE, "", "", _lines(text.preamble))
    parts = [preamble, *cut] if preamble[-1] else list(cut)
    return tuple(Piece(place, *part) for place, part in enumerate(parts))


def likeness(one: Piece, other: Piece) -> float:
    """Return which share of the words of both stands in both, from 0 to 1."""
    both = len(one.shingles & other.shingles)
    return 2 * both / (len(one.shingles) + len(other.shingles))


def _pieces(unit: Unit) -> Iterator[_Part]:
    """Yield a unit whole, or, where others with headings are in it, what is its own before them."""
    lines = [unit.heading] if unit.heading else []
    lines += _lines(unit.text) if unit.kind in HEADED else ()
    own = [child for child in unit.children if child.kind not in HEADED]
    below = own if unit.kind in HEADED else [unit]
    lines += [line for child in below for line in _wording(child)]
    yield unit.eid, unit.label, unit.heading, tuple(lines)
    for child in unit.children:
        if child.kind in HEADED:
            yield from _pieces(child)


def _wording(unit: Unit) -> Iterator[str]:
    """Yield the lines of a clause, point or dash and of all below it, with their numbers."""
    yield from _lines(f"{_SIGNS[unit.kind].format(unit.num)}{unit.text}")
    for child in unit.children:
        yield from _wording(child)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
