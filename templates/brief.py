"""The unsigned dashboard (Báo cáo nhanh) as a value: figures, overdue first, upcoming, by body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from regulations.library import Library
from templates.charts import ChartSpec, Series
from templates.figures import Figures, figures_of
from templates.letterhead import Head, Letterhead, head_values
from templates.report import (
    KIND,
    Listing,
    figures_values,
    followed_listing,
    listing_values,
    overdue_listing,
    task_notes,
    upcoming_listing,
)
from templates.wording import count_text, running_day, word
from tracker.progress import BodyRow, Stock
from tracker.task import Programme

MOST_BARS = 12  # more are not legible on half a page: the rest is one bar
_COLOURS = (("on_time", "548235"), ("late", "A9D18E"), ("in_time", "9DC3E6"), ("overdue", "C00000"))


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One lead body's counts: done on time, done late, open in time, open overdue."""

    name: str
    counts: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Brief:
    """A dashboard ready to print; *chart* is ``None`` where no task has a deadline.

    *notes* are sentences for whoever hands it on, none of it is printed.
    """

    lang: str
    head: Head
    subject: str
    as_of: str
    figures: Figures
    overdue: Listing
    upcoming: Listing
    followed: Listing
    bodies: tuple[BodyLine, ...]
    chart: ChartSpec | None
    notes: tuple[str, ...] = ()

    def values(self) -> Mapping[str, object]:
        """Return what the template takes."""
        return {
            "head": head_values(self.head),
            "name": word("brief.name", self.lang),
            "subject": self.subject,
            "as_of": self.as_of,
            "figures": figures_values(self.figures),
            "overdue": listing_values(self.overdue),
            "upcoming": listing_values(self.upcoming),
            "followed": listing_values(self.followed),
            "bodies": [_line_values(line, self.lang) for line in self.bodies],
            "charted": self.chart is not None,
        }


def draft_brief(
    stock: Stock, programme: Programme, library: Library, letterhead: Letterhead, *,
    lang: str = "vi",
) -> Brief:  # fmt: skip
    """Draft the dashboard of *programme* from *stock*."""
    lines = tuple(
        _body_line(row, library, stock.as_of, lang) for row in stock.bodies if row.cells.dated
    )
    lines = tuple(sorted(lines, key=lambda line: (-line.counts[3], -sum(line.counts))))
    day = running_day(stock.as_of, lang)
    return Brief(
        lang=lang,
        head=letterhead.head(KIND, stock.as_of, lang),
        subject=word("brief.subject", lang, programme=programme.title(lang)),
        as_of=word("report.as_of", lang, day=day),
        figures=figures_of(stock, lang),
        overdue=overdue_listing(stock, library, lang),
        upcoming=upcoming_listing(stock, library, lang),
        followed=followed_listing(stock, library, lang),
        bodies=lines,
        chart=_chart(_legible(lines, lang), lang) if lines else None,
        notes=task_notes(stock),
    )


def sample_chart(lang: str) -> ChartSpec:
    """Return the chart that stands in the template until a paper is printed."""
    return _chart((BodyLine(word("column.body", lang), (1, 1, 1, 1)),), lang)


def _body_line(row: BodyRow, library: Library, day: date, lang: str) -> BodyLine:
    name = library.bodies.name(row.body, day, lang) if row.body else word("no_lead", lang)
    cells = row.cells
    return BodyLine(
        name, (cells.done_on_time, cells.done_late, cells.open_in_time, cells.open_overdue)
    )


def _legible(lines: tuple[BodyLine, ...], lang: str) -> tuple[BodyLine, ...]:
    if len(lines) <= MOST_BARS:
        return lines
    shown, rest = lines[: MOST_BARS - 1], lines[MOST_BARS - 1 :]
    on_time, late, in_time, overdue = (sum(line.counts[rank] for line in rest) for rank in range(4))
    return (*shown, BodyLine(word("other_bodies", lang), (on_time, late, in_time, overdue)))


def _chart(lines: tuple[BodyLine, ...], lang: str) -> ChartSpec:
    return ChartSpec(
        categories=tuple(line.name for line in lines),
        series=tuple(
            Series(word(f"short.{name}", lang), tuple(line.counts[rank] for line in lines), colour)
            for rank, (name, colour) in enumerate(_COLOURS)
        ),
    )


def _line_values(line: BodyLine, lang: str) -> Mapping[str, object]:
    names = (name for name, _ in _COLOURS)
    counts = (count_text(count, lang) for count in line.counts)
    return {"name": line.name, **dict(zip(names, counts, strict=True))}
