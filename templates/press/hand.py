"""Things put into one story of one paper: pictures, rich text, sub-documents, numbers."""

from __future__ import annotations

import re

from regulations.sentences import say
from templates.press.breaks import SIGNS
from templates.press.photo import drawing, photo_of
from templates.press.picture import Photo, Picture
from templates.press.relations import Additions
from templates.press.word import READY, Story, has_stories
from templates.press.woven import NUMBER, WORDS, Ready, Woven

_NUMBERS = re.compile(r'(<wp:docPr\b[^>]*?\bid=")\d+')
_FIRST_DRAWING = 1_001  # docxtpl numbers all drawings of a body from here


class Hand:
    """What knows the XML of things; made anew for every story of every paper."""

    __slots__ = (
        "_added", "_number", "_story", "_texts_only", "astray", "foreign", "part", "signs",
    )  # fmt: skip

    def __init__(self, story: Story, added: Additions, texts_only: bool) -> None:
        """*texts_only* says that every value of the story stands in the text of a run."""
        self.part = story.part
        self._story = story
        self._added = added
        self._number = _FIRST_DRAWING
        self._texts_only = texts_only
        self.astray = False  # a picture was put where text may not stand
        self.signs = ""  # line signs in what was put in; a picture has none
        self.foreign = False  # a sub-document was put in: its tables are not known beforehand

    def xml(self, thing: object) -> bytes:
        """Return what stands in the story for *thing*.

        Raises:
            TypeError: it is no value that can be printed.
            PictureError: it is no picture.
        """
        if isinstance(thing, Picture):
            return self._drawing(photo_of(thing))
        if hasattr(thing, "image_descriptor"):
            return self._drawing(photo_of(thing), getattr(thing, "anchor", None))
        if thing is NUMBER:
            return str(self._next()).encode()
        xml = self._pieces(thing) if isinstance(thing, Woven) else self._ready(thing)
        self.signs += "".join(sign.decode() for sign in SIGNS if sign in xml)
        return xml

    def _pieces(self, woven: Woven) -> bytes:
        return b"".join(
            escaped(str(piece)) if isinstance(piece, WORDS) else self.xml(piece)
            for piece in woven.pieces
        )

    def _next(self) -> int:
        number = self._number
        self._number += 1
        return number

    def _ready(self, value: object) -> bytes:
        """Return the XML of an object; drawings in a sub-document are numbered as all are."""
        if not isinstance(value, (Ready, *READY)):
            raise TypeError(say("this is no value that can be printed"))
        xml = str(value)
        if has_stories(value):
            self.foreign = True
            if self._story.body:
                xml = _NUMBERS.sub(lambda found: f"{found[1]}{self._next()}", xml)
        return xml.encode()

    def _drawing(self, photo: Photo, address: str | None = None) -> bytes:
        self.astray = self.astray or not self._texts_only
        number, relation = self._story.next_id, self._added.image(self.part, photo)
        link = self._added.link(self.part, address) if address else ""
        before, after = drawing(photo.name, photo.width, photo.height, number, relation, link)
        shown = self._next() if self._story.body else number
        return b"%b%d%b" % (before, shown, after)


def escaped(text: str) -> bytes:
    """Return *text* as it stands in XML, its signs spelt as markupsafe spells them."""
    spelt = text.encode().replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
    return spelt.replace(b"'", b"&#39;").replace(b'"', b"&#34;")
