"""Charts as SVG, drawn on the server: pure functions of plain data, for pages, PDFs and mails alike.

    draw(LineChart("Availability", days, [Series("Portal", values)], Band("Target", low=99.5)))

gives the SVG; ``table`` the same figures for readers who cannot see it. Pages use the tag
``{% chart figure %}``, which does both. With ``paint=PAPER_PAINT`` the SVG needs no style sheet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from core.charts import graphs
from core.charts.bars import draw_bars, draw_stacked
from core.charts.figures import (
    BarChart,
    Figure,
    Graph,
    HeatStrip,
    LineChart,
    Score,
    Sparkline,
    StackedChart,
)  # fmt: skip
from core.charts.graphs import draw_graph
from core.charts.lines import draw_lines, draw_sparkline
from core.charts.paint import SCREEN, Paint
from core.charts.strips import FIELD, draw_score, draw_strip
from core.charts.svg import Drawing
from core.charts.tables import sentence

Draw = Callable[[Any, Drawing], None]
#: What is drawn how, and how wide and high unless the caller says a width.
_KINDS: dict[type, tuple[Draw, float, float]] = {
    LineChart: (draw_lines, 640, 240),
    BarChart: (draw_bars, 640, 240),
    StackedChart: (draw_stacked, 640, 260),
    Sparkline: (draw_sparkline, 96, 24),
    HeatStrip: (draw_strip, 640, FIELD + 22),
    Score: (draw_score, 132, 136),
    Graph: (draw_graph, 0, 0),
}


def draw(figure: Figure, *, key: str = "", width: float = 0, paint: Paint = SCREEN) -> str:
    """The chart as SVG text; ``key`` must be unique on its page, or is made of the figures."""
    make, usual, height = _KINDS[type(figure)]
    wide = width or usual
    if isinstance(figure, Graph):
        wide, height = graphs.size(figure)
    name = key or "c" + hashlib.sha256(repr(figure).encode()).hexdigest()[:12]
    drawing = Drawing(name, wide, height, paint)
    make(figure, drawing)
    return drawing.finish(figure.title, sentence(figure))
