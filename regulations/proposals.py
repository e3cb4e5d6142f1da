"""Entries for mods.yaml proposed from an amending text, each tried on the text that it changes.

A proposal names its words and its line. What it would do is found by doing it: the fold itself
says whether it fits. Nothing is recorded here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from regulations.amendments import fold
from regulations.changes import change_of, text_of
from regulations.days import When
from regulations.instructions import SIGNING, Commencement
from regulations.library import Library
from regulations.modification import Modification, mods_from_json, mods_path
from regulations.ordered import Entry, orders_of
from regulations.quotations import slice_of
from regulations.rewording import ADDING, times_in
from regulations.sentences import say
from regulations.text import Text, Unit, each_unit
from regulations.wording import wording_on
from regulations.work import Work


@dataclass(frozen=True, slots=True)
class Proposal:
    """One entry, numbered from 1 in reading order. *mod* has the id it would get.

    *wording* are the new words. *reason* says why it would not fit, or why it can't be recorded
    at all when *target* is ``None``; *recorded* that the file has it already.
    """

    number: int
    line: int
    mod: Modification
    target: Work | None
    wording: str = ""
    reason: str = ""
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class Start:
    """From when the text says that it, or a *part* of it, holds; numbered on from the entries."""

    number: int
    line: int
    part: str
    when: When
    said: str
    recorded: bool


@dataclass(frozen=True, slots=True)
class Proposals:
    """All that can be accepted, and the units that order something which was not understood."""

    entries: tuple[Proposal, ...]
    starts: tuple[Start, ...]
    unread: tuple[Unit, ...]


def proposals_from(work: Work, library: Library) -> Proposals:
    """Return what the issued text of *work* proposes; empty where it has no text."""
    if not work.texts:
        return Proposals((), (), ())
    text = text_of(work, work.texts[0], library)
    known = mods_from_json(library.files.get(mods_path(work.id)))
    ordered = orders_of(work, text, library, known)
    entries = _tried(work, text, library, ordered.entries)
    starts = _starts(work, ordered.commencements, len(entries))
    return Proposals(entries, starts, ordered.unheard(known))


def still_to_change(work: Work, library: Library) -> tuple[Work, ...]:
    """Return the instruments that the text of *work* orders to change, where nobody recorded it."""
    found = proposals_from(work, library).entries
    return tuple(dict.fromkeys(one.target for one in found if one.target and not one.recorded))


def accepted(work: Work, proposals: Proposals, numbers: Iterable[int], library: Library,
             ) -> tuple[tuple[Modification, ...], Work]:  # fmt: skip
    """Return the modifications and the record of *work* once those *numbers* are accepted.

    The entries stand in the order of the text; those recorded before keep their ids.
    """
    wanted = frozenset(numbers)
    known = mods_from_json(library.files.get(mods_path(work.id)))
    mods = [*known, *(one.mod for one in proposals.entries
                      if one.number in wanted and not one.recorded)]  # fmt: skip
    units = {unit.eid: at for at, unit in
             enumerate(text_of(work, work.texts[0], library).each())}  # fmt: skip
    mods.sort(key=lambda mod: units.get(mod.instruction, len(units)))
    for start in proposals.starts:
        if start.number in wanted and start.part:
            parts = {**dict(work.effective_of), start.part: start.when}
            work = replace(work, effective_of=tuple(parts.items()))
        elif start.number in wanted:
            work = replace(work, effective=start.when)
    return tuple(mods), work


def _tried(
    work: Work, text: Text, library: Library, entries: Iterable[Entry]
) -> tuple[Proposal, ...]:
    """Return *entries* as proposals, with what the fold says when all new ones are applied."""
    found = [
        Proposal(
            number, one.line,
            one.mod if one.recorded else _counted(one, work, text, library), one.target,
            (slice_of(text, one.mod.text_from) or "") if one.mod.text_from else "",
            one.why, one.recorded,
        )
        for number, one in enumerate(entries, 1)
    ]  # fmt: skip
    reasons: dict[str, str] = {}
    for target in dict.fromkeys(one.target for one in found if one.target and not one.recorded):
        mods = [one.mod for one in found if one.target == target and not one.recorded]
        reasons |= _reasons(work, text, library, target, mods)
    return tuple(replace(one, reason=one.reason or reasons.get(one.mod.id, "")) for one in found)


def _reasons(
    work: Work, text: Text, library: Library, target: Work, mods: Iterable[Modification]
) -> dict[str, str]:
    """Return, by their ids, why some of *mods* would not fit the text of *target*."""
    changes = [change_of(mod, work, text) for mod in mods]
    last = max((change.start.latest for change in changes if change.start), default=date.max)
    before = wording_on(target, last, library).text
    if before is None:
        return {change.mod.id: say("No text has been imported.") for change in changes}
    return {one.change.mod.id: one.reason for one in fold(before, changes).outstanding}


def _counted(one: Entry, work: Work, text: Text, library: Library) -> Modification:
    """Return the entry with how often its words stand in the target just before the change."""
    mod = one.mod
    if not mod.words or one.target is None or mod.op in ADDING:  # added at one place alone
        return mod
    start = change_of(mod, work, text).start
    unit = wording_on(one.target, start.latest if start else date.max, library).unit(mod.part)
    return replace(mod, count=times_in(each_unit([unit] if unit else ()), mod) or None)


def _starts(work: Work, begins: Iterable[Commencement], count: int) -> tuple[Start, ...]:
    found: list[Start] = []
    for one in begins:
        when = work.signed if one.day == SIGNING else one.day
        if isinstance(when, When):
            found.append(Start(count + len(found) + 1, one.line, one.part, when, one.said,
                               _known(work, one, when)))  # fmt: skip
    return tuple(found)


def _known(work: Work, one: Commencement, when: When) -> bool:
    return (dict(work.effective_of).get(one.part) if one.part else work.effective) == when
