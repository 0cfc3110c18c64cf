"""Charts for places that show no SVG: mail programs take a PNG with the table as text beside it."""

from __future__ import annotations

import typst

from core.charts import draw
from core.charts.figures import Figure
from core.charts.fonts import fonts
from core.charts.paint import PAPER_PAINT

_PAGE = b"""
#set page(width: auto, height: auto, margin: 8pt, fill: white)
#image(bytes(sys.inputs.at("chart")), format: "svg", alt: sys.inputs.at("title"))
"""
#: Two dots for a pixel of the drawing, so that it is sharp on today's screens.
DENSITY = 192.0


def png(figure: Figure, *, width: float = 0) -> bytes:
    """The chart as a PNG on white."""
    svg = draw(figure, width=width, paint=PAPER_PAINT)
    inputs = {"chart": svg, "title": figure.title}
    made: bytes = typst.compile(
        _PAGE, format="png", ppi=DENSITY, sys_inputs=inputs, font_paths=fonts()
    )
    return made
