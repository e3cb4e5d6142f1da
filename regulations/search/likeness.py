"""Words that look alike: one letter more, less, other or swapped; and what was meant instead.

The vocabulary is the index's own. It is asked, never listed, so any engine can serve.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from regulations.search.analysis import Token, clean, pairs, tokens
from regulations.search.index import SearchIndex
from regulations.search.tree import Term

MOST_LIKE = 12
MOST_MENDED = 6
_LONGEST = 24
_MOST_PLACES = 100
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


def words_like(index: SearchIndex, word: str) -> tuple[str, ...]:
    """Return *word* and the words one edit away that stand in the index, the commonest first."""
    terms = {near: Term("words", near) for near in (word, *_edits(word))}
    counts = index.frequencies(tuple(terms.values()))
    known = [(-counts.get(term, 0), near != word, near) for near, term in terms.items()]
    return tuple(near for count, _, near in sorted(known)[:MOST_LIKE] if count)


def meant(index: SearchIndex, words: Sequence[str]) -> tuple[str, ...]:
    """Return *words* with those mended that stand in no entry; empty where nothing is to mend.

    Of several likely words the one that stands beside its neighbours in the texts is taken.
    """
    counts = index.frequencies([Term("words", word) for word in words])
    lost = [place for place, word in enumerate(words) if not counts.get(Term("words", word), 0)]
    mended = list(words)
    for place in lost[:MOST_MENDED]:
        likely = [near for near in words_like(index, words[place]) if near.isalpha()]
        if likely and words[place].isalpha():
            mended[place] = _fitting(index, mended, place, likely)
    return tuple(mended) if mended != list(words) else ()


def as_written(words: Sequence[str], text: str) -> str:
    """Return folded *words* in the spelling in which *text* holds them, else as they are.

    Of several spellings that counts in which most of the words stand together.
    """
    cleaned = clean(text)
    found = tokens(cleaned)
    places: dict[str, list[int]] = {}
    for at, token in enumerate(found):
        places.setdefault(token.folded, []).append(at)
    spelled: list[str] = []
    while len(spelled) < len(words):
        done = len(spelled)
        starts = places.get(words[done], ())[:_MOST_PLACES]
        size, at = max(((_run(words, done, found, at), -at) for at in starts), default=(0, 0))
        run = found[-at : -at + size]
        spelled += [cleaned[one.start : one.end].lower() for one in run] or [words[done]]
    return " ".join(spelled)


def _run(words: Sequence[str], done: int, found: Sequence[Token], at: int) -> int:
    """Return how many of *words* from *done* on stand in *found* from *at* on."""
    size = 0
    while (
        done + size < len(words)
        and at + size < len(found)
        and words[done + size] == found[at + size].folded
    ):
        size += 1
    return size


def _fitting(index: SearchIndex, words: Sequence[str], place: int, likely: Sequence[str]) -> str:
    tried = {near: (*words[:place], near, *words[place + 1 :]) for near in likely}
    asked = {near: [Term("pairs", pair) for pair in pairs(one[max(0, place - 1) : place + 2])]
             for near, one in tried.items()}  # fmt: skip
    counts = index.frequencies([term for terms in asked.values() for term in terms])
    return max(likely, key=lambda near: sum(counts.get(term, 0) for term in asked[near]))


def _edits(word: str) -> frozenset[str]:
    if not 1 < len(word) <= _LONGEST:
        return frozenset()
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    fewer = {left + right[1:] for left, right in halves if right}
    other = {left + one + right[1:] for left, right in halves if right for one in _LETTERS}
    more = {left + one + right for left, right in halves for one in _LETTERS}
    swapped = {"".join((*word[:at], two, one, *word[at + 2 :]))
               for at, (one, two) in enumerate(pairwise(word))}  # fmt: skip
    return frozenset(fewer | other | more | swapped) - {word, ""}
