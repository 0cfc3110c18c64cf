"""What a service has and lacks, as conditions: asked by its gate and by the rules about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from core.access.principals import today
from portfolio.choices import DELIVERED, ServiceStatus, SLAState
from portfolio.models import (
    SLA,
    CatalogueEntry,
    Coverage,
    Dependency,
    Service,
    Subscription,
    TransitionPlan,
)
from relationships.reach import members_today


def not_over(end: str) -> Q:
    """Rows whose term has not ended, begun or not: a service is prepared before its first day."""
    return Q(**{end: None}) | Q(**{f"{end}__gte": today()})


def running() -> QuerySet[Subscription]:
    """Subscriptions that have not ended."""
    found: QuerySet[Subscription] = Subscription._base_manager.filter(
        not_over("ends_on"), archived_at=None
    )
    return found


def uncovered() -> QuerySet[Subscription]:
    """Those in which nobody represents the customer."""
    covering = Coverage._base_manager.filter(not_over("covers_until"), archived_at=None)
    return running().exclude(pk__in=covering.values("subscription"))


def unagreed() -> QuerySet[Subscription]:
    """Those whose customer, and each of its groups, has agreed on no levels of the service."""
    agreed = SLA._base_manager.filter(
        not_over("effective_until"), archived_at=None, state=SLAState.AGREED,
        service=OuterRef("service"),
    )  # fmt: skip
    groups = members_today().filter(customer=OuterRef(OuterRef("customer"))).values("group")
    with_them = Q(customer=OuterRef("customer")) | Q(group__in=groups)
    return running().filter(~Exists(agreed.filter(with_them)))


def without_cadence() -> QuerySet[Subscription]:
    """Those whose customer is in no tier, nor a group with one: no interval of reviews and surveys
    holds for them.
    """
    grouped = members_today().exclude(group__tier=None).values("customer")
    return running().filter(customer__tier=None).exclude(customer__in=grouped)


def received() -> Q:
    """Services with a customer."""
    return Q(pk__in=running().values("service"))


def received_without(lacking: Callable[[], QuerySet[Subscription]]) -> Callable[[], Q]:
    """Services with customers, none of which lacks this."""
    return lambda: received() & ~Q(pk__in=lacking().values("service"))


def customers(lacking: Callable[[], QuerySet[Subscription]]) -> Callable[[Any], Iterable[str]]:
    """The names of a service's customers who lack this."""

    def names(row: Service) -> Iterable[str]:
        found = lacking().filter(service=row.pk).order_by("customer__title")
        return found.values_list("customer__title", flat=True)

    return names


def built_on() -> Q:
    """Services of which somebody wrote down what they lean on."""
    known = Dependency._base_manager.filter(archived_at=None)
    return Q(pk__in=known.values("service"))


def catalogued() -> Q:
    """Services with an entry that says what they are; it is published with the next edition."""
    written = CatalogueEntry._base_manager.filter(archived_at=None).exclude(description="")
    return Q(pk__in=written.values("service"))


def delivered() -> Q:
    """Services behind their gate."""
    return Q(status__in=DELIVERED)


def leaning() -> QuerySet[Dependency]:
    """Dependencies of services that are not over."""
    over = Service.register.over
    states = over[1] if over else ()
    found: QuerySet[Dependency] = Dependency._base_manager.filter(
        archived_at=None, service__archived_at=None
    ).exclude(service__status__in=states)
    return found


def nothing_leans_on() -> Q:
    """Services on which no such service depends."""
    return ~Q(pk__in=leaning().exclude(depends_on=None).values("depends_on"))


def dependents(row: Any) -> Iterable[str]:
    """The names of the services that depend on one."""
    found = leaning().filter(depends_on=row.pk).order_by("service__title")
    return found.values_list("service__title", flat=True)


def support_ended() -> Q:
    """Services whose final support is over."""
    return Q(support_ends__lte=today())


def retired() -> Q:
    """Services that were retired."""
    return Q(status=ServiceStatus.RETIRED)


def planned() -> Q:
    """Services with a plan that says what is to be achieved, how that is tested, and who does what."""
    empty = Q(outcomes="") | Q(criteria="") | Q(tests="") | Q(responsibilities="")
    whole = TransitionPlan._base_manager.filter(~empty, archived_at=None)
    return Q(pk__in=whole.values("service"))


def accepted() -> Q:
    """Services that somebody accepted."""
    plans = TransitionPlan._base_manager.filter(archived_at=None, accepted_on__isnull=False)
    return Q(pk__in=plans.values("service"))


def review_planned() -> Q:
    """Services whose review after the transition has a day, or has been."""
    plans = TransitionPlan._base_manager.filter(archived_at=None)
    return Q(pk__in=plans.exclude(review_due=None, reviewed_on=None).values("service"))
