"""The brief of a record for a meeting: what its page tells its reader, on two printed pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from core.charts.figures import Band, LineChart, Series, Sparkline
from core.declaration.columns import Cell, Column
from core.declaration.dossier.looking import Look, Panel, Rows
from core.declaration.dossier.registry import panels_of
from core.declaration.dossier.timeline import Timeline, timeline
from core.printing import Picture

Fact = tuple[Column, Cell]
ENTRIES = 14
LONGEST = 400
GOOD = 80


def brief(
    look: Look, facts: Sequence[tuple[Column, Cell]], texts: Sequence[tuple[Column, Cell]]
) -> dict[str, Any]:
    """Plain data for ``templates/dossier/brief.typ``."""
    panels = panels_of(look)
    return {
        "register": str(look.row._meta.verbose_name),
        "reference": look.row.reference,
        "facts": [*_texts(facts), (_("As it stands on"), look.day)],
        "texts": [(label, _shortened(text)) for label, text in _texts(texts)],
        "numbers": [_number(number) for panel in panels for number in panel.numbers],
        "health": next((_health(p) for p in panels if "health" in p.data), None),
        "tables": [_table(panel) for panel in panels if panel.paper],
        "lists": [_list(panel, panel.rows) for panel in panels if panel.rows],
        "happened": _happened(timeline(look, size=ENTRIES)),
        "words": {
            "health": _("Health"), "lately": _("What happened lately"), "factor": _("Factor"),
            "points": _("Points"), "why": _("Why"),
        },
    }  # fmt: skip


def _texts(pairs: Sequence[Fact]) -> list[tuple[str, Any]]:
    return [(column.label, cell.text) for column, cell in pairs if not cell.blank]


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def _number(number: Any) -> dict[str, str]:
    told = {"label": number.label, "text": number.text, "hint": number.hint, "tone": number.tone}
    return {name: str(text) for name, text in told.items()}


def _health(panel: Panel) -> dict[str, Any]:
    health, curve = panel.data["health"], panel.data["curve"]
    points = [
        {
            "label": str(point.factor.label),
            "says": str(point.verdict.says),
            "tone": point.tone,
            "points": f"{'–' if point.unknown else point.gained} / {point.factor.worth}",
        }
        for point in health.points
    ]
    return {
        "score": Picture(health.figure()),
        "curve": _line(curve) if curve else None,
        "points": points,
    }


def _line(curve: Sparkline) -> Picture:
    band = Band(_("good from 80"), low=GOOD)
    chart = LineChart(curve.title, curve.labels, [Series(_("Health"), curve.values)], band)
    return Picture(chart, 420)


def _table(panel: Panel) -> dict[str, Any]:
    headings, rows = panel.paper or ((), ())
    return {"title": panel.title, "headings": list(headings), "rows": [list(row) for row in rows]}


def _list(panel: Panel, rows: Rows) -> dict[str, Any]:
    lines = [
        {
            "title": line.link.title or line.link.reference,
            "note": line.note,
            "day": line.day,
            "state": line.state,
            "tone": "bad" if line.late else line.tone,
        }
        for line in rows.lines
    ]
    more = rows.total - len(lines)
    rest = _("and %(n)d more") % {"n": more} if more else ""
    return {"title": panel.title, "lines": lines, "empty": panel.empty, "rest": rest}


def _happened(found: Timeline) -> list[tuple[Any, str, str]]:
    """Day, words and title; the record's own changes by what changed."""
    return [
        (entry.day, _words(entry), entry.link.title if entry.link else "")
        for entry in found.entries
    ]


def _words(entry: Any) -> str:
    if entry.change is None:
        return str(entry.words)
    event = str(entry.change.row.get_history_event_display())
    changed = ", ".join(column.label for column in entry.change.fields[:4])
    return f"{event}: {changed}" if changed and entry.change.before is not None else event
