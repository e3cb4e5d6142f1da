"""The elements of a part of a Word paper, one by one: paragraphs come of them as they end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers.expat import ParserCreate

from lxml import etree

from templates.anatomy import Cell, Paragraph, Stretch
from templates.formatting import BETWEEN, END, NOTHING, Said, Shape, cell_width, element_of
from templates.looks import Look
from templates.ooxml import W


def _named(name: str) -> str:
    return f"{W}{BETWEEN}{name}"


_OF_PARAGRAPH, _OF_RUN, _OF_CELL = (_named(name) for name in ("pPr", "rPr", "tcPr"))
_WORDS, _INSTRUCTION = _named("t"), _named("instrText")


class _Run:
    __slots__ = ("said", "text")

    def __init__(self) -> None:
        self.said, self.text = NOTHING, ""


class _Open:
    """A paragraph that has begun and has not ended."""

    __slots__ = ("number", "paged", "runs", "section", "shape")

    def __init__(self, number: int, shape: Shape, section: int) -> None:
        self.number, self.shape, self.section = number, shape, section
        self.runs: list[_Run] = []
        self.paged = False


class _Table:
    """A table that has begun, the place in it, and how wide the cell there is."""

    __slots__ = ("column", "rank", "row", "width")

    def __init__(self, rank: int) -> None:
        self.rank, self.row, self.column, self.width = rank, -1, -1, 0.0


class PartParser:
    """What has been read of a part so far; *paragraphs* in the order of their ends.

    ``feed`` and ``copy`` raise ExpatError where the part is damaged. Close it at last.
    """

    def __init__(self, part: str, styles: Mapping[str, Look]) -> None:
        self.paragraphs: list[Paragraph] = []
        self.sections: list[etree._Element] = []
        self._part, self._styles = part, styles
        self._shapes = {NOTHING: Shape(NOTHING, styles)}
        self._widths: dict[Said, float] = {}
        self._paragraphs_begun = self._tables_begun = 0
        self._open: list[_Open] = []  # paragraphs that stand in each other
        self._runs: list[_Run] = []
        self._tables: list[_Table] = []
        self._said: list[tuple[str, ...]] = []  # in the properties that are open
        self._depth = 0
        self._parser = ParserCreate(namespace_separator=BETWEEN)
        self._parser.buffer_text = self._parser.ordered_attributes = True
        self._outside()

    def counts(self) -> tuple[int, int]:
        """Return how many tables have begun and how many sections have ended."""
        return self._tables_begun, len(self.sections)

    def feed(self, content: bytes, *, last: bool = False) -> list[Paragraph]:
        """Read on, and return the paragraphs that ended."""
        known = len(self.paragraphs)
        self._parser.Parse(content, last)
        return self.paragraphs[known:]

    def copy(self, row: list[Paragraph], words: list[str]) -> None:
        """Add a row to the table of *row* that differs from it in its *words*."""
        table, rest = self._tables[-1], iter(words)
        table.row += 1
        for one in row:
            assert one.cell is not None
            self._paragraphs_begun += 1
            stretches = tuple(
                [Stretch(next(rest), look, marked) for _, look, marked in one.stretches]
            )
            self.paragraphs.append(Paragraph(
                self._part, self._paragraphs_begun, one.style, stretches, one.look, one.width_mm,
                Cell(table.rank, table.row, one.cell.column), one.section, one.paged,
                "".join([stretch.text for stretch in stretches]),
            ))  # fmt: skip

    def close(self) -> None:
        """Let go of the parser, which holds on to what it calls."""
        self._parser.StartElementHandler = self._parser.EndElementHandler = None
        self._parser.CharacterDataHandler = None

    def _outside(self) -> None:
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._start, self._end

    def _start(self, name: str, attributes: list[str]) -> None:
        if (act := _STARTS.get(name)) is not None:
            act(self, name, attributes)

    def _end(self, name: str) -> None:
        if (act := _ENDS.get(name)) is not None:
            act(self)

    def _paragraph(self, _name: str, _attributes: list[str]) -> None:
        self._paragraphs_begun += 1
        plain = self._shapes[NOTHING]
        self._open.append(_Open(self._paragraphs_begun, plain, len(self.sections)))

    def _end_paragraph(self) -> None:
        one = self._open.pop()
        table = self._tables[-1] if self._tables else None
        found = [Stretch(run.text, *one.shape.run(run.said)) for run in one.runs if run.text]
        self.paragraphs.append(Paragraph(
            self._part, one.number, one.shape.style, tuple(found), one.shape.look,
            table.width if table else 0.0,
            Cell(table.rank, table.row, table.column) if table else None, one.section, one.paged,
            "".join([stretch.text for stretch in found]),
        ))  # fmt: skip

    def _run(self, _name: str, _attributes: list[str]) -> None:
        run = _Run()
        self._runs.append(run)
        for one in self._open:  # what a text box says, the paragraph says that holds it
            one.runs.append(run)

    def _end_run(self) -> None:
        self._runs.pop()

    def _words(self, name: str, _attributes: list[str]) -> None:
        self._parser.CharacterDataHandler = self._say if name == _WORDS else self._instruct

    def _end_words(self) -> None:
        self._parser.CharacterDataHandler = None

    def _blank(self, _name: str, _attributes: list[str]) -> None:
        self._say(" ")

    def _say(self, text: str) -> None:
        if self._runs:
            self._runs[-1].text += text

    def _field(self, _name: str, attributes: list[str]) -> None:
        said = dict(zip(attributes[::2], attributes[1::2], strict=True))
        self._instruct(said.get(_named("instr"), ""))

    def _instruct(self, text: str) -> None:
        if "PAGE" in text:
            for one in self._open:
                one.paged = True

    def _table(self, _name: str, _attributes: list[str]) -> None:
        self._tables.append(_Table(self._tables_begun))
        self._tables_begun += 1

    def _end_table(self) -> None:
        self._tables.pop()

    def _row(self, _name: str, _attributes: list[str]) -> None:
        if self._tables:
            self._tables[-1].row += 1
            self._tables[-1].column = -1

    def _cell(self, _name: str, _attributes: list[str]) -> None:
        if self._tables:
            self._tables[-1].column += 1
            self._tables[-1].width = 0.0

    def _properties(self, name: str, attributes: list[str]) -> None:
        self._said, self._depth = [(name, *attributes)], 1
        self._parser.StartElementHandler = self._inner
        self._parser.EndElementHandler = self._end_inner

    def _inner(self, name: str, attributes: list[str]) -> None:
        self._said.append((name, *attributes))
        self._depth += 1

    def _end_inner(self, name: str) -> None:
        self._said.append(END)
        self._depth -= 1
        if not self._depth:
            self._outside()
            self._apply(name, tuple(self._said))

    def _apply(self, name: str, said: Said) -> None:
        """Let the properties *said* hold for what is open."""
        if name == _OF_PARAGRAPH and self._open:
            if said not in self._shapes:
                self._shapes[said] = Shape(said, self._styles)
            self._open[-1].shape = self._shapes[said]
            self.sections += self._open[-1].shape.sections
        elif name == _OF_RUN and self._runs:
            self._runs[-1].said = said
        elif name == _OF_CELL and self._tables:
            if said not in self._widths:
                self._widths[said] = cell_width(said)
            self._tables[-1].width = self._widths[said]
        elif name == _named("sectPr"):
            self.sections.append(element_of(said))


_STARTS: Mapping[str, Callable[[PartParser, str, list[str]], None]] = {
    _named(name): act
    for names, act in (
        ("p", PartParser._paragraph), ("r", PartParser._run), ("t instrText", PartParser._words),
        ("br cr tab", PartParser._blank), ("fldSimple", PartParser._field),
        ("tbl", PartParser._table), ("tr", PartParser._row), ("tc", PartParser._cell),
        ("pPr rPr tcPr sectPr", PartParser._properties),
    )
    for name in names.split()
}  # fmt: skip
_ENDS: Mapping[str, Callable[[PartParser], None]] = {
    _named("p"): PartParser._end_paragraph,
    _named("r"): PartParser._end_run,
    _named("tbl"): PartParser._end_table,
    **dict.fromkeys((_WORDS, _INSTRUCTION), PartParser._end_words),
}
