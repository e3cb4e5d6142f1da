"""Numbers in tables that must add up: totals, rates, the account, and the annex line by line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from regulations.sentences import say
from templates.proofing.findings import Finding
from templates.reconciling.pages import Grid, Pages, whole
from templates.reconciling.sentences import MEND_SUM, check_share, unequal
from templates.wording import word

_CELLS = {"on_time": ("done_early", "done_on_time"), "late": ("done_late",),
          "overdue": ("overdue", "overdue_submitted", "no_information"),
          "in_time": ("not_started", "in_progress", "submitted")}  # fmt: skip
_LISTED = ("overdue_text", "upcoming_text", "followed_text")
_RATE = re.compile(r"= (?P<count>[\d.,]+)/(?P<of>[\d.,]+)$")
_LANGUAGES = ("vi", "en")


def check_tables(pages: Pages) -> Iterator[Finding]:
    """Yield every total, rate and count of the tables that the other numbers contradict."""
    cells = _cells_of(pages)
    for grid in pages.grids:
        yield from _totals(grid)
        yield from _rates(grid)
        yield from _account(grid)
        if cells is not None:
            yield from _annex(grid, cells)
    yield from _listings(pages)


def _totals(grid: Grid) -> Iterator[Finding]:
    """Check the row that gives the sum of those above it."""
    names = _words("cell.total")
    for row in range(2, len(grid.rows)):
        if grid.text(row, 0) not in names:
            continue
        for column in range(1, len(grid.rows[row])):
            parts = [whole(grid.text(above, column)) for above in range(1, row)]
            said = whole(grid.text(row, column))
            known = [part for part in parts if part is not None]
            if said is not None and len(known) == len(parts) and said != sum(known):
                yield unequal(grid.piece(row, column), said, known)


def _rates(grid: Grid) -> Iterator[Finding]:
    """Check each percentage against the two numbers of its formula."""
    formula, result = grid.column(*_words("column.formula")), grid.column(*_words("column.result"))
    if formula is None or result is None:
        return
    for row in range(1, len(grid.rows)):
        said = re.fullmatch(r"(?P<percent>[\d.,]+) ?%", grid.text(row, result))
        numbers = _RATE.search(grid.text(row, formula))
        if said and numbers:
            share = re.match(
                r"(?P<count>\S+)/(?P<of>\S+) (?P<percent>\S+)",
                f"{numbers['count']}/{numbers['of']} {said['percent']}",
            )
            assert share is not None
            yield from check_share(grid.piece(row, result), share)


def _account(grid: Grid) -> Iterator[Finding]:
    """Check that each row of the account leads from the earlier number to the present one."""
    columns = [grid.column(*_words(f"column.{name}"))
               for name in ("reported", "corrected", "gained", "lost", "now")]  # fmt: skip
    if None in columns:
        return
    for row in range(1, len(grid.rows)):
        steps = [_step(grid.text(row, column)) for column in columns if column is not None]
        *parts, now = steps
        if None not in steps and sum(filter(None, parts)) != now:
            told = " ".join(f"{part:+d}" for part in parts if part is not None)
            message = say("{parts} does not lead to {now}.", parts=told, now=now)
            yield grid.piece(row, columns[-1] or 0).finding("sum", message, MEND_SUM)


def _annex(grid: Grid, cells: dict[str, int]) -> Iterator[Finding]:
    """Count the lines of the annex that lists every task, and hold the four cells to that."""
    result = grid.column(*_words("column.result"))
    if result is None or grid.column(*_words("column.proposal")) is None:
        return
    counted = Counter(_cell(grid.text(row, result)) for row in range(1, len(grid.rows)))
    for name, said in cells.items():
        if counted[name] != said:
            yield grid.piece(0, result).finding(
                "annex",
                say("The figures say {said} for “{cell}”, the lines of the annex are {count}.",
                    said=said, cell=word(f"cell.{name}"), count=counted[name]),
                say("Correct the figure, or the results in the annex."),
            )  # fmt: skip


def _cells_of(pages: Pages) -> dict[str, int] | None:
    """Return the four official cells as the figures give them, by name; ``None`` without them."""
    names = {text: name for name in _CELLS for text in _words(f"cell.{name}")}
    for grid in pages.grids:
        found = {names[grid.text(row, 0)]: whole(grid.text(row, 1))
                 for row in range(len(grid.rows)) if grid.text(row, 0) in names}  # fmt: skip
        if len(found) == len(_CELLS):
            return {name: said for name, said in found.items() if said is not None}
    return None


def _cell(result: str) -> str:
    """Return the cell in which a line of the annex counts, empty for what is outside the rates."""
    if any(mark in result for mark in _words("outside_rates_mark")):
        return ""
    for name, statuses in _CELLS.items():
        if any(result.startswith(text) for code in statuses for text in _words(f"task.{code}")):
            return name
    return ""


def _listings(pages: Pages) -> Iterator[Finding]:
    """Check the sentence that counts a list against the list below it."""
    for grid, before in zip(pages.grids, pages.follows, strict=True):
        piece = pages.sentences[before - 1] if before else None
        said = _counted(piece.text) if piece else None
        if piece and said is not None and said != len(grid.rows) - 1:
            message = say("The sentence counts {said}, the table below has {count} lines.",
                          said=said, count=len(grid.rows) - 1)  # fmt: skip
            yield piece.finding("count", message, say("Correct the sentence or the table."))


def _counted(sentence: str) -> int | None:
    """Return the count in a sentence of ours that introduces a list."""
    for name in _LISTED:
        for lang in _LANGUAGES:
            wanted = re.escape(word(f"report.{name}", lang, count="\0", days="\1", until="\2"))
            for sign, pattern in (
                ("\0", r"(?P<count>[\d.,]+?)"),
                ("\1", r"[\d.,]+"),
                ("\2", ".+?"),
            ):
                wanted = wanted.replace(re.escape(sign), pattern)
            if match := re.fullmatch(wanted, sentence):
                return whole(match["count"])
    return None


def _step(text: str) -> int | None:
    plain = text.strip().replace("−", "-")
    if plain in ("", "–"):
        return 0
    sign = -1 if plain.startswith("-") else 1
    count = whole(plain.lstrip("+-"))
    return None if count is None else sign * count


def _words(key: str) -> tuple[str, ...]:
    return tuple(word(key, lang) for lang in _LANGUAGES)
