"""Markdown <-> text of an instrument. Reading never refuses and drops nothing; it reports.

``# Chương I. …``, ``## Điều 8. …``, clauses ``1. …``, points ``a) …``, dashes ``- …``. What is
set in any other way stays where it is, word for word, as text of the unit before it. A line
that begins with ``>`` is quoted from elsewhere and never a unit. Behind a line ``---`` stand
recipients and signature, up to the next ``# Phụ lục`` or other heading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from regulations.folding import nfc
from regulations.numbering import Rows
from regulations.problems import Place, Problem
from regulations.sentences import say
from regulations.text import HEADED, KINDS, Kind, Text, Unit, eid_of, label

_USUAL: Final = {"appendix": "# Phụ lục {}. ", "closing": "---", "part": "# Phần {}. ",
                 "chapter": "# Chương {}. ", "section": "## Mục {}. ",
                 "subsection": "## Tiểu mục {}. ", "article": "## Điều {}. ", "clause": "{}. ",
                 "subclause": "{}. ", "point": "{}) ", "dash": "- "}  # fmt: skip
_ROMAN = r"[IVXLC]+"
_END = r"(?:[ \t]*[.:–—-][ \t]*|[ \t]+|$)"
_NUMBER = rf"(?P<num>{_ROMAN}|[0-9]+[a-zđ]?)"
ISSUED: Final = (  # what an instrument issues and prints behind its signature
    "QUY CHẾ", "QUY ĐỊNH", "ĐIỀU LỆ", "NỘI QUY", "CHƯƠNG TRÌNH", "KẾ HOẠCH", "ĐỀ ÁN", "DANH MỤC",
)  # fmt: skip
_MARKS: Final[tuple[tuple[Kind, str], ...]] = (
    (
        "appendix",
        rf"#+[ \t]+(?i:phụ lục)[ \t]+(?:(?i:số)[ \t]+)?"
        rf"(?P<num>{_ROMAN}|[0-9]+[a-zđ]?|[A-HĐ]){_END}",
    ),
    ("appendix", rf"#+[ \t]+(?i:phụ lục)(?P<num>){_END}"),
    ("appendix", rf"#[ \t]+(?P<num>)(?=(?:{'|'.join(ISSUED)})(?!\w))"),
    ("closing", r"(?P<num>)---$"),
    ("part", rf"#+[ \t]+(?i:phần)[ \t]+(?P<num>(?i:thứ)[ ]\w+|{_ROMAN}|[0-9]+){_END}"),
    ("chapter", rf"#+[ \t]+(?i:chương)[ \t]+{_NUMBER}{_END}"),
    ("section", rf"#+[ \t]+(?i:mục)[ \t]+{_NUMBER}{_END}"),
    ("section", rf"#+[ \t]+(?P<num>{_ROMAN})(?:[.]|[ \t]*[-–—/])(?:[ \t]*(?=\w)|[ \t]+|$)"),
    ("subsection", rf"#+[ \t]+(?i:tiểu[ \t]+mục)[ \t]+{_NUMBER}{_END}"),
    ("article", rf"#+[ \t]+(?i:[đð]iều)[ \t]+(?P<num>[0-9]+[a-zđ]?){_END}"),
    ("clause", r"[ \t]*(?P<num>[0-9]{1,3}[a-zđ]?)[.)/–-](?:[ \t]+|$)"),
    ("subclause", r"[ \t]*(?P<num>[0-9]{1,2}(?:[.][0-9]{1,2}){1,2})[.]?[ \t]+(?=\S)"),
    ("point", r"[ \t]*(?P<num>[a-zđ]{1,2}[0-9]{0,2})[)](?:[ \t]+|$)"),
    ("point", r"[ \t]*(?P<num>[a-zđ])[./-](?:[ \t]+|$)"),
    ("dash", r"[ \t]*(?P<num>)[-–—+*•][ \t]+(?=\S)"),
)
_FORMS: Final = tuple((kind, re.compile(rf"(?P<mark>{mark})(?P<rest>.*)")) for kind, mark in _MARKS)
_NEED_A_UNIT: Final = frozenset({"closing", "point", "dash"})  # before the first unit: preamble
_UNMARKED = re.compile(r"\**(Điều [0-9]+[a-zđ]?)[.:]")


def normalise(text: str) -> str:
    """Return *text* as it is kept: NFC, lines ended by LF, no blanks at their ends.

    Several blank lines are one, none stands at the beginning, and the last line is ended.
    """
    lines = [line for _, line in _kept_lines(text)]
    return "\n".join(lines) + "\n" if lines else ""


def read_markdown(path: str, text: str) -> tuple[Text, list[Problem]]:
    """Read any text at all; ``render`` gives it back, normalised, to the last sign.

    The problems name lost, doubled and misplaced numbers, at lines of *text* in *path*.
    """
    reading = _Reading(path)
    for line_number, line in _kept_lines(text):
        reading.take(line_number, line)
    return reading.text(), reading.problems


def render(text: Text) -> str:
    """Return *text* as Markdown."""
    lines = text.preamble.split("\n") if text.preamble else []
    for unit in text.units:
        lines += _lines_of(unit)
    if text.units and not text.preamble and text.units[0].gap:
        del lines[0]
    return "\n".join(lines) + "\n" if lines else ""


def render_unit(unit: Unit) -> str:
    """Return one unit with all below it as Markdown."""
    return "\n".join(_lines_of(unit)).strip("\n") + "\n"


def reads_as_itself(unit: Unit) -> bool:
    """Tell whether *unit*, taken without those below it, would be read as that one unit."""
    alone = replace(unit, children=())
    inside = "1.\n" if unit.kind in _NEED_A_UNIT else ""
    text, _ = read_markdown("", inside + render_unit(alone))
    found = text.units[0].children if inside and text.units else text.units
    own = replace(alone, eid="", gap=True)
    return not text.preamble and [replace(one, eid="", gap=True) for one in found] == [own]


def _lines_of(unit: Unit) -> Iterator[str]:
    if unit.gap:
        yield ""
    head, _, below = unit.text.partition("\n") if unit.kind not in HEADED else ("", "", unit.text)
    yield _head_line(unit.kind, unit.num, unit.mark, unit.heading or head)
    if below or "\n" in unit.text:
        if unit.kind in HEADED and unit.text_gap:
            yield ""
        yield from below.split("\n")
    for child in unit.children:
        yield from _lines_of(child)


def _head_line(kind: Kind, num: str, mark: str, rest: str) -> str:
    return ((mark or _USUAL[kind].format(num)) + rest).rstrip(" \t")


def _kept_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of the normalised text, each with its number in *text*."""
    blank_at, begun = 0, False
    lines = nfc(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate((line.rstrip(" \t") for line in lines), 1):
        if not line:
            blank_at = number
            continue
        if blank_at and begun:
            yield blank_at, ""
        blank_at, begun = 0, True
        yield number, line


@dataclass(slots=True)
class _Draft:
    """A unit while it is read."""

    kind: Kind
    num: str
    mark: str
    rest: str
    eid: str
    line: int
    gap: bool
    lines: list[str] = field(default_factory=list)
    children: list[_Draft] = field(default_factory=list)

    def unit(self) -> Unit:
        children = tuple(child.unit() for child in self.children)
        rest, lines, text_gap = self.rest, self.lines, True
        heading = ""
        if self.kind in HEADED:
            heading = rest
            text_gap = not lines or lines[0] == ""
            text = "\n".join(lines[1:] if lines and text_gap else lines)
        else:
            text = "\n".join([rest, *lines])
        usual = _head_line(self.kind, self.num, "", rest)
        mark = "" if usual == (self.mark + rest).rstrip(" \t") else self.mark
        return Unit(self.kind, self.num, heading, text, self.eid, self.line, children,
                    mark, self.gap, text_gap)  # fmt: skip


class _Reading:
    """What was read so far: the units still open, and the rows of numbers."""

    def __init__(self, path: str) -> None:
        self.problems: list[Problem] = []
        self._path = path
        self._preamble: list[str] = []
        self._roots: list[_Draft] = []
        self._open: list[_Draft] = []
        self._taken: Counter[str] = Counter()
        self._rows = Rows(path)
        self._blank = True  # nothing stands before the first line

    def take(self, number: int, line: str) -> None:
        if not line:
            self._blank = True
            return
        for kind, form in _FORMS:
            match = form.fullmatch(line)
            if match and self._may_begin(kind):
                self._begin(kind, match, number)
                break
        else:
            self._continue(number, line)
        self._blank = False

    def text(self) -> Text:
        return Text("\n".join(self._preamble), tuple(root.unit() for root in self._roots))

    def _may_begin(self, kind: Kind) -> bool:
        if not self._open:
            return kind not in _NEED_A_UNIT
        return self._open[-1].kind != "closing" or kind in HEADED

    def _begin(self, kind: Kind, match: re.Match[str], number: int) -> None:
        rank = KINDS.index(kind)
        while self._open and (KINDS.index(self._open[-1].kind) >= rank
                              or self._open[-1].kind == "closing"):  # fmt: skip
            self._open.pop()
        above = self._open[-1] if self._open else None
        eid = eid_of(kind, match["num"], above.eid if above else "", self._taken)
        draft = _Draft(kind, match["num"], match["mark"], match["rest"], eid, number, self._blank)
        (above.children if above else self._roots).append(draft)
        around = " ".join(label(each.kind, each.num) for each in self._cited())
        self._open.append(draft)
        problem = self._rows.take(kind, match["num"], around, number)
        self.problems += [problem] if problem else []

    def _cited(self) -> list[_Draft]:
        """Return the open units as they are cited, the smallest first, up to the article."""
        kinds = [draft.kind for draft in self._open]
        first = kinds.index("article") if "article" in kinds else max(len(kinds) - 1, 0)
        return list(reversed(self._open[first:]))

    def _continue(self, number: int, line: str) -> None:
        lines = self._open[-1].lines if self._open else self._preamble
        if self._blank and (self._open or lines):
            lines.append("")
        lines.append(line)
        if match := _UNMARKED.match(line):
            self.problems.append(_unmarked(self._path, number, match[1]))


def _unmarked(path: str, number: int, unit: str) -> Problem:
    return Problem(
        Place(path, number),
        say("{unit} is not marked as a heading.", unit=unit),
        say("Write ## before it where it begins an article, > where it is quoted."),
    )
