"""The opening of an instrument: who issued it, number, place and day, type, subject. Pure.

Layouts of 36-HD/VPTW and 66-QĐ/TW (the Party) and 30/2020/NĐ-CP (the State), and older ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from regulations.doctypes import DOC_TYPES, type_names
from regulations.folding import fold
from regulations.intake.headings import is_rule
from regulations.symbol import Symbol, SymbolError, parse_symbol

FARTHEST: Final = 60  # lines; no letterhead is longer
LONGEST: Final = 2000  # signs of one of them
_GAP: Final = re.compile(r"\t+|\s{3,}")
_SIDES: Final = re.compile(  # before the motto, and between number and place
    r"(?<=\w) (?=(?:CỘNG HO[ÀA]\w* XÃ HỘI|CỘNG HÒA XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM))"
    r"|(?<=[A-ZĐ0-9]) (?=[^\W\d_][^,]{0,40}, ngày )"
)
_NUMBERED: Final = re.compile(r"^(?:[^\W\d_]+\s+){0,3}?số\s*:?\s*(.+)$", re.IGNORECASE)
_CODE: Final = re.compile(
    r"\d{1,5}\s*(?:/\s*\d{4}\s*/\s*(?:QH|UBTVQH)\s?\d{1,2}"
    r"|(?:\s*/\s*\d{4}\s*)?\s*[-–/]\s*[A-ZĐƯ][\w.]*(?:\s*[-–/]\s*[A-ZĐƯ][\w.]*){0,4})"
)
_DAY: Final = re.compile(r"\bngay\s*(\d{1,2})\s*thang\s*(\d{1,2})\s*nam\s*(\d{4})")
_PLACED: Final = re.compile(r"^([^,]{1,60}?)\s*,\s*ngay\b")
_MOTTO: Final = ("cong hoa xa hoi", "dang cong san", "doc lap")
_BASIS: Final = re.compile(
    r"-?\s*(?:(?i:căn cứ|theo đề nghị|xét đề nghị|lời nói đầu)|Để |Theo |Xét |Thực hiện "
    r"|(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định) này)"
)
_TYPES: Final = {doc_type.vi.upper(): doc_type.code for doc_type in DOC_TYPES}
_SAID_FIRST: Final = re.compile(
    rf"^(?:(?:{'|'.join(type_names())}) (?=\S))?(?:ve |viec )*"  # "Luật Đất đai", "về việc …"
)
_BY_LENGTH: Final = sorted(_TYPES, key=len, reverse=True)
_ABOUT_LETTER: Final = re.compile(r"^(?:v/v|về việc)\s*:?\s*", re.IGNORECASE)
_ISSUED_BY: Final = re.compile(
    r"^(?:CỦA |SỐ )(?:.*?)(?:\bVỀ (?:VIỆC )?)|^VỀ (?:VIỆC )?|\s+CỦA QUỐC HỘI NƯỚC .*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the opening prints. Empty and ``None`` are what it does not print.

    *names* are the lines above the number that may name the issuer and the body over it.
    *title* is the subject without the type, in the letters of the print.
    """

    names: tuple[str, ...] = ()
    symbol: Symbol | None = None
    place: str = ""
    day: date | None = None
    type: str = ""
    title: str = ""
    bases: tuple[str, ...] = ()


def read_head(front: Sequence[str]) -> Head:
    """Read the lines before the first unit; cells that stand side by side may share a line."""
    lines = [part for line in front[:FARTHEST] for part in _parts(line[:LONGEST])]
    kind, at, title = _type_and_title(lines)
    above = lines[:at] if kind else lines
    symbols = [found for line in above if (found := _symbol(line))]
    if not symbols:
        symbols = [found for line in lines[at : at + 3] if (found := _symbol_in_title(line))]
    places = [placed for line in above if (placed := _place_and_day(line))]
    place, day = places[0] if places else ("", None)
    if not kind and (letter := _letter_subject(above)):
        kind, title = "cong_van", letter
    bases = tuple(line for line in lines[at:] if fold(line).lstrip("- ").startswith("can cu"))
    return Head(_names(above), next(iter(symbols), None), place, day, kind, title, bases)


