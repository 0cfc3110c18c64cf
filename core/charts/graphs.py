"""A dependency graph: boxes in columns, what needs something left of what it needs."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from core.charts import layers
from core.charts.figures import Edge, Graph, Node
from core.charts.svg import Drawing
from core.charts.wording import clean, wrapped

BOX_WIDE, BOX_HIGH, TURN_HIGH = 172.0, 58.0, 6.0
GAP_WIDE, GAP_HIGH, EDGE, FOOT = 60.0, 14.0, 4.0, 22.0
#: Bold letters are wider than those that widths are estimated for.
BOLD = 13.6
Point = tuple[float, float]


@dataclass(frozen=True)
class Placed:
    """Where each box and each turn of an edge stands, and how large the picture is."""

    places: dict[str, Point]
    turns: dict[tuple[str, str], list[str]]
    wide: float
    high: float
    left_out: int


def placed(graph: Graph) -> Placed:
    """The layout of a graph in numbers."""
    keys, left_out = layers.near(graph)
    found = layers.layout(keys, graph.edges)
    boxes = set(keys)
    high = max((_height(column, boxes) for column in found.columns), default=BOX_HIGH)
    places = {}
    for number, column in enumerate(found.columns):
        x = EDGE + number * (BOX_WIDE + GAP_WIDE)
        y = EDGE + (high - _height(column, boxes)) / 2
        for key in column:
            places[key] = (x, y)
            y += GAP_HIGH + (BOX_HIGH if key in boxes else TURN_HIGH)
    wide = max(1, len(found.columns)) * (BOX_WIDE + GAP_WIDE) - GAP_WIDE + 2 * EDGE
    foot = FOOT if left_out else 0.0
    return Placed(places, found.turns, wide, high + 2 * EDGE + foot, left_out)


def _height(column: list[str], boxes: set[str]) -> float:
    heights = [BOX_HIGH if key in boxes else TURN_HIGH for key in column]
    return sum(heights) + GAP_HIGH * (len(heights) - 1)


def size(graph: Graph) -> tuple[float, float]:
    """How wide and high the picture of a graph is."""
    found = placed(graph)
    return found.wide, found.high


def draw_graph(graph: Graph, drawing: Drawing) -> None:
    """Draw a graph: arrows first, boxes on top."""
    found = placed(graph)
    if not found.places:
        drawing.text(drawing.width / 2, BOX_HIGH / 2 + 4, _("Nothing to show."), anchor="middle")
        return
    nodes = {node.key: node for node in graph.nodes}
    for edge in graph.edges:
        if (edge.source, edge.target) in found.turns:
            words = f"{nodes[edge.source].title} → {nodes[edge.target].title}"
            with drawing.named(f"{words}: {edge.label}" if edge.label else words):
                _arrow(drawing, found, edge)
    for node in graph.nodes:
        if node.key in found.places:
            _box(drawing, node, found.places[node.key], focus=node.key == graph.focus)
    if found.left_out:
        words = _("%(count)s more are in the table only.") % {"count": found.left_out}
        drawing.text(EDGE, found.high - 6, words)


def _arrow(drawing: Drawing, found: Placed, edge: Edge) -> None:
    """Curves from the left end over the turns to the right end; the head at the target."""
    source, target = found.places[edge.source], found.places[edge.target]
    forward = source[0] < target[0]
    left, right = (source, target) if forward else (target, source)
    stops = [(left[0] + BOX_WIDE, left[1] + BOX_HIGH / 2)]
    for turn in found.turns[edge.source, edge.target]:
        x, y = found.places[turn]
        stops += [(x, y + TURN_HIGH / 2), (x + BOX_WIDE, y + TURN_HIGH / 2)]
    stops.append((right[0], right[1] + BOX_HIGH / 2))
    drawing.add("path", "arrow", d=_way(stops))
    x, y = stops[-1] if forward else stops[0]
    back = x - 8 if forward else x + 8
    drawing.add(
        "path", "head", d=f"M{back:.1f} {y - 4:.1f}L{x:.1f} {y:.1f}L{back:.1f} {y + 4:.1f}z"
    )


def _way(stops: list[Point]) -> str:
    """A path that bends between columns and is straight through them."""
    parts = [f"M{stops[0][0]:.1f} {stops[0][1]:.1f}"]
    for (x1, y1), (x2, y2) in pairwise(stops):
        middle = (x1 + x2) / 2
        bend = f"C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
        parts.append(bend if y1 != y2 else f"H{x2:.1f}")
    return "".join(parts)


def _box(drawing: Drawing, node: Node, place: Point, *, focus: bool) -> None:
    x, y = place
    words = ", ".join(part for part in (node.title, node.note) if part)
    with drawing.named(words, node.url):
        role, box = "focus" if focus else "node", {"width": BOX_WIDE, "height": BOX_HIGH}
        drawing.add("rect", role, node.tone, x=x, y=y, rx=6, **box)
        if node.tone:
            drawing.add("rect", "area", node.tone, x=x, y=y + 8, width=4, height=BOX_HIGH - 16)
    _words(drawing, node, x, y)


def _words(drawing: Drawing, node: Node, x: float, y: float) -> None:
    """What a box says, beside its link, which says it already."""
    lines = wrapped(node.title, BOX_WIDE - 22, 2, BOLD)
    high = 16 * len(lines) + (14 if node.note else 0)
    baseline = y + (BOX_HIGH - high) / 2 + 12
    for line in lines:
        drawing.text(x + 12, baseline, line, "strong")
        baseline += 16
    if node.note:
        drawing.text(x + 12, baseline - 2, clean(node.note), "small", room=BOX_WIDE - 22)
