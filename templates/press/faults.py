"""Faults of a template, each at its place: the part, the words of the paragraph, the tag."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from regulations.errors import VanthuError
from regulations.sentences import say
from templates.press.package import joined

MARK = "\n"  # stands before every paragraph of a source, so that a line is a paragraph
_PARAGRAPH = re.compile(r"<w:p([ >])")
_TAGS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_BEGINS = re.compile(r"\{\{|\{%")
MARKUP = re.compile(r"<[^>]+>")
_PART = re.compile(r"word/(document|header|footer|footnotes)(\d*)\.xml")
_MAX_WORDS = 60


class BrokenTemplateError(VanthuError):
    """A template's tags can't be read or don't fit together; *reasons* names all that was found."""

    code = "broken_template"

    def __init__(self, *reasons: str) -> None:
        super().__init__(
            say("The template's tags can't be read: {why}.", why=joined(reasons)),
            hint=say("Look in Word for a tag that is misspelt or not closed."),
        )
        self.reasons = reasons


class UnsafeTemplateError(VanthuError):
    """A template asks for more than values, lists and choices; *offences* names all it asks for."""

    code = "refused_template"

    def __init__(self, offences: Sequence[str]) -> None:
        super().__init__(
            say("The template may not do this: {offences}.", offences=joined(offences)),
            hint=say("A template may only name values, walk lists and choose with if."),
        )
        self.offences = tuple(offences)


@dataclass(frozen=True, slots=True)
class Offence:
    """Something that a template may not do, and the line of its source where it stands."""

    what: str
    line: int


def lined(source: str) -> str:
    """Return *source* with every paragraph on a line of its own, as docxtpl has it."""
    return _PARAGRAPH.sub(MARK + r"<w:p\1", source)


def unlined(text: str) -> str:
    """Undo :func:`lined` in what came out."""
    return re.sub(r"\n<w:p([ >])", r"<w:p\1", text)


def called(part: str) -> str:
    """Return what one who works in Word calls *part*; others keep their names."""
    found = _PART.fullmatch(part)
    kind, number = found.groups() if found else ("", "")
    names = {
        "document": say("the body"),
        "header": say("header {number}", number=number),
        "footer": say("footer {number}", number=number),
        "footnotes": say("the footnotes"),
    }
    return names.get(kind, part)


def placed(what: str, part: str, source: str, line: int) -> str:
    """Return *what* with the part, the paragraph and the tags on *line* (from 1) of *source*."""
    lines = source.split("\n")
    if not 0 < line <= len(lines):
        return say("{what} (in {part})", what=what, part=called(part))
    paragraph = lines[line - 1]
    tags = " ".join(_TAGS.findall(paragraph)) or "…"
    words = " ".join(html.unescape(MARKUP.sub("", _TAGS.sub("…", paragraph))).split())
    return say(
        "{what} (in {part}, paragraph “{words}”, tag {tag})",
        what=what,
        part=called(part),
        words=_short(words),
        tag=_short(tags),
    )


def tags_in(source: str) -> Iterator[tuple[int, str]]:
    """Yield every tag of *source* with its line, from 1."""
    for number, line in enumerate(source.split("\n"), start=1):
        for tag in _TAGS.findall(line):
            yield number, tag


def left_open(source: str) -> Iterator[int]:
    """Yield every line of *source*, from 1, on which a tag begins and does not end."""
    for number, line in enumerate(source.split("\n"), start=1):
        if _BEGINS.search(_TAGS.sub("", line)):
            yield number


def all_placed(offences: Iterable[Offence], part: str, source: str) -> list[str]:
    """Return *offences* as phrases, each once."""
    return [*dict.fromkeys(placed(one.what, part, source, one.line) for one in offences)]


def _short(text: str) -> str:
    return text if len(text) <= _MAX_WORDS else f"{text[:_MAX_WORDS]}…"
