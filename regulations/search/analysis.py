"""Vietnamese words as search sees them: folded syllables, pairs of neighbours, exact keys.

One analysis for every engine, for texts and for queries: composed, lower case, tones settled,
``đ`` to ``d``, marks off, split into runs of letters and digits. No word is dropped: *an*, *ý*
and *5* are words. Whoever changes what comes out of here raises :data:`ANALYSIS_VERSION`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from regulations.folding import fold, nfc, settle_tones

ANALYSIS_VERSION = "2"
LONGEST_WORD = 64  # no syllable and no symbol is longer; a longer run is cut to this
LONGEST_KEY = 200  # no name is longer; a longer text is none
_INVISIBLE = re.compile("[\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_WORD = re.compile("[^\\W_]+(?:[\u0300-\u036f]+[^\\W_]*)*")
_NO_KEY = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a cleaned text and its place there; *marked* is empty for a word without marks.

    *marked* is the word in lower case with its marks, tones settled.
    """

    folded: str
    marked: str
    start: int
    end: int


def clean(text: str) -> str:
    """Return *text* composed, without invisible characters, control characters as blanks.

    The places of tokens and all snippets refer to this form.
    """
    return nfc(_CONTROL.sub(" ", _INVISIBLE.sub("", text)))


def tokens(cleaned: str) -> tuple[Token, ...]:
    """Return the words of a text that :func:`clean` has given."""
    return tuple(
        Token(folded, marked, match.start(), match.end())
        for match in _WORD.finditer(cleaned)
        for folded, marked in (_word(match[0]),)
        if folded
    )


def syllables(text: str) -> tuple[str, ...]:
    """Return the folded words of *text*, in order.

    >>> syllables("An ninh: Hòa hay hoà, Điều 5 khoản ý?")
    ('an', 'ninh', 'hoa', 'hay', 'hoa', 'dieu', '5', 'khoan', 'y')
    """
    return words_of(text)[0]


def words_of(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the folded words of *text*, and those of them that carry marks, as typed.

    This is :func:`tokens` without the places, which the building of an index does not ask for.
    """
    both = [_word(found) for found in _WORD.findall(clean(text))]
    return (
        tuple([folded for folded, _ in both if folded]),
        tuple([marked for folded, marked in both if folded and marked]),
    )


def pairs(words: Sequence[str]) -> tuple[str, ...]:
    """Return each two neighbours as one term.

    >>> pairs(("kiem", "diem", "366"))
    ('kiem_diem', 'diem_366')
    """
    return tuple(f"{first}_{second}" for first, second in pairwise(words))


def exact_key(text: str) -> str:
    """Return what all spellings of one name share: folded letters and digits, nothing between.

    A text too long for a name has the empty key, which names nothing.

    >>> exact_key("124-QĐ/TW") == exact_key("124 qd tw") == "124qdtw"
    True
    """
    key = _NO_KEY.sub("", fold(clean(text[: 4 * LONGEST_KEY])))
    return key if len(key) <= LONGEST_KEY else ""


@lru_cache(maxsize=32768)
def _word(word: str) -> tuple[str, str]:
    lower = settle_tones(word[:LONGEST_WORD].lower().replace("ð", "đ"))
    folded = _NO_KEY.sub("", fold(lower))
    return folded, "" if lower == folded else lower
