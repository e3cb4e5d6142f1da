"""Numbers as Word and browsers print them before a paragraph. Pure."""

from __future__ import annotations

from regulations.text import to_roman

_VIETNAMESE = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


def letter_number(number: int) -> str:
    """Return a number in letters, as Word counts: a … z, aa, bb. Word knows no đ here.

    >>> letter_number(4), letter_number(28)
    ('d', 'bb')
    """
    if number < 1:
        return str(number)
    rounds, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * min(rounds + 1, 20)


def roman_number(number: int) -> str:
    """Return a number in Roman figures; in Arabic ones outside 1 to 399."""
    return to_roman(number) if 0 < number < 400 else str(number)


def formatted(number: int, kind: str) -> str:
    """Return *number* in a format of Word: ``decimal``, ``lowerLetter``, ``upperRoman``."""
    if kind == "lowerLetter":
        return letter_number(number)
    if kind == "upperLetter":
        return letter_number(number).upper()
    if kind == "lowerRoman":
        return roman_number(number).lower()
    if kind == "upperRoman":
        return roman_number(number)
    if kind == "decimalZero":
        return f"{number:02d}"
    if kind == "vietnameseCounting" and 0 <= number < len(_VIETNAMESE):
        return _VIETNAMESE[number]
    return "" if kind == "none" else str(number)
