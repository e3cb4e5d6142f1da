"""One part of a template, compiled: what is proved of it, and how it is printed."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from functools import partial
from itertools import count
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

from regulations.sentences import say
from templates.press.breaks import with_breaks
from templates.press.faults import BrokenTemplateError
from templates.press.language import NOTES, Printer, Tongue, Values, counted
from templates.press.picture import Picture
from templates.press.relations import Additions
from templates.press.structure import findings
from templates.press.word import (
    DRAWING_MARK,
    READY,
    Story,
    broken_up,
    drawing,
    mended,
    photo_of,
)

_OWN_WORDS = (bool, float, Decimal, date, time, list, tuple, dict, type(None))
_MARK = DRAWING_MARK.encode()
_FIRST_DRAWING = 1_001  # docxtpl numbers all drawings of a body from here
_TEXT_ENDS = b"</w:t></w:r><w:r><w:drawing>"
_TEXT_GOES_ON = b'</w:drawing></w:r><w:r><w:t xml:space="preserve">'


class CompiledStory:
    """A story whose tags have become code."""

    def __init__(self, story: Story, tree: Any, tongue: Tongue) -> None:
        self.part = story.part
        self.tagless = all(
            type(piece).__name__ == "TemplateData"
            for node in tree.body
            for piece in getattr(node, "nodes", [None])
        )
        self._story = story
        self._found = findings(tree)
        self._mends = story.body and not self._found.whole_tables
        self._printer = Printer(story.part, story.source, counted(tree), tongue)

    def printed(self, values: Values, added: Additions) -> bytes:
        """Return the whole part for *values*; *added* takes in its images.

        Raises:
            UnsafeTemplateError, BrokenTemplateError: the template's fault.
        """
        NOTES.place = partial(self._placed, added)
        drawings = added.drawings
        text = self._printer.pieces(values)
        if NOTES.missing:
            return b""
        text = with_breaks(text, broken_up, nested=self._found.nested_paragraphs)
        if self._story.body and _MARK in text:
            text = _numbered(text)
        if not self._found.well_formed or (
            added.drawings > drawings and not self._found.texts_only
        ):
            self._check(text)
        if self._mends:
            text = mended(text, self._story.head, self._story.tail)
        return self._story.head + text + self._story.tail

    def explained(self) -> str:
        """Return in words how this part is printed, and why not faster."""
        if self.tagless:
            return say("{part}: no tags; printed once for all papers.", part=self.part)
        if self._mends:
            return say(
                "{part}: read again after printing, because the rows of a table may not fill its"
                " columns.", part=self.part,
            )  # fmt: skip
        if not self._found.well_formed:
            return say(
                "{part}: checked after printing, because a tag opens in one place and ends in"
                " another.", part=self.part,
            )  # fmt: skip
        return say("{part}: printed as bytes, nothing is read again.", part=self.part)

    def _check(self, text: bytes) -> None:
        whole = self._story.head + text + self._story.tail
        try:
            ParserCreate().Parse(whole, True)
        except ExpatError as error:
            why = say("in {part}, one opens in one place and ends in another", part=self.part)
            raise BrokenTemplateError(why) from error

    def _placed(self, added: Additions, value: object) -> bytes | None:
        """Return the XML of an object that knows how it is printed."""
        if isinstance(value, READY):
            return str(value).encode()
        if isinstance(value, _OWN_WORDS):
            return None
        if isinstance(value, Picture) or hasattr(value, "image_descriptor"):
            return self._drawn(added, value)
        raise TypeError(say("this is no value that can be printed"))

    def _drawn(self, added: Additions, image: Any) -> bytes:
        photo = photo_of(image)
        relation = added.image(
            self.part, photo.content, photo.kind, photo.ending, photo.by_default
        )
        address = getattr(image, "anchor", None)
        link = added.link(self.part, address) if address else ""
        number = self._story.next_id
        xml = drawing(photo.name, (photo.width, photo.height), number, relation, link)
        if self._story.body:
            xml = xml.replace(f'docPr id="{number}"', f'docPr id="{DRAWING_MARK}"', 1)
        return _TEXT_ENDS + xml.encode() + _TEXT_GOES_ON


def _numbered(text: bytes) -> bytes:
    pieces = text.split(_MARK)
    numbers = count(_FIRST_DRAWING)
    whole = [pieces[0]]
    for piece in pieces[1:]:
        whole += (b"%d" % next(numbers), piece)
    return b"".join(whole)
