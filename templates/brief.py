"""The unsigned dashboard (Báo cáo nhanh) as a value: every table and chart of its plan, filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from regulations.library import Library
from templates.brief_charts import brief_charts
from templates.brief_plan import CHARTS
from templates.brief_rows import (
    bodies_listing,
    change_listings,
    difficulties_listing,
    extensions_listing,
    figure_listings,
    method_listing,
)
from templates.charts import ChartSpec
from templates.letterhead import Head, Letterhead, head_values
from templates.listing import Listing
from templates.report import (
    KIND,
    followed_listing,
    overdue_listing,
    task_notes,
    upcoming_listing,
)
from templates.taskrows import task_rows
from templates.wording import running_day, word
from tracker.calendar import Calendar
from tracker.changes import Changes
from tracker.progress import Stock
from tracker.task import Programme


@dataclass(frozen=True, slots=True)
class Account:
    """What a dashboard is drafted from. *changes* lead here from the report before.

    Both are ``None`` where there is nothing of the kind: *afterwards* is what was entered since
    the numbers were frozen.
    """

    stock: Stock
    calendar: Calendar
    changes: Changes | None = None
    afterwards: Changes | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """A dashboard ready for any edition: its tables and charts by the names of the plan.

    *notes* are sentences for whoever hands it on, none of it is printed.
    """

    lang: str
    head: Head
    subject: str
    as_of: str
    tables: Mapping[str, Listing]
    charts: Mapping[str, ChartSpec]
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the paper is called."""
        return word("brief.name", self.lang)

    def values(self) -> Mapping[str, object]:
        """Return what the template takes."""
        return {
            "head": head_values(self.head),
            "name": self.name,
            "subject": self.subject,
            "as_of": self.as_of,
            **{name: listing.values() for name, listing in self.tables.items()},
            "charted": {name: name in self.charts for name in CHARTS},
        }


def draft_brief(
    account: Account, programme: Programme, library: Library, letterhead: Letterhead, *,
    lang: str = "vi",
) -> Brief:  # fmt: skip
    """Draft the dashboard of *programme*."""
    stock = account.stock
    own = sorted(
        (row for row in stock.bodies if row.cells.dated or row.outside),
        key=lambda row: (-row.cells.open_overdue, -row.cells.dated, row.body),
    )
    bodies = bodies_listing(stock, tuple(own), library, lang)
    return Brief(
        lang=lang,
        head=letterhead.head(KIND, stock.as_of, lang, numbered=False),
        subject=word("brief.subject", lang, programme=programme.title(lang)),
        as_of=word("report.as_of", lang, day=running_day(stock.as_of, lang)),
        tables={
            **figure_listings(stock, account.changes, lang),
            "overdue": overdue_listing(stock, library, lang),
            "upcoming": upcoming_listing(stock, library, lang),
            **change_listings(account.changes, account.afterwards, library, lang),
            "bodies": bodies,
            "difficulties": difficulties_listing(stock, library, lang),
            "followed": followed_listing(stock, library, lang),
            "annex": Listing("", task_rows(stock.items, library, lang)),
            "extensions": extensions_listing(stock, library, lang),
            "method": method_listing(stock, account.calendar, lang),
        },
        charts=brief_charts(stock, bodies.rows, lang),
        notes=task_notes(stock),
    )


def corrections_listing(account: Account, library: Library, lang: str) -> Listing:
    """Return the corrections that a signed report must tell of.

    Those entered since its own numbers were frozen; of live numbers, those to the report before.
    """
    found = change_listings(account.changes, account.afterwards, library, lang)
    return found["afterwards" if account.afterwards else "corrections"]
