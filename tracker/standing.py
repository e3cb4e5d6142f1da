"""How a task stands on a day: its status, how late it is, and what that rests on. Pure.

Only events up to the day count, so an old report can be made again. The due day itself is in
time; lateness begins the day after. An extension holds from the day of its event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tracker.calendar import Calendar
from tracker.due import DueDay, due_day
from tracker.events import Event, Evidence, sorted_events
from tracker.phrases import Deadline
from tracker.story import Story, story_on
from tracker.task import Task, read_phrase

SOON_DAYS = 30
STALE_DAYS = 30

DONE = ("done_early", "done_on_time", "done_late")
OVERDUE = ("overdue", "overdue_submitted", "no_information")
STATUSES = ("not_started", "in_progress", "submitted", *DONE, *OVERDUE, "standing",
            "no_deadline", "stopped", "handed_over")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """How a task stands on *as_of*.

    *days_late* are calendar days after *due*: of the task while it is overdue, of its
    completion once it is done late, else 0; *days_late_original* the same against the deadline
    before any extension. *days_left* is ``None`` unless the task is open and in time.
    *submitted_on* stays after the task is overdue: who submitted in time was in time.
    *cause* is the last obstacle that was reported, *evidence* the paper of the completion.
    """

    as_of: date
    status: str
    modifiers: tuple[str, ...] = ()
    due: date | None = None
    plan_by: date | None = None
    original_due: date | None = None
    estimated: bool = False
    deadline: Deadline | None = None
    extensions: int = 0
    days_late: int = 0
    days_late_original: int = 0
    workdays_late: int = 0
    days_left: int | None = None
    workdays_left: int | None = None
    done_on: date | None = None
    submitted_on: date | None = None
    submitted_to: str = ""
    handed_to: str = ""
    percent: int | None = None
    cause: str = ""
    evidence: Evidence | None = None
    last_event: date | None = None

    @property
    def done(self) -> bool:
        """Whether the task is done."""
        return self.status in DONE

    @property
    def closed(self) -> bool:
        """Whether nothing more is to be done: done, stopped or handed over."""
        return self.done or self.status in ("stopped", "handed_over")

    @property
    def overdue(self) -> bool:
        """Whether it is open past its due day; no information counts, and is shown apart."""
        return self.status in OVERDUE


def standing_on(
    task: Task, events: Iterable[Event], calendar: Calendar, as_of: date, *, roll: str = "none"
) -> Standing:
    """Return how *task* stands at the end of *as_of*.

    *roll* is the office's rule for named days that are days off. Durations in a deadline count
    from the day on which the task was assigned, unless their phrase names the day.
    """
    story = story_on(sorted_events(events), as_of)
    return standing_of(task, story, calendar, as_of, roll=roll)


def standing_of(
    task: Task, story: Story, calendar: Calendar, as_of: date, *, roll: str = "none"
) -> Standing:
    """Return the same from what the events come to, the *story* up to *as_of*."""
    deadline = read_phrase(story.deadline) if story.extensions else task.deadline
    due = _due(deadline, task, calendar, roll)
    original = _due(task.deadline, task, calendar, roll) if story.extensions else due
    status = _status(task, story, due, as_of)
    done_on = story.closed_on if status in DONE else None
    spell = _spell(calendar, due, original, status, done_on or as_of)
    return Standing(
        as_of=as_of,
        status=status,
        modifiers=tuple(_modifiers(story, status, spell.days_left, as_of)),
        due=due.due if due else None,
        plan_by=due.plan_by if due else None,
        original_due=original.due if original else None,
        estimated=due.estimated if due else False,
        deadline=deadline,
        extensions=story.extensions,
        days_late=spell.days_late,
        days_late_original=spell.days_late_original,
        workdays_late=spell.workdays_late,
        days_left=spell.days_left,
        workdays_left=spell.workdays_left,
        done_on=done_on,
        submitted_on=story.submitted_on,
        submitted_to=story.submitted_to,
        handed_to=story.closed_to if status == "handed_over" else "",
        percent=story.percent,
        cause=story.cause,
        evidence=story.evidence,
        last_event=story.last,
    )


@dataclass(frozen=True, slots=True)
class _Spell:
    """The days between a deadline and the day that counts; see :class:`Standing`."""

    days_late: int = 0
    days_late_original: int = 0
    workdays_late: int = 0
    days_left: int | None = None
    workdays_left: int | None = None


def _due(deadline: Deadline | None, task: Task, calendar: Calendar, roll: str) -> DueDay | None:
    if deadline is None or task.regular:
        return None
    return due_day(deadline, calendar, event=task.assigned, roll=roll)


def _status(task: Task, story: Story, due: DueDay | None, as_of: date) -> str:
    if story.closed_on is not None:
        ends = {"stop": "stopped", "handover": "handed_over"}
        return ends.get(story.closed) or _how_done(story.closed_on, due)
    if task.regular:
        return "standing"
    if due is None or due.due is None:
        return "no_deadline"
    if as_of > due.due and not task.apart:
        if story.submitted_on:
            return "overdue_submitted"
        return "overdue" if story.last else "no_information"
    if story.submitted_on:
        return "submitted"
    return "in_progress" if story.working else "not_started"


def _how_done(day: date, due: DueDay | None) -> str:
    """Return how in time *day* was: early is before the period of the deadline begins.

    What has no due day is done in time.
    """
    if due is None or due.due is None:
        return "done_on_time"
    if day > due.due:
        return "done_late"
    return "done_early" if due.opens and day < due.opens else "done_on_time"


def _spell(
    calendar: Calendar, due: DueDay | None, original: DueDay | None, status: str, day: date
) -> _Spell:
    """Return how late or how far ahead of its deadline a task is on the day that counts."""
    if due is None or due.due is None or status in ("stopped", "handed_over"):
        return _Spell()
    first = original.due if original else None
    late_original = max((day - first).days, 0) if first else 0
    if status == "done_late" or status in OVERDUE:
        return _Spell((day - due.due).days, late_original, calendar.workdays_between(due.due, day))
    if status in DONE:
        return _Spell(days_late_original=late_original)
    if day > due.due:
        return _Spell()
    left, workdays = (due.due - day).days, calendar.workdays_between(day, due.due)
    return _Spell(0, late_original, 0, left, workdays)


def _modifiers(story: Story, status: str, days_left: int | None, as_of: date) -> Iterator[str]:
    """Yield the modifiers of what is open."""
    if days_left == 0:
        yield "due_today"
    elif days_left is not None and days_left <= SOON_DAYS:
        yield "due_soon"
    quiet = (as_of - story.last).days if story.last else 0
    if status == "in_progress" and quiet > STALE_DAYS:
        yield "stale"
