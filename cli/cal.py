"""The noun ``cal``: the office's days off, counting working days, deadlines for other calendars."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from cli import show
from cli.office import open_office
from cli.request import DAY, Request
from cli.speech import _, spoken
from cli.verbs import Noun, Verb
from regulations.days import short_day
from tracker.calendarfile import CALENDAR_PATH, add_special_day


@click.group(cls=Noun, later={"ics": ("cli.cal_ics", "ics")})  # icalendar takes 60 ms
def cal() -> None:
    """The office's calendar: show, workdays, add, ics."""


@cal.command("show", cls=Verb)
@click.argument("year", type=click.IntRange(1900, 2200), required=False)
@click.pass_obj
def show_(request: Request, year: int | None) -> None:
    """Show the days off and the make-up days of a YEAR; this year without it."""
    office = open_office(request)
    wanted = year or request.as_of.year
    days = sorted(office.calendar.special_days(wanted).values(), key=lambda one: one.day)
    provisional = office.calendar.provisional(wanted)
    if request.as_json:
        found = [
            {"day": one.day, "kind": "off" if one.off else "work", "notice": one.notice or None,
             "name": {"vi": one.name_vi, "en": one.name_en}, "conf": one.conf or None}
            for one in days
        ]  # fmt: skip
        show.document(request, "cal", found, office=office.tree, provisional=provisional)
        return
    rows = [
        (short_day(one.day), _("off") if one.off else _("worked"),
         one.name_en if spoken() == "en" else one.name_vi, one.notice)
        for one in days
    ]  # fmt: skip
    show.table([_("Day"), _("Kind"), _("Occasion"), _("Notice")], rows)
    if provisional:
        show.line(_("No notice has confirmed the days off of {year} yet.").format(year=wanted))


@cal.command(cls=Verb)
@click.argument("first", metavar="A", type=DAY)
@click.argument("last", metavar="B", type=DAY)
@click.pass_obj
def workdays(request: Request, first: date, last: date) -> None:
    """Count the working days after A up to and with B."""
    office = open_office(request)
    count = office.calendar.workdays_between(first, last)
    if request.as_json:
        item = {"after": first, "until": last, "workdays": count}
        show.document(request, "cal", [item], office=office.tree)
    else:
        show.line(_("{count} working days").format(count=count))


@cal.command(cls=Verb)
@click.argument("day", type=DAY)
@click.option("--work", is_flag=True, help="A weekend day that is worked; a day off without it.")
@click.option("--name", default="", help="The occasion.")
@click.option("--notice", required=True, help="The notice that says so, with its day.")
@click.option("--dry-run", is_flag=True, help="Show what would be recorded, and stop.")
@click.pass_obj
def add(request: Request, day: date, work: bool, name: str, notice: str, dry_run: bool) -> None:
    """Add a day off, or a weekend day worked, to the office's calendar."""
    office = open_office(request)
    entry: dict[str, Any] = {"day": day.isoformat(), "kind": "work" if work else "off",
                             "name": {"vi": name} if name else {}, "notice": notice}  # fmt: skip
    current = office.store.at_path(office.store.head(), CALENDAR_PATH) or b""
    changes = add_special_day(current, entry)
    if dry_run:
        show.changes(request, changes)
        return
    office.record(dict(changes), f"cal add {day}", base=office.files.commit)
    show.line(_("Recorded: {what}").format(what=f"cal add {day}"))
