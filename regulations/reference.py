"""How people name an instrument in a request: what they state, and which works fit it.

A reference is no citation in running text; it is one request, read as far as it goes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from regulations.folding import fold
from regulations.naming import Name, symbol_at, typed_at
from regulations.words import Words, day_in, is_number, is_year, year_in

_CODE = re.compile(r"[^\W\d_][^\W_]*")
_TERMS = frozenset({"term", "tenure"})
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_ISSUER_MARKS = frozenset({"cua", "of", "by"})
_ISSUER_ENDS = frozenset({"ve", "nam", "ngay", "khoa", "on", "dated", "in", "thay", "nhiem"})
_PINPOINTS = frozenset({
    "dieu", "khoan", "diem", "muc", "chuong", "phan", "tiet", "luc", "khoa", "quy", "thang",
    "ngay", "lan", "thu", "mau", "article", "clause", "point", "section", "chapter", "part",
    "annex", "form",
})  # fmt: skip
_NO_PINPOINTS = frozenset({  # "kiểm điểm 366" names no point, "bí thư 124" no rank
    ("kiem", "diem"), ("thoi", "diem"), ("quan", "diem"), ("dac", "diem"), ("dia", "diem"),
    ("trong", "diem"), ("uu", "diem"), ("khuyet", "diem"), ("bi", "thu"), ("van", "thu"),
    ("hieu", "luc"), ("nang", "luc"), ("quyen", "luc"), ("nhan", "luc"), ("danh", "muc"),
})  # fmt: skip
_UNITS = frozenset({
    "ngay", "thang", "nam", "tuoi", "phan", "lan", "nguoi", "dong", "gio", "phut", "trang",
    "day", "days", "month", "months", "year", "years",
})  # fmt: skip
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII",
          "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reference:
    """What a request states of one instrument; ``None`` and empty are not stated.

    *key* is a whole symbol's key as :attr:`regulations.symbol.Symbol.key`, *number* has no
    leading zeros, *types* are codes (``QĐ`` means two), *bodies* the folded codes behind the
    ``/``, *issuer* the folded words behind "của", *term* the Party term in Roman figures,
    *rest* the folded words that say none of this.
    """

    key: str | None = None
    number: str | None = None
    types: frozenset[str] = frozenset()
    bodies: tuple[str, ...] = ()
    year: int | None = None
    day: date | None = None
    issuer: str = ""
    term: str = ""
    rest: str = ""

    @property
    def bare(self) -> bool:
        """Whether a number stands alone: it may name an instrument, or count days."""
        return self.number is not None and not self.types and self.key is None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one instrument by which people name it; empty and ``None`` are unknown.

    *earliest* and *latest* bound the signing day, *issuers* are folded names and abbreviations.
    """

    key: str
    type: str = ""
    earliest: date | None = None
    latest: date | None = None
    issuers: tuple[str, ...] = ()
    term: str = ""


def read_reference(text: str) -> Reference:
    """Read what *text* states of an instrument; never raises.

    >>> read_reference("Quy định số 366-QÐ/TW, ngày 30/8/2025 của Bộ Chính trị").key
    '366-qd/tw'
    >>> sorted(read_reference("QĐ124").types)
    ['quy_dinh', 'quyet_dinh']
    """
    words = Words.of(text)
    day = day_in(words)
    name = _first_name(words)
    if name is None:
        year = year_in(words)
        return _bare(words, day, year)
    term = _term(words)
    issuer, english_term = _issuer(words, name.end)
    year = name.year or (day.year if day else year_in(words))
    return Reference(name.key, str(name.number), name.types, name.bodies, year, day,
                     issuer, term or english_term, words.rest())  # fmt: skip


def fits(reference: Reference, facts: Facts) -> bool:
    """Tell whether nothing that *reference* states contradicts *facts*; silence never does."""
    return (
        _number_fits(reference, facts)
        and (not reference.types or not facts.type or facts.type in reference.types)
        and _time_fits(reference, facts)
        and _issuer_fits(reference.issuer, facts.issuers)
        and (not reference.term or not facts.term or _roman(fold(facts.term)) == reference.term)
    )


def _first_name(words: Words) -> Name | None:
    for index in range(len(words.tokens)):
        found = typed_at(words, index)
        if found is None and not _pinpointed(words, index):
            found = symbol_at(words, index)
        if found is not None:
            start = index - (words.at(index - 1) in ("so", "no"))
            words.take(start, found.end)
            return found
    return None


