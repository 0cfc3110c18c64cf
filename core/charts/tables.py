"""The same figures as a table, and in one sentence, for readers who cannot see the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import singledispatch

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.charts.axes import drawable
from core.charts.figures import (
    BarChart,
    Graph,
    HeatStrip,
    LineChart,
    Score,
    Series,
    Sparkline,
    StackedChart,
    Value,
)  # fmt: skip
from core.charts.wording import clean, day, number, plain, said


@dataclass(frozen=True)
class Table:
    """Headings and rows as texts; the first column names the row."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def as_text(self) -> str:
        """The table in plain text, for mails."""
        return "\n".join("  ".join(row) for row in (self.headings, *self.rows))


@singledispatch
def table(figure: object) -> Table:
    """The figures as a table."""
    raise TypeError(f"No chart: {figure!r}")


@singledispatch
def sentence(figure: object) -> str:
    """The figures in one sentence."""
    raise TypeError(f"No chart: {figure!r}")


@table.register(LineChart)
@table.register(StackedChart)
def _many(chart: LineChart | StackedChart) -> Table:
    band = chart.band if isinstance(chart, LineChart) else None
    headings = (_("When or what"), *(clean(one.name) for one in chart.series))
    rows = []
    for place, label in enumerate(chart.labels):
        values = [one.values[place] for one in chart.series]
        row = (day(label), *(said(value, chart.unit) for value in values))
        first = plain(values[0]) if values else None
        inside = (
            "—" if band is None or first is None else _("yes") if band.holds(first) else _("no")
        )
        rows.append((*row, inside) if band else row)
    return Table((*headings, clean(band.label)) if band else headings, tuple(rows))


@table.register
def _bars(chart: BarChart) -> Table:
    pairs = zip(chart.labels, chart.values, strict=True)
    rows = tuple((day(label), said(value, chart.unit)) for label, value in pairs)
    return Table((_("When or what"), clean(chart.name) or _("Value")), rows)


@table.register
def _spark(chart: Sparkline) -> Table:
    labels = chart.labels or [str(place + 1) for place in range(len(chart.values))]
    pairs = zip(labels, chart.values, strict=True)
    rows = tuple((day(label), said(value, chart.unit)) for label, value in pairs)
    return Table((_("When or what"), _("Value")), rows)


@table.register
def _strip(chart: HeatStrip) -> Table:
    rows = tuple(
        (day(cell.label), clean(cell.words) if cell.value is None and cell.words
         else said(cell.value, chart.unit))
        for cell in chart.cells
    )  # fmt: skip
    return Table((_("When or what"), _("Value")), rows)


@table.register
def _score(chart: Score) -> Table:
    row = (clean(chart.title), said(chart.value, chart.unit), said(chart.most, chart.unit))
    return Table((_("What"), _("Value"), _("Of")), (row,))


@table.register
def _graph(graph: Graph) -> Table:
    titles = {node.key: clean(node.title) for node in graph.nodes}
    joined = [edge for edge in graph.edges if edge.source in titles and edge.target in titles]
    rows = [(titles[edge.source], titles[edge.target], clean(edge.label)) for edge in joined]
    ends = {key for edge in joined for key in (edge.source, edge.target)}
    alone = [(title, "—", "") for key, title in titles.items() if key not in ends]
    return Table((_("This"), _("needs"), _("How")), (*rows, *alone))


@sentence.register
def _line_sentence(chart: LineChart) -> str:
    parts = [_spread(one, chart.unit, name=len(chart.series) > 1) for one in chart.series]
    if chart.band is not None and chart.series:
        out = [v for v in drawable(chart.series[0].values) if not chart.band.holds(v)]
        words = ngettext(
            "%(count)s value misses %(band)s.", "%(count)s values miss %(band)s.", len(out)
        )
        parts.append(words % {"count": len(out), "band": chart.band.label})
    return " ".join(parts) or said(None)


@sentence.register
def _bar_sentence(chart: BarChart) -> str:
    return _spread(Series(chart.name, chart.values), chart.unit, name=False)


@sentence.register
def _spark_sentence(chart: Sparkline) -> str:
    return _spread(Series("", chart.values), chart.unit, name=False)


@sentence.register
def _stacked_sentence(chart: StackedChart) -> str:
    totals = [(one.name, sum(drawable(one.values))) for one in chart.series]
    return "; ".join(f"{name} {number(total, chart.unit)}" for name, total in totals) or said(None)


@sentence.register
def _strip_sentence(chart: HeatStrip) -> str:
    words: dict[str, int] = {}
    for cell in chart.cells:
        if cell.words:
            words[cell.words] = words.get(cell.words, 0) + 1
    if words:
        return "; ".join(f"{word}: {count}" for word, count in words.items())
    return _spread(Series("", [cell.value for cell in chart.cells]), chart.unit, name=False)


@sentence.register
def _score_sentence(chart: Score) -> str:
    values = {"value": said(chart.value, chart.unit), "most": said(chart.most, chart.unit)}
    text = said(None) if plain(chart.value) is None else _("%(value)s of %(most)s") % values
    return f"{text}, {chart.words}" if chart.words else text


@sentence.register
def _graph_sentence(graph: Graph) -> str:
    nodes = ngettext("%(count)s item", "%(count)s items", len(graph.nodes))
    edges = ngettext("%(count)s dependency", "%(count)s dependencies", len(graph.edges))
    return f"{nodes % {'count': len(graph.nodes)}}, {edges % {'count': len(graph.edges)}}."


def _spread(series: Series, unit: str, *, name: bool) -> str:
    """Lowest, highest and latest value, and how many are missing."""
    known = drawable(series.values)
    if not known:
        return f"{series.name}: {said(None)}." if name else f"{said(None)}."
    values = {
        "low": number(min(known), unit), "high": number(max(known), unit),
        "last": number(known[-1], unit),
    }  # fmt: skip
    text = _("lowest %(low)s, highest %(high)s, latest %(last)s") % values
    missing = _missing(series.values)
    text = f"{text}, {missing}" if missing else text
    return f"{series.name}: {text}." if name else f"{text[:1].upper()}{text[1:]}."


def _missing(values: Sequence[Value]) -> str:
    count = len(values) - len(drawable(values))
    words = ngettext("%(count)s without data", "%(count)s without data", count)
    return words % {"count": count} if count else ""
