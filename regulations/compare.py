"""Two texts side by side: article by article, then word by word. Pure.

Any two may be compared: two days of one instrument, or what was repealed and what replaced it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from regulations.comparing.pairing import Group, paired
from regulations.comparing.pieces import Piece, pieces
from regulations.comparing.sequences import common, rising
from regulations.comparing.words import Line, Op, compare_lines, key, tokens
from regulations.text import Text

How = Literal["same", "editorial", "changed", "added", "removed"]
HOWS: tuple[How, ...] = ("same", "editorial", "changed", "added", "removed")
Mark = Literal["moved", "renumbered", "split", "merged"]
Side = Literal["old", "new"]
_LINE_ALIKE = 0.4  # share of words from which a line is the other one, changed
_AHEAD = 40  # lines that are looked through for it


@dataclass(frozen=True, slots=True)
class Change:
    """Pieces that belong together, and what became of them.

    *how* is about the words; ``editorial`` says that only tone marks, dashes, quotes or blanks
    differ. *marks* are about the pieces: ``split`` has one of *olds* and several of *news*. *lines*
    hold all lines of both sides; of a line of one side alone all words are added or removed.
    """

    how: How
    olds: tuple[Piece, ...]
    news: tuple[Piece, ...]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes, and what stayed, as the new text reads."""

    changes: tuple[Change, ...]

    @property
    def differences(self) -> tuple[Change, ...]:
        """What is not word for word the same at the same place under the same number."""
        return tuple(one for one in self.changes if one.how != "same" or one.marks)


def compare(old: Text, new: Text) -> Comparison:
    """Return what became of each piece of *old* in *new*."""
    olds, news = pieces(old), pieces(new)
    groups = paired(olds, news)
    moved = _moved(groups)
    changes = (
        _change([olds[at] for at in group.olds], [news[at] for at in group.news], group in moved)
        for group in groups
    )
    return Comparison(tuple(changes))


def by_piece(change: Change, side: Side) -> Iterator[tuple[Piece, tuple[Line, ...]]]:
    """Yield the pieces of one side, each with its lines as they are in the comparison."""
    lines = (line for line in change.lines if any(getattr(segment, side) for segment in line))
    for piece in change.olds if side == "old" else change.news:
        yield piece, tuple(islice(lines, len(piece.lines)))


def applied(comparison: Comparison, old: Text) -> tuple[str, ...]:
    """Return the lines of the new text, made from *old* by carrying out *comparison*.

    Raises:
        ValueError: *old* is not the text that was compared.
    """
    had = {
        piece.place: _joined(lines, "old")
        for change in comparison.changes
        for piece, lines in by_piece(change, "old")
    }
    if had != {piece.place: piece.lines for piece in pieces(old)}:
        raise ValueError("another text was compared")
    made = {
        piece.place: _joined(lines, "new")
        for change in comparison.changes
        for piece, lines in by_piece(change, "new")
    }
    return tuple(line for place in sorted(made) for line in made[place])


def _joined(lines: tuple[Line, ...], side: Side) -> tuple[str, ...]:
    return tuple("".join(getattr(segment, side) for segment in line) for line in lines)


def _moved(groups: Sequence[Group]) -> list[Group]:
    """Return the groups whose pieces stand elsewhere than the order of the others asks."""
    both = [group for group in groups if group.olds and group.news]
    kept = rising([group.olds[0] for group in both])
    return [group for place, group in enumerate(both) if place not in kept]


def _change(olds: list[Piece], news: list[Piece], moved: bool) -> Change:
    old_lines = [line for piece in olds for line in piece.lines]
    new_lines = [line for piece in news for line in piece.lines]
    lines = tuple(_lines(old_lines, new_lines))
    return Change(_how(olds, news, lines), tuple(olds), tuple(news), lines,
                  tuple(_marks(olds, news, moved)))  # fmt: skip


def _marks(olds: list[Piece], news: list[Piece], moved: bool) -> Iterator[Mark]:
    if not olds or not news:
        return
    if moved:
        yield "moved"
    if len(olds) == len(news) == 1:
        if olds[0].label != news[0].label:
            yield "renumbered"
        return
    if len(news) > 1:
        yield "split"
    if len(olds) > 1:
        yield "merged"


def _how(olds: list[Piece], news: list[Piece], lines: tuple[Line, ...]) -> How:
    if not olds or not news:
        return "removed" if olds else "added"
    ops: set[Op] = {segment.op for line in lines for segment in line}
    if ops & {"added", "removed"}:
        return "changed"
    return "editorial" if "editorial" in ops else "same"


def _lines(olds: list[str], news: list[str]) -> Iterator[Line]:
    """Yield the lines of both sides in order, those that belong together as one."""
    keys, new_keys = [_key(line) for line in olds], [_key(line) for line in news]
    at = at_new = 0
    for one, other in [*common(keys, new_keys), (len(olds), len(news))]:
        yield from _between(olds[at:one], news[at_new:other])
        if one < len(olds):
            yield compare_lines(olds[one], news[other])
        at, at_new = one + 1, other + 1


def _key(line: str) -> tuple[str, ...]:
    return tuple(key(token) for token in tokens(line))


def _between(olds: list[str], news: list[str]) -> Iterator[Line]:
    """Yield lines that are on no side the same: each beside the next one that is like it."""
    words = [frozenset(_key(line)) for line in news]
    at_new = 0
    for line in olds:
        own = frozenset(_key(line))
        like = [_likeness(own, other) for other in words[at_new : at_new + _AHEAD]]
        best = max(range(len(like)), key=lambda place: (like[place], -place), default=0)
        if like and like[best] >= _LINE_ALIKE:
            yield from (compare_lines("", added) for added in news[at_new : at_new + best])
            at_new += best
            yield compare_lines(line, news[at_new])
            at_new += 1
        else:
            yield compare_lines(line, "")
    yield from (compare_lines("", added) for added in news[at_new:])


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / max(1, len(one) + len(other))
