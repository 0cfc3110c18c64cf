"""The service catalogue: who reads what of it, and where it says something else than the portfolio."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from core.access.principals import Principal, today
from core.querysets import in_term
from portfolio.choices import DELIVERED, Audience, SLAState
from portfolio.models import SLA, CatalogueEntry, Subscription
from relationships.models import Customer


def catalogue(*, by: Principal, customer: Customer | None = None) -> QuerySet[CatalogueEntry]:
    """What ``by`` reads of the published catalogue; with ``customer`` only what is meant for it."""
    found: QuerySet[CatalogueEntry] = CatalogueEntry.objects.for_user(by).published()
    if customer is not None:
        received = Subscription.objects.for_user(by).on(today()).filter(customer=customer.pk)
        found = found.filter(
            Q(audience=Audience.EVERYBODY) | Q(service__in=received.values("service"))
        )
    return found.order_by("name", "pk")


def published_services() -> QuerySet[Any, Any]:
    """The keys of services with a published entry."""
    return CatalogueEntry._base_manager.filter(published=True, archived_at=None).values("service")


def drifted() -> QuerySet[Any, Any]:
    """The keys of entries that say something else than the portfolio or an SLA in force."""
    return CatalogueEntry._base_manager.filter(_differs()).values("pk")


def _differs() -> Q:
    hours, support = F("service__service_hours"), F("service__support_channels")
    agreed = SLA._base_manager.filter(
        in_term("effective_from", "effective_until"), state=SLAState.AGREED, archived_at=None
    ).exclude(service_hours="")
    other = CatalogueEntry._base_manager.filter(service__slas__in=agreed.values("pk")).exclude(
        service_hours=F("service__slas__service_hours")
    )
    return (
        ~Q(service__status__in=DELIVERED)
        | (~Q(service__service_hours="") & ~Q(service_hours=hours))
        | (~Q(service__support_channels="") & ~Q(support=support))
        | Q(pk__in=other.filter(service__slas__in=agreed.values("pk")).values("pk"))
    )


@dataclass(frozen=True)
class Drift:
    """One thing that the catalogue says, and what somebody else says of it."""

    what: str
    said: str
    where: str
    instead: str


def drift_of(entry: CatalogueEntry, *, by: Principal) -> list[Drift]:
    """How an entry differs from its service and from the SLAs in force that ``by`` sees."""
    service, found = entry.service, []
    if service.status not in DELIVERED:
        found.append(Drift(_("Published"), _("yes"), str(service), service.get_status_display()))
    pairs = (
        (_("Service hours"), entry.service_hours, service.service_hours),
        (_("Support"), entry.support, service.support_channels),
    )
    found += [Drift(what, a, str(service), b) for what, a, b in pairs if b and a != b]
    agreed = SLA.objects.for_user(by).current().filter(
        in_term("effective_from", "effective_until"), state=SLAState.AGREED, service=service.pk
    )  # fmt: skip
    return found + [
        Drift(_("Service hours"), entry.service_hours, str(sla), sla.service_hours)
        for sla in agreed.exclude(service_hours="").order_by("reference")
        if sla.service_hours != entry.service_hours
    ]
