"""A report held against the same report printed again from the office: number by number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from regulations.sentences import say
from templates.proofing.findings import Finding, about
from templates.reconciling.pages import Grid, Pages, Piece

_DIGITS = re.compile(r"\d+(?:[.,/]\d+)*")
_ALIKE = 0.5
_REMEDY = say("Put the office's number back, or record what happened with: vanthu task.")


def check_against(now: Pages, printed: Pages) -> Iterator[Finding]:
    """Yield every number of *now* that *printed*, the same report anew, gives otherwise.

    What the drafter wrote is passed over: gaps filled in, paragraphs and columns added.
    """
    yield from _paragraphs(now.sentences, printed.sentences)
    for grid, wanted in _pairs(now.grids, printed.grids):
        if grid is None:
            message = say("The table “{heads}” is missing.", heads=" | ".join(_heads(wanted)))
            yield about("office", message, say("Put the table back, or print the report anew."))
        else:
            yield from _rows(grid, wanted)


def _pairs(now: Sequence[Grid], printed: Sequence[Grid]) -> Iterator[tuple[Grid | None, Grid]]:
    """Pair each table that was printed with what it is now; tables of the drafter's are left out.

    The first is the head of the paper, in which the registry writes.
    """
    if len(now) == len(printed):
        yield from zip(now, printed, strict=True)
        return
    heads, wanted = ([_heads(grid) for grid in grids[1:]] for grids in (now, printed))
    matcher = SequenceMatcher(None, heads, wanted, autojunk=False)
    for _, start, end, first, last in matcher.get_opcodes():
        for rank, grid in enumerate(printed[first + 1 : last + 1]):
            same = end - start == last - first
            yield (now[start + rank + 1] if same else None), grid


def _heads(grid: Grid) -> tuple[str, ...]:
    return tuple(grid.text(0, column) for column in range(len(grid.rows[0])))


def _paragraphs(now: Sequence[Piece], printed: Sequence[Piece]) -> Iterator[Finding]:
    """Compare running text, aligned by its words."""
    wanted = [piece for piece in printed if not piece.open]
    matcher = SequenceMatcher(None, [_bare(one) for one in now], [_bare(one) for one in wanted],
                              autojunk=False)  # fmt: skip
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            for one, other in zip(now[start:end], wanted[first:last], strict=True):
                yield from _differs([one], [other])
            continue
        for lost in wanted[first:last]:
            near = _nearest(now[start:end], lost)
            yield from _differs([near], [lost]) if near else _lost(now, start, lost)


def _nearest(pieces: Sequence[Piece], wanted: Piece) -> Piece | None:
    """Return the paragraph that *wanted* was made into; ``None`` where none is like it."""
    likeness = {piece: SequenceMatcher(None, piece.text, wanted.text).ratio() for piece in pieces}
    best = max(likeness, key=lambda piece: likeness[piece], default=None)
    return best if best and likeness[best] > _ALIKE else None


def _rows(grid: Grid, wanted: Grid) -> Iterator[Finding]:
    if len(grid.rows) != len(wanted.rows):
        yield grid.piece(0, 0).finding(
            "office", say("The table has {count} lines, the report has {wanted}.",
                          count=len(grid.rows), wanted=len(wanted.rows)), _REMEDY)  # fmt: skip
        return
    for row, other in zip(grid.rows, wanted.rows, strict=True):
        for cell, expected in zip(row, other, strict=False):
            yield from _differs(cell, expected)


def _differs(now: Sequence[Piece], printed: Sequence[Piece]) -> Iterator[Finding]:
    """Compare the numbers of one cell or paragraph; what was open or empty is the drafter's."""
    if any(piece.open for piece in printed):
        return
    said, wanted = _numbers(now), _numbers(printed)
    if said == wanted or not (wanted or any(piece.text for piece in printed)):
        return
    lost = [number for number in wanted if number not in said] or wanted
    new = [number for number in said if number not in wanted] or said
    place = next((piece for piece in now if _DIGITS.search(piece.text)), now[0])
    yield place.finding(
        "office",
        say("The paper says {said}, the office says {wanted}.", said=", ".join(new) or "–",
            wanted=", ".join(lost) or "–"),
        _REMEDY,
    )  # fmt: skip


def _lost(now: Sequence[Piece], at: int, lost: Piece) -> Iterator[Finding]:
    numbers, at = _numbers([lost]), min(at, len(now) - 1)
    if numbers and now:
        message = say("Missing near here are the numbers {numbers}: “{text}”.",
                      numbers=", ".join(numbers), text=lost.text)  # fmt: skip
        yield now[at].finding("office", message, _REMEDY)


def _numbers(pieces: Sequence[Piece]) -> list[str]:
    return [number for piece in pieces for number in _DIGITS.findall(piece.text)]


def _bare(piece: Piece) -> str:
    """Return the words of a paragraph without its numbers: what it is recognised by."""
    return _DIGITS.sub("#", piece.text)
