"""YAML as the office writes it: strings, lists and maps, each with its line, and nothing else.

No aliases, tags, second documents or duplicate keys; depth at most 20. A scalar is always text:
``012`` stays ``012`` and ``no`` stays ``no``. Reading never raises; it reports.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from regulations.folding import nfc
from regulations.problems import Place, Problem
from regulations.sentences import say

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
Steps: TypeAlias = tuple[str | int, ...]

MAX_DEPTH = 20
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FENCE = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Record:
    """What a YAML text says. *lines* gives the line of every node by its steps from the root."""

    data: Plain
    lines: Mapping[Steps, int]

    def line(self, *steps: str | int) -> int:
        """Return the line of the node at *steps*, or of the nearest one above it."""
        for end in range(len(steps), -1, -1):
            if steps[:end] in self.lines:
                return self.lines[steps[:end]]
        return 0


def read_record(
    path: str, text: str, *, first_line: int = 1
) -> tuple[Record | None, list[Problem]]:
    """Read YAML; ``None`` comes with the one problem that stopped the reading.

    *first_line* is the line of the file at which *text* begins. All text comes out as NFC.
    """
    growing = _Growing(path, first_line)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            growing.take(event)
    except _RefusedError as refused:
        return None, [*growing.problems, refused.problem]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + mark.line if mark else first_line
        return None, [*growing.problems, _unreadable(path, line, error.problem or "")]
    except yaml.reader.ReaderError as error:
        line = first_line + text.count("\n", 0, error.position)
        return None, [*growing.problems, _unreadable(path, line, "a character YAML forbids")]
    if growing.problems:
        return None, growing.problems
    return Record(growing.root if growing.root is not None else {}, growing.lines), []


def read_front_matter(path: str, text: str) -> tuple[Record | None, str, list[Problem]]:
    """Read ``---``, YAML, ``---``, body. The body comes back with no blank lines around it."""
    plain = text.replace("\r\n", "\n")
    match = _FENCE.match(plain)
    if match is None:
        problem = Problem(
            Place(path, 1),
            say("The file does not begin with its metadata between two lines ---."),
            say("Write --- first, then the metadata, then --- again."),
        )
        return None, "", [problem]
    record, problems = read_record(path, match[1], first_line=2)
    return record, nfc(plain[match.end() :]).strip(), problems


def write_record(data: object) -> str:
    """Return *data* (strings, lists, maps) as YAML text that :func:`read_record` reads back."""
    return str(yaml.dump(data, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=100))


def write_front_matter(data: object, body: str) -> str:
    """Return a file of metadata and *body* that :func:`read_front_matter` reads back."""
    return f"---\n{write_record(data)}---\n" + (f"{body.strip()}\n" if body.strip() else "")


class _RefusedError(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


class _Writer(yaml.dumper.BaseDumper):
    """Writes every scalar as it is: no resolver turns a date or a number into something else."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _represent_text(writer: _Writer, text: str) -> yaml.ScalarNode:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text, style=_style(text))


def _style(text: str) -> str | None:
    if not text:
        return "'"
    if any(char in "\x85\u2028\u2029\r\t" for char in text):
        return '"'
    return "|" if "\n" in text.strip("\n") else None


_Writer.add_representer(str, _represent_text)
_Writer.add_representer(list, lambda w, v: w.represent_sequence("tag:yaml.org,2002:seq", v))
_Writer.add_representer(tuple, lambda w, v: w.represent_sequence("tag:yaml.org,2002:seq", v))
_Writer.add_representer(dict, lambda w, v: w.represent_mapping("tag:yaml.org,2002:map", v))


@dataclass(slots=True)
class _Open:
    """A list or map that is still being read; *key* is the map key that waits for its value."""

    node: list[Plain] | dict[str, Plain]
    steps: Steps
    key: str | None = None


@dataclass(slots=True)
class _Growing:
    path: str
    first_line: int
    root: Plain | None = None
    lines: dict[Steps, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    documents: int = 0

    def take(self, event: yaml.Event) -> None:
        line = self.first_line + (event.start_mark.line if event.start_mark else 0)
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._refuse(line, "a second document")
        elif isinstance(event, yaml.AliasEvent):
            self._refuse(line, "an alias (*name)")
        elif isinstance(event, yaml.NodeEvent):
            self._node(event, line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()

    def _node(self, event: yaml.NodeEvent, line: int) -> None:
        if event.anchor:
            self._refuse(line, "an anchor (&name)")
        tag = getattr(event, "tag", None)
        if tag and not (isinstance(event, yaml.ScalarEvent) and tag == "!"):
            self._refuse(line, "a tag (!name)")
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(nfc(event.value), line)
            return
        if len(self.stack) >= MAX_DEPTH:
            self._refuse(line, f"more than {MAX_DEPTH} levels")
        node: list[Plain] | dict[str, Plain] = (
            [] if isinstance(event, yaml.SequenceStartEvent) else {}
        )
        self.stack.append(_Open(node, self._place(node, line)))

    def _scalar(self, text: str, line: int) -> None:
        holder = self.stack[-1] if self.stack else None
        if holder is None or isinstance(holder.node, list) or holder.key is not None:
            self._place(text, line)
            return
        if text in holder.node:
            self.problems.append(_twice(self.path, line, text))
        holder.key = text
        self.lines[(*holder.steps, text)] = line

    def _place(self, node: Plain, line: int) -> Steps:
        if not self.stack:
            self.root = node
            self.lines[()] = line
            return ()
        holder = self.stack[-1]
        if isinstance(holder.node, list):
            steps: Steps = (*holder.steps, len(holder.node))
            holder.node.append(node)
            self.lines[steps] = line
            return steps
        if holder.key is None:
            self._refuse(line, "a key that is no text")
        assert holder.key is not None
        steps = (*holder.steps, holder.key)
        holder.node[holder.key] = node
        holder.key = None
        return steps

    def _refuse(self, line: int, what: str) -> None:
        raise _RefusedError(
            Problem(
                Place(self.path, line),
                say("The office's files may not hold {what}.", what=what),
                say("Write the value out in full."),
            )
        )


def _twice(path: str, line: int, key: str) -> Problem:
    return Problem(
        Place(path, line),
        say("{key} stands twice.", key=key),
        say("Keep one of the two."),
    )


def _unreadable(path: str, line: int, why: str) -> Problem:
    return Problem(
        Place(path, line),
        say("The line can't be read as YAML ({why}).", why=why),
        say("Look for a missing quote, colon or blank, here or one line above."),
    )
