"""Operational figures on the page of a service."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.declaration.dossier import Look, Panel, panel
from portfolio.models import OperationalFigure, Service
from portfolio.services import figures


def _counted(look: Look) -> QuerySet[Any]:
    return look.of(OperationalFigure, Q(service=look.row.pk))


@panel("figures", Service, gettext_lazy("Operational figures"), order=58, wide=True,
       template="portfolio/_figures.html", asks=(_counted,))  # fmt: skip
def of_service(look: Look) -> Panel | None:
    """The latest months, a line for each thing that is counted."""
    if not look.sees(OperationalFigure, "service", "kind", "value"):
        return None
    sheet = figures.latest(look.rows(_counted), look.day)
    lines = [
        (label, [[(row, figures.quantity(row)) for row in cell] for cell in cells])
        for label, cells in sheet.lines
    ]
    return Panel(
        data={"months": sheet.months, "lines": lines},
        nothing=not lines,
        empty=_("No figures of the last six months are known."),
        add_url=look.add_url(OperationalFigure, "service"),
    )
