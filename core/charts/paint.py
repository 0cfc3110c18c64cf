"""How parts of a chart get their look: classes on screen, literal attributes in PDFs and mails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: Told apart by people with any colour vision, at least 3:1 on white (Okabe and Ito, darkened).
SERIES = ("#0b5cad", "#b35900", "#00755c", "#8f3d77", "#5c5c5c", "#8a6d00")
#: Lines differ by dashes, areas by hatching, so that nothing hangs on colour alone.
DASHES = ("none", "7 4", "2 4", "10 4 2 4", "14 5", "4 2 1 2")
TONES = {"good": "#17693f", "warn": "#8a5300", "bad": "#b3261e", "info": "#24599c", "": "#55606f"}
INK, QUIET, RULE, PAPER = "#1b2330", "#55606f", "#d5dae1", "#ffffff"

_TEXT = {
    "font-family": "Source Sans 3, Liberation Sans, DejaVu Sans, Arial, sans-serif",
    "font-size": "12",
}
#: Role → attributes; ``{colour}`` and ``{dash}`` are those of the series or tone.
_LOOKS: dict[str, dict[str, str]] = {
    "label": {**_TEXT, "fill": QUIET},
    "strong": {**_TEXT, "fill": INK, "font-weight": "600"},
    "small": {**_TEXT, "font-size": "10.5", "fill": QUIET},
    "figure": {**_TEXT, "font-size": "24", "fill": INK, "font-weight": "600"},
    "rule": {"stroke": RULE, "stroke-width": "1"},
    "axis": {"stroke": QUIET, "stroke-width": "1"},
    "band": {"fill": "{colour}", "fill-opacity": "0.12"},
    "edge": {"stroke": "{colour}", "stroke-width": "1", "stroke-dasharray": "5 3"},
    "line": {
        "fill": "none", "stroke": "{colour}", "stroke-width": "2", "stroke-dasharray": "{dash}",
        "stroke-linejoin": "round", "stroke-linecap": "round",
    },
    "dot": {"fill": "{colour}", "stroke": PAPER, "stroke-width": "1"},
    "miss": {"fill": PAPER, "stroke": TONES["bad"], "stroke-width": "2"},
    "area": {"fill": "{colour}"},
    "hatch": {"stroke": PAPER, "stroke-width": "1.5", "fill": "none"},
    "cover": {},
    "gap": {"fill": "none", "stroke": QUIET, "stroke-width": "1", "stroke-dasharray": "2 2"},
    "field": {"fill": PAPER, "stroke": QUIET, "stroke-width": "1"},
    "track": {"fill": "none", "stroke": RULE, "stroke-width": "10"},
    "ring": {"fill": "none", "stroke": "{colour}", "stroke-width": "10"},
    "node": {"fill": PAPER, "stroke": "{colour}", "stroke-width": "1.25"},
    "focus": {"fill": PAPER, "stroke": INK, "stroke-width": "2.5"},
    "arrow": {"fill": "none", "stroke": QUIET, "stroke-width": "1.25"},
    "head": {"fill": QUIET},
}  # fmt: skip


@dataclass(frozen=True)
class Paint:
    """Gives attributes for a role and the place of a series, or the tone, that it belongs to."""

    literal: bool = False

    def __call__(self, role: str, of: int | str = "") -> dict[str, str]:
        """The attributes of one element."""
        return _written_out(role, of) if self.literal else _classes(role, of)


def _classes(role: str, of: int | str) -> dict[str, str]:
    suffix = f" ch-{of % len(SERIES) + 1}" if isinstance(of, int) else f" ch-{of}" if of else ""
    return {"class": f"ch-{role}{suffix}"}


def _written_out(role: str, of: int | str) -> dict[str, str]:
    colour = SERIES[of % len(SERIES)] if isinstance(of, int) else TONES.get(of, QUIET)
    dash = DASHES[of % len(DASHES)] if isinstance(of, int) else "none"
    look: Mapping[str, str] = _LOOKS[role]
    return {name: value.format(colour=colour, dash=dash) for name, value in look.items()}


#: For pages: the style sheet static/css/charts.css says the colours, in light, dark and print.
SCREEN = Paint()
#: For files that have no style sheet: PDFs, mails, pictures.
PAPER_PAINT = Paint(literal=True)
