"""Printing a report: from what was asked for to its bytes, the same each time it is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from cli.draft import layout_notes, letterhead_of
from cli.office import Office
from templates.brief import draft_brief
from templates.papers.printing import REPORT, print_brief, print_paper
from templates.report import draft_report
from templates.reportmark import ReportMark, with_mark
from tracker.ledger import Ledger
from tracker.progress import Stock


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """A report as a Word file, with what its drafter is to be told and what is left to write."""

    content: bytes
    notes: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()


def stock_of(ledger: Ledger, mark: ReportMark) -> Stock:
    """Return the numbers that *mark* asks for: those of the day, or as they were frozen.

    Raises:
        NotFrozenError: none were frozen on that day.
    """
    return ledger.frozen(mark.as_of).stock() if mark.frozen else ledger.stock(mark.as_of)


def print_report(office: Office, ledger: Ledger, mark: ReportMark) -> PrintedReport:
    """Print the report that *mark* asks for."""
    letterhead, stock = letterhead_of(office, mark.as_of), stock_of(ledger, mark)
    notes = layout_notes(letterhead, mark.as_of)
    profile, library = letterhead.profile, office.library
    if mark.brief:
        short = draft_brief(stock, ledger.programme, library, letterhead, lang=mark.lang)
        content = print_brief(short, office=office.tree, profile=profile)
        return PrintedReport(with_mark(content, mark), (*notes, *short.notes))
    full = draft_report(stock, ledger.programme, library, letterhead,
                        signed_by=mark.signed_by, lang=mark.lang)  # fmt: skip
    content = print_paper(
        REPORT, full.values(), lang=mark.lang, office=office.tree, profile=profile
    )
    return PrintedReport(with_mark(content, mark), (*notes, *full.notes), full.gaps)
