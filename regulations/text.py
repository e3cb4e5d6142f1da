"""One dated text of an instrument: appendix, part, chapter … article, clause, point. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

Kind = Literal["appendix", "closing", "part", "chapter", "section", "subsection", "article",
               "clause", "subclause", "point", "dash"]  # fmt: skip
KINDS: Final[tuple[Kind, ...]] = (
    "appendix",  # phụ lục, and what an instrument issues: its articles count anew
    "closing",  # recipients and signature: it holds nothing but its lines
    "part",  # phần
    "chapter",  # chương
    "section",  # mục, also I, II, III of a guideline
    "subsection",  # tiểu mục
    "article",  # điều
    "clause",  # khoản
    "subclause",  # 1.1, 1.2 of a guideline or resolution
    "point",  # điểm
    "dash",  # gạch đầu dòng
)
HEADED: Final = frozenset(KINDS[:7])  # their first line is a heading, not text
LETTERS: Final = "abcdđeghiklmnopqrstuvxy"  # of points, in order: 30/2020/NĐ-CP has no f j w z

_PREFIXES: Final[dict[Kind, str]] = {
    "appendix": "annex", "closing": "closing", "part": "part", "chapter": "chp",
    "section": "sec", "subsection": "subsec", "article": "art", "clause": "para",
    "subclause": "subpara", "point": "point", "dash": "dash",
}  # fmt: skip
_WORDS: Final = {"appendix": "Phụ lục", "closing": "phần cuối", "part": "Phần",
                 "chapter": "Chương", "section": "Mục", "subsection": "Tiểu mục",
                 "article": "Điều", "clause": "khoản", "subclause": "điểm", "point": "điểm",
                 "dash": "gạch đầu dòng"}  # fmt: skip
_ORDINALS: Final = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ROMAN: Final = re.compile(r"(?=.)C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES: Final = (("C", 100), ("XC", 90), ("L", 50), ("XL", 40), ("X", 10), ("IX", 9),
                        ("V", 5), ("IV", 4), ("I", 1))  # fmt: skip
_COUNTED = re.compile(r"([0-9]+)([a-zđ]?)")
_LETTERED = re.compile(r"([a-zđ])([0-9]*)")
_DECIMAL = re.compile(r"([0-9]+[.])([0-9]+)")


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit. *num* is as printed (``I``, ``8a``, ``đ``), empty for a dash.

    *text* is its own, without that of its *children*; *eid* its name inside the text; *line*
    where it stood, which takes no part in comparing. The last three are how it is set:
    *mark* where that is not the usual way, *gap* a blank line before it, *text_gap* one
    between heading and text.
    """

    kind: Kind
    num: str = ""
    heading: str = ""
    text: str = ""
    eid: str = ""
    line: int = field(default=0, compare=False)
    children: tuple[Unit, ...] = ()
    mark: str = ""
    gap: bool = True
    text_gap: bool = True

    @property
    def label(self) -> str:
        """The unit as it is cited, without those above it: ``Điều 8``, ``khoản 2``."""
        return label(self.kind, self.num)


@dataclass(frozen=True, slots=True)
class Text:
    """The wording of one day. *preamble* is what stands before the first unit."""

    preamble: str = ""
    units: tuple[Unit, ...] = ()

    def each(self) -> Iterator[Unit]:
        """Yield every unit, in reading order."""
        return each_unit(self.units)

    def find(self, eid: str) -> Unit | None:
        """Return the unit of that name."""
        return next((unit for unit in self.each() if unit.eid == eid), None)


def each_unit(units: Iterable[Unit]) -> Iterator[Unit]:
    """Yield *units* and all below them, in reading order."""
    for unit in units:
        yield unit
        yield from each_unit(unit.children)


def label(kind: Kind, num: str) -> str:
    """Return a unit as it is cited: ``Điều 8``, ``điểm đ``."""
    return f"{_WORDS[kind]} {num}".rstrip()


