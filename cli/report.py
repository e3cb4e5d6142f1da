"""The noun ``report``: what became of the tasks of a programme."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cli import items, show, show_changes
from cli.draft import SIGNED_BY, tell_drafter
from cli.freezing import PROGRAMME, changes, freeze, ledger_of
from cli.office import Office, open_office
from cli.papers import OUT, hand_over, plain_paper
from cli.report_paper import print_report, stock_of
from cli.request import Request
from cli.speech import _, in_words
from cli.verbs import Noun, Verb
from cli.verify import verify
from templates.reportmark import ReportMark
from tracker.progress import NO_FINDING, Stock
from tracker.task import Programme


@click.group(cls=Noun)
def report() -> None:
    """Reports on the tasks of a programme."""


@report.command(cls=Verb)
@PROGRAMME
@click.option("--brief", is_flag=True, help="The unsigned Báo cáo nhanh, with a chart.")
@click.option("--frozen", is_flag=True, help="With the numbers as they were frozen that day.")
@SIGNED_BY
@OUT
@click.pass_obj
def progress(
    request: Request, programme: str, brief: bool, frozen: bool, signed_by: str, out: Path | None
) -> None:
    """Write the progress report of a programme as of the day, or print its numbers as JSON."""
    office = open_office(request)
    ledger = ledger_of(office, programme)
    found = ledger.programme
    mark = ReportMark(programme, request.as_of, brief, frozen, signed_by=signed_by,
                      lang=office.language(request))  # fmt: skip
    stock = stock_of(ledger, mark)
    if request.as_json and out is None:
        show.document(request, "report", [report_item(office, found, stock)], office=office.tree,
                      notes=[in_words(NO_FINDING)])  # fmt: skip
        return
    printed = print_report(office, ledger, mark)
    name = f"bao-cao{'-nhanh' if brief else ''}-{found.id}-{request.as_of}.docx"
    path = hand_over(printed.content, out, plain_paper(office, name))
    if request.as_json:
        item = report_item(office, found, stock) | {
            "path": str(path),
            "to_write": list(printed.gaps),
        }
        show.document(request, "report", [item], office=office.tree, notes=list(printed.notes))
        return
    show.header(request, found.title(office.language(request)))
    show.pairs(show_changes.summary(stock))
    show.line(_("Written: {path}").format(path=path))
    tell_drafter(printed.notes, printed.gaps)


def report_item(office: Office, programme: Programme, stock: Stock) -> dict[str, Any]:
    """Return every number of the report; the paper takes them from the same value."""
    return {
        "programme": programme.id,
        "title": {"vi": programme.title_vi, "en": programme.title_en},
        **show_changes.stock_item(stock),
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


report.add_command(freeze)
report.add_command(changes)
report.add_command(verify)
