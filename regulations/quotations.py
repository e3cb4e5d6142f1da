"""Words that an amending instrument quotes, and the units they hold. Verbatim, never mended.

New wording is named by where it is quoted: ``art_1__para_2__q1`` is the first quotation in
clause 2 of article 1. Lines that begin with ``>`` are quoted; so is what stands between “ and ”.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
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
    return tuple(words for quoted, text in _runs(render_unit(unit))
                 for words in (_of_block(text) if quoted else _marked(text)))  # fmt: skip


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


def _of_block(block: str) -> tuple[str, ...]:
    """Return the quotations of a quoted block; all of it where marks do not enclose it."""
    rest, found = block, _marked(block)
    for words in found:
        rest = rest.replace(words, "", 1)
    bare = rest.strip(_AROUND + "".join((*_PAIRS, *_PAIRS.values(), '"')))
    return found if found and not bare else (block,)


def _marked(text: str) -> tuple[str, ...]:
    """Return what stands between outermost quotation marks; a mark never closed opens nothing."""
    found: list[str] = []
    at = 0
    while at < len(text):
        end = _closing(text, at)
        if end is not None:
            found.append(text[at + 1 : end])
        at = at + 1 if end is None else end + 1
    return tuple(found)


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
