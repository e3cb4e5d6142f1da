"""Instruments that running text names by number: ``Quy định số 124-QĐ/TW``, ``Resolution 26``.

The numbers of the text are the anchors: what may stand around one is read in a bounded window.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regulations.citing.aligned import Aligned
from regulations.citing.instrument import Instrument
from regulations.citing.tails import tail_end
from regulations.doctypes import DOC_TYPES
from regulations.folding import fold
from regulations.naming import TYPE_NAMES, Name, symbol_at, typed_at
from regulations.words import Words

_WINDOW = 60  # signs; no symbol is longer
_DIGITS = 5  # no number of an instrument has more
_BEFORE = 48  # signs; no type with its "số" is longer
_ANCHOR = re.compile(r"[0-9]+")
_FILLER = r"(?:so|no|nr|number)\b[.:]?"
_OWN_CODES = frozenset({"TTLT", "NQLT", "L", "LCT", "SL", "PL"})
_CODES = {code for kind in DOC_TYPES for code in kind.abbreviations} | _OWN_CODES
_PRINTED = frozenset(_CODES | {code.replace("Đ", "D") for code in _CODES})
_ASSEMBLY = re.compile(r"(?:UBTV)?QH[0-9]{1,2}")
_NAMED = "|".join(sorted(TYPE_NAMES, key=len, reverse=True))
_CODED = "|".join(sorted({fold(code) for code in _CODES}))
_TYPE = re.compile(
    rf"(?<![a-z0-9])(?P<name>{_NAMED}|(?P<code>{_CODED}))(?P<filler>[ \n]+{_FILLER})?[ \n]*-?[ ]?$"
)
_LAST_WORDS = {"so", "no", "nr", "number"} | {
    word.rpartition(" ")[2] for word in (*TYPE_NAMES, *_CODED.split("|"))
}  # what _TYPE may end with: looked at first, because most numbers follow something else
_MARKED = re.compile(
    rf"[ \n]?(?:/[ \n]?[0-9]{{4}}[ \n]?)?[-/][ \n]?(?:(?:{_CODED})(?![a-z])|(?:ubtv)?qh[0-9])"
    rf"|[ ](?:{_CODED})[-/]"
)
_BEHIND_MARK = re.compile(r"\s?[-/–]\s?([^\W\d_]+)")
_CODE_LETTERS = 4  # of a code in small letters
_CODE = re.compile(r"[^\W\d_]+[0-9]*")
_NO_BARE_NUMBER = frozenset({
    "dieu_le", "cuong_linh", "hien_phap", "bo_luat", "luat", "bien_ban", "giay_moi", "tuyen_bo",
    "loi_keu_goi", "thong_cao", "van_ban_hop_nhat", "chien_luoc", "quy_hoach", "phuong_an",
})  # fmt: skip
_UNITS = (
    "van de|noi dung|nhiem vu|giai phap|chi tieu|muc tieu|nhom|y kien|cau|truong hop|viec|buoc|diem"
    "|khoan|phan|loai|du an|de an|cong trinh|can bo|nguoi|dong chi|xa|huyen|tinh|phuong|don vi"
    "|co quan|van ban|cuon|tap|trieu|ty|nghin|lan|khau|khu|cap|linh vuc|dia phuong|thang"
    "|quy(?! dinh)|tuan|gio|phut|trang|tuoi|dot|mat|hinh thuc|cai|con|years?|days?|months?|weeks?"
    "|hours?|minutes?|pages?|people|percent"
)
_COUNTED = re.compile(
    r"[ \n]+(?:(?:ngay|nam)\b(?![ \n]+[0-9])|nam[ ][0-9]{4}[ ]?-|"
    rf"(?:{_UNITS})\b)|[ ]?%|[.,/:-][0-9]"
)
_PLURAL = re.compile(r"(?:^|[^a-z])(?:cac|nhung|hai|ba|bon|nam|ca)[ \n]+$")
_LISTED = re.compile(r"[ \n]*(?:,|\bva\b|\band\b)[ \n]*(?:so )?(?P<num>[0-9]{1,5})\b")


def numbered(text: Aligned) -> Iterator[Instrument]:
    """Yield every instrument named by number, in order, with day and issuer behind it."""
    behind = 0
    for match in _ANCHOR.finditer(text.folded):
        if match.start() >= behind:
            for found in _at(text, match):
                behind = found.end
                yield found


def _at(text: Aligned, anchor: re.Match[str]) -> Iterator[Instrument]:
    number = anchor.start()
    if len(anchor[0]) > _DIGITS or text.folded[number - 1 : number] in (".", ","):
        return
    typed = _type_before(text.folded, number)
    if typed is None and not _MARKED.match(text.folded, anchor.end()):
        return
    start = typed.start() if typed else number
    until = anchor.end() + (0 if _a_word_follows(text.written, anchor.end()) else _WINDOW)
    words = Words.of(text.folded[start:until])
    name = typed_at(words, 0) if typed else symbol_at(words, 0)
    if name is None:
        return
    end = start + words.tokens[name.end - 1].end
    if any(sign.isalpha() for sign in text.folded[anchor.end() : end]):
        symbol = text.written[number:end]
        if typed or _printed_code(symbol):
            yield _instrument(text, start, end, name, symbol=symbol)
    elif typed and _bare_number_fits(text, start, end, typed, name):
        yield _instrument(text, start, end, name)
        if name.year is None and _PLURAL.search(text.folded, max(0, start - 8), start):
            yield from _list(text, end, text.folded[start:number], name)


def _a_word_follows(written: str, at: int) -> bool:
    """Tell whether behind a dash or slash stands a word, as in *Resolution 26 / Directive 5*."""
    code = _BEHIND_MARK.match(written, at)
    return code is not None and len(code[1]) > _CODE_LETTERS and not code[1][1:].isupper()


def _type_before(folded: str, number: int) -> re.Match[str] | None:
    last = folded[max(0, number - 14) : number].replace("-", " ").split()[-1:]
    if not last or last[0].rstrip(".:") not in _LAST_WORDS:
        return None
    return _TYPE.search(folded, max(0, number - _BEFORE), number)


def _instrument(
    text: Aligned, start: int, end: int, name: Name, *, lead: str = "", symbol: str = ""
) -> Instrument:
    behind = tail_end(text, end)
    reading = lead + text.folded[start:behind]
    return Instrument(start, behind, "number", reading, types=name.types, symbol=symbol)


def _list(text: Aligned, at: int, lead: str, name: Name) -> Iterator[Instrument]:
    """Yield the further numbers of *các Quy định 365, 366 và 377*."""
    while (match := _LISTED.match(text.folded, at)) and not _COUNTED.match(
        text.folded, match.end()
    ):
        yield _instrument(text, match.start("num"), match.end(), name, lead=lead)
        at = match.end()


def _printed_code(symbol: str) -> bool:
    """Tell whether a symbol without a type before it carries the code of one, in its letters."""
    code = _CODE.search(symbol.replace("Ð", "Đ"))
    return code is not None and (code[0] in _PRINTED or bool(_ASSEMBLY.fullmatch(code[0])))


def _bare_number_fits(
    text: Aligned, start: int, end: int, typed: re.Match[str], name: Name
) -> bool:
    """Tell whether a type and a lone number name an instrument, and count nothing."""
    if name.types & _NO_BARE_NUMBER or _COUNTED.match(text.folded, end):
        return False
    if typed["code"]:
        return text.written[start : start + len(typed["code"])].isupper()
    return bool(typed["filler"]) or text.written[start].isupper() or name.year is not None
