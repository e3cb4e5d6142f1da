"""What happened to an instrument as law, day by day: signed, in effect, changed, ended. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from regulations.changes import Change, changes_to
from regulations.days import When
from regulations.library import Library
from regulations.validity import ENDING, commencement, start_of
from regulations.work import Work

ACTS = (*ENDING, "suspends", "resumes")


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened on *day*, ``None`` where no day is known.

    *part* is the element concerned, empty for the whole; *by* the work behind it, ``None`` for
    the instrument itself. *op* is ``signed``, ``effective``, an operation of mods.yaml, or a
    relation; *doubt* says why it is in no text.
    """

    day: When | None
    op: str
    part: str = ""
    by: Work | None = None
    doubt: str = ""
    conf: str = "V"
    kind: Literal["own", "change", "act"] = "own"


def history_of(work: Work, library: Library) -> tuple[Happening, ...]:
    """Return what happened to *work*, the first day first."""
    start, conf = commencement(work)
    found = [Happening(work.signed, "signed", conf=work.mark("signed"))] if work.signed else []
    found += [Happening(start, "effective", conf=conf)] if start else []
    found += [Happening(day, "effective", part) for part, day in work.effective_of]
    found += [_changed(change) for change in changes_to(work, library)]
    for other, relation in library.incoming(work.id):
        if relation.rel in ACTS and not relation.part:
            day, sure = start_of(other, relation)
            found.append(Happening(day, relation.rel, "", other, conf=sure, kind="act"))
    return tuple(sorted(found, key=lambda one: one.day.latest if one.day else date.max))


def _changed(change: Change) -> Happening:
    op = change.mod.op
    return Happening(change.start, op, change.mod.new_id if op == "insert" else change.mod.part,
                     change.by, change.doubt, change.conf, "change")  # fmt: skip
