"""Lines to the office's Markdown: which line is a heading, which is quoted, where the text ends.

No word is changed and none is dropped: a line gets a mark before it, or is joined to its title.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from regulations.intake import headings
from regulations.intake.headings import Heading, heading_of
from regulations.intake.quoting import find_quotes

_LEVELS: Final = {"appendix": "# ", "part": "# ", "chapter": "# ", "section": "## ",
                  "subsection": "## ", "article": "## "}  # fmt: skip
_TITLED: Final = frozenset({"part", "chapter", "section", "subsection"})
_LONGEST_TITLE: Final = 300
_FORGED: Final = ("#", ">", "---")  # in a foreign text these are no marks of ours
_SENTENCE: Final = 100  # an "Điều 1." this long, ended by a full stop, has no heading


@dataclass(frozen=True, slots=True)
class Recognised:
    """The text with its marks. *front* are the lines before the first unit, as printed.

    *unbalanced* are the lines at which a quotation mark has no other half.
    """

    markdown: str
    front: tuple[str, ...]
    unbalanced: tuple[str, ...]


def recognise(lines: Sequence[str]) -> Recognised:
    """Give *lines*, cleaned and in reading order, the marks of :mod:`regulations.markup`."""
    kept = [headings.spaced(line) for line in lines if line.strip()]
    notes = [line for line in kept if line.startswith("[^")]
    kept = [line for line in kept if not line.startswith("[^")]
    quotes = find_quotes(kept)
    marking = _Marking(kept, quotes.quoted)
    blocks = marking.blocks()
    if notes:
        blocks += [*([] if marking.closed else ["---"]), *notes]
    first = marking.first if marking.first is not None else len(kept)
    unbalanced = tuple(kept[at] for at in quotes.unbalanced)
    return Recognised(_joined(blocks), tuple(kept[:first]), unbalanced)


def _joined(blocks: Sequence[str]) -> str:
    """Join *blocks* by blank lines; the rows of a table stay together."""
    text = ""
    for before, block in zip(("", *blocks), blocks, strict=False):
        row = before.startswith("|") and block.startswith("|")
        text += ("\n" if row else "\n\n" if text else "") + block
    return f"{text}\n" if text else ""


@dataclass(slots=True)
class _Marking:
    """The lines on their way to Markdown, and what was met so far."""

    lines: Sequence[str]
    quoted: Sequence[bool]
    found: list[Heading | None] = field(default_factory=list)
    article: tuple[int, int] = (0, 0)  # the place of the last one
    roman: int = 0
    begun: bool = False
    closed: bool = False
    order: bool = False  # the line before orders a change: "như sau:"
    first: int | None = None  # index of the first unit
    articles: dict[int, list[int]] = field(default_factory=dict)  # number -> where it may begin
    last_first: int = -1  # where the last row of units begins with its number 1

    def blocks(self) -> list[str]:
        self._look_ahead()
        blocks: list[str] = []
        at = 0
        while at < len(self.lines):
            taken = self._take(at, blocks)
            self.order = self.lines[at + taken - 1].endswith(":")
            at += taken
        return blocks

    def _look_ahead(self) -> None:
        self.found = [None if quoted or line.startswith("|") else heading_of(line)
                      for line, quoted in zip(self.lines, self.quoted, strict=True)]  # fmt: skip
        for at, heading in enumerate(self.found):
            if heading is not None and heading.kind == "article" and heading.stopped:
                self.articles.setdefault(heading.place[0], []).append(at)
            if heading is not None and heading.place == (1, 0):
                self.last_first = at

    def _take(self, at: int, blocks: list[str]) -> int:
        """Mark the line at *at*, add it to *blocks*, and return how many lines it took."""
        line, heading = self.lines[at], self.found[at]
        if self.quoted[at]:
            blocks.append(f"> {line}")
            return 1
        if heading is not None and self._own(heading, at):
            return self._head(heading, at, blocks)
        if self.closed and headings.is_issued(line) and self.last_first > at:
            return self._begin_appendix(line, blocks)
        if heading is not None and heading.kind == "article" and self.begun and not self.closed:
            blocks.append(f"> {line}" if self.order else self._plain(line))
            return 1
        if self.begun and not self.closed and self._closes(at):
            self.closed = True
            blocks.append("---")
        self._note_first(at, line)
        blocks.append(self._plain(line))
        return 1

    def _own(self, heading: Heading, at: int) -> bool:
        """Tell whether *heading* belongs to the instrument itself, and not to a sentence."""
        if heading.kind == "appendix":
            return self.begun and not self._goes_on(at)
        if self.closed:
            return False
        if heading.kind == "article":
            return self._next_article(heading, at)
        if heading.kind == "section" and self.lines[at][:1] in "IVXLC":
            return self.article == (0, 0) and heading.place[0] == self.roman + 1
        return True

    def _next_article(self, heading: Heading, at: int) -> bool:
        number, inserted = self.article
        if heading.place in ((number + 1, 0), (number, inserted + 1)):
            return True
        if not heading.stopped or (self.order and self._goes_on(at)):
            return False
        return self.article == (0, 0) or heading.place > self.article or not self.order

    def _goes_on(self, at: int) -> bool:
        """Tell whether the next article of the row stands behind *at*, before a new row begins."""
        following, anew = self._next(self.article[0] + 1, at), self._next(1, at)
        return following is not None and (anew is None or following <= anew)

    def _next(self, number: int, at: int) -> int | None:
        places = self.articles.get(number, [])
        place = bisect_right(places, at)
        return places[place] if place < len(places) else None

    def _closes(self, at: int) -> bool:
        return headings.closes(self.lines[at]) and not self._goes_on(at)

    def _head(self, heading: Heading, at: int, blocks: list[str]) -> int:
        self.begun, line = True, self.lines[at]
        self.first = at if self.first is None else self.first
        if heading.kind == "appendix":
            return self._begin_appendix(line, blocks)
        if heading.kind == "article":
            self.article = heading.place
            self._article(heading, line, blocks)
            return 1
        if line[:1] in "IVXLC" and heading.kind == "section":
            self.roman = heading.place[0]
        elif heading.kind in ("part", "chapter"):
            self.roman = 0
        titles = self._titles(at + 1) if not heading.rest and heading.kind in _TITLED else []
        blocks.append(_LEVELS[heading.kind] + " ".join([line, *titles]))
        return 1 + len(titles)

    def _article(self, heading: Heading, line: str, blocks: list[str]) -> None:
        """Add an article; a whole sentence behind its number is its text, not its heading."""
        rest = heading.rest
        if rest and (rest.endswith((":", ";")) or (len(rest) > _SENTENCE and rest.endswith("."))):
            blocks += [f"## {line.removesuffix(rest).rstrip()}", self._plain(rest)]
        else:
            blocks.append(f"## {line}")

    def _titles(self, at: int) -> list[str]:
        """Return the lines that are the title of a heading printed alone on its line."""
        titles: list[str] = []
        for line, heading, quoted in zip(
            self.lines[at : at + 4], self.found[at : at + 4], self.quoted[at : at + 4], strict=True
        ):
            if heading is not None or quoted or line.startswith("|") or len(line) > _LONGEST_TITLE:
                break
            if not line.isupper() and (titles or line[-1] in ".;:,"):
                break
            titles.append(line)
        return titles

    def _begin_appendix(self, line: str, blocks: list[str]) -> int:
        self.begun, self.closed, self.article, self.roman = True, False, (0, 0), 0
        blocks.append(f"# {line}")
        return 1

    def _note_first(self, at: int, line: str) -> None:
        """Note where a text without headings begins: with its first clause."""
        if self.first is None and line.startswith(("1. ", "1- ", "1) ", "1/ ")):
            self.first, self.begun = at, True

    def _plain(self, line: str) -> str:
        return f"> {line}" if line.startswith(_FORGED) and not _is_drawn(line) else line


def _is_drawn(line: str) -> bool:
    """Tell whether *line* is drawn and longer than the mark of the closing."""
    return headings.is_rule(line) and line != "---"
