"""What the tests of charts read out of an SVG, and figures of every kind to draw."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

from core.charts import draw
from core.charts.figures import (
    Band,
    BarChart,
    Edge,
    Graph,
    HeatCell,
    HeatStrip,
    LineChart,
    Node,
    Score,
    Series,
    Sparkline,
    StackedChart,
)  # fmt: skip

SVG = "{http://www.w3.org/2000/svg}"
MONTHS = [date(2026, month, 1) for month in range(1, 7)]
DAYS = [date(2024, 1, 1) + timedelta(days=day) for day in range(1000)]
RTL = "خدمة البريد الإلكتروني"
ODD = "<b>\"&\x00\ud800'</b> " + "long " * 60


def line(values, labels=MONTHS, **more):
    return LineChart("Availability", labels, [Series("Portal", values)], **more)


#: One of every kind, with a gap, an extreme or an odd text in it.
FIGURES = {
    "line": line([99.1, 99.7, None, 99.9, 99.2, 99.8], band=Band("at least 99.5", low=99.5)),
    "bars": BarChart("Complaints", MONTHS, [3, 0, None, 12, 5, 1], links=["/a", "/b"]),
    "stacked": StackedChart(
        "By priority", MONTHS, [Series(name, [1, None, 0, -2, 4, 5]) for name in "abcdefg"]
    ),
    "sparkline": Sparkline("Trend", [1, None, 3]),
    "strip": HeatStrip("Days", [HeatCell(day, 5) for day in DAYS[:31]]),
    "states": HeatStrip("Met", [HeatCell(day, tone="bad", words="missed") for day in MONTHS]),
    "score": Score("Conformity", 87, tone="good", words="good"),
    "graph": Graph(
        "Needs", [Node("a", "Portal", tone="good", url="/a"), Node("b", "Database")],
        [Edge("a", "b"), Edge("b", "a")], focus="a",
    ),
    "empty line": line([], []),
    "empty bars": BarChart("Nothing", [], []),
    "empty stack": StackedChart("Nothing", [], []),
    "empty sparkline": Sparkline("Nothing", []),
    "empty strip": HeatStrip("Nothing", []),
    "no score": Score("Nothing", None, most=0),
    "empty graph": Graph("Nothing", [], []),
    "one point": line([5], MONTHS[:1]),
    "only gaps": line([None] * 6),
    "all the same": line([0] * 6),
    "all zero bars": BarChart("Zeros", MONTHS, [0] * 6),
    "extreme": line([1e308, -1e308, float("inf"), float("nan"), 1e-300, 0]),
    "tiny": line([1e-12, 2e-12, 3e-12, 0, 0, 0]),
    "far from zero": line([1e15, 1e15 + 1, 1e15, 1e15, 1e15, 1e15]),
    "negative": BarChart("Balance", MONTHS, [-3, 5, -1e6, 2, -1, 0]),
    "many": line([day % 97 for day in range(1000)], DAYS, band=Band("b", low=10, high=50)),
    "many bars": BarChart("Many", DAYS, list(range(1000))),
    "odd texts": BarChart(ODD, [ODD, RTL], [1, 2], unit=ODD),
    "right to left": line([1, 2], [RTL, f"{RTL} 2"]),
    "odd nodes": Graph(ODD, [Node("x", ODD, ODD), Node("y", RTL)], [Edge("x", "y", ODD)]),
}  # fmt: skip


def parsed(figure, **how):
    """The drawn figure as a tree; fails for what is no XML."""
    return ElementTree.fromstring(draw(figure, **how))


def with_role(tree, role):
    """The elements that play a part: `line`, `dot`, `gap` …"""
    return [node for node in tree.iter() if f"ch-{role}" in node.get("class", "").split()]


def texts(tree):
    """Every text that is drawn."""
    return [node.text for node in tree.iter(f"{SVG}text")]


def numbers(node):
    """Every coordinate of an element."""
    places = ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "d")
    written = " ".join(node.get(name, "") for name in places)
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?", written)]
