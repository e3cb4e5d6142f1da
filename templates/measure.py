"""How wide a heading in bold Times is, so that the rule below can be as long as it asks.

The widths are those of the face's public metrics (Times Bold, thousandths of the size); a letter
with Vietnamese marks is as wide as its base letter.
"""

from __future__ import annotations

import unicodedata

_MM_PER_POINT = 25.4 / 72
_WIDTHS = {
    "A": 722, "B": 667, "C": 722, "D": 722, "E": 667, "F": 611, "G": 778, "H": 778, "I": 389,
    "J": 500, "K": 778, "L": 667, "M": 944, "N": 722, "O": 778, "P": 611, "Q": 778, "R": 722,
    "S": 556, "T": 667, "U": 722, "V": 722, "W": 1000, "X": 722, "Y": 722, "Z": 667, " ": 250,
    "b": 556, "c": 444, "d": 556, "e": 444, "f": 333, "h": 556, "i": 278, "j": 333, "k": 556,
    "l": 278, "m": 833, "n": 556, "p": 556, "q": 556, "r": 444, "s": 389, "t": 333, "u": 556,
    "w": 722, "z": 444, "-": 333, ",": 250, ".": 250, "/": 278, "(": 333, ")": 333, ":": 333,
}  # fmt: skip
_OTHER = 500  # digits and the other small letters


def heading_width_mm(text: str, size_pt: float) -> float:
    """Return the width of a heading in bold, on one line, in millimetres."""
    letters = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    bases = (letter for letter in letters if not unicodedata.combining(letter))
    return sum(_WIDTHS.get(letter, _OTHER) for letter in bases) / 1000 * size_pt * _MM_PER_POINT
