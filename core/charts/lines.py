"""Lines over time with the target as a band, and sparklines."""

from __future__ import annotations

from collections.abc import Sequence

from core.charts import axes, legends
from core.charts.axes import Frame
from core.charts.figures import Band, LineChart, Sparkline, Value
from core.charts.svg import Drawing
from core.charts.wording import day, plain, said

#: More points, or more outside the target, are drawn without a mark for each.
MARKED = 60
Point = tuple[float, float]


def draw_lines(chart: LineChart, drawing: Drawing) -> None:
    """Draw a line chart."""
    values = axes.drawable([value for one in chart.series for value in one.values])
    edges = axes.drawable([chart.band.low, chart.band.high] if chart.band else [])
    found = axes.ticks([*values, *edges], from_zero=False)
    shape = axes.frame(drawing, found, chart.unit, legends.height(chart.series, drawing.width))
    if chart.band:
        _band(drawing, shape, chart.band)
    places = axes.spots(chart.labels, shape.left + 8, shape.right - 8)
    axes.bottom(drawing, shape, chart.labels, places)
    for place in range(len(chart.series)):
        _series(chart, drawing, shape, places, place)
    legends.draw(drawing, chart.series, lines=True)


def _band(drawing: Drawing, shape: Frame, band: Band) -> None:
    low, high = plain(band.low), plain(band.high)
    upper = shape.top if high is None else shape.y(high)
    lower = shape.bottom if low is None else shape.y(low)
    box = {"x": shape.left, "width": shape.right - shape.left}
    drawing.add("rect", "band", "good", y=upper, height=max(0.0, lower - upper), **box)
    for edge in [y for value, y in ((low, lower), (high, upper)) if value is not None]:
        drawing.add("line", "edge", "good", x1=shape.left, x2=shape.right, y1=edge, y2=edge)
    room = shape.right - shape.left
    drawing.text(shape.right, 11, band.label, "small", anchor="end", room=room * 0.7)


def _series(
    chart: LineChart, drawing: Drawing, shape: Frame, places: Sequence[float], place: int
) -> None:
    values = chart.series[place].values
    for part in runs(values, places, shape.y):
        drawing.add("path", "line", place, d=path(part))
    band = chart.band if place == 0 else None
    known = axes.drawable(values)
    out_of = [number for number in known if band and not band.holds(number)]
    for label, value, x in zip(chart.labels, values, places, strict=True):
        number = plain(value)
        if number is None:
            continue
        out = band is not None and not band.holds(number)
        if len(out_of if out else known) > MARKED:
            continue
        name = f"{chart.series[place].name}, " if len(chart.series) > 1 else ""
        with drawing.named(f"{day(label)}: {name}{said(value, chart.unit)}"):
            _mark(drawing, x, shape.y(number), place, out)


def _mark(drawing: Drawing, x: float, y: float, place: int, out: bool) -> None:
    """A dot; outside the target a larger open square, so that shape says it too."""
    if out:
        drawing.add("rect", "miss", x=x - 4, y=y - 4, width=8, height=8)
    else:
        drawing.add("circle", "dot", place, cx=x, cy=y, r=3.5)


def runs(values: Sequence[Value], places: Sequence[float], y_of: object) -> list[list[Point]]:
    """The points between gaps; ``y_of`` says how far down a value stands."""
    found: list[list[Point]] = [[]]
    for value, x in zip(values, places, strict=True):
        number = plain(value)
        if number is not None:
            found[-1].append((x, y_of(number)))  # type: ignore[operator]
        elif found[-1]:
            found.append([])
    return [part for part in found if part]


def path(points: Sequence[Point]) -> str:
    """The points as a path; a single one as a short stroke, else it would be invisible."""
    if len(points) == 1:
        (x, y) = points[0]
        return f"M{x - 1.5:.1f} {y:.1f}h3"
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def draw_sparkline(chart: Sparkline, drawing: Drawing) -> None:
    """Draw a sparkline: the line and a dot at its latest value."""
    values = axes.drawable(chart.values)
    middle = drawing.height / 2
    if not values:
        drawing.add("line", "gap", x1=2.0, x2=drawing.width - 2, y1=middle, y2=middle)
        return
    low, high = min(values), max(values)
    reach = drawing.height - 8

    def y_of(value: float) -> float:
        return middle if high == low else 4 + reach * (1 - (value - low) / (high - low))

    places = axes.spots([str(place) for place in range(len(chart.values))], 4, drawing.width - 5)
    parts = runs(chart.values, places, y_of)
    for part in parts:
        drawing.add("path", "line", 0, d=path(part))
    x, y = parts[-1][-1]
    drawing.add("circle", "dot", 0, cx=x, cy=y, r=3.0)
