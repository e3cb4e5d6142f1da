"""One part of a template, compiled: what is proved of it, and how it is printed."""

from __future__ import annotations

from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

from regulations.sentences import say
from templates.press.breaks import with_breaks
from templates.press.faults import BrokenTemplateError, called
from templates.press.hand import Hand
from templates.press.printer import Printer
from templates.press.sandbox import Tongue
from templates.press.structure import findings
from templates.press.word import Story, broken_up, mended

_NO_XML = b"\a\f"  # signs of docxtpl's that no XML may hold, until they are made breaks


class CompiledStory:
    """A story whose tags have become code."""

    def __init__(self, story: Story, tree: Any, tongue: Tongue) -> None:
        self.part = story.part
        self.tagless = all(
            type(piece).__name__ == "TemplateData"
            for node in tree.body
            for piece in getattr(node, "nodes", [None])
        )
        self.story = story
        self._found = findings(tree)
        self._mends = story.body and not self._found.whole_tables
        printer = Printer(story.part, story.source, tree, tongue, (story.head, story.tail))
        self.texts_only = self._found.texts_only
        self.run = printer.run
        self.longest = printer.longest
        self._breaks = printer.breaks
        # whatever texts it is printed with, it needs no second look
        self.sure = self._found.well_formed and not self._mends and not self._breaks

    def finished(self, whole: bytes, signs: str, hand: Hand | None) -> bytes:
        """Return the part with line breaks and tables as they have to be.

        *signs* are the line signs in its values, *hand* is what put things into it.

        Raises:
            BrokenTemplateError: it came out broken.
        """
        astray, foreign = (hand.astray, hand.foreign) if hand else (False, False)
        unsure = astray or not self._found.well_formed
        if unsure and not _well_formed(whole.translate(None, _NO_XML)):
            raise self._torn()
        if signs or self._breaks:
            whole = with_breaks(whole, broken_up, nested=self._found.nested_paragraphs)
            parted = "\a" in signs or "\f" in signs
            if (unsure or parted) and not _well_formed(whole):
                if not parted or not self.story.body:
                    raise self._torn()
                return mended(whole, recover=True)  # a paragraph that ends inside a link
        return mended(whole) if self._mends or (self.story.body and foreign) else whole

    def _torn(self) -> BrokenTemplateError:
        return BrokenTemplateError(
            say("in {part}, one opens in one place and ends in another", part=called(self.part))
        )

    def explained(self) -> str:
        """Return in words how this part is printed, and why not faster."""
        if self.tagless:
            return say("{part}: no tags; printed once for all papers.", part=called(self.part))
        if self._mends:
            return say(
                "{part}: read again after printing, because the rows of a table may not fill its"
                " columns.", part=called(self.part),
            )  # fmt: skip
        if not self._found.well_formed:
            return say(
                "{part}: checked after printing, because a tag opens in one place and ends in"
                " another.", part=called(self.part),
            )  # fmt: skip
        return say("{part}: printed as bytes, nothing is read again.", part=called(self.part))


def _well_formed(whole: bytes) -> bool:
    try:
        ParserCreate().Parse(whole, True)
    except ExpatError:
        return False
    return True
