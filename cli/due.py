"""The word ``due``: what a deadline phrase means."""

from __future__ import annotations

from datetime import date

import click

from cli import show
from cli.office import NoOfficeError, open_office
from cli.request import DAY, Request
from cli.speech import _, in_words
from cli.verbs import Verb
from regulations.days import short_day
from tracker.calendar import Calendar
from tracker.due import due_of
from tracker.phrases import parse_deadline


@click.command(cls=Verb)
@click.argument("phrase", nargs=-1, required=True)
@click.option("--event", type=DAY, help="The day that a duration counts from.")
@click.pass_obj
def due(request: Request, phrase: tuple[str, ...], event: date | None) -> None:
    """Say what a deadline PHRASE means, and why."""
    calendar, roll, tree = _calendar(request)
    deadline = parse_deadline(" ".join(phrase), year=None)
    found = due_of(deadline, calendar, event=event, roll=roll)
    explain = [in_words(sentence) for sentence in found.explain]
    if request.as_json:
        item = {
            "phrase": deadline.phrase, "edtf": deadline.edtf or None, "op": deadline.op,
            "precision": deadline.precision, "due": found.due, "plan_by": found.plan_by,
            "estimated": found.estimated, "explain": explain,
        }  # fmt: skip
        show.document(request, "due", [item], office=tree)
        return
    show.pairs([
        (_("Deadline as written"), deadline.phrase),
        ("EDTF", deadline.edtf),
        (_("Last day in time"), short_day(found.due) if found.due else "—"),
        (_("Plan to finish by"), short_day(found.plan_by) if found.plan_by else "—"),
    ])  # fmt: skip
    show.line(_("Why"))
    for sentence in explain:
        show.line(f"  {sentence}")
    if found.due is None and event is None and deadline.op in ("within", "every"):
        show.line(_("Name the day with: vanthu due {phrase} --event 20/6/2026").format(
            phrase=f'"{deadline.phrase}"'))  # fmt: skip


def _calendar(request: Request) -> tuple[Calendar, str, str]:
    """Return the office's calendar, rule and tree id; outside an office the shipped calendar."""
    try:
        office = open_office(request)
    except NoOfficeError:
        from cli.shipped import shipped_calendar

        return shipped_calendar(), "none", ""
    return office.calendar, office.settings.roll, office.tree