def _bare(words: Words, day: date | None, year: int | None) -> Reference:
    """Read a request without type and symbol: one lone number in it is the instrument's."""
    lone = [index for index in range(len(words.tokens)) if _is_lone(words, index)]
    if len(lone) != 1:
        return Reference(year=day.year if day else year, day=day, rest=words.rest())
    at = lone[0]
    number = str(int(words.at(at)))
    words.take(at - (words.at(at - 1) == "so"), at + 1)
    return Reference(number=number, year=day.year if day else year, day=day, rest=words.rest())


def _is_lone(words: Words, at: int) -> bool:
    text, before, after = words.at(at), words.at(at - 1), words.at(at + 1)
    if not is_number(text) or is_year(text) or _pinpointed(words, at) or after in _UNITS:
        return False
    if (before.isalpha() and words.glued(at - 1)) or (after.isalpha() and words.glued(at)):
        return False
    numbered_year = after == "/" and at + 2 in words.taken and int(text) > 12
    return before not in ("-", "/", ".") and (numbered_year or after not in ("-", "/", ".", "%"))


def _pinpointed(words: Words, at: int) -> bool:
    """Tell whether the number at *at* counts articles, clauses, quarters and the like."""
    before = words.at(at - 1)
    return before in _PINPOINTS and (words.at(at - 2), before) not in _NO_PINPOINTS


def _term(words: Words) -> str:
    """Take ``khoá XIII``, ``khoá 13`` or ``of the 13th term``."""
    for index in range(len(words.tokens)):
        if words.at(index) == "khoa" and (found := _roman(words.at(index + 1))):
            words.take(index, index + 2)
            return found
        if words.at(index) in _TERMS and words.at(index - 1) in _ORDINALS:
            found, start = _roman(words.at(index - 2)), index - 2
            while words.at(start - 1) in ("of", "the", ","):
                start -= 1
            words.take(start, index + 1)
            return found
    return ""


def _roman(text: str) -> str:
    """Return a folded Roman or Arabic number up to 20 as Roman, empty for all else."""
    if text.isdecimal() and len(text) < 3 and int(text) < len(_ROMAN):
        return _ROMAN[int(text)]
    return text.upper() if text and text.upper() in _ROMAN else ""


def _issuer(words: Words, start: int) -> tuple[str, str]:
    """Take the words behind "của" or "of", and the term of ``the 13th Party Central Committee``."""
    marks = (i for i in range(start, len(words.tokens)) if words.at(i) in _ISSUER_MARKS)
    at = next(marks, None)
    if at is None:
        return "", ""
    cursor = at + 1 + (words.at(at + 1) == "the")
    term = ""
    if words.at(cursor + 1) in _ORDINALS:
        term, cursor = _roman(words.at(cursor)), cursor + 2
    end = cursor
    while words.at(end).isalpha() and words.at(end) not in _ISSUER_ENDS:
        end += 1
    if end == cursor:
        return "", ""
    issuer = " ".join(words.at(index) for index in range(cursor, end))
    words.take(at, end)
    return issuer, term


def _number_fits(reference: Reference, facts: Facts) -> bool:
    if reference.number is None:
        return True
    if (
        not facts.key.startswith(reference.number)
        or facts.key[len(reference.number) :][:1].isdecimal()
    ):
        return False
    codes = tuple(_CODE.findall(facts.key))
    if reference.key is not None:
        return tuple(_CODE.findall(reference.key)) == codes
    return not reference.bodies or reference.bodies == (codes[1:] or codes)


def _time_fits(reference: Reference, facts: Facts) -> bool:
    if facts.earliest is None or facts.latest is None:
        return _year_of(facts.key) in (None, reference.year) or reference.year is None
    if reference.day is not None:
        return facts.earliest <= reference.day <= facts.latest
    if reference.year is None:
        return True
    signed = facts.earliest.year <= reference.year <= facts.latest.year
    return signed or reference.year == _year_of(facts.key)


def _year_of(key: str) -> int | None:
    """Return the year that a State symbol's key carries."""
    parts = key.split("/")
    return int(parts[1]) if len(parts) > 2 and is_year(parts[1]) else None


def _issuer_fits(stated: str, known: tuple[str, ...]) -> bool:
    """Compare by whole words; "Ban Chấp hành Trung ương Đảng" names "Ban Chấp hành Trung ương"."""
    if not stated or not known:
        return True
    return any(
        f"{stated} ".startswith(f"{name} ") or f"{name} ".startswith(f"{stated} ") for name in known
    )
