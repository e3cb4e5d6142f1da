"""The signed progress report (Báo cáo) as a value: parts I to V and the annex of all tasks.

A signed paper shows no colours, no tree id and no name of a tool; it addresses nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from regulations.library import Library
from regulations.sentences import Sentence, listed, say
from regulations.validity import REFUSED, validity_on
from regulations.work import Work
from templates.citation import titled_citation
from templates.figures import Figures, Row, figures_of
from templates.letterhead import Head, Letterhead, Signing, head_values, signing_values
from templates.listing import NOTHING, Listing, Rows
from templates.prose import Prose, gaps_in, prose_values, to_write
from templates.taskrows import followed_rows, task_rows
from templates.wording import count_text, lowered, running_day, word
from tracker.progress import Item, Stock
from tracker.task import Programme

KIND = "bao_cao"
GAPS = ("direction", "highlights", "shortcomings", "causes", "measures", "proposals")


@dataclass(frozen=True, slots=True)
class Report:
    """A report ready to print. *notes* are sentences for the drafter, none of it is printed."""

    lang: str
    head: Head
    subject: str
    opening: str
    figures: Figures
    done: Listing
    followed: Listing
    overdue: Listing
    corrections: Listing
    upcoming: Listing
    to_write: tuple[tuple[str, Prose], ...]
    recipients: tuple[str, ...]
    signing: Signing
    annex_ref: str
    annex_title: str
    annex: Rows
    notes: tuple[str, ...] = ()

    @property
    def gaps(self) -> tuple[str, ...]:
        """What the drafter must write, in the order of the paper."""
        return gaps_in(text for _, text in self.to_write)

    def values(self) -> Mapping[str, object]:
        """Return what the template takes."""
        return {
            "head": head_values(self.head),
            "name": word("report.name", self.lang),
            "subject": self.subject,
            "opening": self.opening,
            "figures": figures_values(self.figures),
            "done": self.done.values(),
            "followed": self.followed.values(),
            "numbers": {"corrections": "4", "followed": "5" if self.corrections.rows else "4"},
            "overdue": self.overdue.values(),
            "corrections": self.corrections.values(),
            "upcoming": self.upcoming.values(),
            **{name: prose_values(text) for name, text in self.to_write},
            "recipients": list(self.recipients),
            "signing": signing_values(self.signing, self.lang),
            "annex": {"ref": self.annex_ref, "title": self.annex_title, "rows": list(self.annex)},
        }


def draft_report(
    stock: Stock,
    programme: Programme,
    library: Library,
    letterhead: Letterhead,
    *,
    corrections: Listing = NOTHING,
    signed_by: str = "deputy",
    lang: str = "vi",
) -> Report:
    """Draft the office's report on *programme* from *stock*; nothing is counted a second time.

    *corrections* are those to numbers that were reported before.
    """
    works = tuple(library.work(work_id) for work_id in programme.rests_on)
    day, office = running_day(stock.as_of, lang), letterhead.name(lang)
    head = letterhead.head(KIND, stock.as_of, lang)
    number = head.number if lang == "en" else lowered(head.number).replace(":", "", 1)
    return Report(
        lang=lang,
        head=head,
        subject=word("report.subject", lang, programme=programme.title(lang)),
        opening=word("report.opening", lang, basis=_basis(works, programme, library, lang),
                     office=office, programme=programme.title(lang), day=day),
        figures=figures_of(stock, lang),
        done=_done(stock, library, lang),
        followed=followed_listing(stock, library, lang),
        overdue=overdue_listing(stock, library, lang),
        corrections=corrections,
        upcoming=upcoming_listing(stock, library, lang),
        to_write=_to_write(letterhead, lang),
        recipients=_recipients(letterhead, lang),
        signing=letterhead.signing(signed_by, lang),
        annex_ref=word("annex.ref", lang, number=number, office=office),
        annex_title=letterhead.profile.component("ten_phu_luc").cased(
            word("annex.title", lang, day=lowered(word("report.as_of", lang, day=day)))
        ),
        annex=task_rows(stock.items, library, lang),
        notes=(*_law_notes(works, library, stock.as_of), *task_notes(stock)),
    )  # fmt: skip


def overdue_listing(stock: Stock, library: Library, lang: str) -> Listing:
    """Return the overdue tasks, the latest first; no information is said to be no finding."""
    if not stock.overdue:
        return Listing(word("report.overdue_none", lang), ())
    days = max(item.standing.days_late for item in stock.overdue)
    text = word("report.overdue_text", lang, count=count_text(len(stock.overdue), lang),
                days=count_text(days, lang))  # fmt: skip
    note = word("report.no_finding", lang) if stock.no_information else ""
    rows = tuple(
        {**row, "cause": row["cause"] or _silence(item, lang)}
        for item, row in zip(stock.overdue, task_rows(stock.overdue, library, lang), strict=True)
    )
    return Listing(text, rows, note)


def upcoming_listing(stock: Stock, library: Library, lang: str) -> Listing:
    """Return what falls due within the days of the stock-taking."""
    until = running_day(stock.as_of + timedelta(days=stock.within_days), lang)
    key = "report.upcoming_text" if stock.upcoming else "report.upcoming_none"
    text = word(key, lang, days=stock.within_days, until=until, count=len(stock.upcoming))
    return Listing(text, task_rows(stock.upcoming, library, lang))


def followed_listing(stock: Stock, library: Library, lang: str) -> Listing:
    """Return the superior bodies' tasks, which are in no rate."""
    if not stock.followed:
        return Listing("", ())
    rows = followed_rows(stock.followed, library, lang)
    text = word("report.followed_text", lang, count=count_text(len(rows), lang))
    silent = any(
        item.standing.status in ("no_information", "not_started") for item in stock.followed
    )
    return Listing(text, rows, word("report.no_finding", lang) if silent else "")


