"""The noun ``report``: what became of the tasks of a programme."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cli import items, show
from cli.draft import SIGNED_BY, tell_drafter
from cli.letterheads import layout_notes, letterhead_of
from cli.office import Office, open_office
from cli.papers import OUT, hand_over, plain_paper
from cli.request import Request
from cli.speech import _, in_words
from cli.verbs import Noun, Verb
from regulations.errors import VanthuError
from regulations.sentences import say
from templates.brief import draft_brief
from templates.papers.printing import REPORT, print_brief, print_paper
from templates.report import draft_report
from tracker.progress import NO_FINDING, OUTSIDE, Item, Rate, Stock, take_stock
from tracker.task import Programme

SOON_DAYS = 30


class FollowedProgrammeError(VanthuError):
    """A report was asked for on tasks of superior bodies, which the office only follows."""

    code = "followed"

    def __init__(self, programme: Programme) -> None:
        super().__init__(
            say("The tasks of {id} are those of superior bodies: the office follows them and does "
                "not report on them.", id=programme.id),
            hint=say("See them with: vanthu task list --programme {id}.", id=programme.id),
        )  # fmt: skip


@click.group(cls=Noun)
def report() -> None:
    """Reports on the tasks of a programme."""


@report.command(cls=Verb)
@click.option("--programme", metavar="P", required=True, help="The office's programme.")
@click.option("--brief", is_flag=True, help="The unsigned Báo cáo nhanh, with a chart.")
@SIGNED_BY
@OUT
@click.pass_obj
def progress(
    request: Request, programme: str, brief: bool, signed_by: str, out: Path | None
) -> None:
    """Write the progress report of a programme as of the day, or print its numbers as JSON."""
    office = open_office(request)
    found = office.desk.programme(programme)
    if found.followed:
        raise FollowedProgrammeError(found)
    stock = take_stock(_counted(office, request, found), request.as_of, within_days=SOON_DAYS)
    if request.as_json and out is None:
        show.document(request, "report", [report_item(office, found, stock)], office=office.tree,
                      notes=[in_words(NO_FINDING)])  # fmt: skip
        return
    content, notes, gaps = _paper(request, office, found, stock, brief, signed_by)
    name = f"bao-cao{'-nhanh' if brief else ''}-{found.id}-{request.as_of}.docx"
    path = hand_over(content, out, plain_paper(office, name))
    if request.as_json:
        item = report_item(office, found, stock) | {"path": str(path), "to_write": list(gaps)}
        show.document(request, "report", [item], office=office.tree, notes=list(notes))
        return
    show.header(request, found.title(office.language(request)))
    show.pairs(_summary(stock))
    show.line(_("Written: {path}").format(path=path))
    tell_drafter(notes, gaps)


def report_item(office: Office, programme: Programme, stock: Stock) -> dict[str, Any]:
    """Return every number of the report; the paper takes them from the same value."""
    cells = stock.cells
    return {
        "programme": programme.id,
        "title": {"vi": programme.title_vi, "en": programme.title_en},
        "total": stock.total,
        "cells": {
            "done_on_time": cells.done_on_time, "done_late": cells.done_late,
            "open_in_time": cells.open_in_time, "open_overdue": cells.open_overdue,
        },
        "outside": {name: len(stock.of(name)) for name in OUTSIDE},
        "no_information": len(stock.no_information),
        "rates": {
            "done_of_due": _rate(cells.done_of_due),
            "on_time_of_due": _rate(cells.on_time_of_due),
            "done_of_all": _rate(cells.done_of_all),
        },
        "overdue": [items.task_item(office, item) for item in stock.overdue],
        "upcoming": [items.task_item(office, item) for item in stock.upcoming],
        "bodies": [
            {"body": office.bodies.label(row.body), "done_on_time": row.cells.done_on_time,
             "done_late": row.cells.done_late, "open_in_time": row.cells.open_in_time,
             "open_overdue": row.cells.open_overdue, "outside": row.outside}
            for row in stock.bodies
        ],
        "followed": [items.task_item(office, item) for item in stock.followed],
    }  # fmt: skip


def _counted(office: Office, request: Request, programme: Programme) -> list[Item]:
    """Return the programme's tasks, and those of the programmes that it follows."""
    found = list(office.task_items(request.as_of, programme.id))
    for other in programme.follows:
        found += office.task_items(request.as_of, other)
    return found


def _paper(
    request: Request,
    office: Office,
    programme: Programme,
    stock: Stock,
    brief: bool,
    signed_by: str,
) -> tuple[bytes, tuple[str, ...], tuple[str, ...]]:
    lang, letterhead = office.language(request), letterhead_of(office, request.as_of)
    notes = layout_notes(letterhead, request.as_of)
    if brief:
        short = draft_brief(stock, programme, office.library, letterhead, lang=lang)
        content = print_brief(short, office=office.tree, profile=letterhead.profile)
        return content, (*notes, *short.notes), ()
    full = draft_report(
        stock, programme, office.library, letterhead, signed_by=signed_by, lang=lang
    )
    content = print_paper(
        REPORT, full.values(), lang=lang, office=office.tree, profile=letterhead.profile
    )
    return content, (*notes, *full.notes), full.gaps


def _summary(stock: Stock) -> list[tuple[str, str]]:
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


def _rate(rate: Rate) -> dict[str, Any]:
    return {"numerator": rate.count, "denominator": rate.of, "percent": rate.percent or None}


def _rate_words(rate: Rate) -> str:
    return f"{rate.count}/{rate.of} = {rate.percent} %" if rate.of else "—"
