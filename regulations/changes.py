"""What others do to the wording of a work: gathered from their mods.yaml and their relations. Pure.

Words are taken from the amending text itself and checked there; what does not agree is doubted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from regulations.days import When
from regulations.doctypes import DOC_TYPES
from regulations.library import Library, text_path
from regulations.markup import read_markdown, render
from regulations.modification import (
    AMENDING,
    Modification,
    author_of,
    is_complete,
    link_to,
    mods_from_json,
    mods_path,
)
from regulations.ordered import Ordered, orders_of
from regulations.quotations import slice_of, sum_of
from regulations.sentences import say
from regulations.text import Text, cited_place
from regulations.validity import ENDING, commencement_of
from regulations.work import Work, weakest

WORDLESS: Final = ("suspend", "resume", "extend-deadline")
_WORDED: Final = ("substitute", "insert", "retitle")  # operations that bring new wording
_OF_THE_WHOLE = ("repeal", *WORDLESS)  # without an element they change no word
_PARTLY = {**dict.fromkeys(ENDING, "repeal"), "suspends": "suspend", "resumes": "resume"}
_ORDERED: Final = say("It is ordered there, but not recorded.")
_UNRECORDED: Final = say("What it changes has not been recorded.")
_RANKS: Final = {kind.code: -place for place, kind in enumerate(DOC_TYPES)}  # the highest is last


@dataclass(frozen=True, slots=True)
class Change:
    """A modification with who orders it: *by*, from *start* (``None``: no day is known).

    *wording* is the slice of the amending text that ``text_from`` names. *doubt* is a sentence
    that says why it may not be applied, empty where it may.
    """

    mod: Modification
    by: Work
    start: When | None
    conf: str = "V"
    wording: str = ""
    doubt: str = ""

    def order(self) -> tuple[date, date, int, str, int, str]:
        """Return the place of this change in the total order; the undated stand last."""
        signed = self.by.signed
        return (
            self.start.latest if self.start else date.max,
            signed.latest if signed else date.max,
            _RANKS.get(self.by.type, -len(_RANKS)),
            self.by.id,
            self.mod.seq,
            self.mod.part,
        )


def changes_to(work: Work, library: Library) -> tuple[Change, ...]:
    """Return all that is known of what others do to the wording of *work*, in its order.

    What is ordered or announced but not recorded is among it, in doubt.
    """
    amending = {author_of(path): library.work(author_of(path))
                for path, _op in library.files.linked(link_to(work.id))}  # fmt: skip
    acting = library.incoming(work.id)
    amending |= {by.id: by for by, relation in acting if relation.rel in AMENDING}
    found = [change for by in amending.values() for change in _from(by, work, library)]
    known = {(one.by.id, one.mod.part) for one in found}
    found += [
        change_of(_unwritten(work, _PARTLY[relation.rel], relation.part, relation.conf), by, None)
        for by, relation in acting
        if relation.rel in _PARTLY and relation.part and (by.id, relation.part) not in known
    ]
    return tuple(sorted(found, key=Change.order))


def _from(by: Work, work: Work, library: Library) -> Iterator[Change]:
    """Yield what *by* does to the wording of *work*, as recorded, then what it does beside that."""
    data = library.files.get(mods_path(by.id))
    text = text_of(by, by.texts[0], library) if by.texts else None
    mods = mods_from_json(data)
    own = [mod for mod in mods if mod.target == work.id]
    for mod in own:
        if mod.part or mod.op not in _OF_THE_WHOLE:
            yield change_of(mod, by, text)
    if is_complete(data):
        return
    ordered = orders_of(by, text, library, mods) if text else Ordered((), (), ())
    missing = [one for one in ordered.missing(mods) if one.target in (None, work)]
    for one in missing:  # it has no id while it stands in no file
        yield replace(change_of(replace(one.mod, id=""), by, text), doubt=_ORDERED)
    for unit in ordered.unheard(mods):
        doubt = say("What it orders in {place} was not understood.", place=cited_place(unit.eid))
        yield replace(change_of(_unwritten(work, "amends"), by, None), doubt=doubt)
    if not own and not missing and not ordered.unread:
        yield replace(change_of(_unwritten(work, "amends"), by, None), doubt=_UNRECORDED)


def change_of(mod: Modification, by: Work, text: Text | None) -> Change:
    """Return *mod* with its day and its words; *text* is that of *by*, where one is recorded."""
    start, conf = commencement_of(by, mod.instruction)
    if mod.effective:
        start, conf = mod.effective, by.conf
    wording = (text and mod.text_from and slice_of(text, mod.text_from)) or ""
    return Change(mod, by, start, weakest(mod.conf, conf), wording, _doubt(mod, by, text, wording))


def _doubt(mod: Modification, by: Work, text: Text | None, wording: str) -> str:
    """Return why the words of *mod* can't be trusted; empty where they stand in *text*."""
    worded = mod.op in _WORDED or bool(mod.text_from)
    if not worded and not mod.words:
        return ""
    if text is None:
        return say("The text of {symbol} is not recorded.", symbol=by.cited)
    if worded:
        if not wording:
            return say("{symbol} has no words at {place}.",
                       symbol=by.cited, place=mod.text_from or '""')  # fmt: skip
        same = sum_of(wording) == mod.text_sha256
        return "" if same else say("The words of {symbol} at {place} are not those once accepted.",
                                   symbol=by.cited, place=mod.text_from)  # fmt: skip
    order = (slice_of(text, mod.instruction) or "") if mod.instruction else render(text)
    for words in filter(None, (mod.words, mod.replacement)):
        if words not in order:
            return say("{symbol} does not say {words} there.", symbol=by.cited, words=repr(words))
    return ""


def _unwritten(work: Work, op: str, part: str = "", conf: str = "V") -> Modification:
    """Return a change that no mods.yaml tells of."""
    return Modification("", 0, op, work.id, part, conf=conf)


def text_of(work: Work, source: str, library: Library) -> Text:
    """Return the recorded text of the day *source*, without what others did to it."""
    content = library.files.get(text_path(work.id, source))
    return read_markdown("", str(content or ""))[0]
