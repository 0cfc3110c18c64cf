"""What a service needs of its suppliers before it is taken over into operation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.access.principals import today
from core.gates.requirements import listed
from core.registries.gates import Finding, requirement
from portfolio.choices import ServiceStatus as Status
from portfolio.models import Service
from suppliers.choices import AgreementState
from suppliers.models import Supply


def unagreed() -> QuerySet[Supply]:
    """Supplies that go on without an agreement in force."""
    going_on = Q(ends_on=None) | Q(ends_on__gte=today())
    agreed = Q(agreement__state=AgreementState.ACTIVE, agreement__archived_at=None)
    found: QuerySet[Supply] = Supply._base_manager.filter(going_on, ~agreed, archived_at=None)
    return found


def agreed() -> Q:
    """Services all of whose suppliers have one."""
    return ~Q(pk__in=unagreed().values("service"))


def suppliers_of(row: Any) -> Iterable[str]:
    """The names of a service's suppliers without one."""
    found = unagreed().filter(service=row.pk).order_by("supplier__title")
    return found.values_list("supplier__title", flat=True)


requirement(
    "gate-suppliers", Service, ((Status.TRANSITION, Status.ACTIVE),), met=agreed,
    says=_("With every supplier it depends on an agreement is in force."), names=suppliers_of,
    mend=listed("supplies", "service"),
    finding=Finding(
        _("With every supplier that a delivered service depends on an agreement is in force."),
        _("Name the agreement in the supply, or set it in force."),
        lambda: Q(status__in=(Status.ACTIVE, Status.RETIRING)),
    ),
)  # fmt: skip
