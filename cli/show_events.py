"""What happened to a task, in words: bodies by name, papers as cited, extensions in time or not."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from cli.labels import event_label
from cli.office import Office
from cli.speech import spoken
from regulations.days import short_day
from templates.taskrows import paper_text
from templates.wording import lowered, word
from tracker.events import Event
from tracker.extensions import Extension, extensions_of
from tracker.progress import Item


def told(office: Office, item: Item) -> Iterator[tuple[Event, str]]:
    """Yield what happened up to the day of the standing, each event with its words."""
    task, as_of = item.task, item.standing.as_of
    events = [event for event in office.desk.events(task) if event.on <= as_of]
    roll = office.settings.roll
    moves = deque(extensions_of(task, events, office.calendar, as_of, roll=roll))
    for event in events:
        counts = event.kind == "extend" and moves and moves[0].after == event.deadline
        yield event, event_words(office, event, moves.popleft() if counts else None)


def event_words(office: Office, event: Event, moved: Extension | None = None) -> str:
    """Return what happened; *moved* is what an extension came to."""
    parts = [
        f"{event.percent} %" if event.percent is not None else "",
        _moved(moved) if moved else event.deadline,
        office.bodies.name(event.to, event.on, spoken()) if event.to else "",
        event.note,
        paper_text(event.evidence, spoken()),
    ]
    said = "; ".join(part for part in parts if part)
    return f"{event_label(event.kind)}{f': {said}' if said else ''}"


def _moved(moved: Extension) -> str:
    asked = lowered(word("asked.in_time" if moved.in_time else "asked.late", spoken()))
    due = f" ({short_day(moved.due_after)})" if moved.due_after else ""
    return f"{moved.before or '—'} → {moved.after}{due}, {asked}"
