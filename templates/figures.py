"""The figures of a stock-taking in words, once: for the sentences and the tables alike."""

from __future__ import annotations

from dataclasses import dataclass

from templates.wording import count_text, percent_text, running_day, word
from tracker.progress import OUTSIDE, Rate, Stock

RATES = ("done_of_due", "on_time_of_due", "done_of_all")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table of figures: what is counted, how, and what comes out, as printed."""

    name: str
    result: str
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures as printed: two sentences, and the tables that say the same."""

    text: str
    rates_text: str
    cells: tuple[Row, ...]
    rates: tuple[Row, ...]


def figures_of(stock: Stock, lang: str = "vi") -> Figures:
    """Word the figures of *stock*; the sentences and the tables take them from one place."""
    cells = stock.cells
    outside = _outside(stock, lang)
    counts = {
        "total": stock.total,
        "dated": cells.dated,
        "done": cells.done,
        "on_time": cells.done_on_time,
        "late": cells.done_late,
        "open": cells.still_open,
        "in_time": cells.open_in_time,
        "overdue": cells.open_overdue,
    }
    printed = {name: count_text(count, lang) for name, count in counts.items()}
    parts = ", ".join(row.result for row in outside)
    said = word("report.outside", lang, parts=parts) if outside else ""
    day = running_day(stock.as_of, lang)
    shares = {name: _share(getattr(cells, name), lang) for name in RATES}
    return Figures(
        text=word("report.figures_text", lang, day=day, outside=said, **printed),
        rates_text=word("report.rates_text", lang, **shares),
        cells=tuple(
            Row(word(f"cell.{name}", lang), printed[source])
            for name, source in (("on_time", "on_time"), ("late", "late"), ("in_time", "in_time"),
                                 ("overdue", "overdue"), ("total", "dated"))
        ),
        rates=tuple(_rate_row(name, getattr(cells, name), lang) for name in RATES),
    )  # fmt: skip


def _outside(stock: Stock, lang: str) -> tuple[Row, ...]:
    return tuple(
        Row(name, word(f"outside.{name}", lang, count=count_text(count, lang)))
        for name in OUTSIDE
        if (count := len(stock.of(name)))
    )


def _share(rate: Rate, lang: str) -> str:
    count, of = count_text(rate.count, lang), count_text(rate.of, lang)
    return f"{count}/{of} ({percent_text(rate.percent, lang)})"


def _rate_row(name: str, rate: Rate, lang: str) -> Row:
    count, of = count_text(rate.count, lang), count_text(rate.of, lang)
    formula = word(f"formula.{name}", lang, count=count, of=of)
    return Row(word(f"rate.{name}", lang), percent_text(rate.percent, lang), formula)
