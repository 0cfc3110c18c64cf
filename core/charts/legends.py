"""The names of series beside a sample of their line or hatching."""

from __future__ import annotations

from collections.abc import Sequence

from core.charts.figures import Series
from core.charts.svg import Drawing
from core.charts.wording import clean, shortened, width

LINE = 18.0
_SAMPLE, _BETWEEN = 26.0, 18.0


def rows(series: Sequence[Series], room: float) -> list[list[tuple[int, str, float]]]:
    """The entries (place, name, x) in as many rows as they need."""
    found: list[list[tuple[int, str, float]]] = [[]]
    x = 0.0
    for place, one in enumerate(series):
        name = shortened(clean(one.name), room - _SAMPLE)
        needed = _SAMPLE + width(name)
        if x and x + needed > room:
            found.append([])
            x = 0.0
        found[-1].append((place, name, x))
        x += needed + _BETWEEN
    return found


def height(series: Sequence[Series], room: float) -> float:
    """How much room a legend takes; one series alone needs none."""
    return LINE * len(rows(series, room)) + 4 if len(series) > 1 else 0.0


def draw(drawing: Drawing, series: Sequence[Series], *, lines: bool) -> None:
    """Write the legend at the foot of the drawing."""
    if len(series) < 2:
        return
    found = rows(series, drawing.width)
    y = drawing.height - LINE * len(found) + 10
    for row in found:
        for place, name, x in row:
            _sample(drawing, place, x, y, lines)
            drawing.text(x + _SAMPLE, y + 4, name)
        y += LINE


def _sample(drawing: Drawing, place: int, x: float, y: float, lines: bool) -> None:
    if lines:
        drawing.add("path", "line", place, d=f"M{x:.1f} {y:.1f}h20")
        return
    drawing.add("rect", "area", place, x=x + 4, y=y - 6, width=12, height=12)
    fill = drawing.pattern(place)
    if fill:
        drawing.add("rect", "cover", x=x + 4, y=y - 6, width=12, height=12, fill=fill)
