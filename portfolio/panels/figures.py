"""Operational figures on the page of a service."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.declaration.dossier import Look, Panel, panel
from portfolio.models import OperationalFigure, Service
from portfolio.services import figures


@panel("figures", Service, gettext_lazy("Operational figures"), order=58, wide=True,
       template="portfolio/_figures.html")  # fmt: skip
def of_service(look: Look) -> Panel | None:
    """The latest months, a line for each thing that is counted."""
    if not look.sees(OperationalFigure, "service", "kind", "value"):
        return None
    rows = OperationalFigure.objects.for_user(look.principal).current().filter(service=look.row.pk)
    sheet = figures.latest(rows, look.day)
    lines = [
        (label, [[(row, figures.quantity(row)) for row in cell] for cell in cells])
        for label, cells in sheet.lines
    ]
    return Panel(
        data={"months": sheet.months, "lines": lines},
        empty=_("No figures of the last six months are known."),
        add_url=look.add_url(OperationalFigure, "service"),
    )
