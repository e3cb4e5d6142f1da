"""What an amending text orders, read off its own words; nothing of it holds before it is accepted.

``Sửa đổi, bổ sung khoản 2 Điều 5 như sau: “…”``, ``Bổ sung Điều 5a vào sau Điều 5``, ``Bãi bỏ …``,
``Thay cụm từ “…” bằng cụm từ “…” tại …``, ``có hiệu lực kể từ ngày ký``. What looks like an order
and is not understood is told, with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from regulations.days import DayError, When, parse_day, parse_when
from regulations.folding import nfc
from regulations.places import PLACES, eids_in
from regulations.quotations import masked, quotations
from regulations.text import Text, Unit, ancestors, kind_of

SIGNING: Final = "signing"
"""In the place of a day: the day of signing."""

_DAY = r"(?:ngày[ ]+)?[0-9]{1,2}(?:[/.-][0-9]{1,2}[/.-]|[ ]+tháng[ ]+[0-9]{1,2}[ ]+năm[ ]+)[0-9]{4}"
_Q = r"⟦(?P<{}>[0-9]+)⟧"
_AT = (
    rf"(?:[ ]*(?:tại|ở|trong|của)[ ]+(?P<places>{PLACES})"  # or where what follows it stands
    rf"|(?=(?:,|[ ]+và[ ])[^.;]*?[ ](?:tại|ở|trong)[ ]+(?P<later>{PLACES}))|(?=\s*[.;:]?\s*$))"
)
_AS_FOLLOWS = rf"[^⟦]*?như[ ]+sau[^⟦]*?{_Q.format('new')}"
_ADDED = (
    rf"(?:bổ[ ]+sung[ ]+|(?<=⟧,[ ])|(?<=⟧[ ]và[ ]))(?:cụm[ ]+)?từ[ ]+{_Q.format('with')}[ ]+"
    rf"(?:vào[ ]+)?(?:ngay[ ]+)?(?:phía[ ]+)?SIDE[ ]+(?:cụm[ ]+)?từ[ ]+{_Q.format('old')}{_AT}"
)
_FORMS: Final = (
    ("replace-words", rf"thay(?:[ ]+thế)?[ ]+(?:các[ ]+)?(?:cụm[ ]+)?từ[ ]+{_Q.format('old')}"
                      rf"[ ]*bằng[ ]+(?:cụm[ ]+)?(?:từ[ ]+)?{_Q.format('with')}{_AT}"),
    ("replace-words", rf"(?:bãi[ ]+bỏ|bỏ)[ ]+(?:cụm[ ]+)?từ[ ]+{_Q.format('old')}{_AT}"),
    ("add-words-after", _ADDED.replace("SIDE", "sau")),
    ("add-words-before", _ADDED.replace("SIDE", "trước")),
    ("retitle", rf"(?:sửa[ ]+đổi(?:,?[ ]+bổ[ ]+sung)?|thay[ ]+(?:thế|đổi)|đổi)[ ]+"
                rf"(?:tên|tiêu[ ]+đề)[ ]+(?:gọi[ ]+)?(?:của[ ]+)?(?P<places>{PLACES})[ ]*"
                rf"(?:thành|(?:được[ ]+sửa[ ]+đổi[ ]+)?như[ ]+sau)[^⟦.;]*?{_Q.format('new')}"),
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
    ("suspend", rf"(?:tạm[ ]+)?(?:đình[ ]+chỉ|ngưng)[ ]+(?:việc[ ]+)?(?:(?:thi[ ]+hành"
                rf"|thực[ ]+hiện|áp[ ]+dụng|hiệu[ ]+lực)[ ]+)?(?:của[ ]+)?"
                rf"(?P<places>{PLACES})"),
    ("resume", rf"tiếp[ ]+tục[ ]+(?:thi[ ]+hành|thực[ ]+hiện|áp[ ]+dụng)[ ]+"
               rf"(?P<places>{PLACES})"),
    ("extend-deadline", rf"(?:gia[ ]+hạn|kéo[ ]+dài)[ ]+thời[ ]+(?:hạn|gian)[^⟦.;]*?tại[ ]+"
                        rf"(?P<places>{PLACES})"),
)  # fmt: skip
_SMALL: Final = ("subsection", "clause", "subclause", "point", "dash")  # in an article or section
_HINT = re.compile(
    r"(?i)sửa đổi|bổ sung|bãi bỏ|h(?:uỷ|ủy) bỏ|thay thế|bỏ (?:cụm )?từ|thay (?:cụm )?từ|đính chính"
    r"|đổi|chuyển|đánh số|đình chỉ|ngưng|tiếp tục|gia hạn|kéo dài|hiệu lực"
)
_ORDERING = re.compile(
    r"(?i)(?:sửa đổi|bổ sung|bãi bỏ|thay thế|thay (?:cụm )?từ|bỏ (?:cụm )?từ|đính chính)"
    rf"[^.;]*(?:{PLACES}|⟦)"
)
_FROM = re.compile(rf"(?i)(?:áp dụng|thực hiện|thi hành|hiệu lực)(?:,? kể)? từ (?P<day>{_DAY})")
_COMMENCING = re.compile(
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


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Compile the forms when a text is first looked at: most commands look at none."""
    return tuple((op, re.compile(form, re.IGNORECASE | re.DOTALL)) for op, form in _FORMS)


