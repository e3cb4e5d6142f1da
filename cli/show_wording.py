"""The text of an instrument on a day: its state, its words, what changed them, what is not in it.

Every form (text, Markdown, HTML, Word, JSON) says the same; each shows the state with the words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from cli.labels import law_label, note_label, text_label, when_label
from cli.speech import _, in_words
from regulations.changes import Change
from regulations.days import short_day
from regulations.errors import NotFoundError
from regulations.library import Library
from regulations.markup import render
from regulations.sentences import say
from regulations.text import HEADED, Text, Unit, cited_place, each_unit
from regulations.wording import Wording, validity_of

_HEAD = re.compile(r"^#+[ \t]+", re.MULTILINE)


class NoWordingError(NotFoundError):
    """The library holds no text of an instrument for that day."""

    code = "no_text"

    def __init__(self, wording: Wording) -> None:
        super().__init__(
            say("There is no text of {name} on {day}. {why}", name=wording.work.cited,
                day=short_day(wording.day), why=wording.absent),
            hint=say("See what is known of it with: {command}.",
                     command=f'vanthu reg show "{wording.work.reference}"'),
        )  # fmt: skip


class NoUnitError(NotFoundError):
    """The text of that day has no such element."""

    code = "no_element"

    def __init__(self, wording: Wording, eid: str, known: Sequence[Unit]) -> None:
        names = [f"{unit.eid} ({unit.label})" for unit in known]
        super().__init__(
            say("{name} has no {eid} on {day}.", name=wording.work.cited, eid=eid,
                day=short_day(wording.day)),
            hint=say("It has: {known}.", known=", ".join(names)),
        )  # fmt: skip
        self.known = tuple(unit.eid for unit in known)

    def details(self) -> dict[str, object]:
        """Return the names that there are."""
        return {"known": list(self.known)}


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown of a text: *head* and *notes* are sentences, *body* is Markdown."""

    title: str
    head: tuple[str, ...]
    body: str
    notes: tuple[str, ...]


def unit_of(wording: Wording, eid: str) -> Unit | None:
    """Return the element *eid*; ``None`` for the whole.

    Raises:
        NoWordingError: there is no text of that day.
        NoUnitError: the text has no such element; the hint names its neighbours.
    """
    if wording.text is None:
        raise NoWordingError(wording)
    unit = wording.text.find(eid)
    if eid and unit is None:
        above = wording.text.find(eid.rpartition("__")[0])
        articles = [one for one in wording.text.each() if one.kind == "article"]
        raise NoUnitError(wording, eid, above.children if above else articles or wording.text.units)
    return unit


def page_of(wording: Wording, unit: Unit | None, library: Library, lang: str) -> Page:
    """Return a text, or one unit of it, as it is shown."""
    assert wording.text is not None
    work, eid = wording.work, unit.eid if unit else ""
    shown = wording.narrowed(eid) if unit else wording
    validity = validity_of(wording, eid, library)
    about = f"{cited_place(eid)}, {work.cited}" if unit else work.cited
    units = displayed(shown, [unit] if unit else wording.text.units)
    return Page(
        title=_("{what}, on {day}").format(what=about[:1].upper() + about[1:],
                                           day=short_day(wording.day)),
        head=(work.title(lang), f"{text_label(shown.state)} · {law_label(validity.status)}",
              in_words(validity.reason), *left_out(shown)),
        body=render(Text("" if unit else wording.text.preamble, units)),
        notes=_changes(shown),
    )  # fmt: skip


def _changes(wording: Wording) -> tuple[str, ...]:
    """Return a line for what each instrument did in one way from one day, in its order."""
    places: dict[str, list[str]] = {}
    for note in sorted(wording.notes, key=lambda note: note.change.order()):
        places.setdefault(told(note.change), []).append(cited_place(note.eid))
    return tuple(f"{'; '.join(dict.fromkeys(named))}: {what}" for what, named in places.items())


def displayed(wording: Wording, units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Return *units* of it with a word in each place that was repealed."""
    gone = {note.eid for note in wording.notes if note.change.mod.op == "repeal"}
    return tuple(_displayed(unit, gone) for unit in units)


def _displayed(unit: Unit, gone: Collection[str]) -> Unit:
    """Return *unit* with a word in each place that was repealed, where only the number is left."""
    children = tuple(_displayed(child, gone) for child in unit.children)
    word = f"({_('repealed')})" if unit.eid in gone else ""
    if unit.kind in HEADED:
        return replace(unit, heading=unit.heading or word, children=children)
    return replace(unit, text=unit.text or word, children=children)


def left_out(wording: Wording) -> tuple[str, ...]:
    """Return a sentence for each change that is known but not in the text."""
    return tuple(
        _("Not in the text: {what}. {why}").format(
            what=" ".join(filter(None, [cited_place(_place(one.change)), told(one.change)])),
            why=in_words(one.reason),
        )
        for one in wording.outstanding
    )


def _place(change: Change) -> str:
    return change.mod.new_id if change.mod.op == "insert" else change.mod.part


def told(change: Change) -> str:
    """Return by what, and from when, something was changed."""
    words = note_label(change.mod.op).format(symbol=change.by.cited)
    if change.start is None:
        return words
    return _("{what}, from {day}").format(what=words, day=when_label(change.start))


def as_text(page: Page) -> str:
    """Return the page without any marks of Markdown."""
    notes = ["", _("Changes"), *(f"  {note}" for note in page.notes)] if page.notes else []
    body = _HEAD.sub("", page.body).rstrip("\n")
    return "\n".join([page.title, *page.head, "", body, *notes])


def as_markdown(page: Page) -> str:
    """Return the page as Markdown: all that is not the text itself is quoted (``>``)."""
    parts = [_quoted((page.title, *page.head)), page.body.rstrip("\n"), _quoted(page.notes)]
    return "\n\n".join(filter(None, parts))


def _quoted(lines: Iterable[str]) -> str:
    return "\n>\n".join(f"> {line}" for line in lines)


def provisions(wording: Wording, unit: Unit | None) -> list[dict[str, object]]:
    """Return the units as JSON items, in reading order, with what changed each."""
    units = each_unit([unit] if unit else wording.text.units if wording.text else ())
    return [
        {"eid": one.eid, "num": one.num, "heading": one.heading, "text": one.text,
         "changed_by": [change_item(note.change) for note in wording.notes_on(one.eid)]}
        for one in units
    ]  # fmt: skip


def change_item(change: Change) -> dict[str, object]:
    """Return what changed a text."""
    mod = change.mod
    return {
        "op": mod.op, "part": mod.part or None, "by": change.by.id, "symbol": change.by.symbol,
        "since": change.start.edtf if change.start else None, "mod": mod.id or None,
        "conf": change.conf,
    }  # fmt: skip


def outstanding_items(wording: Wording) -> list[dict[str, object]]:
    """Return what is known but not in the text."""
    return [change_item(one.change) | {"reason": in_words(one.reason)}
            for one in wording.outstanding]  # fmt: skip
