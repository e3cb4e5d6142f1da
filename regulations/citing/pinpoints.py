"""Places inside an instrument as running text names them, in both orders, with lists and ranges.

``điểm a, b khoản 2 và khoản 3 Điều 5``, ``Điều 5 đến Điều 9``, ``Point a, Clause 2, Article 5``.
Every step matches at one place and moves on: reading is linear in the text, whatever the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from regulations.citing.aligned import Aligned
from regulations.text import KINDS, LETTERS, Kind, eid_of, kind_of, num_of

_WORDS: dict[str, Kind] = {
    "phu luc": "appendix", "annex": "appendix", "appendix": "appendix",
    "phan": "part", "part": "part", "chuong": "chapter", "chapter": "chapter",
    "tieu muc": "subsection", "muc": "section", "section": "section",
    "dieu": "article", "articles": "article", "article": "article",
    "khoan": "clause", "clauses": "clause", "clause": "clause",
    "diem": "point", "points": "point", "point": "point",
}  # fmt: skip
_KIND = re.compile(rf"\b(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?=[ \n]+[0-9a-z])")
_BLANK = r"[ \t]*\n?[ \t]*"
_THIS = re.compile(rf"{_BLANK}nay\b")
_ROMAN = r"[ivx]{1,8}\b"
_COUNTED = rf"[0-9]{{1,3}}[a-z]?\b(?![/%]|-[0-9a-z]|,[0-9]|[.][0-9]|{_BLANK}(?:thang|nam|ngay)\b)"
_STEPPED = rf"[0-9]{{1,2}}(?:[.][0-9]{{1,2}}){{1,3}}\b(?![/.][0-9])|{_COUNTED}"
_LETTERED = rf"[a-z][0-9]?\b(?!/)|{_STEPPED}"
_FORMS: dict[Kind, str] = {
    "appendix": rf"(?:so{_BLANK})?(?:{_ROMAN}|[0-9]{{1,2}}[a-z]?\b)",
    "part": rf"{_ROMAN}|{_COUNTED}",
    "chapter": rf"{_ROMAN}|{_COUNTED}",
    "section": rf"{_ROMAN}|{_STEPPED}",
    "subsection": _STEPPED,
    "article": _COUNTED,
    "clause": _STEPPED,
    "point": _LETTERED,
}
_NUMBERS = {level: re.compile(f"{_BLANK}(?P<num>{form})") for level, form in _FORMS.items()}
_AND = re.compile(rf"{_BLANK}(?:[,;]{_BLANK}(?:va|hoac|and|or)?|\b(?:va|hoac|and|or)\b){_BLANK}")
_TO = re.compile(rf"{_BLANK}(?:\b(?:den|to)\b|-){_BLANK}")
_BETWEEN = re.compile(
    rf"{_BLANK}(?:[,;]|\b(?:(?P<and>va|hoac|and|or)|cua|thuoc|of|den|to)\b)?{_BLANK}(?:\b(?:cac|the)\b)?{_BLANK}"
)
_LONGEST_RANGE = 200
_MOST_PLACES = 1000  # of one citation; what multiplies to more is no list that anybody wrote
_COMPOUNDS: dict[Kind, frozenset[str]] = {  # "thời điểm 3" is no point, "tài khoản 102" no clause
    "point": frozenset({"kiểm", "thời", "quan", "đặc", "địa", "trọng", "ưu", "khuyết", "nhược",
                        "chấm", "cao", "tâm", "cực", "trung", "giao", "toạ", "tọa", "tổng"}),
    "clause": frozenset({"tài", "bồi"}),
    "section": frozenset({"danh", "chuyên", "hạng", "thư", "đề"}),
    "part": frozenset({"thành", "cổ", "góp", "một", "học", "phẩm"}),
    "chapter": frozenset({"huy", "văn", "hiến"}),
}  # fmt: skip
_SEVERAL = re.compile(r"(?<![^\W\d_])[Cc]ác[ \n]$")


@dataclass(frozen=True, slots=True)
class Step:
    """One kind with its numbers, as ``khoản 1, 2``; ``this`` is *này*.

    *joined* is how it hangs on the step before: ``to`` in a range, ``and``, or empty.
    """

    level: Kind
    numbers: tuple[str, ...]
    start: int
    end: int
    this: bool = False
    joined: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """Steps that belong together; *start* is where the first word stands, *các* before it too."""

    steps: tuple[Step, ...]
    start: int

    @property
    def end(self) -> int:
        """Behind the last sign."""
        return self.steps[-1].end

    @property
    def has_article(self) -> bool:
        """Whether an article is named, or *this* article, clause or point."""
        return any(step.level == "article" or step.this for step in self.steps)

    @property
    def this(self) -> bool:
        """Whether it speaks of the place where it stands itself."""
        return any(step.this for step in self.steps)

    def eids(self, article: str = "") -> tuple[str, ...]:
        """Return the element ids meant, each once, in reading order.

        *article* is the number of the article around the text, for ``khoản 2 Điều này``.
        """
        steps = _spread(self.steps)
        downwards = _rank(steps[0]) < _rank(steps[-1])
        found = _paths(steps, article) if downwards else _paths(steps[::-1], article, "and")
        ordered = found if downwards else found[::-1]
        return tuple(dict.fromkeys(_eid(path) for branch in ordered for path in branch if path))


def chains(text: Aligned) -> Iterator[Chain]:
    """Yield every chain of places in *text*, in order; none overlaps another."""
    behind = 0
    for match in _KIND.finditer(text.folded):
        if match.start() >= behind and (chain := _chain_at(text, match)):
            yield chain
            behind = chain.end


def _chain_at(text: Aligned, match: re.Match[str]) -> Chain | None:
    steps: list[Step] = []
    several = _SEVERAL.search(text.written, max(0, match.start() - 5), match.start())
    found: re.Match[str] | None = match
    joined = ""
    while found and (step := _step_at(text, found, joined)):
        steps.append(step)
        between = _BETWEEN.match(text.folded, step.end)
        assert between is not None  # it may be empty
        joined = "to" if _TO.match(text.folded, step.end) else "and" if between["and"] else ""
        found = _KIND.match(text.folded, between.end()) if between.end() > step.end else None
    start = several.start() if several else match.start()
    return Chain(tuple(steps), start) if steps else None


def _step_at(text: Aligned, match: re.Match[str], joined: str) -> Step | None:
    level = _WORDS[match[0]]
    if _part_of_a_word(text.written, match.start(), level):
        return None
    if this := _THIS.match(text.folded, match.end()):
        return Step(level, (), match.start(), this.end(), this=True)
    numbers: list[str] = []
    end, ranged = match.end(), False
    while found := _number_at(text, level, end):
        number, behind = found
        numbers += _between(numbers[-1], number) if ranged and numbers else [number]
        end = behind
        to, and_ = _TO.match(text.folded, end), _AND.match(text.folded, end)
        gap = to or and_
        ranged = to is not None
        if gap is None or not _number_at(text, level, gap.end()):
            break
        end = gap.end()
    return Step(level, tuple(numbers), match.start(), end, joined=joined) if numbers else None


def _number_at(text: Aligned, level: Kind, at: int) -> tuple[str, int] | None:
    match = _NUMBERS[level].match(text.folded, at)
    if match is None:
        return None
    written = text.written[match.start("num") : match.end()].lower().replace("ð", "đ")
    written = written.removeprefix("số").strip()
    if written[0].isalpha() and level not in ("part", "chapter", "section", "appendix"):
        if written[0] not in LETTERS:  # "điểm ở", "điểm ô"
            return None
    elif written[0].isalpha():
        written = written.upper()
    return written, match.end()


def _between(first: str, last: str) -> list[str]:
    """Return the numbers behind *first* up to *last*; both alone where they are no range."""
    if first.isdecimal() and last.isdecimal() and 0 < int(last) - int(first) <= _LONGEST_RANGE:
        return [str(number) for number in range(int(first) + 1, int(last) + 1)]
    if first in LETTERS and last in LETTERS:
        return list(LETTERS[LETTERS.index(first) + 1 : LETTERS.index(last) + 1]) or [last]
    return [last]


def _part_of_a_word(written: str, at: int, level: Kind) -> bool:
    """Tell whether the word at *at* is the end of another, as in *thời điểm*, *danh mục*."""
    before = written[max(0, at - 8) : at]
    return before.endswith(" ") and before.rstrip().rpartition(" ")[2].lower() in _COMPOUNDS.get(
        level, ()
    )


def _rank(step: Step) -> int:
    return KINDS.index(step.level)


def _spread(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Fill in ``Điều 5 đến Điều 9``: the numbers between two steps of one kind."""
    spread = list(steps)
    for number, (first, second) in enumerate(pairwise(steps)):
        if (
            second.joined == "to"
            and first.level == second.level
            and first.numbers
            and second.numbers
        ):
            inner = (*_between(first.numbers[-1], second.numbers[0]), *second.numbers[1:])
            spread[number + 1] = Step(second.level, inner, second.start, second.end)
    return tuple(spread)


