"""Instruments that running text calls by name: the Charter, what congresses passed, laws."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from regulations.citing.aligned import Aligned
from regulations.citing.instrument import Instrument
from regulations.citing.tails import tail_end
from regulations.text import to_roman

_ROMAN = r"(?:[ivx]{1,6}|[0-9]{1,2})\b"
_SUFFIX = r"(?:st|nd|rd|th)"
_ORDINALS = ("", "nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi",
             "muoi mot", "muoi hai", "muoi ba", "muoi bon", "muoi lam")  # fmt: skip

# Each begins with plain letters, which are searched for fast; :func:`_each` minds whole words.
_CHARTER = (
    re.compile(r"dieu le dang(?: cong san viet nam)?\b"),
    re.compile(r"party charter\b"),
)
_CONSTITUTION = (
    re.compile(r"hien phap(?: nuoc cong hoa xa hoi chu nghia viet nam)?\b"),
    re.compile(r"constitution\b"),
)
_CONGRESS = (
    re.compile(
        r"nghi quyet (?:cua )?dai hoi (?:dai bieu )?(?:toan quoc )?(?:lan thu )?"
        rf"(?P<number>{_ROMAN})(?: (?:cua )?dang(?: ta| cong san viet nam)?\b)?"
    ),
    re.compile(
        rf"resolution of the (?P<number>[0-9]{{1,2}}(?={_SUFFIX})|[ivx]{{1,6}}){_SUFFIX}?"
        r" (?:national )?(?:party )?congress\b(?: of the party)?"
    ),
)
_PLENUM_VI = (
    r" ?(?:hoi nghi )?(?:lan thu (?P<word>\w+(?: (?:mot|hai|ba|bon|lam)\b)?) )?"
    r"(?:ban chap hanh )?(?:trung uong|tw) ?(?:dang )?(?P<num>[0-9]{1,2})?,? ?"
    rf"(?P<open>[(])?khoa (?P<terms>{_ROMAN}(?:, ?{_ROMAN})*)(?(open)[)])"
)
_PLENUM_EN = (
    rf" of the (?P<num>[0-9]{{1,2}}){_SUFFIX} central(?: committee)? conference"
    rf"(?:(?:,| of the) (?P<terms>[0-9]{{1,2}}){_SUFFIX} (?:tenure|term)(?: of the party)?)?"
)
_PLENUM = {
    "nghi quyet": (re.compile(f"nghi quyet{_PLENUM_VI}"), re.compile(f"nq{_PLENUM_VI}"),
                   re.compile(f"resolution{_PLENUM_EN}")),
    "ket luan": (re.compile(f"ket luan{_PLENUM_VI}"), re.compile(f"conclusion{_PLENUM_EN}")),
}  # fmt: skip
_LAW = (re.compile(r"bo luat (?=[a-z])"), re.compile(r"luat (?=[a-z])"),
        re.compile(r"phap lenh (?=[a-z])"))  # fmt: skip
_LAW_ON = re.compile(r"Law on [A-Z][a-z]+(?: (?:and |of |the |for )*[A-Z][a-z]+)*")
_CODES = (re.compile(r" Code\b(?! [A-Z])"), re.compile(r" Law\b(?! (?:on\b|[A-Z]))"))
_CODE_OF = re.compile(r"(?:\b[A-Z][a-z]+ ){0,2}\b[A-Z][a-z]+$")
_NO_CODE_OF = re.compile(r"(?:(?:The|This|A|An|In|Under|By|That|Party|Each|Any|New)\b ?)*")
_LAW_WORD = re.compile(r"(?P<gap>|[ ]|,[ ])(?P<word>[^\W\d_]+)")
_NAME_ENDS = frozenset({
    "này", "thì", "có", "được", "quy", "theo", "để", "là", "của", "các", "những", "trong", "tại",
    "khi", "do", "không", "đã", "phải", "năm", "số", "ngày", "hoặc", "mà", "sẽ", "nếu", "đến",
    "từ", "cho", "bằng", "nhằm", "đang", "còn", "cũng", "ở", "với", "giao", "mới", "hiện", "áp",
    "ban", "điều", "khoản", "điểm", "luật", "bộ", "nghị", "thông", "quyết", "sửa", "nêu", "về",
})  # fmt: skip
_AFTER_AND = frozenset({"các", "những", "pháp", "luật", "văn", "quy", "nghị", "của", "khi", "cũng",
                        "theo", "thông", "hướng", "bộ", "điều"})  # fmt: skip
_AFTER_COMMA = frozenset({"công", "chống", "vệ", "sử", "nhập", "xuất", "quá", "cư", "trưng",
                          "chữa"})  # fmt: skip
_MOST_WORDS = 14


def named(text: Aligned) -> Iterator[Instrument]:
    """Yield every instrument called by name; they may overlap, and are in no order."""
    for match in _each(text, _CHARTER):
        yield from _capital(text, match, "dieu le dang")
    for match in _each(text, _CONSTITUTION):
        yield from _capital(text, match, "hien phap")
    for match in _each(text, _CONGRESS):
        name = f"nghi quyet dai hoi {_roman(match['number'])}"
        yield _found(text, match.start(), match.end(), name)
    for kind, patterns in _PLENUM.items():
        for match in _each(text, patterns):
            yield _found(text, match.start(), match.end(), *_plenum_names(kind, match))
    yield from _laws(text)


def _each(text: Aligned, patterns: tuple[re.Pattern[str], ...]) -> Iterator[re.Match[str]]:
    for pattern in patterns:
        for match in pattern.finditer(text.folded):
            if not text.folded[match.start() - 1 : match.start()].isalnum():
                yield match


def _capital(text: Aligned, match: re.Match[str], name: str) -> Iterator[Instrument]:
    """Yield what stands in capitals, but no *Party Charter Subcommittee*."""
    if text.written[match.start()].isupper() and not (
        text.written[match.end() + 1 : match.end() + 2].isupper()
    ):
        yield _found(text, match.start(), match.end(), name)


def _found(text: Aligned, start: int, end: int, *names: str) -> Instrument:
    start -= 4 if text.folded[max(0, start - 4) : start] == "the " else 0
    behind = tail_end(text, end)
    return Instrument(start, behind, "name", text.folded[start:behind], names)


def _laws(text: Aligned) -> Iterator[Instrument]:
    for match in _each(text, _LAW):
        if end := _law_end(text, match.start(), match.end()):
            yield _found(text, match.start(), end, text.folded[match.start() : end])
    for match in _LAW_ON.finditer(text.written):
        yield _found(text, match.start(), match.end(), text.folded[match.start() : match.end()])
    for code in _CODES:
        for match in code.finditer(text.written):
            if before := _CODE_OF.search(text.written, max(0, match.start() - 40), match.start()):
                skipped = _NO_CODE_OF.match(text.written, before.start(), before.end())
                start = skipped.end() if skipped else before.start()
                if start < before.end():
                    yield _found(text, start, match.end(), text.folded[start : match.end()])


def _law_end(text: Aligned, start: int, at: int) -> int:
    """Return where the name ends of a law called so at *start*, its name at *at*; 0: no law.

    *Luật sư* begins a sentence; *theo Luật thuế giá trị gia tăng* and *Luật Đất đai* are names.
    """
    inside = text.written[max(0, start - 2) : start - 1].islower()
    if not text.written[start].isupper() or not (text.written[at].isupper() or inside):
        return 0
    end = at
    for match in islice(_LAW_WORD.finditer(text.written, at), _MOST_WORDS):
        if match.start() != end or not _goes_on(text.written, match):
            break
        end = match.end()
    return end if end > at else 0


def _goes_on(written: str, match: re.Match[str]) -> bool:
    """Tell whether a word still belongs to the name of a law; a capital never ends one."""
    word = match["word"]
    if match["gap"] == ", ":
        return word in _AFTER_COMMA
    if word != "và":
        return word not in _NAME_ENDS
    following = _LAW_WORD.match(written, match.end())
    return following is not None and following["word"].lower() not in _AFTER_AND


def _plenum_names(kind: str, match: re.Match[str]) -> Iterator[str]:
    """Yield what the resolutions or conclusions of a Central conference are filed under."""
    word = match.groupdict().get("word") or match["num"] or ""
    number = _ORDINALS.index(word) if word in _ORDINALS else word
    for term in re.split(", ?", match["terms"] or ""):
        yield f"{kind} trung uong {number} khoa {_roman(term)}".rstrip()


def _roman(number: str) -> str:
    return to_roman(int(number)).lower() if number.isdecimal() else number