def read_orders(text: Text) -> Orders:
    """Return what *text* orders, in reading order."""
    units = [unit for unit in text.each() if _HINT.search(f"{unit.heading}\n{unit.text}")]
    found = [one for unit in units for one in _instructions(unit, text)]
    begins = [one for unit in units for one in _commencements(unit)]
    heard = {one.unit for one in found}
    heard |= {above for eid in heard for above in ancestors(eid)}
    unread = [unit for unit in units if unit.eid not in heard and _orders_something(unit)]
    return Orders(tuple(found), tuple(begins), tuple(unread))


def _orders_something(unit: Unit) -> bool:
    said = _body(unit)
    return any(_begins(said, match.start()) for match in _ORDERING.finditer(said))


def _body(unit: Unit) -> str:
    """Return what *unit* itself says, without its number, its quotations masked."""
    bare = replace(unit, kind="clause", num="1", mark="", children=(),
                   text=f"{unit.heading}\n{unit.text}".strip("\n"), heading="")  # fmt: skip
    return masked(bare).removeprefix("1. ")


def _begins(said: str, at: int) -> bool:
    """Tell whether a sentence, or a part of one, begins at *at*: there orders stand."""
    before = said[:at].rstrip(" ")
    return not before or before[-1] in ".;:\n⟧" or before.endswith((" và", "⟧,"))


def _instructions(unit: Unit, text: Text) -> Iterator[Instruction]:
    said = _body(unit)
    day = _FROM.search(said)
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, Instruction]] = []
    for op, form in _compiled():
        for match in form.finditer(said):
            crossed = any(match.start() < end and start < match.end() for start, end in taken)
            if crossed or not _begins(said, match.start()):
                continue
            taken.append(match.span())
            for one in _read(op, match, unit, text):
                since = _when(day["day"]) if day else None
                found.append((match.start(), replace(one, effective=since)))
    yield from (one for _at, one in sorted(found, key=lambda pair: pair[0]))


def _read(op: str, match: re.Match[str], unit: Unit, text: Text) -> Iterator[Instruction]:
    parts, quoted = match.groupdict(), quotations(unit)
    within = _within(unit, text)
    beside = [_completed(eid, within) for eid in eids_in(parts.get("beside") or "")]
    new = parts.get("new")
    base = Instruction(
        op, unit.eid, unit.line, _said(match[0], quoted, new), "",
        beside=beside[-1] if beside else "",
        ahead=(parts.get("side") or "").lower() == "trước",
        new=f"{unit.eid}__q{new}" if new else "",
        words=quoted[int(parts["old"]) - 1] if parts.get("old") else "",
        replacement=quoted[int(parts["with"]) - 1] if parts.get("with") else "",
    )  # fmt: skip
    around = base.beside.rpartition("__")[0] if op in ("renumber", "insert") else ""
    named = parts["places"] or parts.get("later")
    places = eids_in(named) if named else (within,) * bool(within)
    for place in places[: 1 if new else None]:  # what more is quoted stands in the same slice
        yield replace(base, place=_completed(place, around or within))


def _within(unit: Unit, text: Text) -> str:
    """Return the place that the units around name: "Sửa đổi Điều 4 như sau: a) khoản 1 …"."""
    for eid in ancestors(unit.eid):
        around = text.find(eid)
        named = re.search(PLACES, _body(around)) if around else None
        if named and len(eids := eids_in(named[0])) == 1:
            return eids[0]
    return ""


def _completed(eid: str, around: str) -> str:
    """Return *eid* inside *around*, where it begins with no article of its own."""
    own = kind_of(eid.partition("__")[0])
    return f"{around}__{eid}" if around and own in _SMALL else eid


def _said(words: str, quoted: tuple[str, ...], new: str | None) -> str:
    """Return the order as it reads, but for the *new* wording that it brings."""

    def filled(match: re.Match[str]) -> str:
        return "" if match[1] == new else f"“{quoted[int(match[1]) - 1]}”"

    return nfc(" ".join(re.sub(r"⟦([0-9]+)⟧", filled, words).split()))


def _commencements(unit: Unit) -> Iterator[Commencement]:
    for match in _COMMENCING.finditer(_body(unit)):
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
