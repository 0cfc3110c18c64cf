"""What suppliers promise for the services, and the components, that they contribute to."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from core.access.principals import today
from core.calendars.hours import read_week
from core.querysets import in_term
from core.reading.links import record_url
from portfolio.services.underpinning.promises import (
    COMPONENT,
    SERVICE,
    Level,
    Needs,
    Promise,
    promises,
)
from suppliers.choices import AgreementState
from suppliers.models import Supply

IN_FORCE = Q(agreement__state=AgreementState.ACTIVE, agreement__archived_at=None)
PROMISING = ~Q(availability=None, response=None, calendar=None)


@promises
def of_suppliers(needs: Needs) -> Iterator[Promise]:
    """What agreements in force say of supplies that go on, needed or not; one query."""
    rows = Supply._base_manager.filter(
        IN_FORCE, PROMISING, in_term("starts_on", "ends_on", today()), archived_at=None
    )
    for row in rows.select_related("agreement", "calendar").order_by("reference"):
        part = row.component_id
        node = (COMPONENT, part) if part else (SERVICE, row.service_id)
        hours = read_week(row.calendar.hours) if row.calendar else None
        level = Level(row.availability, row.response, hours)
        yield Promise(node, str(row.agreement), level, record_url("supplies", row.uid))
