"""An instrument's number, symbol and type among the words of a request.

Reading looks a fixed number of words ahead, so it is linear in the text, whatever the text.
:mod:`regulations.reference` puts the parts together.
"""

from __future__ import annotations

from dataclasses import dataclass

from regulations.doctypes import abbreviations, type_named, type_names, types_abbreviated
from regulations.words import Words, is_number, is_year

_ABBREVIATIONS = abbreviations()
_ALSO_WORDS = frozenset({"da"})  # "đã 30 ngày": an abbreviation only where marks say so
_PARTY_ENDINGS = ("tw", "tu", "hu", "du")  # Trung ương, Tỉnh uỷ, Huyện uỷ, Đảng uỷ
_ASSEMBLY = frozenset({"qh", "ubtvqh"})
_VOWELS = frozenset("aeiouy")
_FILLERS = frozenset({"so", "no", "number", "nr", "."})
_NAMES_TOO = {  # said beside the official names; Swedish as the foreign press translates
    "action program": "chuong_trinh", "action programme": "chuong_trinh", "guidance": "huong_dan",
    "chuong trinh hanh dong": "chuong_trinh", "quy che lam viec": "quy_che",
    "thong bao ket luan": "thong_bao", "thong tu lien tich": "thong_tu",
    "nghi quyet lien tich": "nghi_quyet", "forordning": "quy_dinh", "slutsats": "ket_luan",
    "direktiv": "chi_thi", "riktlinje": "huong_dan",
}  # fmt: skip
TYPE_NAMES = _NAMES_TOO | {name: code for name in type_names() if (code := type_named(name))}
"""Every name of a type, folded, with its code."""


@dataclass(frozen=True, slots=True)
class Name:
    """A number and what goes with it; *key* stands for a whole symbol, *end* is behind it."""

    number: int
    end: int
    key: str | None = None
    types: frozenset[str] = frozenset()
    bodies: tuple[str, ...] = ()
    year: int | None = None


def symbol_at(words: Words, at: int) -> Name | None:
    """Read a symbol whose number stands at *at*: ``124-QĐ/TW``, ``12/HD-BTCTW``, ``124 qd tw``.

    The abbreviation alone suffices (``124-QĐ``), then there is no key.
    """
    if not is_number(words.at(at)):
        return None
    first, cursor = words.mark(at + 1)
    year = None
    if first != "-" and is_year(words.at(cursor)):
        second, behind = words.mark(cursor + 1)
        if second or words.at(behind) in _ABBREVIATIONS:
            year, first, cursor = int(words.at(cursor)), "/", behind
    codes, end = _codes(words, cursor)
    if not codes or not _plausible(codes, bool(first), year is not None):
        return None
    number = int(words.at(at))
    if codes[0].rstrip("0123456789") in _ASSEMBLY and codes[0] not in _ABBREVIATIONS:
        return Name(number, end, f"{number}/{year}/{codes[0]}", bodies=codes[:1], year=year)
    key = _key(number, codes, year, first) if len(codes) > 1 else None
    return Name(number, end, key, types_abbreviated(codes[0]), codes[1:], year)


def typed_at(words: Words, at: int) -> Name | None:
    """Read a type at *at* with the number behind it: ``Quy định số 124-QĐ/TW``, ``QĐ124``."""
    types, abbreviation, cursor = _type_at(words, at)
    while types and words.at(cursor) in _FILLERS:
        cursor += 1
    if not types or not is_number(words.at(cursor)):
        return None
    symbol = symbol_at(words, cursor)
    if symbol is not None:
        both = symbol.types & types
        return Name(symbol.number, symbol.end, symbol.key, both or symbol.types or types,
                    symbol.bodies, symbol.year)  # fmt: skip
    return _number_and_year(words, cursor, types, abbreviation)


def _codes(words: Words, cursor: int) -> tuple[tuple[str, ...], int]:
    """Return abbreviation and bodies from *cursor* on, and the index behind them."""
    first = words.at(cursor)
    if not first.isalpha():
        return (), cursor
    digits = words.at(cursor + 1)
    if first in _ASSEMBLY and digits.isdecimal() and len(digits) < 3:
        return (first + digits,), cursor + 2
    codes = [first]
    cursor += 1
    while len(codes) < 5:
        sign, behind = words.mark(cursor)
        code = words.at(behind)
        loose = len(codes) == 1 and (bool(sign) or _looks_like_code(code))
        if not code.isalpha() or not (
            loose or (sign and words.glued(cursor - 1) and words.glued(cursor))
        ):
            break
        codes.append(code)
        cursor = behind + 1
    return tuple(codes), cursor


def _plausible(codes: tuple[str, ...], marked: bool, dated: bool) -> bool:
    if codes[0] not in _ABBREVIATIONS:
        return marked and (len(codes) > 1 or (dated and codes[0][-1].isdecimal()))
    return marked or len(codes) > 1 or codes[0] not in _ALSO_WORDS


def _looks_like_code(text: str) -> bool:
    """Tell a body's code from a word where no mark does: it has no vowel but a last ``u``."""
    return len(text) > 1 and text.isalpha() and _VOWELS.isdisjoint(text.removesuffix("u"))


def _key(number: int, codes: tuple[str, ...], year: int | None, first: str) -> str:
    """Return the key as :attr:`regulations.symbol.Symbol.key` has it.

    The Party's bodies are known by their endings: ``12/HD-BTCTW`` is a slip for ``12-HD/BTCTW``.
    """
    body = "-".join(codes[1:])
    if year is not None:
        return f"{number}/{year}/{codes[0]}-{body}"
    if first == "/" and not body.endswith(_PARTY_ENDINGS):
        return f"{number}/{codes[0]}-{body}"
    return f"{number}-{codes[0]}/{body}"


def _by_first_word() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    names: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name in sorted(TYPE_NAMES, key=lambda name: -name.count(" ")):
        words = tuple(name.split())
        names.setdefault(words[0], []).append((words, TYPE_NAMES[name]))
    return names


_NAMES = _by_first_word()


def _type_at(words: Words, at: int) -> tuple[frozenset[str], str, int]:
    """Return the types that the words at *at* name, their abbreviation, and the index behind."""
    for name, code in _NAMES.get(words.at(at), ()):
        if all(words.at(at + offset) == word for offset, word in enumerate(name)):
            return frozenset({code}), "", at + len(name)
    text = words.at(at)
    if text in _ABBREVIATIONS and text not in _ALSO_WORDS:
        return types_abbreviated(text), text, words.mark(at + 1)[1]
    return frozenset(), "", at


def _number_and_year(
    words: Words, at: int, types: frozenset[str], abbreviation: str
) -> Name | None:
    """Read ``366``, ``80/2022``, ``124/TW`` behind a type; a lone year is no number."""
    number = int(words.at(at))
    sign, behind = words.mark(at + 1)
    if sign == "/" and is_year(words.at(behind)):
        return Name(number, behind + 1, types=types, year=int(words.at(behind)))
    if is_year(words.at(at)):
        return None
    code = words.at(behind)
    if sign != "-" and _looks_like_code(code) and code not in _ABBREVIATIONS:
        key = f"{number}-{abbreviation}/{code}" if abbreviation else None
        return Name(number, behind + 1, key, types, (code,))
    return Name(number, at + 1, types=types)
