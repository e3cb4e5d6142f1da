"""Letters put in order: what looks right and is stored wrong. Every change is counted. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Final

from regulations.folding import nfc

Counts = Counter[str]

_ENDS: Final = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")  # of lines
_GONE: Final[tuple[tuple[str, str], ...]] = (  # what is counted, and the signs that go
    ("soft_hyphens", "\xad"),
    ("zero_width", "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"),
    ("controls", "".join(map(chr, (*range(9), *range(14, 28), 31, *range(127, 160))))),
)
_BLANKS: Final = "\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
_LIGATURES: Final = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip
_HYPHENS: Final = "\u2010\u2011"  # the second keeps Word from breaking 124-QĐ/TW
_BULLETS: Final = re.compile("[\ue000-\uf8ff]")  # signs of a font of symbols
_WORD: Final = re.compile(r"[^\W\d_]*[Ðð][^\W\d_]*")  # Icelandic eth: it only looks like Đ
_VOWELS: Final = frozenset("aăâeêioôơuưy")
_ICELANDIC: Final = frozenset("þæöÞÆÖ")


def clean(text: str) -> tuple[str, Counts]:
    """Return *text* as the office stores it, and how often each thing was put in order.

    Composed (NFC); ``Ð`` for ``Đ`` in Vietnamese words; soft hyphens, zero-width and control
    signs gone; every blank a plain one; ligatures apart; hyphens plain; lines ended by LF.
    """
    counts: Counts = Counter()
    text = _ENDS.sub("\n", text)
    for name, signs in _GONE:
        text = _replaced(text, dict.fromkeys(signs, ""), name, counts)
    text = _replaced(text, dict.fromkeys(_BLANKS, " "), "blanks", counts)
    text = _replaced(text, _LIGATURES, "ligatures", counts)
    text = _replaced(text, dict.fromkeys(_HYPHENS, "-"), "hyphens", counts)
    text, counts["symbol_font"] = _BULLETS.subn("•", text)
    text = _WORD.sub(lambda match: _with_bars(match[0], counts), text)
    composed = nfc(text)
    if composed != text:
        counts["decomposed"] = (Counter(text) - Counter(composed)).total()
    return composed, +counts


def letters(text: str) -> Counts:
    """Count the signs of *text* that are no blanks."""
    return Counter("".join(text.split()))


def _replaced(text: str, table: dict[str, str], name: str, counts: Counts) -> str:
    found = sum(text.count(sign) for sign in table)
    counts[name] += found
    return text.translate({ord(sign): to for sign, to in table.items()}) if found else text


def _with_bars(word: str, counts: Counts) -> str:
    if not _is_vietnamese(word):
        return word
    counts["eth"] += word.count("Ð") + word.count("ð")
    return word.replace("Ð", "Đ").replace("ð", "đ")


def _is_vietnamese(word: str) -> bool:
    """Tell whether the eth of *word* stands for đ: before a vowel at its start, or in a code."""
    if not _ICELANDIC.isdisjoint(word):
        return False
    if word.isupper() and len(word) <= 8:  # QÐ, NÐ, HÐND, ÐU
        return True
    plain = nfc(word)
    return plain[0] in "Ðð" and _base(plain[1:2]) in _VOWELS and not plain.count("ð", 1)


def _base(letter: str) -> str:
    marks = "\u0300\u0309\u0303\u0301\u0323"
    parts = unicodedata.normalize("NFD", letter.lower())
    return nfc("".join(sign for sign in parts if sign not in marks))
