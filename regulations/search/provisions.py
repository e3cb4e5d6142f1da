"""A text cut into what a search finds: its articles, and the clauses of long ones. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from regulations.search.analysis import syllables
from regulations.text import HEADED, Text, Unit

LONG = 300  # syllables; a longer article is cut into its clauses
PREAMBLE = "preamble"
_SIGNS = {"clause": "{}. ", "point": "{}) ", "dash": "- "}


@dataclass(frozen=True, slots=True)
class Provision:
    """A piece of a text: its element id, its heading, the headings around it, its wording."""

    eid: str
    heading: str
    context: tuple[str, ...]
    body: str


def provisions(text: Text) -> Iterator[Provision]:
    """Yield all of *text*, each word once, in reading order."""
    if text.preamble.strip():
        yield Provision(PREAMBLE, "", (), text.preamble)
    for unit in text.units:
        yield from _provisions(unit, ())


def _provisions(unit: Unit, around: tuple[str, ...]) -> Iterator[Provision]:
    heading = _heading(unit)
    apart = any(child.kind in HEADED for child in unit.children) or _is_long(unit)
    if not apart:
        yield Provision(unit.eid, heading, around, _wording(unit, headed=unit.kind in HEADED))
        return
    if unit.text or unit.heading:
        yield Provision(unit.eid, heading, around, unit.text)
    for child in unit.children:
        if child.kind in HEADED:
            yield from _provisions(child, (*around, heading))
        else:
            cited = f"{child.label} {unit.label}"
            yield Provision(child.eid, cited[0].upper() + cited[1:], (*around, heading),
                            _wording(child))  # fmt: skip


def _is_long(unit: Unit) -> bool:
    return len(unit.children) > 1 and len(syllables(_wording(unit))) > LONG


def _heading(unit: Unit) -> str:
    return f"{unit.label}. {unit.heading}".removesuffix(". ")


def _wording(unit: Unit, *, headed: bool = True) -> str:
    """Return the words of *unit* and all below it as they read, without the signs of the file."""
    sign = "" if headed and unit.kind in HEADED else _SIGNS.get(unit.kind, "").format(unit.num)
    own = [f"{sign}{unit.text}".strip()] if unit.text or sign else []
    below = (_wording(child, headed=False) for child in unit.children)
    return "\n".join((*own, *filter(None, below)))
