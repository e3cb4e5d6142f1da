"""Whether every way through a template gives well-formed XML and whole tables. Pure.

A template is walked once, before anything is printed: branches must leave the same elements open,
loops must leave open what they found. What is proved here need not be parsed after printing.
The nodes are those of Jinja's tree, known by the names of their kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

_INSIDE_TAG = re.compile(r"""[^"'>]*""")
_OPENING = re.compile(r"<(/?)([A-Za-z_][\w.:-]*)")
_SKIPPED = (("<?", "?>"), ("<!--", "-->"))
_SPAN = re.compile(r'\bw:val\s*=\s*"(\d+)"')


class _UnprovedError(Exception):
    """The walk came upon something that it can't follow."""


@dataclass(slots=True)
class _Table:
    depth: int  # of conditions and loops around it
    columns: int = 0
    whole: bool = False  # a row that is always there fills all columns


@dataclass(slots=True)
class _Row:
    depth: int
    cells: int = 0
    span: int = 0


@dataclass(frozen=True, slots=True)
class Findings:
    """What is known of a template before it is printed."""

    well_formed: bool = False  # whatever the values are
    whole_tables: bool = False  # no row is wider than its grid, none of the grid is left over
    texts_only: bool = False  # every value stands in the text of a run
    nested_paragraphs: bool = False  # a text box holds paragraphs within a paragraph


@dataclass(slots=True)
class _Walk:
    stack: list[str] = field(default_factory=list)
    tag: str = ""  # text of the tag that is open at the end of a piece of text
    quote: str = ""
    depth: int = 0
    tables: list[_Table] = field(default_factory=list)
    rows: list[_Row] = field(default_factory=list)
    whole_tables: bool = True
    texts_only: bool = True
    nested: bool = False

    def nodes(self, nodes: Iterable[Any]) -> None:
        for node in nodes:
            kind = type(node).__name__
            if kind == "Output":
                self._output(node)
            elif kind == "If":
                tests = [node.body, *(inner.body for inner in node.elif_), node.else_]
                self._branches(tests)
            elif kind == "For":
                self._branches([node.body, ()])
                self._branches([node.else_, ()])
            else:
                raise _UnprovedError

    def _output(self, node: Any) -> None:
        for piece in node.nodes:
            if type(piece).__name__ == "TemplateData":
                self._text(piece.data)
            elif self.tag:
                if not self.quote:
                    raise _UnprovedError
                self.tag += "\0"
            elif self.stack[-1:] != ["w:t"]:
                self.texts_only = False

    def _branches(self, branches: Sequence[Iterable[Any]]) -> None:
        if self.tag and not self.quote:
            raise _UnprovedError  # attributes that come and go
        before = self._state()
        tag = self.tag
        after = None
        self.depth += 1
        for branch in branches:
            self.stack, self.tag, self.quote = list(before[0]), tag, before[2]
            self.nodes(branch)
            if after is not None and after != self._state():
                raise _UnprovedError
            after = self._state()
        self.depth -= 1

    def _state(self) -> tuple[tuple[str, ...], str, str, int, int]:
        name = _OPENING.match(self.tag)
        return (
            tuple(self.stack), name[0] if name else "", self.quote,
            len(self.tables), len(self.rows),
        )  # fmt: skip

    def _text(self, text: str) -> None:
        at = 0
        while at < len(text):
            if self.tag:
                at = self._in_tag(text, at)
                continue
            at = text.find("<", at)
            if at < 0:
                return
            for start, end in _SKIPPED:
                if text.startswith(start, at):
                    at = self._skip(text, at, end)
                    break
            else:
                if not _OPENING.match(text, at):
                    raise _UnprovedError
                self.tag = "<"
                at += 1

    def _skip(self, text: str, at: int, end: str) -> int:
        found = text.find(end, at)
        if found < 0:
            raise _UnprovedError
        return found + len(end)

    def _in_tag(self, text: str, at: int) -> int:
        if self.quote:
            end = text.find(self.quote, at)
            stop = len(text) if end < 0 else end + 1
            if end >= 0:
                self.quote = ""
        else:
            found = _INSIDE_TAG.match(text, at)
            stop = min(found.end() + 1 if found else at + 1, len(text))
            if text[stop - 1] in "\"'":
                self.quote = text[stop - 1]
        self.tag += text[at:stop]
        if not self.quote and self.tag.endswith(">"):
            self._close_tag()
        return stop

    def _close_tag(self) -> None:
        tag, self.tag = self.tag, ""
        found = _OPENING.match(tag)
        if not found:
            raise _UnprovedError
        name = found[2]
        if found[1]:
            if self.stack[-1:] != [name]:
                raise _UnprovedError
            self.stack.pop()
            self._ended(name)
            return
        self._began(name, tag)
        self.nested = self.nested or (name == "w:p" and "w:p" in self.stack)
        if tag.endswith("/>"):
            self._ended(name)
        else:
            self.stack.append(name)

    def _began(self, name: str, tag: str) -> None:
        if name == "w:tbl":
            self.tables.append(_Table(self.depth))
        elif name == "w:gridCol" and self.tables:
            self.tables[-1].columns += 1
            self._demand(self.depth == self.tables[-1].depth)
        elif name == "w:tr":
            self.rows.append(_Row(self.depth))
        elif name == "w:tc" and self.rows:
            self.rows[-1].cells += 1
            self.rows[-1].span += 1
            self._demand(self.depth == self.rows[-1].depth and self.stack[-1] == "w:tr")
        elif name == "w:gridSpan" and self.rows:
            span = _SPAN.search(tag)
            self._demand(span is not None and self.depth == self.rows[-1].depth)
            self.rows[-1].span += int(span[1]) - 1 if span else 0

    def _ended(self, name: str) -> None:
        if name == "w:tr" and self.rows:
            row = self.rows.pop()
            for table in self.tables:  # rows of inner tables count for the outer ones as well
                self._demand(row.cells <= table.columns)
                if row.depth == table.depth and row.span >= table.columns:
                    table.whole = True
        elif name == "w:tbl" and self.tables:
            self._demand(self.tables.pop().whole)

    def _demand(self, sure: bool) -> None:
        self.whole_tables = self.whole_tables and sure


def findings(tree: Any) -> Findings:
    """Return what holds for every paper that the parsed template *tree* can give."""
    walk = _Walk()
    try:
        walk.nodes(tree.body)
    except _UnprovedError:
        return Findings()
    return Findings(
        well_formed=not walk.stack and not walk.tag,
        whole_tables=walk.whole_tables,
        texts_only=walk.texts_only,
        nested_paragraphs=walk.nested,
    )
