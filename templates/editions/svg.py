"""Charts as inline SVG: no script, every number a text, legible in black and white."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from html import escape
from itertools import accumulate

from templates.charts import COLUMNS, DAY_ZERO, LINES, TIMELINE, ChartSpec, Series, days_from_zero

WIDTH = 720
_LEFT, _RIGHT, _TOP, _BOTTOM = 250, 24, 18, 54
_ROW, _BAR, _PLOT = 30, 18, 220
_TICKS = 5


def svg(spec: ChartSpec) -> str:
    """Return the chart as an ``svg`` element; its title and numbers can be read aloud."""
    height = (len(spec.categories) * _ROW if spec.lying else _PLOT) + _TOP + _BOTTOM
    inside = _lying(spec) if spec.lying else _upright(spec)
    return "".join([
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" xmlns="http://www.w3.org/2000/svg">',
        f"<title>{escape(spec.title)}</title>", *inside, *_legend(spec, height - 14), "</svg>",
    ])  # fmt: skip


def _lying(spec: ChartSpec) -> Iterator[str]:
    low = days_from_zero(spec.since) if spec.since else 0
    high = days_from_zero(spec.until) if spec.until else max(spec.highest, 1)
    room, bottom = WIDTH - _LEFT - _RIGHT, _TOP + len(spec.categories) * _ROW
    for value in _marks(low, high):
        x = _LEFT + (value - low) * room / (high - low)
        yield _line(x, _TOP, x, bottom, "#ccc")
        yield _text(x, bottom + 14, _axis(spec, value), "middle")
    for at, category in enumerate(spec.categories):
        y = _TOP + at * _ROW + (_ROW - _BAR) / 2
        yield _text(_LEFT - 6, y + _BAR - 5, category, "end")
        counts = [series.counts[at] or 0 for series in spec.series]
        for series, count, end in zip(spec.series, counts, accumulate(counts), strict=True):
            if count and series.colour:
                scale = room / (high - low)
                x, wide = _LEFT + (end - count - low) * scale, count * scale
                yield _box(x, y, wide, _BAR, series, f"{category}: {series.name} {count}")
                if wide > 14 and spec.kind != TIMELINE:
                    yield _text(x + wide / 2, y + _BAR - 5, str(count), "middle", _ink(series))


def _upright(spec: ChartSpec) -> Iterator[str]:
    left, high = 40, max(spec.highest, 1)
    room, bottom = WIDTH - left - _RIGHT, _TOP + _PLOT
    step = room / max(len(spec.categories), 1)
    for value in _marks(0, high):
        y = bottom - value * _PLOT / high
        yield _line(left, y, WIDTH - _RIGHT, y, "#ccc")
        yield _text(left - 6, y + 4, str(value), "end")
    for at, category in enumerate(spec.categories):
        yield _text(left + (at + 0.5) * step, bottom + 14, category, "middle")
    for rank, series in enumerate(spec.series):
        points = [(left + (at + 0.5) * step, bottom - count * _PLOT / high, count)
                  for at, count in enumerate(series.counts) if count is not None]  # fmt: skip
        if spec.kind == COLUMNS:
            for x, y, count in points:
                yield _box(x - step / 4, y, step / 2, bottom - y, series, f"{series.name} {count}")
                yield _text(x, y - 3, str(count), "middle")
        elif spec.kind == LINES:
            yield from _curve(points, series, rank)


def _curve(points: list[tuple[float, float, int]], series: Series, rank: int) -> Iterator[str]:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    dashes = ("", "8 4", "2 3")[rank % 3]  # told apart without colour
    yield (f'<polyline points="{path}" fill="none" stroke="#{series.colour}" stroke-width="2.5" '
           f'stroke-dasharray="{dashes}"/>')  # fmt: skip
    for x, y, count in points:
        yield (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="#{series.colour}">'
               f"<title>{escape(series.name)} {count}</title></circle>")  # fmt: skip


def _legend(spec: ChartSpec, y: float) -> Iterator[str]:
    shown = [series for series in spec.series if series.colour]
    if len(shown) < 2:
        return
    x = 40.0
    for series in shown:
        yield _box(x, y - 9, 11, 11, series, series.name)
        yield _text(x + 16, y, series.name, "start")
        x += 34 + 7.2 * len(series.name)


def _marks(low: int, high: int) -> range:
    """Return where the lines of the axis stand: at most a handful, on whole numbers."""
    return range(low, high + 1, max(-(-(high - low) // _TICKS), 1))


def _axis(spec: ChartSpec, value: int) -> str:
    return f"{DAY_ZERO + timedelta(value):%d/%m}" if spec.since else str(value)


def _ink(series: Series) -> str:
    """Return black or white, whichever is read more easily on the colour."""
    red, green, blue = (int(series.colour[at : at + 2], 16) for at in (0, 2, 4))
    return "#fff" if 0.3 * red + 0.6 * green + 0.1 * blue < 140 else "#000"


def _box(x: float, y: float, wide: float, high: float, series: Series, said: str) -> str:
    return (f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" '
            f'fill="#{series.colour}" stroke="#404040" stroke-width="0.5">'
            f"<title>{escape(said)}</title></rect>")  # fmt: skip


def _line(x: float, y: float, to_x: float, to_y: float, colour: str) -> str:
    return f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" stroke="{colour}"/>'


def _text(x: float, y: float, text: str, anchor: str, colour: str = "#000") -> str:
    return (f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}" '
            f'font-size="11">{escape(text)}</text>')  # fmt: skip
