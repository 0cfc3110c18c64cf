"""Template tags that draw charts on pages."""

from __future__ import annotations

from itertools import count
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from core.charts import draw
from core.charts.figures import Figure, Graph, Score, Sparkline
from core.charts.tables import table

register = template.Library()

#: How wide the second drawing for narrow places is; style sheets choose between them.
NARROW = 320


def _key(context: Context) -> str:
    """A name that no other chart of the page has."""
    request: Any = context.get("request")
    home = context if request is None else request.__dict__
    if "chart_numbers" not in home:
        home["chart_numbers"] = count(1)
    return f"chart-{next(home['chart_numbers'])}"


def _svg(context: Context, figure: Figure, width: float = 0) -> SafeString:
    return mark_safe(draw(figure, key=_key(context), width=width))  # noqa: S308 - escaped there


@register.inclusion_tag("parts/chart.html", takes_context=True)
def chart(context: Context, figure: Figure) -> dict[str, Any]:
    """A chart with its title and its data as a table."""
    fixed = isinstance(figure, Graph | Score | Sparkline)
    return {
        "title": figure.title,
        "wide": _svg(context, figure),
        "narrow": "" if fixed else _svg(context, figure, NARROW),
        "scrolls": isinstance(figure, Graph),
        "table": table(figure),
    }


@register.simple_tag(takes_context=True)
def inline_chart(context: Context, figure: Figure, width: float = 0) -> SafeString:
    """A sparkline or score alone; its description carries the figures."""
    return mark_safe(f'<span class="chart-word">{_svg(context, figure, width)}</span>')  # noqa: S308