_Path = tuple[tuple[Kind, str], ...]


def _paths(steps: tuple[Step, ...], article: str, apart: str = "-") -> list[list[_Path]]:
    """Return the ends of each branch; *steps* come with the larger before the smaller.

    What is joined by *apart* holds nothing that follows: ``khoản 2 và Điều 5``.
    """
    open_: list[tuple[int, list[_Path]]] = []
    ended: list[list[_Path]] = []
    for step, following in zip_longest(steps, steps[1:]):
        while open_ and open_[-1][0] >= _rank(step):
            open_.pop()
        above: list[_Path] = open_[-1][1] if open_ else [()]
        named = _named(step, article)
        few = len(above) * len(named) <= _MOST_PLACES
        own = [(*path, (step.level, num)) for path in above for num in named if few] or above
        if following is None or step.joined == apart or _rank(following) <= _rank(step):
            ended.append(own)
        if step.joined != apart:
            open_.append((_rank(step), own))
    return ended


def _named(step: Step, article: str) -> tuple[str, ...]:
    if not step.this:
        return step.numbers
    return (article,) if article and step.level == "article" else ()


def _eid(path: _Path) -> str:
    above = ""
    for level, num in path:
        above = eid_of(_kind(level, num, above), num, above, Counter())
    return above


def _kind(level: Kind, num: str, above: str) -> Kind:
    """Return what a text has there: *điểm 1.4*, and the *tiểu mục 1* of a guideline's section I."""
    if "." in num and level in ("subsection", "clause", "point"):
        return "subclause"
    counted = kind_of(above) == "section" and num_of(above).isalpha()
    return "clause" if level == "subsection" and counted else level
