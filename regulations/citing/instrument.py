"""One place in a running text that speaks of an instrument, before anything is looked up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

How = Literal["number", "name", "self", "above", "place"]


@dataclass(frozen=True, slots=True)
class Instrument:
    """Signs from *start* up to *end* of an aligned text speak of an instrument.

    *how* they do: by ``number``, by ``name``, as the text's own (*Luật này*), or as one named
    before (*Quy định nêu trên*); ``place`` names none. *reading* is what stands there, folded,
    with a type that stands only before the first of a list; *names* are what it may be filed
    under; *types* the codes stated; *symbol* as it is written, empty for a number alone.
    """

    start: int
    end: int
    how: How
    reading: str = ""
    names: tuple[str, ...] = ()
    types: frozenset[str] = frozenset()
    symbol: str = ""
