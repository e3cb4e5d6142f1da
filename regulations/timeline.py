"""An instrument's status through time, as one short text: what an index can keep of it.

``20231004:in_force,20250830:expired``: from each day on the status behind it. It is worked out
from :func:`regulations.validity.validity_on`, never written to the office.
"""

from __future__ import annotations

from datetime import date

from regulations.validity import Shelf, commencement, start_of, validity_on
from regulations.work import Work


def packed(work: Work, shelf: Shelf, part: str = "") -> str:
    """Return the statuses of *work*, or of a *part* of it (element id), the first from day 0 on."""
    days = sorted({date.min, *_turning_days(work, shelf)})
    steps = [(day, validity_on(work, day, shelf, part).status) for day in days]
    kept = [step for at, step in enumerate(steps) if not at or step[1] != steps[at - 1][1]]
    return ",".join(f"{'0' if day == date.min else f'{day:%Y%m%d}'}:{status}"
                    for day, status in kept)  # fmt: skip


def status_at(standing: str, day: int) -> str:
    """Return the status on a day given as YYYYMMDD; empty for what has no standing."""
    found = ""
    for step in standing.split(",") if standing else ():
        since, _, status = step.partition(":")
        if int(since) > day:
            break
        found = status
    return found


def _turning_days(work: Work, shelf: Shelf) -> list[date]:
    """Return every day on which the status may change."""
    whens = [commencement(work)[0], *(day for _part, day in work.effective_of)]
    for other, relation in shelf.incoming(work.id):
        whens += [start_of(other, relation)[0], relation.until]
    return [day for when in whens if when for day in (when.earliest, when.latest)]
