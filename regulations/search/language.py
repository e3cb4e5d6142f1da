"""The query language: AND OR NOT, parentheses, "phrases", ``field:value``, ``word~``.

Words alone are no expression: brackets, colons and dashes of a pasted sentence stay words. An
expression begins only where AND, OR or NOT stands in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from regulations.search.analysis import syllables
from regulations.search.fieldnames import FIELDS, Asked
from regulations.search.tree import EVERYTHING, Like, Node, NoneOf, all_of, any_of, together

MOST_PIECES = 300
DEEPEST = 20
_OPERATORS = frozenset({"AND", "OR", "NOT"})
_QUOTES = '"“”„«»'
_PIECE = re.compile(
    rf"(?P<name>[^\W\d_]+):(?=[^\s{_QUOTES}]|[{_QUOTES}][^{_QUOTES}])"
    rf"(?:[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)[{_QUOTES}]|(?P<value>[^\s()]+))"
    rf"|[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]"
    r"|(?P<sign>[()])"
    r"|(?P<word>[^\s()\"“”„«»]+)"
)


@dataclass(slots=True)
class Reading:
    """What a query says. *plain* are the words outside fields; *tree* is ``None`` for words alone.

    *filters* hold for everything found; *similar* are folded words typed with ``~``.
    """

    plain: list[str] = field(default_factory=list)
    phrases: list[tuple[str, ...]] = field(default_factory=list)
    similar: list[str] = field(default_factory=list)
    filters: list[Node] = field(default_factory=list)
    tree: Node | None = None
    on: date | None = None
    statuses: set[str] = field(default_factory=set)


def read_query(cleaned: str, label: Callable[[str], str]) -> Reading:
    """Read a query; *label* gives a body's label by whatever name it is called.

    Raises:
        QueryError: a field has a value that it can't have.
    """
    pieces = list(_PIECE.finditer(cleaned))[:MOST_PIECES]
    reading = Reading()
    if any(piece["word"] in _OPERATORS for piece in pieces):
        reading.tree = _Expression(pieces, reading, label).read()
        if reading.tree != EVERYTHING:
            return reading
        reading = Reading()  # nothing but operators and brackets: they are words
    for piece in pieces:
        _take(piece, reading, label)
    return reading


def _take(piece: re.Match[str], reading: Reading, label: Callable[[str], str]) -> None:
    asked = _asked(piece, label)
    if asked is not None:
        _keep(asked, reading)
        return
    if words := syllables(piece["phrase"] or ""):
        reading.phrases.append(words)
    text = piece[0]
    if piece["word"] and text.endswith("~") and (words := syllables(text)):
        reading.similar += words
        text = text.rstrip("~")
    reading.plain.append(text)


def _asked(piece: re.Match[str], label: Callable[[str], str]) -> Asked | None:
    """Return what ``field:value`` asks; ``None`` for all else, also for a field there is not."""
    read = FIELDS.get("".join(syllables(piece["name"] or "")))
    value = piece["value"] if piece["quoted"] is None else piece["quoted"]
    return read(value, label) if read and value else None


def _keep(asked: Asked, reading: Reading) -> None:
    reading.filters += [asked.node] if asked.node is not None else []
    reading.on = asked.on or reading.on
    reading.statuses |= asked.statuses


class _Expression:
    """Reads an expression in one pass; whatever is left over or missing is passed over."""

    def __init__(
        self, pieces: list[re.Match[str]], reading: Reading, label: Callable[[str], str]
    ) -> None:
        self._pieces = pieces
        self._at = 0
        self._reading = reading
        self._label = label

    def read(self) -> Node:
        parts = []
        while self._at < len(self._pieces):
            parts += self._any(0)
            self._at += 1  # a bracket that nothing opened
        return all_of(parts)

    def _next(self) -> str:
        return self._pieces[self._at][0] if self._at < len(self._pieces) else ")"

    def _any(self, depth: int) -> list[Node]:
        choices = [self._all(depth)]
        while self._next() == "OR":
            self._at += 1
            choices.append(self._all(depth))
        kept = [all_of(choice) for choice in choices if choice]
        return [any_of(kept)] if kept else []

    def _all(self, depth: int) -> list[Node]:
        parts: list[Node] = []
        while self._next() not in (")", "OR"):
            parts += self._one(depth)
        return parts

    def _one(self, depth: int) -> list[Node]:
        piece = self._pieces[self._at]
        self._at += 1
        if piece[0] == "NOT":
            shut_out = self._not(depth)
            return [NoneOf(shut_out)] if shut_out else []
        if piece[0] == "(":
            return self._inside(depth)
        return [] if piece[0] == "AND" else self._leaf(piece)

    def _not(self, depth: int) -> tuple[Node, ...]:
        if self._next() in (")", "OR", "AND", "NOT"):
            return ()
        return tuple(self._one(depth))

    def _inside(self, depth: int) -> list[Node]:
        if depth >= DEEPEST:
            return []
        inner = self._any(depth + 1)
        self._at += 1
        return inner

    def _leaf(self, piece: re.Match[str]) -> list[Node]:
        asked = _asked(piece, self._label)
        if asked is not None:
            if asked.node is None:
                _keep(asked, self._reading)
            return [asked.node] if asked.node is not None else []
        words = syllables(piece[0])
        if not words:
            return []
        if piece[0].endswith("~"):
            return [Like(word) for word in words]
        self._reading.plain.append(piece[0])
        return [together(words)]
