"""What a body writes into a table of its tasks, as events. Pure: ids and the day are handed in.

Progress becomes what happened; a changed deadline becomes a request for more time, for a body
does not extend its own tasks. What can't be taken is named, column by column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from regulations.days import DayError, parse_day, short_day
from regulations.folding import fold
from regulations.sentences import say
from tracker.events import Event, Evidence
from tracker.evidence import parse_evidence
from tracker.misreadings import DeadlineError
from tracker.phrases import parse_deadline
from tracker.standing import Standing

REPORTED = ("deadline", "progress", "result", "done_on", "obstacle", "note")
_CLOSED = ("done", "stopped", "handed_over")
_DONE = re.compile(r"(?:da )?(?:hoan thanh|xong)|100 ?%|done|completed")
_PERCENT = re.compile(r"(?:dat |khoang )?(\d{1,3}) ?%")
_STATES = (
    (re.compile(r"chua (?:trien khai|thuc hien|bat dau)|not started"), "not_started"),
    (re.compile(r"da trinh|submitted"), "submitted"),
    (re.compile(r"dung thuc hien|stopped"), "stopped"),
    (re.compile(r"da chuyen co quan|handed over"), "handed_over"),
    (re.compile(r"dang thuc hien|dang trien khai|in progress"), "in_progress"),
)


@dataclass(frozen=True, slots=True)
class Unusable:
    """What stands in the column *key* and can't be taken."""

    key: str
    message: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What changed cells come to."""

    events: tuple[Event, ...] = ()
    unusable: tuple[Unusable, ...] = ()


def progress_code(words: str) -> str:
    """Return the state that words in the column of progress name; empty for free words.

    >>> progress_code("Đã hoàn thành.")
    'done'
    """
    text = " ".join(fold(words).split()).strip(" .")
    if _DONE.fullmatch(text):
        return "done"
    return next((code for pattern, code in _STATES if pattern.fullmatch(text)), "")


def state_of(standing: Standing) -> str:
    """Return how far a task is, whatever the day: what the column of progress shows."""
    if standing.done or standing.status in ("stopped", "handed_over"):
        return "done" if standing.done else standing.status
    if standing.submitted_on:
        return "submitted"
    return "in_progress" if standing.last_event else "not_started"


def same(key: str, one: str, other: str) -> bool:
    """Tell whether two cells of a column say the same, however they are written."""
    if one == other:
        return True
    read = _READINGS.get(key, _words)
    return bool(read(one)) and read(one) == read(other)


def report(
    cells: Mapping[str, str], source: Event, new_id: Callable[[], str], *, state: str = "",
    known: Iterable[Event] = (),
) -> Report:  # fmt: skip
    """Return the events that the changed *cells* of one task come to, by key of column.

    *source* says by whom, from which file and on what day it was handed in; *state* is how far
    the task is. *known* is what was recorded before: what a body has said already is not
    recorded again.
    """
    found = list(_read(cells, source, state))
    told = {_said(event) for event in known}
    events = [one for one in found if isinstance(one, Event) and _said(one) not in told]
    return Report(
        tuple(replace(event, id=new_id()) for event in events),
        tuple(one for one in found if isinstance(one, Unusable)),
    )


def _read(cells: Mapping[str, str], source: Event, state: str) -> Iterator[Event | Unusable]:
    said = {key: words for key, words in cells.items() if words}
    if "deadline" in said:
        yield _asked(said["deadline"], source)
    closed = [key for key in ("progress", "result", "done_on") if key in said]
    if state in _CLOSED and closed:
        yield Unusable(closed[0], say("The task is closed."),
                       say("Open it again with: vanthu task reopen."))  # fmt: skip
    else:
        yield from _progressed(said, source)
    if "obstacle" in said:
        yield replace(source, kind="obstacle", note=said["obstacle"])
    if "note" in said:
        yield replace(source, kind="update", note=said["note"])


def _asked(words: str, source: Event) -> Event | Unusable:
    try:
        deadline = parse_deadline(words)
    except DeadlineError as error:
        return Unusable("deadline", error.message, error.hint)
    if deadline.op in ("open", "vague", "every"):
        return Unusable("deadline", say("{words} names no day.", words=repr(words)),
                        say("Write a day or a period, as in tháng 9/2026."))  # fmt: skip
    return replace(source, kind="ask", deadline=words)


def _progressed(said: Mapping[str, str], source: Event) -> Iterator[Event | Unusable]:
    words, result = said.get("progress", ""), said.get("result", "")
    code = progress_code(words)
    if code == "done" or (said.get("done_on") and code in ("", "submitted", "in_progress")):
        yield _done(said.get("done_on", ""), result, source)
        return
    if code in (*_CLOSED, "not_started"):
        yield Unusable("progress", say("{words} can't be taken from a table.", words=repr(words)),
                       say("Record it with vanthu task stop, handover or reopen."))  # fmt: skip
    elif code:
        yield replace(source, kind={"submitted": "submit", "in_progress": "start"}[code])
    elif words:
        percent = _PERCENT.fullmatch(fold(words).strip(" ."))
        whole = min(int(percent[1]), 100) if percent else None
        yield replace(source, kind="update", percent=whole, note="" if percent else words)
    if result:
        paper = parse_evidence(result)
        where = source.evidence.where if source.evidence else ""
        yield replace(source, kind="update", note=result, evidence=replace(paper, where=where))


def _done(day: str, result: str, source: Event) -> Event | Unusable:
    on = _day_said(day)
    if not day:
        message = say("The task is said to be done, and no day is given.")
        return Unusable("done_on", message, _GIVE_DAY)
    if not on:
        return Unusable("done_on", say("{day} is no day.", day=repr(day)), _GIVE_DAY)
    done_on = date.fromisoformat(on)
    if done_on > source.on:
        message = say("{day} lies after {today}, the day taken for today.",
                      day=short_day(done_on), today=short_day(source.on))  # fmt: skip
        return Unusable("done_on", message, _GIVE_DAY)
    paper = parse_evidence(result) if result else Evidence()
    where = source.evidence.where if source.evidence else ""
    return replace(source, kind="done", on=done_on, evidence=replace(paper, where=where))


def _said(event: Event) -> tuple[object, ...]:
    """Return what an event says, whatever its id, and the day on which it was handed in."""
    paper = event.evidence or Evidence()
    return (event.kind, event.by, event.note, event.percent, event.deadline, paper.symbol,
            paper.title)  # fmt: skip


def _deadline_said(words: str) -> str:
    try:
        found = parse_deadline(words)
    except DeadlineError:
        return ""
    return f"{found.op} {found.edtf} {found.anchor}".strip()


def _day_said(words: str) -> str:
    try:
        return parse_day(words).isoformat()
    except DayError:
        return ""


def _paper_said(words: str) -> str:
    paper = parse_evidence(words)
    return f"{paper.symbol or paper.title} {paper.signed}"


def _words(words: str) -> str:
    return " ".join(words.split())


_READINGS: Mapping[str, Callable[[str], str]] = {
    "deadline": _deadline_said, "done_on": _day_said, "progress": progress_code,
    "result": _paper_said,
}  # fmt: skip
_GIVE_DAY = say("Write the day of completion, as in 20/5/2026.")
