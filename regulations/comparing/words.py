"""Two wordings of one line, word by word; what is only set in another way is told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal

from regulations.comparing.sequences import common
from regulations.folding import settle_tones

Op = Literal["same", "editorial", "removed", "added"]
_TOKEN = re.compile(r"(?:\w+|[^\w\s])\s*|\s+")
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_SIGNS = str.maketrans(
    {"Ð": "Đ", "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "…": "..."}
    | dict.fromkeys("‐‑–—−", "-")
    | dict.fromkeys(_UNSEEN)
)


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that stand in both (``same``; ``editorial`` where they are set differently), or in one.

    *old* and *new* are as they are written, with the blanks behind them; *old* is empty where
    they were ``added``, *new* where they were ``removed``.
    """

    op: Op
    old: str
    new: str


Line = tuple[Segment, ...]
"""One line in both wordings: all *old* joined give the old one, all *new* the new one."""


def tokens(line: str) -> list[str]:
    """Return the syllables and signs of *line*, each with the blanks behind it; joined: *line*."""
    return _TOKEN.findall(line)


@lru_cache(maxsize=1 << 15)  # a text has few syllables, each many times
def key(token: str) -> str:
    """Return what a token shares with those that only look different: tone marks, dashes, quotes.

    >>> key("Uỷ ") == key("Ủy"), key("–") == key("-"), key("Điều") == key("điều")
    (True, True, False)
    """
    plain = token.strip()
    return plain if plain.isascii() else settle_tones(plain.translate(_SIGNS))


def compare_lines(old: str, new: str) -> Line:
    """Return both wordings as segments."""
    if old == new:
        return (Segment("same", old, new),) if old else ()
    olds, news = tokens(old), tokens(new)
    pairs = common([key(token) for token in olds], [key(token) for token in news])
    return tuple(_joined(_steps(olds, news, pairs)))


def _steps(olds: list[str], news: list[str], pairs: list[tuple[int, int]]) -> Iterator[Segment]:
    at = at_new = 0
    following = {*pairs, (len(olds), len(news))}
    for one, other in [*pairs, (len(olds), len(news))]:
        if at < one:
            yield Segment("removed", "".join(olds[at:one]), "")
        if at_new < other:
            yield Segment("added", "", "".join(news[at_new:other]))
        at, at_new = one + 1, other + 1
        if one < len(olds):
            yield from _both(olds[one], news[other], alone=(at, at_new) not in following)


def _both(old: str, new: str, *, alone: bool) -> Iterator[Segment]:
    """Yield a token of both sides; where it stands *alone*, its blank belongs to what follows."""
    word = old.rstrip()
    if old == new or not alone or word != new.rstrip():
        yield Segment("same" if old == new else "editorial", old, new)
        return
    yield Segment("same", word, word)
    if len(old) > len(word):
        yield Segment("removed", old[len(word) :], "")
    if len(new) > len(word):
        yield Segment("added", "", new[len(word) :])


def _joined(steps: Iterator[Segment]) -> Iterator[Segment]:
    for op, run in groupby(steps, key=lambda step: step.op):
        parts = list(run)
        yield Segment(op, "".join(one.old for one in parts), "".join(one.new for one in parts))
