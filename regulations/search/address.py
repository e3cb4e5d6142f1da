"""A place inside an instrument, as people cite it: ``điểm a khoản 2 Điều 8``, ``Article 5``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from regulations.text import KINDS, Kind, eid_of

_KINDS: dict[str, Kind] = {
    "phan": "part", "part": "part", "chuong": "chapter", "chapter": "chapter",
    "muc": "section", "section": "section", "dieu": "article", "article": "article",
    "khoan": "clause", "clause": "clause", "diem": "point", "point": "point",
}  # fmt: skip
PLACE_WORDS = frozenset(_KINDS)
"""Every word, folded, before the number of a place."""
_NUMBER = re.compile(r"[0-9]{1,3}[a-z]?|[ivxlc]{1,7}")
_LETTER = re.compile(r"[a-z]|dd")
_ROMAN = frozenset({"part", "chapter", "section"})


def read_address(words: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return the element id that folded *words* name, empty for none, and the words left over.

    >>> read_address(("diem", "a", "khoan", "2", "dieu", "8", "ky"))
    ('art_8__para_2__point_a', ('ky',))
    """
    found: dict[Kind, str] = {}
    rest: list[str] = []
    at = 0
    while at < len(words):
        kind = _KINDS.get(words[at])
        number = words[at + 1] if at + 1 < len(words) else ""
        if kind and kind not in found and _fits(kind, number):
            found[kind] = number.upper() if kind in _ROMAN and number.isalpha() else number
            at += 2
        else:
            rest.append(words[at])
            at += 1
    above = ""
    for kind in KINDS:
        if kind in found and not (kind in _ROMAN and "article" in found):
            above = eid_of(kind, found[kind], above, Counter())
    return above, tuple(rest)


def _fits(kind: Kind, number: str) -> bool:
    return bool((_LETTER if kind == "point" else _NUMBER).fullmatch(number))
