"""Bars and stacked bars; both start at zero, or they would lie."""

from __future__ import annotations

from collections.abc import Sequence

from core.charts import axes, legends
from core.charts.axes import Frame
from core.charts.figures import BarChart, StackedChart
from core.charts.svg import Drawing
from core.charts.wording import day, number, plain, said, width

WIDEST = 56.0


def draw_bars(chart: BarChart, drawing: Drawing) -> None:
    """Draw a bar chart: the value on each bar where there is room."""
    found = axes.ticks(axes.drawable(chart.values), from_zero=True)
    shape = axes.frame(drawing, found, chart.unit)
    places, wide = _slots(shape, len(chart.labels))
    for place, (label, value) in enumerate(zip(chart.labels, chart.values, strict=True)):
        with drawing.named(f"{day(label)}: {said(value, chart.unit)}", _link(chart.links, place)):
            _bar(drawing, shape, places[place], wide, plain(value))
        _value(drawing, shape, places[place], wide, plain(value))
    axes.bottom(drawing, shape, chart.labels, places)


def _slots(shape: Frame, count: int) -> tuple[list[float], float]:
    """The middles of the bars and their width."""
    slot = (shape.right - shape.left) / max(1, count)
    middles = [shape.left + slot * (place + 0.5) for place in range(count)]
    return middles, max(1.0, min(WIDEST, slot * 0.7))


def _link(links: Sequence[str], place: int) -> str:
    return links[place] if place < len(links) else ""


def _bar(drawing: Drawing, shape: Frame, middle: float, wide: float, value: float | None) -> None:
    if value is None:
        _gap(drawing, shape, middle, wide)
        return
    top, foot = sorted((shape.y(value), shape.y(0)))
    drawing.add(
        "rect", "area", 0, x=middle - wide / 2, y=top, width=wide, height=max(1.0, foot - top)
    )


def _value(drawing: Drawing, shape: Frame, middle: float, wide: float, value: float | None) -> None:
    """The number at a bar, beside its link: the link says it already."""
    text = "" if value is None else number(value)
    if value is not None and width(text) < wide + 12:
        below = value < 0
        top, foot = sorted((shape.y(value), shape.y(0)))
        drawing.text(middle, foot + 12 if below else top - 5, text, "small", anchor="middle")


def _gap(drawing: Drawing, shape: Frame, middle: float, wide: float) -> None:
    """A dashed box where there is no data."""
    drawing.add(
        "rect", "gap", x=middle - wide / 2, y=shape.y(0) - 10, width=wide, height=10.0
    )  # fmt: skip


def draw_stacked(chart: StackedChart, drawing: Drawing) -> None:
    """Draw stacked bars: positive parts upwards, negative ones downwards."""
    heights = [total for place in range(len(chart.labels)) for total in _totals(chart, place)]
    found = axes.ticks(heights, from_zero=True)
    shape = axes.frame(drawing, found, chart.unit, legends.height(chart.series, drawing.width))
    places, wide = _slots(shape, len(chart.labels))
    covers = [drawing.pattern(place) for place in range(len(chart.series))]
    for place, middle in enumerate(places):
        words = _words(chart, place)
        with drawing.named(words, _link(chart.links, place)):
            _stack(chart, drawing, shape, place, middle, wide, covers)
    axes.bottom(drawing, shape, chart.labels, places)
    legends.draw(drawing, chart.series, lines=False)


def _parts(chart: StackedChart, place: int) -> list[float | None]:
    return [plain(one.values[place]) for one in chart.series]


def _totals(chart: StackedChart, place: int) -> tuple[float, float]:
    known = [part for part in _parts(chart, place) if part is not None]
    return sum(part for part in known if part < 0), sum(part for part in known if part > 0)


def _words(chart: StackedChart, place: int) -> str:
    parts = [f"{one.name} {said(one.values[place], chart.unit)}" for one in chart.series]
    return f"{day(chart.labels[place])}: " + ", ".join(parts)


def _stack(
    chart: StackedChart, drawing: Drawing, shape: Frame,
    place: int, middle: float, wide: float, covers: Sequence[str],
) -> None:  # fmt: skip
    parts = _parts(chart, place)
    if all(part is None for part in parts):
        _gap(drawing, shape, middle, wide)
        return
    up = down = 0.0
    for index, part in enumerate(parts):
        if not part:
            continue
        start = up if part > 0 else down
        top, foot = sorted((shape.y(start), shape.y(start + part)))
        up, down = (up + part, down) if part > 0 else (up, down + part)
        # A thin line of background between two parts keeps them apart in any colour vision.
        box = {"x": middle - wide / 2, "y": top, "width": wide}
        box["height"] = max(0.5, foot - top - 1)
        drawing.add("rect", "area", index, **box)
        if covers[index]:
            drawing.add("rect", "cover", fill=covers[index], **box)
