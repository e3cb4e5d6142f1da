"""What a query asks of an entry, as a tree of plain values that every engine translates.

No engine's type stands here and no tree of ours crosses into an engine but through its own room,
so an engine on other machines fits behind the port as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

TextField = Literal["words", "pairs", "heading", "marked"]
"""Fields that score: folded words, pairs of neighbours, headings, words as marked."""
KeyField = Literal[
    "uid", "owner", "eid", "whole", "facts", "names", "number",
    "kind", "type", "issuer", "lang", "standing", "year",
]  # fmt: skip
"""Fields whose values are taken whole; see :func:`regulations.search.entry.keys_of`."""
NumberField = Literal["since", "until", "first", "last"]
"""Days as YYYYMMDD; see :func:`regulations.search.entry.numbers_of`."""


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """A field holds this word, pair or value."""

    field: TextField | KeyField
    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """These folded words stand in this order in symbol, heading or body."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Like:
    """A folded word like this one; :func:`resolved` puts real words in its place."""

    word: str


@dataclass(frozen=True, slots=True)
class Window:
    """A day lies between *low* and *high*, both included; ``None`` is open."""

    field: NumberField
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of *nodes* hold; without nodes everything does."""

    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of *nodes* holds; without nodes nothing does."""

    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class NoneOf:
    """None of *nodes* holds."""

    nodes: tuple[Node, ...]


Node = Term | Phrase | Like | Window | AllOf | AnyOf | NoneOf
EVERYTHING = AllOf()
NOTHING = AnyOf()


def all_of(nodes: Iterable[Node]) -> Node:
    """Return the conjunction of *nodes* without empty wrapping."""
    kept = tuple(node for node in nodes if node != EVERYTHING)
    return kept[0] if len(kept) == 1 else AllOf(kept)


def any_of(nodes: Iterable[Node]) -> Node:
    """Return the disjunction of *nodes* without empty wrapping."""
    kept = tuple(dict.fromkeys(node for node in nodes if node != NOTHING))
    return kept[0] if len(kept) == 1 else AnyOf(kept)


def together(words: tuple[str, ...]) -> Node:
    """Return what an entry holds in whose text or headings *words* stand in this order."""
    if len(words) == 1:
        return any_of((Term("words", words[0]), Term("heading", words[0])))
    above = all_of(Term("heading", f"{one}_{two}") for one, two in pairwise(words))
    return any_of((Phrase(words), above))


def resolved(node: Node, like: Callable[[str], tuple[str, ...]]) -> Node:
    """Return *node* with the words that *like* knows in the place of each :class:`Like`."""
    match node:
        case Like(word):
            return any_of(Term("words", near) for near in like(word))
        case AllOf(nodes) | AnyOf(nodes) | NoneOf(nodes):
            return type(node)(tuple(resolved(inner, like) for inner in nodes))
        case _:
            return node


def texts_in(node: Node) -> tuple[str, ...]:
    """Return the folded words that *node* asks for, none of those it shuts out."""
    match node:
        case Term("words" | "heading", text):
            return (text,)
        case Phrase(words):
            return words
        case AllOf(nodes) | AnyOf(nodes):
            return tuple(text for inner in nodes for text in texts_in(inner))
        case _:
            return ()
