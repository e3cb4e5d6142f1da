"""The verb ``report verify``: a report edited by hand, read again number by number."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from cli import show
from cli.failures import say_warning
from cli.freezing import ledger_of
from cli.office import READERS, Office, open_office
from cli.proof import FOUND, finding_item, finding_line, read_docx
from cli.report_paper import account_of, print_report, stock_of
from cli.request import Request
from cli.speech import _, in_words
from cli.verbs import Verb
from regulations.errors import NotFoundError, VanthuError
from regulations.readings import AllFiles, read_all
from regulations.sentences import say
from templates.press.package import read_paper
from templates.reconciling.reconcile import numbers_read, reconcile
from templates.reportmark import ReportMark, mark_of


@click.command(cls=Verb)
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def verify(request: Request, file: Path) -> int:
    """Read a report edited in Word: every number that no longer reconciles. Exit code 3 then.

    Sums, cells against the annex, and every number against the office as it was when the report
    was printed. What the drafter wrote into the gaps is added up as well.
    """
    paper = read_docx(file)
    office, printed, notes = _printed_again(request, mark_of(read_paper(paper)))
    findings = reconcile(paper, printed)
    tree = office.tree if office else ""
    if request.as_json:
        items = [finding_item(finding) for finding in findings]
        show.document(request, "finding", items, office=tree, path=str(file),
                      notes=[in_words(note) for note in notes])  # fmt: skip
        return FOUND if findings else 0
    for note in notes:
        say_warning(note)
    for finding in findings:
        show.line(finding_line(file, finding))
    if findings:
        show.line(_("Found: {count}").format(count=len(findings)))
        return FOUND
    show.line(_("All numbers reconcile: {count} places read.").format(count=numbers_read(paper)))
    return 0


@dataclass(frozen=True, slots=True)
class PastFiles(AllFiles):
    """All readings of an office as it was at *tree*."""

    tree: str = ""


def _printed_again(
    request: Request, mark: ReportMark | None
) -> tuple[Office | None, bytes | None, list[str]]:
    """Return the office, the report as it was printed, and what there is to say of the two."""
    try:
        office = open_office(request)
    except NotFoundError:
        return None, None, [_OWN_SUMS]
    if mark is None:
        return office, None, [_OWN_SUMS]
    try:
        then = _office_then(office, mark.office)
        ledger = ledger_of(then, mark.programme)
        account = account_of(then, ledger, mark)
        printed = print_report(then, ledger.programme, account, mark).content
    except NotFoundError:
        return office, None, [_OWN_SUMS]
    return office, printed, _since(office, then, mark)


def _office_then(office: Office, tree: str) -> Office:
    """Return the office as it was at *tree*.

    Raises:
        UnknownRevisionError: it never was so.
    """
    if tree == office.tree:
        return office
    blobs = office.store.files(tree)
    contents = office.store.read(sorted(set(blobs.values())))
    read = read_all({path: contents[blob] for path, blob in blobs.items()}, READERS)
    then = Office(office.root)
    vars(then)["files"] = PastFiles(read.readings, tree)
    return then


def _since(office: Office, then: Office, mark: ReportMark) -> list[str]:
    """Tell where the office itself would now give other numbers for that day."""
    if then is office or mark.frozen:
        return []
    try:
        now = stock_of(ledger_of(office, mark.programme), mark)
    except VanthuError:
        return []
    before = stock_of(ledger_of(then, mark.programme), mark)
    return [] if (now.cells, now.total) == (before.cells, before.total) else [_CHANGED_SINCE]


_OWN_SUMS = say("The file is not known as a report of this office: only its own sums are added up.")
_CHANGED_SINCE = say("Entries recorded since the report was printed change its numbers.")
