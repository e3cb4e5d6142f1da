"""The text of a work on a day, as known at a revision: the one answer that everybody asks for.

Which day is handed in; what is known is what *library* holds. The text issued is changed by all
that other instruments did to it up to that day; what could not be carried out is told beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from regulations.amendments import Folded, Note, Outstanding, fold
from regulations.changes import WORDLESS, Change, changes_to, text_of
from regulations.days import cited_day, said_when
from regulations.library import Library
from regulations.sentences import say
from regulations.text import Text, Unit, ancestors, each_unit, kind_of
from regulations.validity import Validity, validity_on
from regulations.work import Work

TextState = Literal["as_issued", "consolidated", "partial", "metadata_only"]


@dataclass(frozen=True, slots=True)
class Wording:
    """What a work says on *day*. *text* is ``None`` where *absent*, a sentence, says why.

    *source* is the day in the name of the file that it comes from. *notes* say what made single
    units what they are, *outstanding* what is known to have changed but is not in the text.
    """

    work: Work
    day: date
    text: Text | None
    state: TextState
    source: str = ""
    absent: str = ""
    notes: tuple[Note, ...] = ()
    outstanding: tuple[Outstanding, ...] = ()

    def unit(self, eid: str) -> Unit | None:
        """Return one unit of the text; ``None`` where there is no text, or no such unit in it."""
        return self.text.find(eid) if self.text else None

    def notes_on(self, eid: str) -> tuple[Note, ...]:
        """Return what made that unit what it is, leaving out the units in it."""
        return tuple(note for note in self.notes if note.eid == eid)

    def narrowed(self, eid: str) -> Wording:
        """Return this wording with the state, notes and outstanding changes of one unit alone."""
        around = self.path(eid)
        near = {unit.eid for unit in (*around, *each_unit(around[-1:]))} or {eid, *ancestors(eid)}
        notes = tuple(note for note in self.notes if note.eid in near)
        left = tuple(one for one in self.outstanding if _concerns(one.change, eid, near))
        folded = Folded(self.text or Text(), notes, left)
        return replace(self, state=_state(self.work, self.source, folded),
                       notes=notes, outstanding=left)  # fmt: skip

    def path(self, eid: str) -> tuple[Unit, ...]:
        """Return the units around one, the outermost first, and it; empty where it is not."""
        return _path(self.text.units, eid) if self.text else ()


def wording_on(work: Work, day: date, library: Library) -> Wording:
    """Return what *work* says on *day*, as far as *library* knows."""
    source = _source(work, day)
    if not source or _unsigned(work, day):
        return Wording(work, day, None, "metadata_only", absent=_absent(work, day))
    folded = fold(text_of(work, source, library),
                  _standing(work, changes_to(work, library), day, source, library))  # fmt: skip
    return Wording(work, day, folded.text, _state(work, source, folded), source,
                   notes=folded.notes, outstanding=folded.outstanding)  # fmt: skip


def state_on(work: Work, day: date, library: Library) -> TextState:
    """Return the state of the wording; where nobody changed it, no text is read for it."""
    source = _source(work, day)
    if not source or _unsigned(work, day):
        return "metadata_only"
    if _is_issued(work, source) and not changes_to(work, library):
        return "as_issued"
    return wording_on(work, day, library).state


def validity_of(wording: Wording, eid: str, library: Library) -> Validity:
    """Return the status of one unit on the day: what was inserted begins when it was."""
    begun = {
        note.eid: note.change.start for note in wording.notes if note.change.mod.op == "insert"
    }
    own = [(name, start) for name, start in begun.items() if start]
    work = replace(wording.work, effective_of=(*wording.work.effective_of, *own))
    found = validity_on(work, wording.day, library, eid)
    for unit in wording.path(eid)[:-1]:  # an article rests with its chapter, whose name it lacks
        around = validity_on(work, wording.day, library, unit.eid)
        if around.status not in ("in_force", "partly_expired"):
            return around
    return found


def wordings_of(work: Work, library: Library) -> tuple[Wording, ...]:
    """Return every wording that *work* has or had, each with the first day on which it holds."""
    days = turning_days(work, library) if work.texts else ()
    found = (wording_on(work, day, library) for day in days)
    return tuple(one for one in found if one.text is not None)


def turning_days(work: Work, library: Library) -> tuple[date, ...]:
    """Return every day on which the wording may change, sorted: between two it is the same."""
    whens = [work.signed, *(when for one in changes_to(work, library)
                            for when in (one.start, one.mod.until, one.by.signed))]  # fmt: skip
    days = {day for when in whens if when for day in (when.earliest, when.latest)}
    return tuple(sorted(days | {date.fromisoformat(source) for source in work.texts}))


def _standing(
    work: Work, changes: Iterable[Change], day: date, source: str, library: Library
) -> list[Change]:
    """Return the changes that count on *day*, each with what makes it doubtful on that day."""
    found = []
    for change in changes:
        if _over(change, day) or (source and _printed(change, work, source)):
            continue
        status = _status_then(change, library)
        if status != "expired":  # an act that was gone by then never changed anything
            found.append(replace(change, doubt=_doubt_on(change, day, status) or change.doubt))
    return found


def _over(change: Change, day: date) -> bool:
    """Tell whether a change has not begun on *day*, or has ended."""
    until = change.mod.until
    begun = change.start or change.by.signed
    return bool((begun and day < begun.earliest) or (until and until.latest <= day))


def _printed(change: Change, work: Work, source: str) -> bool:
    """Tell whether a text printed later than the one issued holds *change* already."""
    day, signed = date.fromisoformat(source), change.by.signed
    known = change.start is not None and signed is not None
    return (not _is_issued(work, source) and known
            and max(change.start.latest, signed.latest) <= day)  # type: ignore[union-attr] # fmt: skip


def _status_then(change: Change, library: Library) -> str:
    """Return the status of the amending instrument on the day of the change."""
    return validity_on(change.by, change.start.latest, library).status if change.start else ""


def _doubt_on(change: Change, day: date, status: str) -> str:
    start, until = change.start, change.mod.until
    if start is None:
        return say("No day is known from which it holds.")
    if day < start.latest:
        return say("The day from which it holds is known only as {day}.", day=said_when(start))
    if until and until.earliest <= day:
        return say("The day up to which it holds is known only as {day}.", day=said_when(until))
    if status == "suspended":
        return say("{symbol} was suspended on that day.", symbol=change.by.cited)
    return say("It is not confirmed.") if change.conf == "U" else ""


def _concerns(change: Change, eid: str, near: Collection[str]) -> bool:
    """Tell whether a change bears on unit *eid*; *near* are what it is in, and what is in it.

    What names no place may bear on any. What is added bears on what it is added to, and not on
    its neighbours; an article may be added to any chapter.
    """
    part = change.mod.part
    if change.mod.op != "insert":
        return not part or part in near
    return eid == part or eid in ancestors(part) or kind_of(eid) in ("part", "chapter", "section")


def _path(units: Iterable[Unit], eid: str) -> tuple[Unit, ...]:
    for unit in units:
        if unit.eid == eid:
            return (unit,)
        if below := _path(unit.children, eid):
            return (unit, *below)
    return ()


def _unsigned(work: Work, day: date) -> bool:
    return work.signed is not None and day < work.signed.earliest


def _source(work: Work, day: date) -> str:
    """Return the newest text that had been printed by *day*; empty for none."""
    known = [source for source in work.texts if source <= day.isoformat()]
    if not known and work.signed and work.texts and _is_issued(work, work.texts[0]):
        known = [work.texts[0]]  # named after its day of effect
    return known[-1] if known else ""


def _is_issued(work: Work, source: str) -> bool:
    """Tell whether a text is the one issued: no later than signing and day of effect."""
    days = [when.latest.isoformat() for when in (work.signed, work.effective) if when]
    return source == work.texts[0] and (not days or source <= max(days))


def _state(work: Work, source: str, folded: Folded) -> TextState:
    if folded.outstanding:
        return "partial"
    changed = any(note.change.mod.op not in WORDLESS for note in folded.notes)
    return "consolidated" if changed or not _is_issued(work, source) else "as_issued"


def _absent(work: Work, day: date) -> str:
    if work.signed and _unsigned(work, day):
        return say("It was signed on {day}.", day=cited_day(work.signed.earliest))
    if work.texts:
        return say("The first text recorded is that of {day}.",
                   day=cited_day(date.fromisoformat(work.texts[0])))  # fmt: skip
    return say("No text has been imported.")
