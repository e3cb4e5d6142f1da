"""What may happen to a task as it stands: what would hide that it is late is refused. Pure.

A journal takes every line, for clones must meet; this is asked before a line is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from regulations.days import short_day
from regulations.errors import ConflictError, VanthuError
from regulations.sentences import Sentence, say
from tracker.calendar import Calendar
from tracker.due import due_day
from tracker.events import Event
from tracker.phrases import parse_deadline
from tracker.standing import Standing
from tracker.task import Task

_GO_ON = ("done", "handover")  # the body that took a task over finishes it, or hands it on
_NEED_PAPER = ("extend", "stop")


class ClosedTaskError(ConflictError):
    """Something was to happen to a task that is done, stopped or handed over."""

    code = "closed_task"

    def __init__(self, task: Task, standing: Standing) -> None:
        said = {
            "stopped": say("{task} was stopped.", task=task.id),
            "handed_over": say("{task} was handed over to another body.", task=task.id),
        }
        done_on = short_day(standing.done_on) if standing.done_on else ""
        super().__init__(
            said.get(standing.status)
            or say("{task} was recorded as done on {day}.", task=task.id, day=done_on),
            hint=say("Open it again first: vanthu task reopen {task}.", task=task.id),
        )


class OpenTaskError(ConflictError):
    """A task was to be opened again that was never closed."""

    code = "open_task"

    def __init__(self, task: Task, on: date) -> None:
        super().__init__(
            say("{task} was open on {day}: there is nothing to open again.", task=task.id,
                day=short_day(on)),
            hint=say("See how it stands with: vanthu task show {task}.", task=task.id),
        )  # fmt: skip


class SameLeadError(ConflictError):
    """A task was to be handed over to the body that has it."""

    code = "same_lead"

    def __init__(self, task: Task) -> None:
        super().__init__(
            say("{task} is with that body already.", task=task.id),
            hint=say("Name another body with --to; a task that nobody does any more is stopped: "
                     "vanthu task stop {task}.", task=task.id),
        )  # fmt: skip


class NoNewDeadlineError(VanthuError):
    """An extension names no day by which the task is to be done."""

    code = "no_new_deadline"
    exit_code = 2

    def __init__(self, phrase: str) -> None:
        super().__init__(
            say("{phrase} names no day: a task can't be extended to it.", phrase=repr(phrase)),
            hint=say('Name a day or a period: --to "tháng 9/2026"; to a length of time add the day '
                     'it counts from: --to "30 ngày kể từ ngày 20/6/2026".'),
        )  # fmt: skip


class SameDeadlineError(ConflictError):
    """An extension moves nothing."""

    code = "same_deadline"

    def __init__(self, task: Task, due: date) -> None:
        super().__init__(
            say("{task} falls due on {day} already.", task=task.id, day=short_day(due)),
            hint=say("See how it stands with: vanthu task show {task}.", task=task.id),
        )


class AskedLaterError(VanthuError):
    """More time was asked for after it was given."""

    code = "asked_later"
    exit_code = 2

    def __init__(self, asked: date, on: date) -> None:
        super().__init__(
            say("The day of the request, {asked}, lies after that of the extension, {on}.",
                asked=short_day(asked), on=short_day(on)),
            hint=say("Mend --asked or --on."),
        )  # fmt: skip


def admit(
    event: Event, task: Task, standing: Standing, calendar: Calendar, *, roll: str = "none"
) -> tuple[Sentence, ...]:
    """Return what to heed when *event* is added to *task*, which stands so on the event's day.

    Raises:
        OpenTaskError, ClosedTaskError: it is not open, or not closed, as the event needs it.
        SameLeadError, SameDeadlineError: the event changes nothing.
        NoNewDeadlineError, AskedLaterError: an extension can't be what it says.
    """
    if event.kind == "reopen":
        if not standing.closed:
            raise OpenTaskError(task, event.on)
    elif standing.closed and not (standing.status == "handed_over" and event.kind in _GO_ON):
        raise ClosedTaskError(task, standing)
    if event.kind == "handover" and event.to in ({standing.handed_to} - {""} or task.lead):
        raise SameLeadError(task)
    if event.kind == "extend":
        new = _new_due(event, task, standing, calendar, roll)
        return (*_doubts(event, task), *_earlier(new, standing.due))
    return tuple(_doubts(event, task))


def _new_due(event: Event, task: Task, standing: Standing, calendar: Calendar, roll: str) -> date:
    if event.asked and event.asked > event.on:
        raise AskedLaterError(event.asked, event.on)
    deadline = parse_deadline(event.deadline)
    floating = deadline.op == "every" or (deadline.duration and not deadline.since)
    due = None if floating else due_day(deadline, calendar, roll=roll).due
    if due is None:
        raise NoNewDeadlineError(event.deadline)
    if due == standing.due:
        raise SameDeadlineError(task, due)
    return due


def _earlier(new: date, due: date | None) -> Iterator[Sentence]:
    if due and new < due:
        yield say("The new deadline, {new}, is earlier than the one before, {old}.",
                  new=short_day(new), old=short_day(due))  # fmt: skip


def _doubts(event: Event, task: Task) -> Iterator[Sentence]:
    if task.assigned and event.on < task.assigned:
        yield say("{day} lies before {assigned}, the day on which the task was given.",
                  day=short_day(event.on), assigned=short_day(task.assigned))  # fmt: skip
    if event.kind in _NEED_PAPER and event.evidence is None:
        yield say("No paper is named that allows this; give it with --evidence.")
    if event.kind == "handover":
        yield say("From {day} on {task} is in no rate of this office. Where the body that took it "
                  "over belongs to the programme, enter its task with: vanthu task add.",
                  day=short_day(event.on), task=task.id)  # fmt: skip
