"""Significant events on the pages of services and customers, and what they did to targets."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.declaration.dossier import Look, Panel, happening, panel, rows
from portfolio.models import Breach, Event, EventEffect, Service
from portfolio.services import events
from relationships.models import Customer

TITLE = gettext_lazy("Significant events")
DAY = TruncDate("began_at", tzinfo=clock.zone())


def _of_service(look: Look) -> Q:
    return events.of_services([look.row.pk])


def _of_customer(look: Look) -> Q:
    return events.of_customers([look.row.pk])


def _logged(look: Look) -> QuerySet[Any]:
    return look.of(Event, _of_service(look))


@panel("events", Service, TITLE, order=60, covers=(EventEffect,), asks=(_logged,))
def of_service(look: Look) -> Panel | None:
    """What significantly affected the service lately, and the way to log more."""
    found = rows(
        look, Event, _logged, order=("-began_at", "-pk"), day="began_at",
        note=lambda event: event.get_kind_display(),
    )  # fmt: skip
    if found is None:
        return None
    url = look.add_url(Event, "of")
    add = f"{url.split('?')[0]}?services={look.row.reference}" if url else ""
    return Panel(
        found, empty=_("No event is logged."), add_url=add, add_label=_("Log an event")
    )  # fmt: skip


@panel("missed", Event, gettext_lazy("Targets missed in its period"), order=20)
def missed(look: Look) -> Panel | None:
    """Breaches of the affected services in the months, quarters and years in which it began."""
    found = rows(
        look, Breach, events.missed_then(look.row), order=("starts_on", "pk"), day="starts_on"
    )
    return Panel(found, empty=_("No target was missed.")) if found is not None else None


for _model, _rows in ((Service, _of_service), (Customer, _of_customer)):
    happening("events", _model, TITLE, Event, _rows, day=DAY, words=gettext_lazy("Event"),
              needs=("began_at",))  # fmt: skip
