"""Printing a report: from what was asked for to its bytes, the same each time it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cli.letterheads import layout_notes, letterhead_of
from cli.office import Office
from regulations.errors import VanthuError
from regulations.sentences import say
from templates.brief import Account, corrections_listing, draft_brief
from templates.editions.html import html
from templates.editions.markdown import markdown
from templates.editions.page import Page, page_of
from templates.editions.workbook import workbook
from templates.papers.printing import REPORT, print_brief, print_paper
from templates.report import draft_report
from templates.reportmark import ReportMark, with_mark
from tracker.ledger import Ledger
from tracker.progress import Stock
from tracker.task import Programme

EDITIONS: Mapping[str, Callable[[Page], bytes]] = {
    ".html": html, ".md": markdown, ".xlsx": workbook,
}  # fmt: skip
"""The kinds of file beside Word in which a Báo cáo nhanh can be had."""
WORD = ".docx"


class OnlyWordError(VanthuError):
    """A signed report was asked for in a file that nobody signs."""

    code = "only_word"
    exit_code = 2

    def __init__(self, suffix: str) -> None:
        super().__init__(
            say(
                "The signed report is a Word file, not {suffix}.",
                suffix=suffix or say("such a file"),
            ),
            hint=say("Name a .docx, or add --brief for the Báo cáo nhanh."),
        )


class NoEditionError(VanthuError):
    """A Báo cáo nhanh was asked for in a kind of file that it does not come in."""

    code = "no_edition"
    exit_code = 2

    def __init__(self, suffix: str) -> None:
        super().__init__(
            say("A Báo cáo nhanh does not come as {suffix}.", suffix=suffix or say("such a file")),
            hint=say("End the name of the file with one of: {endings}.",
                     endings=", ".join((WORD, *EDITIONS))),
        )  # fmt: skip


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


def account_of(office: Office, ledger: Ledger, mark: ReportMark) -> Account:
    """Return the numbers with what changed since the last report that was frozen before them."""
    before = ledger.last_frozen(mark.as_of)
    return Account(
        stock_of(ledger, mark),
        office.calendar,
        ledger.changes(before, mark.as_of, live=not mark.frozen) if before else None,
        ledger.corrections(mark.as_of) if mark.frozen else None,
    )


def print_edition(
    office: Office, programme: Programme, account: Account, mark: ReportMark, suffix: str
) -> PrintedReport:
    """Print *account* in the kind of file that *suffix* names: ``.docx`` or one of ``EDITIONS``.

    Raises:
        OnlyWordError: a signed report was asked for in another kind of file.
        NoEditionError: a Báo cáo nhanh was asked for in one that there is not.
    """
    if suffix == WORD:
        return print_report(office, programme, account, mark)
    if not mark.brief:
        raise OnlyWordError(suffix)
    if suffix not in EDITIONS:
        raise NoEditionError(suffix)
    letterhead = letterhead_of(office, mark.as_of)
    short = draft_brief(account, programme, office.library, letterhead, lang=mark.lang)
    page = page_of(short, letterhead.profile.setting("spelling"))
    return PrintedReport(EDITIONS[suffix](page), short.notes)


def print_report(
    office: Office, programme: Programme, account: Account, mark: ReportMark
) -> PrintedReport:
    """Print the report that *mark* asks for from its *account*, as a Word file."""
    letterhead, library = letterhead_of(office, mark.as_of), office.library
    notes, profile = layout_notes(letterhead, mark.as_of), letterhead.profile
    if mark.brief:
        short = draft_brief(account, programme, library, letterhead, lang=mark.lang)
        content = print_brief(short, office=office.tree, profile=profile)
        return PrintedReport(with_mark(content, mark), (*notes, *short.notes))
    full = draft_report(
        account.stock, programme, library, letterhead,
        corrections=corrections_listing(account, library, mark.lang),
        signed_by=mark.signed_by, lang=mark.lang,
    )  # fmt: skip
    content = print_paper(
        REPORT, full.values(), lang=mark.lang, office=office.tree, profile=profile
    )
    return PrintedReport(with_mark(content, mark), (*notes, *full.notes), full.gaps)
