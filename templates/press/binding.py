"""Where a value becomes bytes: the values of all stories are escaped and encoded at once.

A story's script leaves its pieces in turns: static bytes, then a value. Most values are texts; the
few that are not are looked at one by one. This runs for every paper of a million, so it takes few
steps: one aside costs more than what is done there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from regulations.sentences import say
from templates.press.complaints import complaint
from templates.press.faults import BrokenTemplateError, UnsafeTemplateError, placed
from templates.press.hand import Hand, escaped
from templates.press.picture import Picture
from templates.press.relations import Additions
from templates.press.sandbox import NOTES
from templates.press.story import CompiledStory
from templates.press.values import MissingValuesError
from templates.press.woven import MAX_OUTPUT, WORDS

_COUNTED = 64  # bits of the numbers that rows are full of
_BETWEEN = "\0"  # no value can hold it: XML forbids it


class Binding:
    """The stories of a template that are printed for each paper."""

    def __init__(self, stories: Sequence[CompiledStory]) -> None:
        self._stories = tuple(stories)
        self._sure = all(story.sure for story in stories)
        self._longest = max((story.longest for story in stories), default=0)

    def bound(self, values: Mapping[str, object], added: Additions) -> list[bytes]:
        """Return the stories that *values* make; *added* takes in their images.

        Raises:
            MissingValuesError: they ask for values that are not there; all of them.
            UnsafeTemplateError, BrokenTemplateError: the template's fault, with these values.
        """
        missing = NOTES.missing
        missing.clear()
        out: list[Any] = []
        ends = []
        for story in self._stories:
            story.run(values, out)
            ends.append(len(out))
        hands: dict[int, Hand] = {}
        signs = self._spelt(out, ends, hands, added)
        if missing:
            raise MissingValuesError([*missing])
        wholes, start = [], 0
        for end in ends:
            wholes.append(b"".join(out[start:end]))
            start = end
        sure = self._sure and not signs
        for hand in hands.values():
            sure = sure and not hand.astray and not hand.foreign
        if not sure:
            for rank, story in enumerate(self._stories):
                wholes[rank] = story.finished(wholes[rank], signs, hands.get(rank))
        return wholes

    def _spelt(
        self, out: list[Any], ends: list[int], hands: dict[int, Hand], added: Additions
    ) -> str:
        """Make bytes of the values in *out*; return those line signs that they hold.

        *hands* takes in those that put things into each of the stories, if there are things.
        """
        texts = out[1::2]
        things = self._things(texts, ends, hands, added)
        if sum(map(len, texts)) > MAX_OUTPUT:
            raise _too_long()
        text = _BETWEEN.join(texts)
        spelt = escaped(text)
        size = len(spelt) + sum(map(len, things.values()))
        if (
            self._longest * len(texts) + size > MAX_OUTPUT
            and sum(map(len, out[::2])) + size > MAX_OUTPUT
        ):
            raise _too_long()
        out[1::2] = spelt.split(b"\0") if texts else ()
        for place, xml in things.items():
            out[2 * place + 1] = xml
        signs = ("\n" if "\n" in text else "") + ("\t" if "\t" in text else "")
        for hand in hands.values():
            signs += hand.signs
        return signs

    def _things(
        self, texts: list[Any], ends: list[int], hands: dict[int, Hand], added: Additions
    ) -> dict[int, bytes]:
        """Make texts of all in *texts* that are words; return the others' XML by its place."""
        things: dict[int, bytes] = {}
        place = 0
        try:
            for place, value in enumerate(texts):
                if type(value) is str:
                    continue
                if type(value) is int and value.bit_length() < _COUNTED:
                    texts[place] = str(value)
                elif type(value) is not Picture and isinstance(value, WORDS):
                    texts[place] = str.__str__(value) if isinstance(value, str) else str(value)
                else:
                    texts[place] = ""
                    things[place] = self._hand(2 * place, ends, hands, added).xml(value)
        except (TypeError, ValueError, ArithmeticError) as error:
            part = self._stories[bisect_right(ends, 2 * place)].part
            raise BrokenTemplateError(placed(complaint(error), part, "", 0)) from error
        return things

    def _hand(self, place: int, ends: list[int], hands: dict[int, Hand], added: Additions) -> Hand:
        """Return what puts a thing into the story that stands at *place*."""
        rank = bisect_right(ends, place)
        if rank not in hands:
            story = self._stories[rank]
            hands[rank] = Hand(story.story, added, story.texts_only)
        return hands[rank]


def _too_long() -> UnsafeTemplateError:
    return UnsafeTemplateError([say("print more than {count} bytes", count=MAX_OUTPUT)])
