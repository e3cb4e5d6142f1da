"""A running text made regular sign by sign, and where each of its signs stood before."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate

from regulations.folding import fold, nfc

_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_HIDDEN = re.compile(f"[{_UNSEEN}]")
_GROUP = re.compile(rf"[^\u0300-\u036f{_UNSEEN}][\u0300-\u036f{_UNSEEN}]*|.", re.DOTALL)
_LETTERS = (*range(0x20, 0x250), *range(0x1E00, 0x1F00), *range(0x2010, 0x2016), 0x2212)
_FOLDED = {
    point: folded for point in _LETTERS if len(folded := fold(chr(point))) == 1
}  # the rest stays: a sign for a sign


@dataclass(slots=True)
class Aligned:
    """*written* is the text in NFC without unseen signs; *folded* as long, without marks, small.

    Places in both are the same; :meth:`place` leads back into the text that was handed in.
    """

    text: str
    written: str
    folded: str
    _starts: list[int] = field(default_factory=list)
    _begins: list[int] = field(default_factory=list)
    _lines: dict[int, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str) -> Aligned:
        """Make *text* regular; most texts are so already."""
        regular = unicodedata.is_normalized("NFC", text) and not _HIDDEN.search(text)
        written = text if regular else nfc(_HIDDEN.sub("", text))
        aligned = cls(text, written, written.translate(_FOLDED))
        if not regular:
            aligned._starts = _line_starts(written)
            aligned._begins = _line_starts(text)
        return aligned

    def place(self, at: int) -> int:
        """Return where the sign *at* of ``written`` stands in ``text``."""
        if not self._starts:
            return at
        line = bisect_right(self._starts, at) - 1
        if line not in self._lines:
            self._lines[line] = _columns(self._line(line))
        columns = self._lines[line]
        return self._begins[line] + columns[min(at - self._starts[line], len(columns) - 1)]

    def _line(self, number: int) -> str:
        following = self._begins[number + 1 : number + 2]
        return self.text[self._begins[number] : following[0] if following else None]


def _line_starts(text: str) -> list[int]:
    return [0, *accumulate(len(line) + 1 for line in text.split("\n"))][:-1]


def _columns(line: str) -> list[int]:
    """Return the column in *line* of each sign that it has when regular, and its end."""
    columns: list[int] = []
    for group in _GROUP.finditer(line):
        columns += [group.start()] * len(nfc(_HIDDEN.sub("", group[0])))
    return [*columns, len(line)]
