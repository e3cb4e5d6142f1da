"""The table of comparison (bảng so sánh): two texts side by side, with a note on each row. Pure.

What fell away is struck through on the left; what is new is bold and underlined on the right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from regulations.compare import HOWS, Change, Comparison, Side, by_piece
from regulations.comparing.words import Line as Compared
from templates.letterhead import Letterhead
from templates.lines import Block, Column, Grid, Line, Row, Run
from templates.paper import Unsigned
from templates.wording import word

KIND = "bao_cao"  # no type of its own: it goes with the paper that submits the new text
_SIDE_MM, _NOTE_MM = 104.0, 40.0


@dataclass(frozen=True, slots=True)
class Named:
    """One of the two texts: what it is called, and what must be known of its wording."""

    name: str
    notes: tuple[str, ...] = ()


def comparison_paper(
    comparison: Comparison, old: Named, new: Named, letterhead: Letterhead, *, day: date,
    lang: str = "vi",
) -> Unsigned:  # fmt: skip
    """Return the paper that shows *comparison*: what was compared, the counts, then the table."""
    return Unsigned(
        lang=lang,
        head=letterhead.head(KIND, day, lang),
        name=word("comparison.name", lang),
        subject=word("comparison.subject", lang, old=old.name, new=new.name),
        body=tuple(_body(comparison, old, new, lang)),
        annex=(_table(comparison, lang),),
    )


def note_of(change: Change, lang: str = "vi") -> str:
    """Return what became of the pieces of *change*, in words: ``Giữ nguyên; trước là Điều 3``."""
    parts = [word(f"comparison.{change.how}", lang)]
    olds = ", ".join(piece.label for piece in change.olds)
    news = ", ".join(piece.label for piece in change.news)
    parts += [word(f"comparison.{mark}", lang, olds=olds, news=news) for mark in change.marks]
    return "; ".join(parts)


def counts_of(comparison: Comparison, lang: str = "vi") -> str:
    """Return how many pieces stayed, changed, came and went: ``giữ nguyên: 12; sửa đổi: 3``."""
    counts = Counter(change.how for change in comparison.changes)
    found = ((word(f"comparison.{how}", lang), counts[how]) for how in HOWS if counts[how])
    return "; ".join(f"{name.lower()}: {count}" for name, count in found)


def _body(comparison: Comparison, old: Named, new: Named, lang: str) -> Iterator[Block]:
    for key, named in (("old", old), ("new", new)):
        yield Line("noi_dung", word(f"comparison.what_{key}", lang, name=named.name))
        yield from (Line("ghi_chu", note) for note in named.notes)
    yield Line("noi_dung", word("comparison.counts", lang, counts=counts_of(comparison, lang)))
    yield Line("noi_dung", word("comparison.legend", lang))


def _table(comparison: Comparison, lang: str) -> Grid:
    columns = (
        Column(_SIDE_MM, word("comparison.column_old", lang)),
        Column(_SIDE_MM, word("comparison.column_new", lang)),
        Column(_NOTE_MM, word("comparison.column_note", lang)),
    )
    rows = (
        Row((_cell(change, "old", lang), _cell(change, "new", lang), note_of(change, lang)))
        for change in comparison.changes
    )
    return Grid(columns, tuple(rows))


def _cell(change: Change, side: Side, lang: str) -> str | tuple[Line, ...]:
    """Return one side of a row; of what stayed word for word the heading alone."""
    lines: list[Line] = []
    marked = bool(change.olds and change.news)
    for piece, compared in by_piece(change, side):
        head = [Run(piece.label or word("comparison.opening", lang), bold=True)]
        below = compared
        if piece.heading:
            below = compared[1:]
            head += [Run(". ", bold=True), *_runs(compared[0], side, marked, bold=True)]
        lines.append(Line("bang", head))
        if change.how != "same":
            lines += [Line("bang", _runs(line, side, marked)) for line in below]
    return tuple(lines) or ""


def _runs(line: Compared, side: Side, marked: bool, *, bold: bool | None = None) -> list[Run]:
    """Return the runs of one side; the blank behind what is marked is not."""
    runs: list[Run] = []
    for segment in line:
        words = segment.old if side == "old" else segment.new
        if marked and segment.op in ("added", "removed") and words:
            kept = words.rstrip()
            gone = segment.op == "removed"
            runs.append(Run(kept, bold=bold or not gone or None, struck=gone,
                            underlined=not gone or None))  # fmt: skip
            words = words[len(kept) :]
        runs += [Run(words, bold=bold)] if words else []
    return runs
