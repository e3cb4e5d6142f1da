"""How a task stands on a day: its status, how late it is, and what that rests on. Pure.

Only events up to the day count, so an old report can be made again. The due day itself is in
time; lateness begins the day after. An extension holds from the day of its event.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from tracker.calendar import Calendar
from tracker.due import Due, due_of
from tracker.events import Event, Evidence, sorted_events
from tracker.phrases import Deadline
from tracker.task import Task, read_phrase

SOON_DAYS = 30
STALE_DAYS = 30

DONE = ("done_early", "done_on_time", "done_late")
OVERDUE = ("overdue", "overdue_submitted", "no_information")
STATUSES = ("not_started", "in_progress", "submitted", *DONE, *OVERDUE, "standing",
            "no_deadline", "stopped", "handed_over")  # fmt: skip
_WORK = frozenset(("start", "update", "obstacle", "submit"))


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


@dataclass(frozen=True, slots=True)
class _Story:
    """What the events up to a day come to; *closed* is the event that ended the task."""

    deadline: Deadline | None
    extensions: int = 0
    working: bool = False
    submitted: Event | None = None
    closed: Event | None = None
    percent: int | None = None
    cause: str = ""
    last: date | None = None


def standing_on(
    task: Task, events: Iterable[Event], calendar: Calendar, as_of: date, *, roll: str = "none"
) -> Standing:
    """Return how *task* stands at the end of *as_of*.

    *roll* is the office's rule for named days that are days off. Durations in a deadline count
    from the day on which the task was assigned, unless their phrase names the day.
    """
    story = _story(task, (event for event in sorted_events(events) if event.on <= as_of))
    due = _due(story.deadline, task, calendar, roll)
    original = _due(task.deadline, task, calendar, roll)
    status = _status(task, story, due, as_of)
    standing = Standing(
        as_of=as_of,
        status=status,
        due=due.due if due else None,
        plan_by=due.plan_by if due else None,
        original_due=original.due if original else None,
        estimated=due.estimated if due else False,
        deadline=story.deadline,
        extensions=story.extensions,
        done_on=story.closed.on if story.closed and status in DONE else None,
        submitted_on=story.submitted.on if story.submitted else None,
        submitted_to=story.submitted.to if story.submitted else "",
        handed_to=story.closed.to if story.closed and status == "handed_over" else "",
        percent=story.percent,
        cause=story.cause,
        evidence=story.closed.evidence if story.closed else None,
        last_event=story.last,
    )
    return _measured(_dated(standing, calendar), story)


def _story(task: Task, events: Iterable[Event]) -> _Story:
    story = _Story(task.deadline)
    for event in events:
        story = replace(_told(story, event), last=event.on)
    return story


def _told(story: _Story, event: Event) -> _Story:
    """Return *story* after *event*. What follows the end of a task changes nothing but its end."""
    if event.kind == "reopen":
        return replace(story, closed=None, submitted=None, working=True)
    if event.kind in ("done", "stop", "handover"):
        done = story.closed is not None and story.closed.kind == "done"
        return story if done else replace(story, closed=event)
    if story.closed is not None:
        return story
    if event.kind == "extend":
        later = read_phrase(event.deadline)
        return replace(story, deadline=later, extensions=story.extensions + 1)
    if event.kind == "submit":
        story = replace(story, submitted=event)
    if event.kind == "obstacle":
        story = replace(story, cause=event.note)
    if event.percent is not None:
        story = replace(story, percent=event.percent)
    return replace(story, working=story.working or event.kind in _WORK)


def _due(deadline: Deadline | None, task: Task, calendar: Calendar, roll: str) -> Due | None:
    if deadline is None or task.regular:
        return None
    return due_of(deadline, calendar, event=task.assigned, roll=roll)


def _status(task: Task, story: _Story, due: Due | None, as_of: date) -> str:
    if story.closed is not None:
        ends = {"stop": "stopped", "handover": "handed_over"}
        return ends.get(story.closed.kind) or _how_done(story.closed.on, due)
    if task.regular:
        return "standing"
    if due is None or due.due is None:
        return "no_deadline"
    if as_of > due.due and not task.apart:
        if story.submitted:
            return "overdue_submitted"
        return "overdue" if story.last else "no_information"
    if story.submitted:
        return "submitted"
    return "in_progress" if story.working else "not_started"


def _how_done(day: date, due: Due | None) -> str:
    """Return how in time *day* was: early is before the period of the deadline begins.

    What has no due day is done in time.
    """
    if due is None or due.due is None:
        return "done_on_time"
    if day > due.due:
        return "done_late"
    return "done_early" if due.opens and day < due.opens else "done_on_time"


def _dated(standing: Standing, calendar: Calendar) -> Standing:
    """Add the days late or left."""
    due = standing.due
    if due is None or (standing.closed and not standing.done):
        return standing
    if standing.status == "done_late" or standing.overdue:
        until = standing.done_on or standing.as_of
        return replace(
            standing,
            days_late=(until - due).days,
            days_late_original=_days_after(standing.original_due, until),
            workdays_late=calendar.workdays_between(due, until),
        )
    if standing.done:
        late = _days_after(standing.original_due, standing.done_on)
        return replace(standing, days_late_original=late)
    if standing.as_of > due:
        return standing
    return replace(
        standing,
        days_left=(due - standing.as_of).days,
        days_late_original=_days_after(standing.original_due, standing.as_of),
        workdays_left=calendar.workdays_between(standing.as_of, due),
    )


def _measured(standing: Standing, story: _Story) -> Standing:
    """Add the modifiers of what is open."""
    modifiers: list[str] = []
    if standing.days_left == 0:
        modifiers.append("due_today")
    elif standing.days_left is not None and standing.days_left <= SOON_DAYS:
        modifiers.append("due_soon")
    quiet = (standing.as_of - story.last).days if story.last else 0
    if standing.status == "in_progress" and quiet > STALE_DAYS:
        modifiers.append("stale")
    return replace(standing, modifiers=tuple(modifiers))


def _days_after(due: date | None, day: date | None) -> int:
    return max((day - due).days, 0) if due and day else 0
