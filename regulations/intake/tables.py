"""Tables to lines: rows of figures stay rows, a table that only places words is taken apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regulations.folding import fold

Cell = Sequence[str]  # its paragraphs

_PLACING = (  # how the cells of a letterhead or of a signature begin
    "cong hoa xa hoi", "dang cong san", "doc lap", "noi nhan", "so:", "so ", "luat so", "t/m",
    "tm.", "kt.", "k/t", "tl.", "t/l", "chu tich", "thu tuong", "bo truong", "tong bi thu",
)  # fmt: skip


def table_lines(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """Yield the lines of a table: ``| a | b |``, or each paragraph for itself.

    A letterhead and a signature are set as a table without lines; so is a text in a frame.
    """
    filled = [[[line for line in cell if line.strip()] for cell in row] for row in rows]
    if _only_places(filled):
        for row in filled:
            for cell in row:
                yield from cell
        return
    for row in filled:
        if any(row):
            cells = (" ".join(" ".join(cell).split()).replace("|", "\\|") for cell in row)
            yield f"| {' | '.join(cells)} |"


def _only_places(rows: Sequence[Sequence[Cell]]) -> bool:
    if all(sum(map(bool, row)) <= 1 for row in rows):
        return True
    width = max(map(len, rows), default=0)
    lines = [fold(line).lstrip() for row in rows for cell in row for line in cell]
    return width <= 3 and any(line.startswith(_PLACING) for line in lines) and len(rows) <= 6
