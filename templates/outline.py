"""The parts of a paper before anybody wrote them: headings, what can be said, gaps. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from templates.kinds import Kind, table_columns
from templates.layout.profile import Profile
from templates.lines import Block, Column, Grid, Line, Row, Run
from templates.prose import runs_of, with_gaps
from templates.wording import has_word, spelled, word

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_CENTRED = frozenset({"rank", "deadline"})
_BELOW = {"chapter": (), "roman": ("item", "clause"), "article": ("clause",), "item": ()}
"""What is counted anew below each kind of part; articles are counted through."""


class Outline:
    """Writes the outline of a type of paper, with *values* for the words that name them."""

    def __init__(self, kind: Kind, values: Mapping[str, str], lang: str, profile: Profile) -> None:
        self._kind, self._values, self._lang = kind, values, lang
        self._roman_mark = profile.setting("roman_mark")
        self._spelling = profile.setting("spelling")
        self._counts: dict[str, int] = {}

    def blocks(self) -> tuple[Block, ...]:
        """Return every part in its order."""
        return tuple(block for how, what in self._kind.outline for block in self._part(how, what))

    def sentence(self, key: str, *, bold: bool | None = None) -> tuple[Run, ...]:
        """Return the words of *key*; what stands in double brackets is a gap."""
        words = spelled(word(key, self._lang, **self._values), self._spelling)
        return runs_of(with_gaps(words, self._lang), bold=bold)

    def _part(self, how: str, what: str) -> list[Block]:
        if how == "table":
            return [Line("khoang_cach", keep=True), task_grid(what, self._lang)]
        said = [Line("noi_dung", text)] if (text := self._said(what)) else []
        if how == "text":
            return [*said]
        number = self._next(how)
        if how == "chapter":
            label = word("label.chapter", self._lang, number=_ROMAN[number - 1])
            return [Line("phan_chuong", (Run(f"{label}\n"), *self.sentence(f"part.{what}"))), *said]
        if how == "roman":
            head = Run(f"{_ROMAN[number - 1]}{self._roman_mark} ")
            return [Line("muc_la_ma", (head, *self.sentence(f"part.{what}"))), *said]
        if how == "article":
            return self._article(number, what, said)
        if how == "item":
            label_runs = (Run(f"{number}. ", bold=True), *self.sentence(f"part.{what}", bold=True))
            return [Line("noi_dung", (*label_runs, Run(": ", bold=True), *text))]
        return [Line("noi_dung", (Run(f"{number}. "), *text))]

    def _article(self, number: int, what: str, said: list[Line]) -> list[Block]:
        label = word("label.article", self._lang, number=number)
        if has_word(f"part.{what}"):
            return [Line("dieu", (Run(f"{label} "), *self.sentence(f"part.{what}"))), *said]
        return [Line("noi_dung", (Run(f"{label} ", bold=True), *self._said(what)))]

    def _said(self, what: str) -> tuple[Run, ...]:
        return self.sentence(f"said.{what}") if has_word(f"said.{what}") else ()

    def _next(self, how: str) -> int:
        for below in _BELOW.get(how, ()):
            self._counts.pop(below, None)
        self._counts[how] = self._counts.get(how, 0) + 1
        return self._counts[how]


def task_grid(name: str, lang: str) -> Grid:
    """Return an empty table of tasks whose first row says what is to be written."""
    widths = table_columns()[name]
    columns = tuple(
        Column(width, word(f"column.{column}", lang), "bang_so" if column in _CENTRED else "bang")
        for column, width in widths.items()
    )
    first = {"rank": Line("bang_so", "1")}
    first["content"] = Line("bang", runs_of(with_gaps(word("table.row", lang), lang)))
    return Grid(columns, (Row(tuple(first.get(column, "") for column in widths)),))
