"""The two axes of a chart: round steps upwards, labels thinned out along the bottom."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from core.charts import wording
from core.charts.figures import Label
from core.charts.svg import Drawing
from core.charts.wording import number, plain, said, shortened, width

TOP, RIGHT, BOTTOM = 22.0, 14.0, 26.0
STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Frame:
    """The part of a drawing that values are drawn in, and the numbers at its side."""

    left: float
    top: float
    right: float
    bottom: float
    ticks: tuple[float, ...]

    def y(self, value: float) -> float:
        """How far down a value stands."""
        low, high = self.ticks[0], self.ticks[-1]
        return self.bottom - (value - low) / (high - low) * (self.bottom - self.top)

    @property
    def step(self) -> float:
        """The distance of the numbers."""
        return self.ticks[1] - self.ticks[0]


def ticks(values: Sequence[float], *, from_zero: bool, most: int = 5) -> tuple[float, ...]:
    """Round numbers around the values: at least two, at most ``most`` + 2."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low <= max(abs(high), abs(low)) * 1e-9:
        low, high = low - (abs(low) * 0.1 or (0 if from_zero else 1)), high + (abs(high) * 0.1 or 1)
    step = _step((high - low) / most)
    if all(value == int(value) for value in values):
        step = max(1.0, step)  # of what is counted there are no halves
    first = math.floor(low / step + 1e-9)
    count = max(1, math.ceil(high / step - 1e-9) - first)
    return tuple((first + place) * step for place in range(count + 1))


def _step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in STEPS if step * power >= rough * (1 - 1e-9))


def frame(drawing: Drawing, found: tuple[float, ...], unit: str, below: float = 0) -> Frame:
    """Draw rules and numbers at the side, the unit above them; ``below`` is kept free."""
    step = found[1] - found[0]
    texts = [number(value, step=step) for value in found]
    left = min(drawing.width / 3, max(map(width, texts)) + 10)
    shape = Frame(left, TOP, drawing.width - RIGHT, drawing.height - BOTTOM - below, found)
    for value, text in zip(found, texts, strict=True):
        y = shape.y(value)
        role = "axis" if value == 0 else "rule"
        drawing.add("line", role, x1=shape.left, x2=shape.right, y1=y, y2=y)
        drawing.text(left - 6, y + 4, text, "small", anchor="end", room=left - 6)
    if unit:
        drawing.text(0, 11, unit, "small", room=drawing.width)
    return shape


def spots(labels: Sequence[Label], left: float, right: float) -> list[float]:
    """Where each label stands: by time if all are days in order, else evenly."""
    days = [label.toordinal() for label in labels if isinstance(label, date)]
    if len(labels) == 1:
        return [(left + right) / 2]
    timed = len(days) == len(labels) and all(a < b for a, b in pairwise(days))
    places = days if timed else list(range(len(labels)))
    if not places:
        return []
    span = places[-1] - places[0]
    return [left + (right - left) * (place - places[0]) / span for place in places]


def bottom(
    drawing: Drawing, shape: Frame, labels: Sequence[Label], places: Sequence[float]
) -> None:
    """Write as many labels under the axis as fit side by side."""
    room = max(40.0, min(150.0, (shape.right - shape.left) / max(1, len(labels)) - 6))
    last = -math.inf
    if not labels:
        middle = (shape.top + shape.bottom) / 2
        drawing.text((shape.left + shape.right) / 2, middle, said(None), anchor="middle")
    for label, words, x in zip(labels, wording.ticks(labels), places, strict=True):
        text = words if isinstance(label, date) else shortened(words, room)
        half = width(text) / 2
        centre = max(half, min(drawing.width - half, x))
        if centre - half < last + 8:
            continue
        drawing.text(centre, shape.bottom + 17, text, anchor="middle")
        last = centre + half


def drawable(values: Sequence[object]) -> list[float]:
    """The values that are numbers."""
    return [known for value in values if (known := plain(value)) is not None]  # type: ignore[arg-type]