def eid_of(kind: Kind, num: str, above: str, taken: Counter[str]) -> str:
    """Return a unit's name, unique in its text: ``art_8__para_2__point_dd``.

    Articles count through the whole instrument, so theirs don't carry the chapter; those of an
    appendix carry it. *above* is the name of the unit around it, *taken* counts the names given
    so far. ``đ`` is written ``dd``, or it would be d; a name that is taken gets ``_2``.
    """
    own = (
        _PREFIXES[kind]
        if kind in ("appendix", "closing") and not num
        else (f"{_PREFIXES[kind]}_{_plain(num)}")
    )
    if kind == "article":
        above = above.split("__")[0] if above.startswith("annex") else ""
    name = f"{above}__{own}" if above else own
    if kind == "dash":
        taken[name] += 1
        return f"{name}{taken[name]}"
    unique = name
    while taken[unique]:
        taken[name] += 1
        unique = f"{name}_{taken[name]}"
    taken[unique] += 1
    return unique


def kind_of(eid: str) -> Kind | None:
    """Return the kind of the unit that an element id names; ``None`` where it is no such id."""
    prefix = eid.rpartition("__")[2].partition("_")[0]
    return next((kind for kind, known in _PREFIXES.items() if known == prefix), None)


def num_of(eid: str) -> str:
    """Return the number in an element id: ``đ`` for ``art_8__para_2__point_dd``."""
    return eid.rpartition("__")[2].partition("_")[2].replace("dd", "đ")


def cited_place(eid: str) -> str:
    """Return the unit that an element id names as it is cited, the smallest part first.

    >>> cited_place("art_8__para_2__point_dd")
    'điểm đ khoản 2 Điều 8'
    """
    steps = reversed(eid.split("__"))
    return " ".join(label(kind, num_of(step)) for step in steps if (kind := kind_of(step)))


def ancestors(eid: str) -> tuple[str, ...]:
    """Return the ids of the units around *eid*, the nearest first."""
    parts = eid.split("__")
    return tuple("__".join(parts[:size]) for size in range(len(parts) - 1, 0, -1))


def position(num: str) -> tuple[int, int] | None:
    """Return where a number stands in its row, and how far an insertion behind it.

    ``None`` for what belongs to no row.

    >>> position("8a"), position("IV"), position("đ"), position("thứ hai"), position("2.3")
    ((8, 1), (4, 0), (5, 0), (2, 0), (3, 0))
    """
    if match := _DECIMAL.fullmatch(num):
        return int(match[2]), 0
    if match := _COUNTED.fullmatch(num):
        return int(match[1]), LETTERS.find(match[2]) + 1 if match[2] else 0
    if _ROMAN.fullmatch(num):
        return from_roman(num), 0
    if (match := _LETTERED.fullmatch(num)) and match[1] in LETTERS:
        return LETTERS.index(match[1]) + 1, int(match[2] or 0)
    word = num.lower().removeprefix("thứ ")
    return (_ORDINALS.index(word) + 1, 0) if word in _ORDINALS else None


def number_like(num: str, count: int) -> str:
    """Return *count* in the way *num* is written: ``3``, ``III``, ``c``, ``1.3``, ``thứ ba``."""
    if match := _DECIMAL.fullmatch(num):
        return f"{match[1]}{count}"
    if num[:1].isdigit():
        return str(count)
    if _ROMAN.fullmatch(num):
        return to_roman(count)
    if num.lower().startswith("thứ"):
        return f"thứ {_ORDINALS[count - 1]}" if count <= len(_ORDINALS) else str(count)
    return LETTERS[count - 1] if 0 < count <= len(LETTERS) else str(count)


def from_roman(num: str) -> int:
    """Return the value of a Roman number below 400."""
    value = 0
    for sign, worth in _ROMAN_VALUES:
        while num.startswith(sign):
            num, value = num.removeprefix(sign), value + worth
    return value


def to_roman(count: int) -> str:
    """Return *count*, from 1 to 399, as a Roman number."""
    signs = ""
    for sign, worth in _ROMAN_VALUES:
        signs, count = signs + sign * (count // worth), count % worth
    return signs


def _plain(num: str) -> str:
    place = position(num)
    if num.lower().startswith("thứ"):
        return str(place[0]) if place else "x"
    return num.replace("đ", "dd").replace(".", "_")