def _parts(line: str) -> list[str]:
    """Return what stands side by side in *line*: issuer and motto, number and place."""
    parts = [part for piece in _GAP.split(line) for part in _SIDES.split(piece)]
    return [part.strip() for part in parts if part.strip()]


def title_words(title: str) -> str:
    """Return what two prints of one title share: folded words, without number and day.

    >>> title_words("CỦA QUỐC HỘI SỐ 1/2001/QH10 VỀ ĐÊ ĐIỀU") == title_words("Đê điều")
    True
    """
    bare = " ".join(re.findall(r"[^\W_]+", fold(_bare(title))))
    return _SAID_FIRST.sub("", bare)


def day_passed(line: str) -> date | None:
    """Return the day on which a law was passed, where *line* is the note of it at the end."""
    plain = fold(line)
    return _day(_DAY.search(plain.partition("thong qua")[2])) if " thong qua " in plain else None


def _bare(title: str) -> str:
    plain = " ".join(title.split())
    return _ISSUED_BY.sub("", plain).strip(" .;:–-") or plain


def _type_and_title(lines: Sequence[str]) -> tuple[str, int, str]:
    """Return the type, the index of its line (of the first line: none), and the title."""
    for at, line in enumerate(lines):
        name = next((name for name in _BY_LENGTH if _begins(line, name)), "")
        if name and not _NUMBERED.match(line):
            rest = line[len(name) :].strip(" :")
            return _TYPES[name], at, _title(rest, lines[at + 1 :])
    return "", 0, ""


def _begins(line: str, name: str) -> bool:
    if not line.startswith(name):
        return False
    rest = line[len(name) :]
    return not rest.strip() or (rest[0] in " :" and line.isupper())


def _title(rest: str, behind: Sequence[str]) -> str:
    parts = [rest] if rest else []
    for line in behind:
        plain = fold(line)
        acts = " ban hanh " in plain and not line.isupper()
        ends = is_rule(line) or acts or (parts and _BASIS.match(line))
        signs = line.isupper() and plain.startswith(("quoc hoi", "chinh phu", "bo chinh tri"))
        if ends or (signs and parts) or len(parts) == 6 or (parts and _ends_title(parts, line)):
            break
        parts.append(line)
    return _bare(" ".join(parts))


def _ends_title(parts: Sequence[str], line: str) -> bool:
    """Tell whether *line* no longer belongs to a title: capitals end, or a sentence begins."""
    if parts[-1].isupper() and not parts[-1].startswith("CỦA "):
        return not line.isupper()
    return parts[-1].endswith((".", ":")) or line.startswith(("(", "*", "-")) or len(line) > 300


def _symbol(line: str) -> Symbol | None:
    match = _NUMBERED.match(line)
    return find_symbol(match[1]) if match else None


def find_symbol(text: str) -> Symbol | None:
    """Return the first symbol that stands anywhere in *text*."""
    match = _CODE.search(text)
    try:
        return parse_symbol(match[0]) if match else None
    except SymbolError:
        return None


def _symbol_in_title(line: str) -> Symbol | None:
    """Return the own number that a law before 2005 has in its title: ``SỐ 35-L/CTN NGÀY …``."""
    match = re.match(r"(?:.*VIỆT NAM )?SỐ (\S+)", line)
    return find_symbol(match[1]) if match else None


def _place_and_day(line: str) -> tuple[str, date | None] | None:
    plain = fold(line)
    match, placed = _DAY.search(plain), _PLACED.match(plain)
    if match is None or len(line) > 100 or placed is None:
        return None
    day = _day(match)
    return (line[: placed.end(1)].strip(), day) if day else None


def _day(match: re.Match[str] | None) -> date | None:
    if match is None:
        return None
    day, month, year = map(int, match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _letter_subject(lines: Sequence[str]) -> str:
    return next((_ABOUT_LETTER.sub("", line) for line in lines if _ABOUT_LETTER.match(line)), "")


def _names(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        line for line in lines
        if any(sign.isalpha() for sign in line) and not fold(line).startswith(_MOTTO)
        and not _NUMBERED.match(line) and not _place_and_day(line) and len(line) < 120
    )  # fmt: skip
