"""What an amending text orders, read off its own words; nothing of it holds before it is accepted.

``Sửa đổi, bổ sung khoản 2 Điều 5 như sau: “…”``, ``Bổ sung Điều 5a vào sau Điều 5``, ``Bãi bỏ …``,
``Thay cụm từ “…” bằng cụm từ “…” tại …``, ``có hiệu lực kể từ ngày ký``. What looks like an order
and is not understood is told, with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from regulations.days import DayError, When, parse_day, parse_when
from regulations.folding import nfc
from regulations.places import PLACES, eids_in
from regulations.quotations import masked, quotations
from regulations.text import Text, Unit, ancestors

SIGNING: Final = "signing"
"""In the place of a day: the day of signing."""

_DAY = r"(?:ngày[ ]+)?[0-9]{1,2}(?:[/.-][0-9]{1,2}[/.-]|[ ]+tháng[ ]+[0-9]{1,2}[ ]+năm[ ]+)[0-9]{4}"
_Q = r"⟦(?P<{}>[0-9]+)⟧"
_AT = rf"[ ]*(?:tại|ở|trong|của)[ ]+(?P<places>{PLACES})"
_AS_FOLLOWS = rf"[^⟦]*?như[ ]+sau[^⟦]*?{_Q.format('new')}"
_FORMS: Final = tuple(
    (op, re.compile(form, re.IGNORECASE | re.DOTALL))
    for op, form in (
        ("replace-words", rf"thay(?:[ ]+thế)?[ ]+(?:các[ ]+)?(?:cụm[ ]+)?từ[ ]+{_Q.format('old')}"
                          rf"[ ]*bằng[ ]+(?:cụm[ ]+)?(?:từ[ ]+)?{_Q.format('with')}{_AT}"),
        ("replace-words", rf"(?:bãi[ ]+bỏ|bỏ)[ ]+(?:cụm[ ]+)?từ[ ]+{_Q.format('old')}{_AT}"),
        ("correct", rf"đính[ ]+chính[ ]+(?:cụm[ ]+)?(?:từ[ ]+)?{_Q.format('old')}[ ]*(?:thành|bằng)"
                    rf"[ ]+(?:cụm[ ]+)?(?:từ[ ]+)?{_Q.format('with')}{_AT}"),
        ("substitute", rf"(?:sửa[ ]+đổi(?:,?[ ]+bổ[ ]+sung)?|thay[ ]+thế)[ ]+(?P<places>{PLACES}"
                       rf"(?:[ ]+và[ ]+bổ[ ]+sung[ ]+{PLACES})?){_AS_FOLLOWS}"),
        ("insert", rf"bổ[ ]+sung[ ]+(?P<places>{PLACES}(?:[ ]+vào[ ]+(?!sau|trước){PLACES})?)"
                   rf"(?:[ ]+(?:vào[ ]+)?(?:ngay[ ]+)?(?P<side>sau|trước)[ ]+(?P<beside>{PLACES}))?"
                   rf"{_AS_FOLLOWS}"),
        ("renumber", rf"(?:đổi|chuyển|đánh[ ]+số[ ]+lại)[ ]+(?P<places>{PLACES})[ ]+(?:tr[ởơ][ ]+)?"
                     rf"thành[ ]+(?P<beside>{PLACES})"),
        ("repeal", rf"(?:bãi|hu[ỷy]|hủy)[ ]+bỏ[ ]+(?P<places>{PLACES})"),
        ("suspend", rf"(?:tạm[ ]+)?(?:đình[ ]+chỉ|ngưng)[^⟦.;]*?(?P<places>{PLACES})"),
        ("resume", rf"tiếp[ ]+tục[ ]+(?:thi[ ]+hành|thực[ ]+hiện|áp[ ]+dụng)[ ]+"
                   rf"(?P<places>{PLACES})"),
        ("extend-deadline", rf"(?:gia[ ]+hạn|kéo[ ]+dài)[ ]+thời[ ]+(?:hạn|gian)[^⟦.;]*?"
                            rf"(?P<places>{PLACES})"),
    )
)  # fmt: skip
_ORDERING = re.compile(
    r"(?i)(?:sửa đổi|bổ sung|bãi bỏ|h[uủ]ỷ? bỏ|thay thế|cụm từ|đính chính|đình chỉ|gia hạn)"
    rf"[^.;]*(?:{PLACES}|⟦)"
)
_FROM = re.compile(rf"(?i)(?:áp dụng|thực hiện|thi hành|hiệu lực)(?:,? kể)? từ (?P<day>{_DAY})")
_BEGINS = re.compile(
    rf"(?i)(?P<what>[^.;\n]*?)có hiệu lực(?: thi hành)?(?:,? kể)? từ (?P<day>ngày ký|{_DAY})"
)


@dataclass(frozen=True, slots=True)
class Instruction:
    """One order. *unit* is the element that gives it, *said* its words, *line* where it begins.

    *place* is the element it is about, *beside* the one that new wording stands next to (behind
    it unless *ahead*) or the new name of a renumbered one. *new* names a quotation of the text.
    """

    op: str
    unit: str
    line: int
    said: str
    place: str
    beside: str = ""
    ahead: bool = False
    new: str = ""
    words: str = ""
    replacement: str = ""
    effective: When | None = None


@dataclass(frozen=True, slots=True)
class Commencement:
    """From when the text, or the *part* of it, says that it holds: a day or :data:`SIGNING`."""

    part: str
    day: When | str
    line: int
    said: str


@dataclass(frozen=True, slots=True)
class Orders:
    """All that an amending text orders. *unread* are units that order something unknown."""

    instructions: tuple[Instruction, ...]
    commencements: tuple[Commencement, ...]
    unread: tuple[Unit, ...]


def read_orders(text: Text) -> Orders:
    """Return what *text* orders, in reading order."""
    found = [one for unit in text.each() for one in _instructions(unit)]
    begins = [one for unit in text.each() for one in _commencements(unit)]
    heard = {one.unit for one in found}
    heard |= {above for eid in heard for above in ancestors(eid)}
    unread = [unit for unit in text.each()
              if unit.eid not in heard and _ORDERING.search(masked(unit))]  # fmt: skip
    return Orders(tuple(found), tuple(begins), tuple(unread))


def _instructions(unit: Unit) -> Iterator[Instruction]:
    said = masked(unit)
    quoted = quotations(unit)
    day = _FROM.search(said)
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, Instruction]] = []
    for op, form in _FORMS:
        for match in form.finditer(said):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            for one in _read(op, match, unit, quoted):
                since = _when(day["day"]) if day else None
                found.append((match.start(), replace(one, effective=since)))
    yield from (one for _at, one in sorted(found, key=lambda pair: pair[0]))


def _read(
    op: str, match: re.Match[str], unit: Unit, quoted: tuple[str, ...]
) -> Iterator[Instruction]:
    parts = match.groupdict()
    beside = eids_in(parts.get("beside") or "")
    new = parts.get("new")
    base = Instruction(
        op, unit.eid, unit.line, _said(match[0], quoted, new), "",
        beside=beside[-1] if beside else "",
        ahead=(parts.get("side") or "").lower() == "trước",
        new=f"{unit.eid}__q{new}" if new else "",
        words=quoted[int(parts["old"]) - 1] if parts.get("old") else "",
        replacement=quoted[int(parts["with"]) - 1] if parts.get("with") else "",
    )  # fmt: skip
    places = eids_in(re.sub(r"(?i)[ ]+vào[ ]+", " thuộc ", parts["places"]))
    if op == "renumber":
        places = (_completed(places[-1], base.beside),)
    for place in places[: 1 if new else None]:  # what more is quoted stands in the same slice
        yield replace(base, place=place)


def _completed(old: str, new: str) -> str:
    """Return *old* inside what *new* is in: of "khoản 3 thành khoản 4 Điều 5" the first."""
    above = ancestors(new)
    return old if "__" in old or not above else f"{above[0]}__{old}"


def _said(words: str, quoted: tuple[str, ...], new: str | None) -> str:
    """Return the order as it reads, but for the *new* wording that it brings."""

    def filled(match: re.Match[str]) -> str:
        return "" if match[1] == new else f"“{quoted[int(match[1]) - 1]}”"

    return nfc(" ".join(re.sub(r"⟦([0-9]+)⟧", filled, words).split()))


def _commencements(unit: Unit) -> Iterator[Commencement]:
    for match in _BEGINS.finditer(masked(unit)):
        about = match["what"]
        parts = eids_in(about)
        if not parts and "này" not in about.lower():
            continue
        day: When | str | None = (SIGNING if match["day"].lower() == "ngày ký"
                                  else _when(match["day"]))  # fmt: skip
        for part in parts or ("",):
            if day is not None:
                yield Commencement(part, day, unit.line, " ".join(match[0].split()))


def _when(text: str) -> When | None:
    try:
        return parse_when(parse_day(text).isoformat())
    except DayError:
        return None
