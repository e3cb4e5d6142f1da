"""The words of a request, and the days and years among them; a word once read is taken away."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from regulations.folding import fold

LONGEST = 2000  # no name of an instrument is longer; what follows is not read
_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
_MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6,
    "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A run of letters or of digits, or one sign, with its place in the folded text."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class Words:
    """The tokens of a request; those that a part has taken are not offered again."""

    tokens: tuple[Token, ...]
    taken: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, text: str) -> Words:
        """Fold and split *text*."""
        found = _TOKEN.finditer(fold(text[:LONGEST]))
        return cls(tuple(Token(match[0], *match.span()) for match in found))

    def at(self, index: int) -> str:
        """Return the token at *index*; empty outside the text and where it is taken."""
        inside = 0 <= index < len(self.tokens) and index not in self.taken
        return self.tokens[index].text if inside else ""

    def mark(self, index: int) -> tuple[str, int]:
        """Return the ``-`` or ``/`` at *index*, empty for none, and the index behind it."""
        text = self.at(index)
        return (text, index + 1) if text in ("-", "/") else ("", index)

    def glued(self, left: int) -> bool:
        """Tell whether no blank stands between the tokens at *left* and behind it."""
        inside = 0 <= left < len(self.tokens) - 1
        return inside and self.tokens[left].end == self.tokens[left + 1].start

    def take(self, start: int, end: int) -> None:
        """Mark the tokens from *start* up to *end* as read."""
        self.taken.update(range(start, end))

    def rest(self) -> str:
        """Return the words that nothing has taken; a sign, a blank or a taken one parts them."""
        pieces: list[str] = []
        last = -1
        for index, token in enumerate(self.tokens):
            if index in self.taken or not token.text.isalnum():
                continue
            pieces += [token.text] if token.start == last else [" ", token.text]
            last = token.end
        return "".join(pieces).strip()


def day_in(words: Words) -> date | None:
    """Take the first day of the calendar that is written out, in figures or in words."""
    for index in range(len(words.tokens)):
        found, end = _day_at(words, index)
        if found is not None:
            start = index - (words.at(index - 1) in ("ngay", "dated"))
            words.take(start, end)
            return found
    return None


def year_in(words: Words) -> int | None:
    """Take the first number from 1900 to 2099 that nothing else has taken."""
    for index in range(len(words.tokens)):
        if is_year(words.at(index)):
            found = int(words.at(index))
            words.take(index - (words.at(index - 1) in ("nam", "in", "of", "year")), index + 1)
            return found
    return None


def is_number(text: str) -> bool:
    """Tell whether *text* can be the number of an instrument."""
    return text.isdecimal() and len(text) <= 5 and int(text) > 0


def is_year(text: str) -> bool:
    """Tell whether *text* can be the year of an instrument."""
    return text.isdecimal() and len(text) == 4 and 1900 <= int(text) <= 2099


def _day_at(words: Words, at: int) -> tuple[date | None, int]:
    a, b, c, d, e = (words.at(at + offset) for offset in range(5))
    if b == d and b in ("/", "-", "."):
        return (_day(a, c, e) if len(a) == 4 and b == "-" else _day(e, c, a)), at + 5
    if b == "thang" and d == "nam":
        return _day(e, c, a), at + 5
    if a in _MONTHS:
        year, end = (d, at + 4) if c == "," else (c, at + 3)
        return _day(year, str(_MONTHS[a]), b), end
    if b in _MONTHS:
        year, end = (d, at + 4) if c == "," else (c, at + 3)
        return _day(year, str(_MONTHS[b]), a), end
    return None, at


def _day(year: str, month: str, day: str) -> date | None:
    if not is_year(year) or not all(part.isdecimal() and len(part) < 3 for part in (month, day)):
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
