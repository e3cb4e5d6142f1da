"""One part of a template, compiled: what is proved of it, and how it is printed."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from functools import partial
from itertools import count
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

from regulations.sentences import say
from templates.press.breaks import with_breaks
from templates.press.faults import BrokenTemplateError
from templates.press.photo import drawing, photo_of
from templates.press.picture import Picture
from templates.press.printer import Printer, Room, counted
from templates.press.relations import Additions
from templates.press.sandbox import NOTES, Tongue
from templates.press.structure import findings
from templates.press.word import (
    READY,
    Story,
    broken_up,
    has_stories,
    mended,
)

_OWN_WORDS = (bool, float, Decimal, date, time, list, tuple, dict, type(None))
_NUMBERS = re.compile(r'(<wp:docPr\b[^>]*?\bid=")\d+')
_FIRST_DRAWING = 1_001  # docxtpl numbers all drawings of a body from here


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

    def printed(self, room: Room, added: Additions) -> bytes:
        """Return the whole part for the values in *room*; *added* takes in its images.

        Raises:
            UnsafeTemplateError, BrokenTemplateError: the template's fault.
        """
        NOTES.foreign = False
        NOTES.place = partial(self._placed, added)
        NOTES.number = map(b"%d".__mod__, count(_FIRST_DRAWING)).__next__
        drawings = added.drawings
        whole = self._printer.pieces(room, self._story.head, self._story.tail)
        if NOTES.missing:
            return b""
        whole = with_breaks(whole, broken_up, nested=self._found.nested_paragraphs)
        if not self._found.well_formed or (
            added.drawings > drawings and not self._found.texts_only
        ):
            self._check(whole)
        return mended(whole) if self._mends or (self._story.body and NOTES.foreign) else whole

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

    def _check(self, whole: bytes) -> None:
        try:
            ParserCreate().Parse(whole, True)
        except ExpatError as error:
            why = say("in {part}, one opens in one place and ends in another", part=self.part)
            raise BrokenTemplateError(why) from error

    def _placed(self, added: Additions, value: object) -> bytes | None:
        """Return the XML of an object that knows how it is printed."""
        if isinstance(value, READY):
            return self._ready(value)
        if isinstance(value, _OWN_WORDS):
            return None
        if isinstance(value, Picture) or hasattr(value, "image_descriptor"):
            return self._drawn(added, value)
        raise TypeError(say("this is no value that can be printed"))

    def _ready(self, value: object) -> bytes:
        """Return the XML of an object; drawings in a sub-document are numbered as all are."""
        xml = str(value)
        if not has_stories(value):
            return xml.encode()
        NOTES.foreign = True
        if self._story.body:
            xml = _NUMBERS.sub(lambda found: found[1] + NOTES.number().decode(), xml)
        return xml.encode()

    def _drawn(self, added: Additions, image: Any) -> bytes:
        photo = photo_of(image)
        relation = added.image(self.part, photo.content, photo.kind, photo.ending, photo.by_default)
        address = getattr(image, "anchor", None)
        link = added.link(self.part, address) if address else ""
        number = self._story.next_id
        size = (photo.width, photo.height)
        before, after = drawing(photo.name, size, number, relation, link)
        return before + (NOTES.number() if self._story.body else b"%d" % number) + after
