"""Heat strips and scores: a state of many days, and one figure out of its most."""

from __future__ import annotations

import math

from core.charts import axes
from core.charts.figures import HeatCell, HeatStrip, Score
from core.charts.svg import Drawing
from core.charts.wording import day, number, plain, said, ticks, width

#: The hatching of a tone says the same as its colour.
HATCHED = {"warn": 1, "bad": 5, "info": 2}
FIELD = 22.0


def draw_strip(chart: HeatStrip, drawing: Drawing) -> None:
    """Draw a heat strip: fields side by side, the first and last label beneath."""
    if not chart.cells:
        drawing.add("rect", "gap", x=0.5, y=0.5, width=drawing.width - 1, height=FIELD)
        return
    slot = drawing.width / len(chart.cells)
    values = axes.drawable([cell.value for cell in chart.cells])
    reach = (min([0.0, *values]), max([0.0, *values]))
    covers = {tone: drawing.pattern(place) for tone, place in HATCHED.items()}
    for place, cell in enumerate(chart.cells):
        box = {"x": slot * place + 0.5, "width": max(1.0, min(slot - 2, 64.0))}
        with drawing.named(cell_words(cell, chart.unit), cell.link):
            _field(drawing, cell, box, reach, covers.get(cell.tone, ""))
    _ends(chart, drawing, slot)


def cell_words(cell: HeatCell, unit: str) -> str:
    """What a field says."""
    value = said(cell.value, unit) if cell.value is not None or not cell.words else ""
    return f"{day(cell.label)}: " + ", ".join(part for part in (value, cell.words) if part)


def _field(
    drawing: Drawing, cell: HeatCell, box: dict[str, float], reach: tuple[float, float], cover: str
) -> None:
    value = plain(cell.value)
    if value is None and not cell.tone:
        drawing.add("rect", "gap", y=0.5, height=FIELD, **box)
        return
    drawing.add("rect", "field", y=0.5, height=FIELD, **box)
    span = reach[1] - reach[0]
    share = (value - reach[0]) / span if value is not None and span else 0.0
    high = FIELD * (1.0 if cell.tone else share)
    filled = {**box, "y": 0.5 + FIELD - high, "height": high}
    drawing.add("rect", "area", cell.tone or 0, **filled)
    if cover:
        drawing.add("rect", "cover", fill=cover, **filled)


def _ends(chart: HeatStrip, drawing: Drawing, slot: float) -> None:
    labels = [cell.label for cell in chart.cells]
    words = ticks(labels)
    first, last = words[0], words[-1]
    right = min(drawing.width, slot * (len(labels) - 1) + 64)
    drawing.text(0.5, FIELD + 16, first, "small", room=drawing.width / 2)
    if len(labels) > 1 and width(first) + width(last) < right:
        drawing.text(right, FIELD + 16, last, "small", anchor="end", room=drawing.width / 2)


def draw_score(chart: Score, drawing: Drawing) -> None:
    """Draw a score: a ring filled to its share, the figure in it, its word beneath."""
    centre, radius = drawing.width / 2, 46.0
    y = radius + 8
    value, most = plain(chart.value), plain(chart.most) or 0.0
    if value is None:
        drawing.add("circle", "gap", cx=centre, cy=y, r=radius)
        drawing.text(centre, y + 4, said(None), anchor="middle", room=2 * radius - 12)
    else:
        drawing.add("circle", "track", cx=centre, cy=y, r=radius)
        share = max(0.0, min(1.0, value / most)) if most > 0 else 0.0
        if share:
            drawing.add("path", "ring", chart.tone, d=arc(centre, y, radius, share))
        drawing.text(centre, y + 8, number(value, chart.unit), "figure", anchor="middle")
    if chart.words:
        below = y + radius + 24
        drawing.text(centre, below, chart.words, "strong", anchor="middle", room=drawing.width)


def arc(x: float, y: float, radius: float, share: float) -> str:
    """The path of a part of a circle, clockwise from the top."""
    angle = 2 * math.pi * min(share, 0.9999)
    end_x, end_y = x + radius * math.sin(angle), y - radius * math.cos(angle)
    large = int(share > 0.5)
    start = f"M{x:.2f} {y - radius:.2f}"
    return f"{start}A{radius:.0f} {radius:.0f} 0 {large} 1 {end_x:.2f} {end_y:.2f}"
