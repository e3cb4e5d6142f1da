"""Tables of a manuscript: how wide each column is for what it holds. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest
from xml.etree.ElementTree import Element

from templates.lines import Column, Grid, Line, Row
from templates.runs import Runs, text_of

TABLE_MM = 165.0
_LETTER_MM = 2.15  # of a letter of 11 points, on average
_SIDES_MM = 4.0  # the margins of a cell
_LONGEST_MM = 80.0  # more than that is set in several lines anyway
_NARROW_MM = 20.0  # a column that needs no more is not widened
_SHORT = 5


def grid_of(table: Element, runs: Callable[[Element], Runs], width_mm: float = TABLE_MM) -> Grid:
    """Return a table of a manuscript; a row with more cells than the heading keeps them."""
    rows = [[runs(cell) for cell in row] for row in table.iter("tr")]
    aligned = [[cell.get("align", "") for cell in row] for row in table.iter("tr")]
    head, *body = [
        [cell or () for cell in row] for row in zip(*zip_longest(*rows), strict=True)
    ]  # every row as long as the longest
    texts = [[text_of(cell) for cell in column] for column in zip(head, *body, strict=True)]
    styles = [
        _style(align, column[1:]) for align, column in zip_longest(aligned[0], texts, fillvalue="")
    ]
    columns = tuple(
        Column(width, own, style)
        for width, own, style in zip(widths_mm(texts, width_mm), head, styles, strict=True)
    )
    return Grid(
        columns,
        tuple(
            Row(tuple(Line(style, cell) for cell, style in zip(row, styles, strict=True)))
            for row in body
        ),
    )


def widths_mm(columns: Sequence[Sequence[str]], total_mm: float = TABLE_MM) -> list[float]:
    """Share *total_mm*: no column narrower than its longest word, long texts get the rest."""
    least = [_mm(max((word for text in own for word in text.split()), key=len, default=""))
             for own in columns]  # fmt: skip
    wanted = [
        max(small, min(_LONGEST_MM, _mm(max(own, key=len, default=""))))
        for small, own in zip(least, columns, strict=True)
    ]
    if sum(least) >= total_mm:
        return [total_mm * one / sum(least) for one in least]
    if (spare := total_mm - sum(wanted)) >= 0:
        long = [max(0.0, one - _NARROW_MM) for one in wanted]
        shares = long if any(long) else wanted
        return [
            one + spare * share / sum(shares) for one, share in zip(wanted, shares, strict=True)
        ]
    rest, asked = total_mm - sum(least), sum(wanted) - sum(least)
    return [
        small + rest * (large - small) / asked for small, large in zip(least, wanted, strict=True)
    ]


def _style(align: str, texts: Sequence[str]) -> str:
    """Centre what is asked to be, and short entries such as numbers and days."""
    if align:
        return "bang" if align == "left" else "bang_so"
    return "bang_so" if texts and all(len(text) <= _SHORT for text in texts) else "bang"


def _mm(text: str) -> float:
    return len(text) * _LETTER_MM + _SIDES_MM
