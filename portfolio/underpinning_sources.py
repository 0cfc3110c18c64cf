"""What the own organisation keeps to: components, and services that lean on nothing themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.calendars.hours import read_week
from core.reading.links import record_url
from portfolio.choices import MetricKind, Unit
from portfolio.models import Component
from portfolio.services.underpinning.comparing import agreed_targets
from portfolio.services.underpinning.promises import (
    COMPONENT,
    SERVICE,
    Level,
    Needs,
    Promise,
    promises,
)


@promises
def of_components(needs: Needs) -> Iterable[Promise]:
    """What the owners of components say."""
    rows = Component._base_manager.filter(archived_at=None).select_related("calendar", "owner")
    wanted = needs.keys(COMPONENT)
    for row in rows:
        hours = read_week(row.calendar.hours) if row.calendar else None
        level = Level(row.availability, row.response, hours)
        if row.pk in wanted and not level.is_empty:
            by = str(row.owner or row.reference)
            yield Promise((COMPONENT, row.pk), by, level, record_url("components", row.uid))


@promises
def of_plain_services(needs: Needs) -> Iterator[Promise]:
    """The highest availability agreed for services of which nobody says what they are built on."""
    plain = {key for key, each in needs.by_service.items() if not each}
    wanted = {"kind": MetricKind.AVAILABILITY, "unit": Unit.PERCENT, "sla__service__in": plain}
    found = agreed_targets().filter(**wanted).order_by("value", "pk") if plain else ()
    best = {target.sla.service_id: target for target in found}
    for service, target in best.items():
        url = record_url("slas", target.sla.uid)
        level = Level(availability=target.value)
        yield Promise((SERVICE, service), target.sla.reference, level, url, fallback=True)
