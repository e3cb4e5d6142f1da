"""Whether tasks still rest on law in force: what became of each legal basis (căn cứ). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from regulations.library import Library
from regulations.validity import Validity, commencement, validity_on
from regulations.work import Work
from tracker.task import Task

CHANGING = ("amends", "adjusts", "corrects", "repeals", "suspends")


@dataclass(frozen=True, slots=True)
class Shaken:
    """A basis of a task that is not what it was when the task was set.

    *validity* is its status on the day; *changed_by* are works that changed it since, the
    newest last.
    """

    work: Work
    validity: Validity
    changed_by: tuple[Work, ...] = ()


def shaken_basis(task: Task, library: Library, as_of: date) -> tuple[Shaken, ...]:
    """Return each basis of *task* that has changed since it was set, as seen on *as_of*.

    A task without a day on which it was set is measured from the first day of its basis. What
    was never surely in force (status unknown on both days) is not reported.
    """
    works = dict.fromkeys(name.partition("#")[0] for name in (*task.basis, task.set_by) if name)
    found = (_shaken(library.work(name), task.assigned, library, as_of) for name in works)
    return tuple(shaken for shaken in found if shaken is not None)


def _shaken(work: Work, since: date | None, library: Library, as_of: date) -> Shaken | None:
    start, _conf = commencement(work)
    first = since or (start.latest if start else None)
    if first is None:
        return None
    now = validity_on(work, as_of, library)
    before = validity_on(work, first, library)
    changed_by = _changes(work, first, library, as_of)
    if now.status == before.status and not changed_by:
        return None
    return Shaken(work, now, changed_by)


def _changes(work: Work, since: date, library: Library, as_of: date) -> tuple[Work, ...]:
    changing = {
        other
        for other, relation in library.incoming(work.id)
        if relation.rel in CHANGING and _between(other, since, as_of)
    }
    return tuple(sorted(changing, key=Work.order))


def _between(work: Work, since: date, until: date) -> bool:
    start, _conf = commencement(work)
    return start is not None and since < start.latest <= until
