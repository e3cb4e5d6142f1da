"""Which instruments stand around one, and what each does to the other (lược đồ). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from regulations.library import Library
from regulations.work import Relation, Work


@dataclass(frozen=True, slots=True)
class Box:
    """One instrument of a diagram. *column* counts steps from the one asked for.

    What it acts upon stands at -1, what acts upon it at 1; what is reached through these stands
    further out on the same side.
    """

    work: Work
    column: int


@dataclass(frozen=True, slots=True)
class Arrow:
    """What *source* does to ``relation.to``; both are boxes of the diagram."""

    source: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Diagram:
    """Boxes, the one asked for first and near ones before far ones, and arrows between them.

    Of what the outermost boxes do to each other nothing is told.
    """

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def diagram_of(work: Work, library: Library, depth: int) -> Diagram:
    """Return what stands around *work*, at most *depth* relations away from it."""
    columns = {work.id: 0}
    edge = [work.id]
    for _step in range(depth):
        reached: dict[str, int] = {}
        for one in edge:
            for other, side in _neighbours(library.work(one), library):
                if other not in columns:  # what is left of the middle goes on to the left
                    outwards = side if one == work.id else 1 if columns[one] > 0 else -1
                    reached.setdefault(other, columns[one] + outwards)
        columns |= reached
        edge = list(reached)
    boxes = tuple(Box(library.work(one), column) for one, column in columns.items())
    arrows = tuple(
        Arrow(box.work.id, relation)
        for box in boxes
        for relation in library.outgoing(box.work)
        if relation.to in columns
        and depth > min(abs(columns[box.work.id]), abs(columns[relation.to]))
    )
    return Diagram(boxes, arrows)


def _neighbours(work: Work, library: Library) -> Iterator[tuple[str, int]]:
    """Yield what *work* acts upon with -1, and what acts upon it with 1."""
    for relation in library.outgoing(work):
        yield relation.to, -1
    for other, _relation in library.incoming(work.id):
        yield other.id, 1
