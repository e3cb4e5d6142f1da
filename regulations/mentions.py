"""Citations found in running text, Vietnamese or English. Pure: nothing is looked up here.

:mod:`regulations.cited` says which instruments they mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain as joined

from regulations.citing.aligned import Aligned
from regulations.citing.instrument import How, Instrument
from regulations.citing.named import named
from regulations.citing.numbered import numbered
from regulations.citing.pinpoints import Chain, chains
from regulations.citing.pointing import pointing
from regulations.reference import Reference, read_reference
from regulations.symbol import SymbolError, parse_symbol

_B = r"[ \t]*\n?[ \t]*"
_LINK = re.compile(
    rf",?{_B}(?:(?:cua|thuoc|trong|tai|of|in|under|(?:ban hanh )?kem theo)\b)?{_B}(?:the\b{_B})?"
)
_NUMBER_OF_NAME = re.compile(r"[ \n]*,?[ \n]*(?:so[ \n]*)?")
_LINE_START = re.compile(r"(?:^|\n)[ \t#*“\"'‘>]*$")
_HEADING_END = re.compile(r"[.:]|[ \t]*(?:\n|$)|[ \t]+(?P<word>[^\W\d_])")
_SENTENCE_END = re.compile(r"[.!?…][”\")\]]*\s|(?<![:;,\n])\n")
_LINE = 12  # signs that may stand before a heading


NOTHING = Reference()


@dataclass(frozen=True, slots=True)
class Mention:
    """One citation: the signs from *start* up to *end* of the text that was handed in.

    *how* tells what the instrument is called by; with ``place`` by nothing, then it is the text's
    own or that of the *sentence*, whose number counts sentences with citations. *pinpoints* are
    element ids, *reference* is what is stated of the instrument, *names* what one that is called
    by name may be filed under, folded; *symbol* is one as it is usually written.
    """

    start: int
    end: int
    text: str
    how: How
    pinpoints: tuple[str, ...] = ()
    reference: Reference = NOTHING
    names: tuple[str, ...] = ()
    symbol: str = ""
    sentence: int = 0


def find_mentions(text: str) -> tuple[Mention, ...]:
    """Return every citation in *text*, in order; none overlaps another; never raises.

    Headings of articles are none: they begin a line and name no instrument.
    """
    aligned = Aligned.of(text)
    instruments = _apart(aligned, joined(numbered(aligned), named(aligned), pointing(aligned)))
    found: list[Mention] = []
    article, behind, sentence = "", 0, 0
    for chain, instrument in _paired(aligned, instruments):
        if chain and not instrument and _is_heading(aligned, chain):
            article = chain.steps[0].numbers[0]
        elif instrument or (chain and chain.has_article):
            start, end = _span(chain, instrument)
            sentence += bool(_SENTENCE_END.search(aligned.folded, behind, start))
            found.append(_mention(aligned, chain, instrument, article, sentence))
            behind = end
    return tuple(found)


def _apart(text: Aligned, instruments: Iterable[Instrument]) -> list[Instrument]:
    """Return *instruments* in order; of two that overlap the first and longer one stays.

    A law and the symbol right behind its name are one: *Luật Đất đai số 31/2024/QH15*.
    """
    kept: list[Instrument] = []
    for found in sorted(instruments, key=lambda one: (one.start, -one.end)):
        last = kept[-1] if kept else None
        if last is None or found.start >= last.end:
            gap = text.folded[last.end : found.start] if last else ""
            if last and (last.how, found.how) == ("name", "number") and (
                _NUMBER_OF_NAME.fullmatch(gap)
            ):  # fmt: skip
                both = text.folded[last.start : found.end]
                kept[-1] = replace(found, start=last.start, reading=both)
            else:
                kept.append(found)
    return kept


def _paired(
    text: Aligned, instruments: list[Instrument]
) -> Iterator[tuple[Chain | None, Instrument | None]]:
    """Yield places with the instrument that they are in, and the rest alone, in order."""
    waiting = iter(instruments)
    following = next(waiting, None)
    for chain in chains(text):
        while following and following.end <= chain.start:
            yield None, following
            following = next(waiting, None)
        if following is None or following.start >= chain.end:
            linked = following and _LINK.fullmatch(text.folded, chain.end, following.start)
            yield chain, following if linked else None
            following = next(waiting, None) if linked else following
    while following:
        yield None, following
        following = next(waiting, None)


def _is_heading(text: Aligned, chain: Chain) -> bool:
    """Tell whether *chain* is the number of an article at the head of its text."""
    step = chain.steps[0]
    if len(chain.steps) > 1 or step.level != "article" or len(step.numbers) != 1:
        return False
    before = text.written[max(0, chain.start - _LINE) : chain.start]
    behind = _HEADING_END.match(text.written, chain.end)
    if behind is None or not _LINE_START.search(before if chain.start > _LINE else f"\n{before}"):
        return False
    return behind["word"] is None or behind["word"].isupper()


def _span(chain: Chain | None, instrument: Instrument | None) -> tuple[int, int]:
    parts = [part for part in (chain, instrument) if part]
    return parts[0].start, parts[-1].end


def _mention(
    text: Aligned, chain: Chain | None, instrument: Instrument | None, article: str, sentence: int
) -> Mention:
    first, last = _span(chain, instrument)
    start, end = text.place(first), text.place(last)
    where = (start, end, text.text[start:end])
    own = chain is not None and chain.this
    pinpoints = chain.eids(article if own else "") if chain else ()
    if instrument is None:
        return Mention(*where, "self" if own else "place", pinpoints, sentence=sentence)
    read = read_reference(instrument.reading) if instrument.reading else NOTHING
    return Mention(
        *where, instrument.how, pinpoints, replace(read, types=read.types or instrument.types),
        instrument.names, _usual(instrument.symbol), sentence,
    )  # fmt: skip


def _usual(symbol: str) -> str:
    try:
        return str(parse_symbol(symbol))
    except SymbolError:
        return symbol.strip()
