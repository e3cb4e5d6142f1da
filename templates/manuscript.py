"""A drafter's Markdown, read through the package ``markdown`` to a tree of elements.

A manuscript is text first. Headings, tables, quotes, emphasis and notes ``[^1]`` are its only
marks. Numbers stay as printed: ``3.``, ``a)``, ``-`` begin a paragraph of their own and are never
counted anew. HTML, links, code and whatever else Markdown knows stay as typed; nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.tables import TableProcessor
from markdown.inlinepatterns import (
    DoubleTagInlineProcessor,
    Pattern,
    SimpleTagInlineProcessor,
)
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import build_treeprocessors
from markdown.util import Registry

from regulations.errors import InvalidDataError
from regulations.folding import nfc
from regulations.problems import Place, Problem
from regulations.sentences import say
from templates.press.values import unprintable

NOTE = "aside"
"""The tag of a note; its attribute ``id`` is what refers to it."""

UNIT = re.compile(
    r"\**(?:(?i:điều) \d{1,3}[a-zđ]?[.:]|\d{1,3}(?:\.\d{1,3})+[.)]?|\d{1,3}[a-zđ]?[.)]"
    r"|[IVXLC]+ ?[-.–]|[a-zđ]{1,2}\d{0,2}\)|\([a-zđ0-9]{1,4}\)|[-–—+•*])\**[ \t]+(?=\S)"
)
"""How a line begins that is a paragraph of its own: article, section, clause, point, dash."""

_HEADING = re.compile(r"(#{1,6})[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*$")
_NOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*(.*)")
_RULER = re.compile(r"[ \t]*(?:-{3,}|\*{3,}|={3,})[ \t]*")
_COLUMNS = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_BULLET = re.compile(r"^\*(?=[ \t])")
# Less than the package knows: its own reading of asterisks loses words, as of "a *b**c*d".
_EMPHASIS = (
    ("em", SimpleTagInlineProcessor(r"(?<!\*)(\*)(?![\s*])([^*]+)(?<!\s)\*(?!\*)", "em")),
    ("strong", SimpleTagInlineProcessor(
        r"(\*\*)(?!\s)((?:[^*]|\*(?!\*))+(?:\*(?=\*\*))?)(?<!\s)\*\*(?!\*)", "strong")),
    ("both", DoubleTagInlineProcessor(
        r"(?<!\*)(\*{3})(?![\s*])([^*]+)(?<!\s)\*{3}(?!\*)", "strong,em")),
)  # fmt: skip


def read_manuscript(path: str, text: str) -> Element:
    """Return the tree of *text*: h1-h6, p, table, blockquote, aside; strong, em and br inside.

    Raises:
        InvalidDataError: it holds characters that no Word file can hold; all lines at once.
    """
    plain = nfc(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    if faults := [*_faults(path, plain)]:
        raise InvalidDataError(path, faults)
    reader = _Reader()
    lines = plain.split("\n")
    for preprocessor in reader.preprocessors:
        lines = preprocessor.run(lines)
    root = reader.parser.parseDocument(lines).getroot()
    assert root is not None
    for name in ("inline", "unescape"):
        reader.treeprocessors[name].run(root)
    return root


def _faults(path: str, text: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), start=1):
        if unprintable(line):
            yield Problem(
                Place(path, number),
                say("The line holds a character that can't be printed."),
                say("Type the line again."),
            )


class _Reader(Markdown):
    """The package with everything taken out that drops, counts or runs something."""

    def build_parser(self) -> _Reader:
        super().build_parser()
        self.ESCAPED_CHARS = [*self.ESCAPED_CHARS, "|"]
        lines, blocks = Registry[Preprocessor](), Registry[BlockProcessor]()
        lines.register(self.preprocessors["normalize_whitespace"], "normalize_whitespace", 30)
        lines.register(_Apart(self), "apart", 20)
        table = _Table(self.parser, {"use_align_attribute": True})
        built = self.parser.blockprocessors
        for rank, (name, processor) in enumerate(
            (
                ("paragraph", built["paragraph"]),
                ("quote", built["quote"]),
                ("table", table),
                ("note", _Note(self.parser)),
                ("heading", _Heading(self.parser)),
                ("empty", built["empty"]),
            )
        ):
            blocks.register(processor, name, rank)
        marks = Registry[Pattern]()
        for rank, (name, emphasis) in enumerate(_EMPHASIS):
            marks.register(emphasis, name, rank)
        for rank, name in enumerate(("linebreak", "escape"), start=len(_EMPHASIS)):
            marks.register(self.inlinePatterns[name], name, rank)
        self.preprocessors, self.parser.blockprocessors = lines, blocks
        self.inlinePatterns = marks
        self.treeprocessors = build_treeprocessors(self)  # it looked at the marks of before
        return self


class _Apart(Preprocessor):
    """Puts blank lines around all that is a paragraph, a heading, a table or a note."""

    def run(self, lines: list[str]) -> list[str]:
        found: list[str] = []
        in_table = False
        for line, follower in zip(lines, [*lines[1:], ""], strict=True):
            bare = line.strip(" \t")
            if in_table and "|" in bare:
                found.append(bare)
                continue
            found += [""] if in_table else []
            in_table = _begins_table(bare, follower)
            if in_table:
                found += ["", bare]
            elif _RULER.fullmatch(line):
                found.append("")
            elif _HEADING.fullmatch(bare) or _NOTE.fullmatch(bare):
                found += ["", bare, ""]
            elif UNIT.match(bare):
                found += ["", _BULLET.sub("-", _ended(bare, line), count=1)]
            else:
                found.append(_ended(bare, line))
        return found


def _begins_table(line: str, follower: str) -> bool:
    return "|" in line and "|" in follower and _COLUMNS.fullmatch(follower) is not None


def _ended(bare: str, line: str) -> str:
    """Keep the two blanks at its end by which a line asks for a break."""
    return f"{bare}  " if bare and line.endswith("  ") else bare


class _Heading(BlockProcessor):
    def test(self, parent: Element, block: str) -> bool:
        return _HEADING.fullmatch(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        match = _HEADING.fullmatch(blocks.pop(0))
        assert match is not None
        SubElement(parent, f"h{len(match[1])}").text = match[2]


class _Note(BlockProcessor):
    def test(self, parent: Element, block: str) -> bool:
        return _NOTE.fullmatch(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        match = _NOTE.fullmatch(blocks.pop(0))
        assert match is not None
        SubElement(parent, NOTE, {"id": match[1]}).text = match[2]


class _Table(TableProcessor):
    """The package's tables, but a row with more cells than the heading keeps them."""

    def _build_row(self, row: str, parent: Element, align: Sequence[str | None]) -> None:
        more = len(self._split_row(row)) - len(align)  # type: ignore[attr-defined]
        super()._build_row(  # type: ignore[misc]
            row, parent, [*align, *[None] * max(0, more)]
        )
