"""The passage of an entry that shows why it was found, with the found words marked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from regulations.search.analysis import Token, clean, tokens
from regulations.search.query import Query

MARK = "**"
MOST_TOKENS = 32
_LEAD = 6  # words shown before the first found one


def snippet(text: str, query: Query) -> str:
    """Return up to 32 words of *text* as they stand there, found words between ``**``.

    It is the earliest window that holds the most different words of *query*; the beginning of
    the text where it holds none. Words typed with marks prefer their like: *đảng* is not *đáng*.
    """
    cleaned = clean(text.replace(MARK, ""))
    found = tokens(cleaned)
    hits = _hits(found, query, frozenset(query.words)) or _hits(found, query, query.others)
    wanted = _best_start(found, hits) - _LEAD if hits else 0
    start = max(0, min(wanted, len(found) - MOST_TOKENS))
    shown = found[start : start + MOST_TOKENS]
    if not shown:
        return " ".join(cleaned.split())[:200]
    body = _marked(cleaned, shown, frozenset(hits), start)
    left = "…" if start else ""
    right = "…" if start + MOST_TOKENS < len(found) else ""
    return f"{left}{' '.join(body.split())}{right}"


def _hits(found: Sequence[Token], query: Query, words: frozenset[str]) -> list[int]:
    typed = frozenset(query.marked)
    alike = {token.folded for token in found if token.marked in typed}
    return [
        index
        for index, token in enumerate(found)
        if token.folded in words and (token.folded not in alike or token.marked in typed)
    ]


def _best_start(found: Sequence[Token], hits: Sequence[int]) -> int:
    """Return the hit whose window holds the most different words, neighbours counting double."""
    best, best_value = hits[0], 0
    for place, first in enumerate(hits):
        end = first + MOST_TOKENS - _LEAD
        window = [hit for hit in hits[place : place + MOST_TOKENS] if hit < end]
        near = sum(1 for one, two in pairwise(window) if two == one + 1)
        value = 2 * len({found[hit].folded for hit in window}) + near
        if value > best_value:
            best, best_value = first, value
    return best


def _marked(cleaned: str, shown: Sequence[Token], hits: frozenset[int], offset: int) -> str:
    """Put ``**`` around each run of found words between which nothing but blanks stands."""
    pieces: list[str] = []
    last = shown[0].start
    inside = False
    for index, token in enumerate(shown, start=offset):
        gap = cleaned[last : token.start]
        hit = index in hits
        if inside and not (hit and gap.isspace()):
            pieces.append(MARK)
            inside = False
        pieces.append(gap)
        if hit and not inside:
            pieces.append(MARK)
            inside = True
        pieces.append(cleaned[token.start : token.end])
        last = token.end
    pieces.append(MARK if inside else "")
    return "".join(pieces) + _closing(cleaned[last : last + 1])


def _closing(sign: str) -> str:
    return sign if sign in (".", ")", "?", "!", ";", ":", "”", '"') else ""
