"""Symbols of instruments (số ký hiệu): parse, print, compare. A symbol is a name, never a key.

Party: ``124-QĐ/TW``; numbers restart every term. State: ``30/2020/NĐ-CP``, ``41/NQ-CP``; numbers
restart every year. National Assembly: ``117/2025/QH15``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from regulations.errors import VanthuError
from regulations.folding import fold, nfc
from regulations.sentences import say

_DASH = r"\s*-\s*"
_CODE = r"[A-Za-zĐđƯư](?:\.?\w)*"
_PARTY = re.compile(rf"(\d{{1,5}}){_DASH}({_CODE})\s*/\s*({_CODE}(?:[-/]{_CODE})*)")
_STATE = re.compile(
    rf"(\d{{1,5}})\s*/\s*(?:(\d{{4}})\s*/\s*)?({_CODE}){_DASH}({_CODE}(?:-{_CODE})*)"
)
_ASSEMBLY = re.compile(r"(\d{1,4})\s*/\s*(\d{4})\s*/\s*((?:QH|UBTVQH)\s?\d{1,2})")
_SLIPS = str.maketrans(
    {"Ð": "Đ", "ð": "đ"}
    | dict.fromkeys("‐‑–—−", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff")
)


class SymbolError(VanthuError):
    """A text that should be a symbol is none."""

    code = "not_a_symbol"
    exit_code = 2

    def __init__(self, text: str) -> None:
        super().__init__(
            say("{text} is not the symbol of an instrument.", text=repr(text)),
            hint=say("Write it as it is printed: 124-QĐ/TW, 30/2020/NĐ-CP."),
        )


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol taken apart. *number* is as printed (``05``), *abbreviation* may be empty.

    *year* stands in State symbols only. ``str()`` prints it as offices do.
    """

    number: str
    abbreviation: str
    body: str
    year: int | None = None
    style: str = "party"

    def __str__(self) -> str:
        if self.style == "party":
            return f"{self.number}-{self.abbreviation}/{self.body}"
        year = f"/{self.year}" if self.year else ""
        tail = f"{self.abbreviation}-{self.body}" if self.abbreviation else self.body
        return f"{self.number}{year}/{tail}"

    @property
    def key(self) -> str:
        """Return what all spellings of this symbol share: folded, the number without zeros."""
        return f"{int(self.number)}{fold(str(self)[len(self.number) :])}"


def parse_symbol(text: str) -> Symbol:
    """Read a symbol; spaces, long dashes, ``Ð`` for ``Đ`` and invisible signs are mended.

    >>> str(parse_symbol("21 – NQ/TW"))
    '21-NQ/TW'

    Raises:
        SymbolError: *text* is no symbol, or more than one.
    """
    plain = nfc(text.translate(_SLIPS)).strip()
    if match := _ASSEMBLY.fullmatch(plain):
        return Symbol(match[1], "", "".join(match[3].split()), int(match[2]), "state")
    if match := _PARTY.fullmatch(plain):
        return Symbol(match[1], match[2], match[3])
    if match := _STATE.fullmatch(plain):
        return Symbol(match[1], match[3], match[4], int(match[2]) if match[2] else None, "state")
    raise SymbolError(text)


def symbol_key(text: str) -> str:
    """Return the key of *text* as a symbol, or its folded form where it is none."""
    try:
        return parse_symbol(text).key
    except SymbolError:
        return fold(text).strip()
