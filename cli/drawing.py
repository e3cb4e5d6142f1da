"""A diagram of instruments as a picture (SVG) and for Graphviz (DOT), with words as labels."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from cli.labels import law_label, relation_label
from regulations.diagram import Arrow, Box, Diagram
from regulations.library import Library
from regulations.validity import validity_on
from regulations.work import Work

_WIDTH, _HEIGHT, _ACROSS, _DOWN, _EDGE = 250, 74, 190, 22, 24  # pixels
_COLOURS: Mapping[str, tuple[str, str]] = {  # fill and frame by status
    "in_force": ("#eef7ee", "#2e7d32"), "partly_expired": ("#fff8e1", "#b26a00"),
    "expired": ("#f3f3f3", "#8a8a8a"), "suspended": ("#fdecea", "#b71c1c"),
    "not_yet": ("#e8f1fb", "#1565c0"), "unknown": ("#ffffff", "#666666"),
}  # fmt: skip
_STYLE = "text{font:12px sans-serif;fill:#222}.s{font-weight:bold}.l{font-size:11px;fill:#555}"


@dataclass(frozen=True, slots=True)
class _Place:
    x: int
    y: int


def as_svg(diagram: Diagram, library: Library, day: date) -> str:
    """Return the diagram as a picture: what an instrument acts upon stands left of it."""
    places, width, height = _laid_out(diagram)
    boxes = [_box(box, places[box.work.id], library, day) for box in diagram.boxes]
    lines = [_line(places, pair, names) for pair, names in _joined(diagram).items()]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">\n<style>{_STYLE}</style>\n'
        '<defs><marker id="a" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#777"/></marker></defs>\n'
        + "\n".join([*lines, *boxes])
        + "\n</svg>"
    )


def as_dot(diagram: Diagram, library: Library, day: date) -> str:
    """Return the diagram in the language of Graphviz."""
    rows = ["digraph {", '  rankdir=RL; node [shape=box, style=filled, fontname="sans-serif"];']
    for box in diagram.boxes:
        fill, frame = _COLOURS[_status(box.work, library, day)]
        label = "\\n".join(map(_dotted, [box.work.cited, *_title(box.work)]))
        rows.append(f'  "{box.work.id}" [label="{label}", fillcolor="{fill}", color="{frame}"];')
    for (source, target), names in _joined(diagram).items():
        rows.append(f'  "{source}" -> "{target}" [label="{_dotted("; ".join(names))}"];')
    return "\n".join([*rows, "}"])


def _laid_out(diagram: Diagram) -> tuple[dict[str, _Place], int, int]:
    """Return where each box stands, and the size of the picture."""
    columns: dict[int, list[Box]] = {}
    for box in diagram.boxes:
        columns.setdefault(box.column, []).append(box)
    tallest = max(map(len, columns.values()))
    height = tallest * (_HEIGHT + _DOWN) - _DOWN + 2 * _EDGE
    places: dict[str, _Place] = {}
    for at, column in enumerate(sorted(columns)):
        room = len(columns[column]) * (_HEIGHT + _DOWN) - _DOWN
        for row, box in enumerate(columns[column]):
            y = (height - room) // 2 + row * (_HEIGHT + _DOWN)
            places[box.work.id] = _Place(_EDGE + at * (_WIDTH + _ACROSS), y)
    width = len(columns) * (_WIDTH + _ACROSS) - _ACROSS + 2 * _EDGE
    return places, width, height


def _box(box: Box, place: _Place, library: Library, day: date) -> str:
    status = _status(box.work, library, day)
    fill, frame = _COLOURS[status]
    thick = 1 if box.column else 2.5
    left, top = place.x + 10, place.y + 20
    lines = [f'<text class="s" x="{left}" y="{top}">{escape(box.work.cited)}</text>']
    for number, words in enumerate(_title(box.work)[:2]):
        lines.append(f'<text x="{left}" y="{top + 18 + number * 15}">{escape(words)}</text>')
    return (
        f"<g><title>{escape(f'{law_label(status)}: {box.work.title_vi}')}</title>"
        f'<rect x="{place.x}" y="{place.y}" width="{_WIDTH}" height="{_HEIGHT}" rx="5" '
        f'fill="{fill}" stroke="{frame}" stroke-width="{thick}"/>{"".join(lines)}</g>'
    )


def _line(places: Mapping[str, _Place], pair: tuple[str, str], names: list[str]) -> str:
    """Return an arrow from the side of one box to the facing side of the other, with its words."""
    source, target = (places[one] for one in pair)
    same = source.x == target.x
    forth = 1 if target.x > source.x or same else -1
    x1 = source.x + (_WIDTH if forth > 0 else 0)
    x2 = target.x + (_WIDTH if same or forth < 0 else 0)
    y1, y2 = source.y + _HEIGHT // 2, target.y + _HEIGHT // 2
    bend = forth * _ACROSS // 2
    inner = x2 + bend if same else x2 - bend
    path = f"M{x1} {y1}C{x1 + bend} {y1} {inner} {y2} {x2} {y2}"
    middle = x1 + bend if same else (x1 + x2) // 2
    return (
        f'<path d="{path}" fill="none" stroke="#999" marker-end="url(#a)"/>'
        f'<text class="l" text-anchor="middle" x="{middle}" y="{(y1 + y2) // 2 - 5}">'
        f"{escape('; '.join(names))}</text>"
    )


def _joined(diagram: Diagram) -> dict[tuple[str, str], list[str]]:
    """Return the words on each arrow: all that one instrument does to another."""
    found: dict[tuple[str, str], list[str]] = {}
    for arrow in diagram.arrows:
        name = _name(arrow)
        names = found.setdefault((arrow.source, arrow.relation.to), [])
        names += [] if name in names else [name]
    return found


def _name(arrow: Arrow) -> str:
    mark = "" if arrow.relation.conf == "V" else f" [{arrow.relation.conf}]"
    return relation_label(arrow.relation.rel) + mark


def _title(work: Work) -> list[str]:
    return textwrap.wrap(work.title_vi, 34, max_lines=2, placeholder=" …")


def _status(work: Work, library: Library, day: date) -> str:
    return validity_on(work, day, library).status


def _dotted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


DRAWINGS: Mapping[str, Callable[[Diagram, Library, date], str]] = {"svg": as_svg, "dot": as_dot}