def task_notes(stock: Stock) -> tuple[Sentence, ...]:
    """Name the printed tasks that were not seen in their source, for somebody to confirm."""
    doubtful: dict[str, list[str]] = {}
    for item in (*stock.items, *stock.followed):
        if item.task.conf != "V":
            doubtful.setdefault(item.task.conf, []).append(item.task.id)
    return tuple(
        say("Confirm before signing: tasks {tasks} (mark {mark}).", tasks=listed(ids), mark=mark)
        for mark, ids in doubtful.items()
    )


def figures_values(figures: Figures) -> Mapping[str, object]:
    """Return the figures as a template takes them."""
    return {
        "text": figures.text,
        "rates_text": figures.rates_text,
        "cells": [_row_values(row) for row in figures.cells],
        "rates": [_row_values(row) for row in figures.rates],
    }


def _row_values(row: Row) -> Mapping[str, object]:
    return {"name": row.name, "result": row.result, "formula": row.formula}


def _basis(works: tuple[Work, ...], programme: Programme, library: Library, lang: str) -> str:
    cited = "; ".join(titled_citation(work, library.bodies, lang) for work in works)
    return cited or programme.title(lang)


def _to_write(letterhead: Letterhead, lang: str) -> tuple[tuple[str, Prose], ...]:
    """Return the gaps; the last one ends the paper."""
    gaps = {gap: to_write(word(f"report.{gap}_gap", lang), lang) for gap in GAPS}
    gaps[GAPS[-1]] = letterhead.ended(gaps[GAPS[-1]], lang)
    return tuple(gaps.items())


def _done(stock: Stock, library: Library, lang: str) -> Listing:
    items = stock.of("done_on_time", "done_late")
    text = "" if items else word("report.done_none", lang)
    return Listing(text, task_rows(items, library, lang))


def _silence(item: Item, lang: str) -> str:
    status = item.standing.status
    return word(f"task.{status}", lang) if status == "no_information" else ""


def _recipients(letterhead: Letterhead, lang: str) -> tuple[str, ...]:
    superior = letterhead.superior_name(lang)
    above = (word("to.report", lang, body=superior),) if superior else ()
    return letterhead.recipients((*above, word("to.leaders", lang)), lang)


def _law_notes(works: tuple[Work, ...], library: Library, day: date) -> tuple[Sentence, ...]:
    """Name every instrument of the opening that is not surely in force on *day*."""
    notes = []
    for work in works:
        validity = validity_on(work, day, library)
        if validity.status == "not_yet":
            notes.append(say("{work} is not in force yet. {reason}", work=work.cited,
                             reason=validity.reason))  # fmt: skip
        elif validity.status in REFUSED:
            notes.append(say("{work} is not in force: {reason}", work=work.cited,
                             reason=validity.reason))  # fmt: skip
        elif validity.status == "unknown":
            notes.append(say("Whether {work} is in force is not known: {reason}", work=work.cited,
                             reason=validity.reason))  # fmt: skip
    return tuple(notes)
