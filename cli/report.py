"""The noun ``report``: what became of the tasks of a programme."""

from __future__ import annotations

from pathlib import Path

import click

from cli import show, show_changes
from cli.drafter import SIGNED_BY, tell_drafter
from cli.freezing import PROGRAMME, changes, freeze, ledger_of
from cli.office import open_office
from cli.papers import OUT, hand_over, plain_paper
from cli.report_items import report_item
from cli.report_paper import WORD, account_of, print_edition
from cli.request import Request
from cli.speech import _, in_words
from cli.verbs import Noun, Verb
from cli.verify import verify
from templates.reportmark import ReportMark
from tracker.progress import NO_FINDING


@click.group(cls=Noun)
def report() -> None:
    """Reports on the tasks of a programme."""


@report.command(cls=Verb)
@PROGRAMME
@click.option("--brief", is_flag=True, help="The unsigned Báo cáo nhanh: .docx, .xlsx, .html, .md.")
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
    account = account_of(office, ledger, mark)
    if request.as_json and out is None:
        item = report_item(office, found, account)
        show.document(request, "report", [item], office=office.tree, notes=[in_words(NO_FINDING)])
        return
    suffix = out.suffix.lower() if out and not out.is_dir() else WORD
    printed = print_edition(office, found, account, mark, suffix)
    name = f"bao-cao{'-nhanh' if brief else ''}-{found.id}-{request.as_of}{suffix}"
    path = hand_over(printed.content, out, plain_paper(office, name))
    if request.as_json:
        item = report_item(office, found, account)
        item |= {"path": str(path), "to_write": list(printed.gaps)}
        show.document(request, "report", [item], office=office.tree, notes=list(printed.notes))
        return
    show.header(request, found.title(office.language(request)))
    show.pairs(show_changes.summary(account.stock))
    show.line(_("Written: {path}").format(path=path))
    tell_drafter(printed.notes, printed.gaps)


report.add_command(freeze)
report.add_command(changes)
report.add_command(verify)
