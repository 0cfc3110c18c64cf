"""Where an entry of the catalogue says something else than the portfolio or the SLAs, on its page."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.declaration.dossier import Look, Panel, panel
from portfolio.models import SLA, CatalogueEntry, Service
from portfolio.services.catalogue import drift_of


@panel("drift", CatalogueEntry, gettext_lazy("Differs from"), order=10, wide=True,
       template="portfolio/_drift.html")  # fmt: skip
def drift(look: Look) -> Panel | None:
    """For people of the organisation: each difference, with what stands where."""
    if not look.principal.is_staff or not look.sees(Service) or not look.sees(SLA):
        return None
    return Panel(
        data={"drift": drift_of(look.row, by=look.principal)},
        empty=_("It says what the portfolio and the agreed SLAs say."),
    )
