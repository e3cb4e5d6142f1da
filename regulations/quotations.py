"""Words that an amending instrument quotes, and the units they hold. Verbatim, never mended.

New wording is named by where it is quoted: ``art_1__para_2__q1`` is the first quotation in
clause 2 of article 1. Lines that begin with ``>`` are quoted; so is what stands between “ and ”.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from regulations.markup import read_markdown, render_unit
from regulations.text import HEADED, Kind, Text, Unit

_NUMBERED: Final = re.compile(r"(.+)__q([1-9][0-9]*)")
_PAIRS: Final = {"“": "”", "«": "»"}
_AROUND: Final = " \n.;,:"  # what may stand about the quotation marks of a quoted block
_HEADING: Final = re.compile(
    r"^(?=Điều [0-9]+[a-zđ]?(?:[.:]|$)|(?i:phần|chương|mục) [IVXLC0-9]+\b)", re.MULTILINE
)


def quotations(unit: Unit) -> tuple[str, ...]:
    """Return what *unit*, and all below it, quotes, in reading order, without quotation marks."""
    return tuple(text[start:end] for quoted, text in _runs(render_unit(unit))
                 for start, end in _spans(text, quoted))  # fmt: skip


def masked(unit: Unit) -> str:
    """Return what *unit* itself says, with ``⟦1⟧`` in the place of its first quotation."""
    said: list[str] = []
    count = 0
    for quoted, text in _runs(render_unit(replace(unit, children=()))):
        at = 0
        for start, end in _spans(text, quoted):
            marked = start > 0  # one that begins the run and has no mark is all of it
            count += 1
            said += [text[at : start - marked], f"⟦{count}⟧"]
            at = end + marked
        said.append(f"{text[at:]}\n")
    return "".join(said).strip()


def slice_of(text: Text, name: str) -> str | None:
    """Return the words of an element or quotation (``…__q1``) of *text*; ``None`` for none."""
    match = _NUMBERED.fullmatch(name)
    unit = text.find(match[1] if match else name)
    if unit is None:
        return None
    if match is None:
        return render_unit(unit).rstrip("\n")
    found = quotations(unit)
    return found[int(match[2]) - 1] if int(match[2]) <= len(found) else None


def sum_of(words: str) -> str:
    """Return the SHA-256 sum by which *words* are known again."""
    return hashlib.sha256(words.encode()).hexdigest()


def units_in(words: str, kind: Kind) -> tuple[Unit, ...]:
    """Return the units of *kind* that quoted *words* consist of; empty where they are not such."""
    if kind in HEADED:
        text, _ = read_markdown("", _HEADING.sub("## ", words))
    elif kind == "clause":
        text, _ = read_markdown("", words)
    else:  # a point is one only inside a clause
        around, _ = read_markdown("", f"1.\n{words}")
        text = Text(around.units[0].text, around.units[0].children)
    fits = not text.preamble and all(unit.kind == kind for unit in text.units)
    return text.units if fits else ()


def _runs(markdown: str) -> Iterator[tuple[bool, str]]:
    """Yield the text in runs that are quoted by ``>`` or are not; blank lines part no run."""
    run: list[str] = []
    quoted = False
    for line in markdown.split("\n"):
        if line and line.startswith(">") != quoted:
            yield quoted, "\n".join(run).strip("\n")
            run, quoted = [], not quoted
        run.append(line.removeprefix(">").removeprefix(" ") if quoted else line)
    yield quoted, "\n".join(run).strip("\n")


def _spans(text: str, quoted: bool) -> list[tuple[int, int]]:
    """Return where the quotations of a run begin and end, without their marks.

    A run that is *quoted* by ``>`` is one quotation where marks do not enclose all of it.
    """
    found = _marked(text)
    if not quoted:
        return found
    outside = "".join(text[end + 1 : start - 1] for (_, end), (start, _) in
                      pairwise([(0, -1), *found, (len(text) + 1, 0)]))  # fmt: skip
    return found if found and not outside.strip(_AROUND) else [(0, len(text))]


def _marked(text: str) -> list[tuple[int, int]]:
    """Return what stands between outermost quotation marks; a mark never closed opens nothing."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        end = _closing(text, at)
        if end is not None:
            found.append((at + 1, end))
        at = at + 1 if end is None else end + 1
    return found


def _closing(text: str, at: int) -> int | None:
    """Return where the quotation that opens at *at* is closed."""
    opened = text[at]
    if opened == '"':
        end = text.find('"', at + 1)
        return end if end >= 0 else None
    closed = _PAIRS.get(opened)
    depth = 0
    for place in range(at, len(text)) if closed else ():
        depth += (text[place] == opened) - (text[place] == closed)
        if depth == 0:
            return place
    return None
