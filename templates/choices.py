"""Lists of choices that many forms share: dân tộc, tôn giáo, xếp loại, cấp độ."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from regulations.folding import settle_tones
from regulations.records import read_record

_PATH = "lists.yaml"


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
    text = files("templates").joinpath("forms", _PATH).read_text(encoding="utf-8")
    record, problems = read_record(_PATH, text)
    assert record is not None and isinstance(record.data, dict), problems
    lists = record.data["lists"]
    assert isinstance(lists, list)
    for entry in lists:
        if isinstance(entry, dict) and entry["name"] == name:
            return Choices(
                _texts(entry["values"]), _texts(entry.get("also")), entry["open"] == "yes"
            )
    raise KeyError(name)


@lru_cache(maxsize=64)
def _all_bare(choices: Choices) -> frozenset[str]:
    return frozenset(map(_bare, (*choices.values, *choices.also)))


def _texts(values: object) -> tuple[str, ...]:
    return tuple(str(value) for value in values) if isinstance(values, list) else ()


def _bare(text: str) -> str:
    """Return *text* for comparing: case, place of the tone, blanks and hyphens aside."""
    return "".join(char for char in settle_tones(text).casefold() if char.isalnum())
