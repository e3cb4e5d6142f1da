"""The numbers of a report, and what changed from one to the next, on the terminal."""

from __future__ import annotations

from cli import show
from cli.labels import task_label
from cli.office import Office
from cli.request import Request
from cli.show_events import event_words
from cli.show_task import bodies
from cli.speech import _, spoken
from regulations.days import short_day
from templates.wording import percent_text, word
from tracker.changes import Changes, Correction
from tracker.progress import Item, Rate, Stock


def listing(request: Request, office: Office, found: Changes) -> None:
    """Print the account of the numbers, the corrections, and each kind of change."""
    state = _("frozen") if found.frozen else _("as known now")
    show.header(
        request,
        _("Changes since {day} ({state})").format(day=short_day(found.since), state=state),
    )
    _account(found)
    if found.corrections:
        show.line(f"{word('changes.corrections', spoken())} ({len(found.corrections)})")
        for correction in found.corrections:
            _correction(office, correction)
    for kind, items in found.of_kinds.items():
        if items:
            show.line(f"{word(f'changes.{kind}', spoken())} ({len(items)})")
            for item in items:
                show.line(f"  {_named(office, item)}")


def summary(stock: Stock) -> list[tuple[str, str]]:
    """Return the numbers of a report as names and values."""
    cells = stock.cells
    return [
        (_("Tasks"), str(stock.total)),
        (_("Done on time"), str(cells.done_on_time)),
        (_("Done late"), str(cells.done_late)),
        (_("Open, in time"), str(cells.open_in_time)),
        (_("Open, overdue"), str(cells.open_overdue)),
        (_("Done, of those due"), _rate_words(cells.done_of_due)),
        (_("On time, of those due"), _rate_words(cells.on_time_of_due)),
    ]


def _account(found: Changes) -> None:
    names = ("measure", "reported", "corrected", "gained", "lost", "now")
    columns = [word(f"column.{name}", spoken()) for name in names]
    rows = [
        (word(f"account.{row.cell}", spoken()), str(row.reported), _signed(row.corrected),
         _signed(row.gained), _signed(-row.lost), str(row.now))
        for row in found.movements
    ]  # fmt: skip
    show.table(columns, rows, right=range(1, 6))


def _correction(office: Office, correction: Correction) -> None:
    was, now = _state(correction.before), _state(correction.after)
    show.line(f"  {_named(office, correction.item)}: {was} → {now}")
    for event in correction.late:
        said = event_words(office, event)
        show.line(f"      {short_day(event.on)}  {said}  ({_('recorded after the report')})")


def _state(item: Item | None) -> str:
    return task_label(item.standing.status) if item else _("not in the report")


def _named(office: Office, item: Item) -> str:
    lead = bodies(office, item.task.lead)
    return f"{item.task.id}  {item.task.title(spoken())}" + (f"  ({lead})" if lead else "")


def _signed(count: int) -> str:
    return f"{count:+d}" if count else ""


def _rate_words(rate: Rate) -> str:
    return f"{rate.count}/{rate.of} = {percent_text(rate.percent, spoken())}" if rate.of else "—"
