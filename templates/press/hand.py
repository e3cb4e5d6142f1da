"""Things put into one story of one paper: pictures, rich text, sub-documents, numbers."""

from __future__ import annotations

import re
from typing import Any

from regulations.sentences import say
from templates.press.photo import drawing, photo_of
from templates.press.picture import Picture
from templates.press.relations import Additions
from templates.press.word import READY, Story, has_stories
from templates.press.woven import NUMBER, WORDS, Ready, Woven

_NUMBERS = re.compile(r'(<wp:docPr\b[^>]*?\bid=")\d+')
_FIRST_DRAWING = 1_001  # docxtpl numbers all drawings of a body from here


class Hand:
    """What knows the XML of things; made anew for every story of every paper."""

    __slots__ = ("_added", "_number", "_story", "drawn", "foreign", "part")

    def __init__(self, story: Story, added: Additions) -> None:
        self.part = story.part
        self._story = story
        self._added = added
        self._number = _FIRST_DRAWING
        self.drawn = False  # a picture was put in
        self.foreign = False  # a sub-document was put in: its tables are not known beforehand

    def xml(self, thing: object) -> bytes:
        """Return what stands in the story for *thing*.

        Raises:
            TypeError: it is no value that can be printed.
            PictureError: it is no picture.
        """
        if isinstance(thing, Picture) or hasattr(thing, "image_descriptor"):
            return self._drawing(thing)
        if thing is NUMBER:
            return str(self._next()).encode()
        if isinstance(thing, Ready):
            return thing.xml.encode()
        if isinstance(thing, Woven):
            return b"".join(
                escaped(str(piece)) if isinstance(piece, WORDS) else self.xml(piece)
                for piece in thing.pieces
            )
        if isinstance(thing, READY):
            return self._ready(thing)
        raise TypeError(say("this is no value that can be printed"))

    def _next(self) -> int:
        number = self._number
        self._number += 1
        return number

    def _ready(self, value: object) -> bytes:
        """Return the XML of an object; drawings in a sub-document are numbered as all are."""
        xml = str(value)
        if has_stories(value):
            self.foreign = True
            if self._story.body:
                xml = _NUMBERS.sub(lambda found: f"{found[1]}{self._next()}", xml)
        return xml.encode()

    def _drawing(self, image: Any) -> bytes:
        self.drawn = True
        photo = photo_of(image)
        relation = self._added.image(self.part, photo)
        address = getattr(image, "anchor", None)
        link = self._added.link(self.part, address) if address else ""
        size, number = (photo.width, photo.height), self._story.next_id
        before, after = drawing(photo.name, size, number, relation, link)
        shown = self._next() if self._story.body else number
        return b"".join((before, str(shown).encode(), after))


def escaped(text: str) -> bytes:
    """Return *text* as it stands in XML, its signs spelt as markupsafe spells them."""
    spelt = text.encode().replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
    return spelt.replace(b"'", b"&#39;").replace(b'"', b"&#34;")
