"""Vietnamese letters made comparable: NFC, folded spelling, tone placement, sorting.

``đ`` is a letter of its own, not ``d`` with a mark; ``Ð`` (U+00D0, Icelandic) only looks like
``Đ`` (U+0110). *hoà* and *hòa* are one word in two spellings.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: their sorting order
_OLD_TONE = re.compile(rf"([oO])([{_TONES}])([aAeE])(?![a-zA-Z\u0300-\u036f])"
                       rf"|([uU])([{_TONES}])([yY])(?![a-zA-Z\u0300-\u036f])")  # fmt: skip
_NEW_TONE = re.compile(rf"([oO])([aAeE])([{_TONES}])(?![a-zA-Z\u0300-\u036f])"
                       rf"|(?<![qQ])([uU])([yY])([{_TONES}])(?![a-zA-Z\u0300-\u036f])")  # fmt: skip
_LOOKALIKES = str.maketrans(
    {
        "Đ": "d",
        "đ": "d",
        "Ð": "d",
        "ð": "d",
        "–": "-",
        "—": "-",
        "−": "-",
        "‐": "-",
        "‑": "-",
        "\u00a0": " ",
        "\u00ad": None,
        "\u200b": None,
        "\u200c": None,
        "\u200d": None,
        "\u2060": None,
        "\ufeff": None,
    }
)
_ALPHABET = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_LETTER_MARKS = {"a\u0306": "ă", "a\u0302": "â", "e\u0302": "ê", "o\u0302": "ô",
                 "o\u031b": "ơ", "u\u031b": "ư"}  # fmt: skip


def nfc(text: str) -> str:
    """Return *text* composed (NFC), the one form the office stores."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return *text* as a drafter types it in haste: lower case, no marks, ``đ`` as ``d``.

    Dashes of all lengths become ``-``, invisible characters go. Two spellings that a reader
    takes for the same fold to the same.

    >>> fold("Quy định số 124–QÐ/TW")
    'quy dinh so 124-qd/tw'
    """
    if text.isascii():
        return text.lower()
    bare = unicodedata.normalize("NFD", text.translate(_LOOKALIKES).lower())
    return "".join(char for char in bare if not unicodedata.combining(char))


def fold_evenly(text: str) -> str:
    """Return *text* folded sign for sign, so that places in one are places in the other.

    Signs that folding takes away become blanks; *text* is in NFC.

    >>> fold_evenly("Đảng uỷ\u200bxã")
    'dang uy xa'
    """
    return "".join((fold(char) or " ")[0] for char in text)


def settle_tones(text: str) -> str:
    """Return *text* in NFC with tone marks where the newer spelling puts them (*hoà*, *uỷ*).

    >>> settle_tones("hòa, ủy ban, thủy, khóa")
    'hoà, uỷ ban, thuỷ, khoá'
    """
    loose = unicodedata.normalize("NFD", text)
    moved = _OLD_TONE.sub(_tone_last, loose)
    return unicodedata.normalize("NFC", moved)


def old_tones(text: str) -> str:
    """Return *text* in NFC with tone marks where the older spelling puts them (*hòa*, *ủy*).

    >>> old_tones("hoà, uỷ ban, quý, hoàn, loà xoà")
    'hòa, ủy ban, quý, hoàn, lòa xòa'
    """
    loose = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", _NEW_TONE.sub(_tone_first, loose))


def collation_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Return a key that sorts as Vietnamese dictionaries do: letters first, then tones, then case.

    ``a ă â b c d đ e ê …``; tones in the order none, huyền, hỏi, ngã, sắc, nặng.
    """
    return _collation_key(text)


@lru_cache(maxsize=4096)
def _collation_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    letters: list[int] = []
    tones: list[int] = []
    for char in unicodedata.normalize("NFC", text):
        letter, tone = _letter_and_tone(char.lower())
        letters.append(100 + _ALPHABET[letter] if letter in _ALPHABET else _outside(letter))
        tones.append(tone)
    return tuple(letters), tuple(tones), text


def _letter_and_tone(char: str) -> tuple[str, int]:
    parts = unicodedata.normalize("NFD", char)
    tone = next((_TONES.index(mark) + 1 for mark in parts if mark in _TONES), 0)
    rest = "".join(mark for mark in parts if mark not in _TONES)
    return _LETTER_MARKS.get(rest, unicodedata.normalize("NFC", rest)), tone


def _outside(char: str) -> int:
    """Return the rank of what is no letter: blanks, digits and signs before, all else after."""
    point = ord(char[0]) if char else 0
    return min(point, 99) if point < 128 else 200 + point


def _tone_first(match: re.Match[str]) -> str:
    first, second, tone = (group for group in match.groups() if group)
    return first + tone + second


def _tone_last(match: re.Match[str]) -> str:
    first, tone, last = match.group(1, 2, 3) if match.group(1) else match.group(4, 5, 6)
    return f"{first}{last}{tone}"
