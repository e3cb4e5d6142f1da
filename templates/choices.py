"""Lists of choices that many forms share: dân tộc, tôn giáo, xếp loại, cấp độ."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from regulations.folding import settle_tones
from templates.shipped import as_list, as_map, as_words, shipped_map


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen. *also* are other names of the same; an *open* list takes any text."""

    values: tuple[str, ...]
    also: tuple[str, ...] = ()
    open: bool = False

    def __contains__(self, text: str) -> bool:
        return self.open or text in self.values or _bare(text) in _all_bare(self)


@lru_cache(maxsize=8)
def shared_choices(name: str) -> Choices:
    """Return the shipped list *name*."""
    for entry in map(as_map, as_list(shipped_map("forms/lists.yaml")["lists"])):
        if entry["name"] == name:
            also = as_words(entry.get("also", []))
            return Choices(as_words(entry["values"]), also, entry["open"] == "yes")
    raise KeyError(name)


@lru_cache(maxsize=64)
def _all_bare(choices: Choices) -> frozenset[str]:
    return frozenset(map(_bare, (*choices.values, *choices.also)))


def _bare(text: str) -> str:
    """Return *text* for comparing: case, place of the tone, blanks and hyphens aside."""
    return "".join(char for char in settle_tones(text).casefold() if char.isalnum())
