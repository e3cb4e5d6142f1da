"""Words of a running text that point at an instrument: its own, or one that it named before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regulations.citing.aligned import Aligned
from regulations.citing.instrument import Instrument
from regulations.naming import TYPE_NAMES

_BEFORE = 30  # signs; no name of a type is longer
_NAMED = "|".join(sorted(TYPE_NAMES, key=len, reverse=True))
_TYPE = re.compile(rf"(?<![a-z0-9])(?:{_NAMED}|van ban)$")
_ENGLISH = re.compile(rf"this (?P<type>{_NAMED})\b")
_OWN = re.compile(r" nay\b")
_ABOVE = re.compile(r" (?:(?:da |vua )?(?:neu|noi|ke|dan) tren|tren day|vua neu|da neu)\b")


def pointing(text: Aligned) -> Iterator[Instrument]:
    """Yield what points at the text's own instrument (``self``) or at one before (``above``).

    In small letters *quyết định này* is any decision: a capital makes it an instrument.
    """
    for match in _ENGLISH.finditer(text.folded):
        if text.written[match.start("type")].isupper():
            yield Instrument(match.start(), match.end(), "self", types=_types(match["type"]))
    for match in _OWN.finditer(text.folded):
        if found := _type_before(text, match.start()):
            yield Instrument(found.start(), match.end(), "self", types=_types(found[0]))
    for match in _ABOVE.finditer(text.folded):
        if found := _type_before(text, match.start()):
            yield Instrument(found.start(), match.end(), "above", types=_types(found[0]))


def _type_before(text: Aligned, at: int) -> re.Match[str] | None:
    found = _TYPE.search(text.folded, max(0, at - _BEFORE), at)
    capital = found and (text.written[found.start()].isupper() or found[0] == "van ban")
    return found if capital else None


def _types(name: str) -> frozenset[str]:
    return frozenset({TYPE_NAMES[name]}) if name in TYPE_NAMES else frozenset()
