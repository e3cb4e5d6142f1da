"""Tables of text: drawn as rich draws them, which a test holds, and quickly, for long lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

_WORD = re.compile(r"\s*\S+\s*")
_GAP = 3  # a blank, the place of a rule, a blank


def drawn(
    columns: Sequence[str], rows: Sequence[Sequence[str]], width: int, right: Sequence[int] = ()
) -> Iterator[str]:
    """Yield the lines of a table at most *width* wide; *right* names columns set to the right.

    Every sign takes one place: Vietnamese in NFC does.
    """
    widths = _widths(columns, rows, width - 1 - len(columns))
    yield ""
    yield from _row(columns, widths, right, low=True)
    yield " " + "─" * (sum(widths) + _GAP * (len(columns) - 1)) + " "
    one_line = " " + "   ".join(f"%{'' if at in right else '-'}{width}s"
                                for at, width in enumerate(widths)) + " "  # fmt: skip
    for row in rows:
        if all(len(cell) <= width for cell, width in zip(row, widths, strict=True)) and not any(
            "\n" in cell for cell in row
        ):
            yield one_line % tuple(row)
        else:
            yield from _row(row, widths, right)
    yield ""


def _widths(columns: Sequence[str], rows: Sequence[Sequence[str]], space: int) -> list[int]:
    """Return how wide each column is: as its longest text, the widest made narrower to fit.

    *space* is what columns have together with a blank beside each inner edge.
    """
    longest = [len(name) for name in columns]
    for row in rows:
        for at, cell in enumerate(row):
            if len(cell) > longest[at]:
                longest[at] = max(map(len, cell.split("\n")))
    blanks = [(at > 0) + (at < len(columns) - 1) for at in range(len(columns))]
    padded = [min(max(one + blank, 1), space) for one, blank in zip(longest, blanks, strict=True)]
    return [max(one - blank, 1) for one, blank in zip(_fitted(padded, space), blanks, strict=True)]


def _fitted(widths: list[int], space: int) -> list[int]:
    """Take what is too much from the widest, down to the next widest, and so on."""
    while (excess := sum(widths) - space) > 0:
        widest = max(widths)
        if widest <= 1:
            break
        second = max((one for one in widths if one != widest), default=0)
        share = [int(one == widest) for one in widths]
        widths = _reduced(widths, share, min(excess, widest - second), excess)
    return widths


def _reduced(widths: list[int], share: list[int], most: int, excess: int) -> list[int]:
    left, shares = excess, sum(share)
    found = []
    for one, part in zip(widths, share, strict=True):
        if part and shares > 0:
            taken = min(most, round(part * left / shares))
            found.append(one - taken)
            left -= taken
            shares -= part
        else:
            found.append(one)
    return found


def _row(
    cells: Sequence[str], widths: Sequence[int], right: Sequence[int], *, low: bool = False
) -> Iterator[str]:
    """Yield the lines of one row; short cells stand at its top, or *low*, at its foot."""
    wrapped = [
        [cell] if len(cell) <= width and "\n" not in cell else list(_wrapped(cell, width))
        for cell, width in zip(cells, widths, strict=True)
    ]
    if low:
        wrapped = [lines[::-1] for lines in wrapped]
    found = list(zip_longest(*wrapped, fillvalue=""))
    for lines in reversed(found) if low else found:
        parts = [
            line.rjust(width) if at in right else line.ljust(width)
            for at, (line, width) in enumerate(zip(lines, widths, strict=True))
        ]
        yield " " + "   ".join(parts) + " "


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Yield *text* in lines of at most *width*, broken between words, long words anywhere."""
    for line in text.split("\n"):
        current = ""
        for word in _WORD.findall(line):
            bare = word.rstrip()
            if len(current) + len(bare) <= width:
                current += word
                continue
            if len(bare) <= width:
                yield current.rstrip()
                current = word
                continue
            if current:
                yield current.rstrip()
            current = word
            while len(current.rstrip()) > width:
                yield current[:width]
                current = current[width:]
        yield current.rstrip()
