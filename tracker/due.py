"""When a deadline falls due, by which day to plan for it, and why. Pure.

The Civil Code 2015 (Articles 145 to 148) is the rule where the setting document gives none. It
moves the end of a term off weekends and holidays; offices do not move the days and periods that
they name, so by default only computed durations move.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from regulations.days import short_day
from regulations.sentences import Sentence, say
from tracker.calendar import Calendar
from tracker.durations import last_day
from tracker.periods import LAST_YEAR, Period
from tracker.phrases import Deadline
from tracker.rhythm import next_day


@dataclass(frozen=True, slots=True)
class DueDay:
    """What a deadline comes to.

    *due* is the last day that is in time, ``None`` where there is no such day or what it counts
    from is not known. *plan_by* is the last working day on or before it. *opens* is the first
    day of the period (*due* itself for a day): done before it is early. *estimated* says that
    *due* rests on something not settled yet.
    """

    due: date | None = None
    plan_by: date | None = None
    opens: date | None = None
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Due(DueDay):
    """The same with the reasons, line by line."""

    explain: tuple[Sentence, ...] = ()


def due_day(
    deadline: Deadline, calendar: Calendar, *, event: date | None = None, roll: str = "none"
) -> DueDay:
    """Return when *deadline* falls due; see :func:`due_of`."""
    start = _start(deadline, event)
    nominal = _nominal(deadline, calendar, start)
    if nominal is None:
        return DueDay()
    due = calendar.on_or_after(nominal) if _moves(deadline, roll) else nominal
    opens = deadline.period.first if deadline.period and _is_whole(deadline) else due
    estimated = _is_estimated(deadline, calendar, start, due)
    return DueDay(due, calendar.on_or_before(due), opens, estimated)


def due_of(
    deadline: Deadline, calendar: Calendar, *, event: date | None = None, roll: str = "none"
) -> Due:
    """Return when *deadline* falls due, and why.

    *event* is the day that a duration counts from and a rhythm looks on from; a day named in
    the phrase itself comes first. *roll* ``next`` moves named days and periods too.
    """
    found = due_day(deadline, calendar, event=event, roll=roll)
    start = _start(deadline, event)
    nominal = _nominal(deadline, calendar, start)
    if nominal is None or found.due is None or found.plan_by is None:
        return Due(explain=tuple(_why_none(deadline, start)))
    explain = (
        *_reading(deadline, nominal, start),
        *_moving(calendar, nominal, found.due, _moves(deadline, roll)),
        *_planning(calendar, found.due, found.plan_by),
        *_doubts(deadline, calendar, found.due),
    )
    return Due(found.due, found.plan_by, found.opens, found.estimated, explain)


def _start(deadline: Deadline, event: date | None) -> date | None:
    start = deadline.since or event
    return start if start and start.year <= LAST_YEAR else None


def _moves(deadline: Deadline, roll: str) -> bool:
    return roll == "next" or _is_counted(deadline)


def _nominal(deadline: Deadline, calendar: Calendar, start: date | None) -> date | None:
    if deadline.op == "every":
        return next_day(deadline.edtf, start) if start else None
    if deadline.duration is not None:
        if start is None:
            return None
        if deadline.duration.unit == "workday":
            return calendar.add_workdays(start, deadline.duration.count)
        return last_day(start, deadline.duration)
    return _day_in(deadline.op, deadline.period) if deadline.period else None


def _day_in(op: str, period: Period) -> date:
    """Return the day meant by the start, middle or end of *period*: Civil Code, Article 146."""
    if period.first is None or op not in ("early", "mid"):
        return period.last
    if op == "early":
        return period.first
    return period.first.replace(day=15) if period.precision == "month" else _end_of_june(period)


def _end_of_june(period: Period) -> date:
    return date(period.last.year, 6, 30)


def _is_counted(deadline: Deadline) -> bool:
    """Say whether the day is counted out, not named: then it moves off a day of rest."""
    return deadline.duration is not None and deadline.duration.unit != "workday"


def _is_whole(deadline: Deadline) -> bool:
    return deadline.op in ("in", "by") and deadline.precision != "day"


def _is_estimated(deadline: Deadline, calendar: Calendar, start: date | None, due: date) -> bool:
    if deadline.precision == "term":
        return True
    counted = deadline.duration is not None and start is not None
    return counted and any(
        calendar.provisional(year) for year in range((start or due).year, due.year + 1)
    )


def _why_none(deadline: Deadline, start: date | None) -> Iterator[Sentence]:
    if deadline.op == "open":
        yield say("This is regular work: it has no due day and is never overdue.")
    elif deadline.op == "every":
        yield say("It recurs by the rule {rule}.", rule=deadline.edtf)
        yield say("Each turn has a due day of its own; give the day from which to look.")
    elif deadline.duration is not None:
        yield say("It lasts {length}.", length=_length(deadline))
        if start is not None:
            yield say("Its last day lies after the year {year}; none is worked out.",
                      year=LAST_YEAR)  # fmt: skip
            return
        yield say("The day it counts from ({anchor}) is not known; give it.",
                  anchor=deadline.anchor or say("not named"))  # fmt: skip
    elif deadline.precision == "term":
        yield say("It ends with the term; the last day of the term is not stated.")
    elif deadline.anchor:
        yield say("It waits for: {anchor}. No day is named.", anchor=deadline.anchor)
    else:
        yield say("No day can be had from these words; ask for one. None is guessed.")


def _reading(deadline: Deadline, nominal: date, start: date | None) -> Iterator[Sentence]:
    day = short_day(nominal)
    yield say("{phrase} reads as {edtf}.", phrase=f'"{deadline.phrase}"', edtf=deadline.edtf)
    if deadline.op == "every":
        yield say("The next turn is {day}.", day=day)
    elif deadline.duration is not None:
        yield say("{length} from {start}, which itself does not count: the last day is {day}"
                  " (Civil Code 2015, Articles 147 and 148).",
                  length=_length(deadline), start=short_day(start or nominal), day=day)  # fmt: skip
    elif deadline.op == "before" and deadline.precision == "day":
        yield say('"Before" a day leaves that day out: the last day in time is {day}.', day=day)
    elif deadline.op == "before":
        yield say('"Before" a period leaves it out: the last day in time is {day}.', day=day)
    elif deadline.op in ("early", "mid", "late"):
        yield say("Start, middle and end of a month are its 1st, 15th and last day, of a year"
                  " 1 January, 30 June and 31 December: {day} (Civil Code 2015, Article 146).",
                  day=day)  # fmt: skip
    elif deadline.hour:
        yield say("The hour stands in the phrase; only the day is reckoned.")
    elif deadline.precision == "day":
        yield say("The day itself is still in time, until 24:00 (Civil Code 2015, Article 148).")
    else:
        yield say("A period is in time until the end of its last day, {day}"
                  " (Civil Code 2015, Articles 146 and 148).", day=day)  # fmt: skip


def _moving(calendar: Calendar, nominal: date, due: date, moves: bool) -> Iterator[Sentence]:
    if calendar.is_workday(nominal):
        return
    rest, day = _rest(calendar, nominal), short_day(nominal)
    if moves:
        yield say("{day} is {rest}: the term ends with the next working day, {due}"
                  " (Civil Code 2015, Article 148).", day=day, rest=rest,
                  due=short_day(due))  # fmt: skip
    else:
        yield say("{day} is {rest}. A day or period that is named does not move"
                  " (setting roll: none).", day=day, rest=rest)  # fmt: skip


def _planning(calendar: Calendar, due: date, plan_by: date) -> Iterator[Sentence]:
    if plan_by != due:
        yield say("Plan to finish by {day}, the last working day before.", day=short_day(plan_by))
    else:
        yield say("{day} is a working day.", day=short_day(due))


def _doubts(deadline: Deadline, calendar: Calendar, due: date) -> Iterator[Sentence]:
    if deadline.precision == "term":
        yield say("The term ends when the next one begins; 31 December is an estimate.")
    if calendar.provisional(due.year):
        yield say("The days off of {year} are not confirmed by a notice yet.", year=due.year)


def _rest(calendar: Calendar, day: date) -> str:
    special = calendar.special(day)
    if special and special.name_vi:
        return say("a public day off ({name})", name=special.name_vi)
    return say("a public day off") if special else say("a weekend")


def _length(deadline: Deadline) -> Sentence:
    duration = deadline.duration
    assert duration is not None
    if duration.count == 1:
        return {
            "day": say("1 day"),
            "workday": say("1 working day"),
            "week": say("1 week"),
            "month": say("1 month"),
            "year": say("1 year"),
        }[duration.unit]
    return {
        "day": say("{count} days", count=duration.count),
        "workday": say("{count} working days", count=duration.count),
        "week": say("{count} weeks", count=duration.count),
        "month": say("{count} months", count=duration.count),
        "year": say("{count} years", count=duration.count),
    }[duration.unit]
