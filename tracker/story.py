"""What the events of a task come to on a day, and the short form in which the catalogue keeps it.

Only events up to the day count. The short form holds the days, and what changed on them, so a list
of very many tasks need not read their whole journals. Pure.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tracker.events import ENDS, Event, Evidence

_WORK = frozenset(("start", "update", "obstacle", "submit"))


@dataclass(frozen=True, slots=True)
class Story:
    """What happened up to a day.

    *deadline* is the phrase of the last extension, empty before the first. *closed* is the kind
    of the event that ended the task, with its day, to whom and the paper; *last* the day of the
    last event of all.
    """

    deadline: str = ""
    extensions: int = 0
    working: bool = False
    submitted_on: date | None = None
    submitted_to: str = ""
    closed: str = ""
    closed_on: date | None = None
    closed_to: str = ""
    evidence: Evidence | None = None
    cause: str = ""
    percent: int | None = None
    last: date | None = None


def story_on(events: Iterable[Event], as_of: date) -> Story:
    """Return the story of *events*, which are in order, at the end of *as_of*."""
    story = Story()
    for event in events:
        if event.on <= as_of:
            story = replace(_told(story, event), last=event.on)
    return story


def pack_events(events: Sequence[Event]) -> dict[str, object] | None:
    """Return the short form of a journal whose events are in order; ``None`` for an empty one.

    ``on`` is the day of the last event and ``last`` what all of them come to, which is what most
    questions are about. ``before`` holds, as text to be read only when asked for, the days and
    percentages event by event, and the story wherever it changed with the number of that event.
    """
    days: list[int] = []
    percents: list[int] = []
    at: list[int] = []
    steps: list[list[object]] = []
    story = Story()
    for number, event in enumerate(events):
        story = _told(story, event)
        days.append(event.on.toordinal())
        percents.append(-1 if story.percent is None else story.percent)
        step = _step(story)
        if not steps or step != steps[-1]:
            at.append(number)
            steps.append(step)
    if not events:
        return None
    before = json.dumps([days, percents, at, steps], ensure_ascii=False, separators=(",", ":"))
    return {"on": days[-1], "last": [percents[-1], *steps[-1]], "before": before}


def unpack_story(short: Mapping[str, Any] | None, as_of: date) -> Story:
    """Return the story at the end of *as_of* from the short form; ``None`` is an empty journal."""
    if short is None:
        return Story()
    day = as_of.toordinal()
    if day >= short["on"]:
        return _story(short["on"], *short["last"])
    days, percents, at, steps = json.loads(short["before"])
    count = bisect_right(days, day)
    if not count:
        return Story()
    step = steps[bisect_right(at, count - 1) - 1]
    return _story(days[count - 1], percents[count - 1], *step)


def _told(story: Story, event: Event) -> Story:
    """Return *story* after *event*. What follows the end of a task changes nothing but its end."""
    if event.kind == "reopen":
        return replace(story, closed="", closed_on=None, closed_to="", evidence=None,
                       submitted_on=None, submitted_to="", working=True)  # fmt: skip
    if event.kind in ENDS:
        if story.closed == "done":
            return story
        return replace(story, closed=event.kind, closed_on=event.on, closed_to=event.to,
                       evidence=event.evidence)  # fmt: skip
    if story.closed:
        return story
    if event.kind == "extend":
        return replace(story, deadline=event.deadline, extensions=story.extensions + 1)
    if event.kind == "submit":
        story = replace(story, submitted_on=event.on, submitted_to=event.to)
    if event.kind == "obstacle":
        story = replace(story, cause=event.note)
    if event.percent is not None:
        story = replace(story, percent=event.percent)
    return replace(story, working=True) if event.kind in _WORK else story


def _step(story: Story) -> list[object]:
    paper = story.evidence
    return [
        story.deadline, story.extensions, int(story.working), _ordinal(story.submitted_on),
        story.submitted_to, story.closed, _ordinal(story.closed_on), story.closed_to,
        [paper.symbol, paper.signed, paper.title, paper.work, paper.where] if paper else 0,
        story.cause,
    ]  # fmt: skip


def _story(last: int, percent: int, *step: Any) -> Story:
    """Return what :func:`_step` was made from."""
    deadline, extensions, working, submitted, to, closed, ended, closed_to, paper, cause = step
    return Story(
        deadline, extensions, bool(working), _day(submitted), to, closed, _day(ended), closed_to,
        Evidence(*paper) if paper else None, cause, None if percent < 0 else percent, _day(last),
    )  # fmt: skip


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None
