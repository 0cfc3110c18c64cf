"""What a chart shows: plain data, without a word on how it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Number = int | float | Decimal
#: A missing value is "no data": a gap in the picture, never zero.
Value = Number | None
#: A place on the axis: a day stands at its distance in time, a text at the next free place.
Label = date | str


@dataclass(frozen=True)
class Series:
    """One line, or one part of every bar; as many values as the chart has labels."""

    name: str
    values: Sequence[Value]


@dataclass(frozen=True)
class Band:
    """Where values should lie: from ``low``, up to ``high``, or between both."""

    label: str
    low: Value = None
    high: Value = None

    def holds(self, value: float) -> bool:
        """Whether a value lies in it."""
        above = self.low is None or value >= float(self.low)
        return above and (self.high is None or value <= float(self.high))


@dataclass(frozen=True)
class LineChart:
    """Values over time, with a target band if there is one."""

    title: str
    labels: Sequence[Label]
    series: Sequence[Series]
    band: Band | None = None
    unit: str = ""


@dataclass(frozen=True)
class BarChart:
    """One bar for each label; ``links`` lead to the rows behind the bars."""

    title: str
    labels: Sequence[Label]
    values: Sequence[Value]
    unit: str = ""
    name: str = ""
    links: Sequence[str] = ()


@dataclass(frozen=True)
class StackedChart:
    """One bar for each label, made of parts."""

    title: str
    labels: Sequence[Label]
    series: Sequence[Series]
    unit: str = ""
    links: Sequence[str] = ()


@dataclass(frozen=True)
class Sparkline:
    """How a figure went, as small as a word."""

    title: str
    values: Sequence[Value]
    labels: Sequence[Label] = ()
    unit: str = ""


@dataclass(frozen=True)
class HeatCell:
    """One field of a heat strip: a value, or a tone (good, warn, bad) with its word."""

    label: Label
    value: Value = None
    tone: str = ""
    words: str = ""
    link: str = ""


@dataclass(frozen=True)
class HeatStrip:
    """A row of small fields, one for each day or month."""

    title: str
    cells: Sequence[HeatCell]
    unit: str = ""


@dataclass(frozen=True)
class Score:
    """How much of something is reached; ``words`` says in a word what the tone says in colour."""

    title: str
    value: Value
    most: Number = 100
    unit: str = "%"
    tone: str = ""
    words: str = ""


@dataclass(frozen=True)
class Node:
    """A thing in a graph; ``note`` stands small beneath its title and says the tone in words."""

    key: str
    title: str
    note: str = ""
    tone: str = ""
    url: str = ""


@dataclass(frozen=True)
class Edge:
    """``source`` needs ``target``; drawn from left to right."""

    source: str
    target: str
    label: str = ""


@dataclass(frozen=True)
class Graph:
    """What depends on what; around ``focus`` only what is at most ``depth`` steps away."""

    title: str
    nodes: Sequence[Node]
    edges: Sequence[Edge]
    focus: str = ""
    depth: int = 3


Figure = LineChart | BarChart | StackedChart | Sparkline | HeatStrip | Score | Graph
