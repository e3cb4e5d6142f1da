"""Single words of a unit: replaced, taken out, or added beside others that stand there. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from regulations.modification import Modification
from regulations.text import Unit

ADDING: Final = ("add-words-after", "add-words-before")
_CLOSING: Final = ",;:.)"  # no blank stands before these


def times_in(units: Iterable[Unit], mod: Modification) -> int:
    """Return how often the words that *mod* looks for stand in *units*, each by itself."""
    pattern = _pattern(mod)
    return sum(len(pattern.findall(words)) for unit in units for words in (unit.heading, unit.text))


def times_meant(mod: Modification, found: int) -> int:
    """Return how often the words should stand there, where they stand *found* times.

    What says no number means all of them, but words are added at one place alone.
    """
    return mod.count or (1 if mod.op in ADDING else max(found, 1))


def reworded(unit: Unit, mod: Modification) -> Unit:
    """Return *unit* with its words as *mod* orders, wherever they stand in it."""
    pattern = _pattern(mod)

    def changed(words: str) -> str:
        found = pattern.sub(lambda match: _put(match[0], mod), words)
        return found if mod.replacement or found == words else found.lstrip(" ")

    return replace(unit, heading=changed(unit.heading), text=changed(unit.text))


def _pattern(mod: Modification) -> re.Pattern[str]:
    """Return what finds the words, never inside a longer one; words that go take a blank along."""
    words = r"\s+".join(map(re.escape, mod.words.split()))
    return re.compile((r"" if mod.replacement else r"[ \t]?") + rf"(?<!\w){words}(?!\w)")


def _put(found: str, mod: Modification) -> str:
    new = mod.replacement
    if mod.op == "add-words-after":
        return f"{found}{'' if new[:1] in _CLOSING else ' '}{new}"
    return f"{new} {found}" if mod.op == "add-words-before" else new
