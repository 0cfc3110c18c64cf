"""What was agreed with a customer about complaints, on the customer's page (requirement C8)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.declaration.dossier import Look, Panel, panel
from core.declaration.dossier.looking import url_of
from relationships.models import ComplaintDefinition, Customer, EscalationLevel


def _defined(look: Look) -> QuerySet[Any]:
    return look.of(ComplaintDefinition, Q(customer=look.row.pk))


@panel("complaints", Customer, gettext_lazy("Complaints: definition and route"), order=60,
       template="relationships/_complaint_panel.html", wide=True,
       covers=(ComplaintDefinition,), asks=(_defined,))  # fmt: skip
def complaint_route(look: Look) -> Panel | None:
    """The definition in force, and where a complaint goes."""
    if not look.sees(ComplaintDefinition) or not look.sees(EscalationLevel):
        return None
    theirs: Any = look.rows(_defined)
    found = theirs.agreed_on(look.day).first()
    draft = theirs.open().order_by("-edition").first()
    levels = list(found.levels.filter(archived_at=None).order_by("level")) if found else []
    return Panel(
        data={
            "definition": found, "levels": levels, "url": url_of(found) if found else "",
            "draft": draft, "draft_url": url_of(draft) if draft else "",
        },
        nothing=not found and not draft,
        empty=_("Nothing is agreed yet about complaints."),
        add_url="" if found or draft else look.add_url(ComplaintDefinition, "customer"),
    )  # fmt: skip
