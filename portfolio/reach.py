"""Whose services are whose: the reach of service owners and of customers' representatives."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import DateTimeField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from core import clock
from core.access import Reach, everyone_in
from core.access.principals import Principal
from core.choices import STAFF, Role
from relationships.reach import own_customers, own_groups

VIEWERS = {**everyone_in(STAFF), Role.REPRESENTATIVE: Reach.OWN}
OWNERS = {Role.SERVICE_MANAGER: Reach.ALL, Role.SERVICE_OWNER: Reach.OWN}
LEVEL_WRITERS = {**OWNERS, Role.SERVICE_LEVEL_MANAGER: Reach.ALL}

#: Who sees what a service costs: those who see contracts and billing, and its owner.
COST_READERS = {
    Role.SERVICE_MANAGER: Reach.ALL,
    Role.SERVICE_LEVEL_MANAGER: Reach.ALL,
    Role.RELATIONSHIP_MANAGER: Reach.ALL,
    Role.AUDITOR: Reach.ALL,
    Role.SERVICE_OWNER: Reach.OWN,
}

#: What no customer sees of a service, and no catalogue shows.
PORTFOLIO_ONLY = frozenset(
    {
        "cost",
        "revenue",
        "currency",
        "profitability",
        "strategic_intent",
        "criticality_reason",
        "criticality_review",
        "duplicates",
        "outsourced",
        "outsourced_to",
        "notes",
    }
)


def services_of(principal: Principal) -> Q:
    """Services that a person owns, whose customer they represent today, or that a group of theirs
    has an SLA about.
    """
    own = Q(pk__in=())
    if principal.person_id and principal.has_role(Role.SERVICE_OWNER):
        own |= Q(owner=principal.person_id)
    if principal.has_role(Role.REPRESENTATIVE):
        # One list of keys, which the database looks up; two lists would be compared with every row.
        received = _own_subscriptions(principal).values("service")
        own |= Q(pk__in=received.union(_slas_of_own_groups(principal).values("service")))
    return own


def of_own_services(principal: Principal) -> Q:
    """Rows with a ``service`` that the person owns."""
    if principal.person_id is None or not principal.has_role(Role.SERVICE_OWNER):
        return Q(pk__in=())
    return Q(service__in=_services().filter(owner=principal.person_id).values("pk"))


def of_own_service_or_customer(principal: Principal) -> Q:
    """Rows joining a service and a customer, one of which is the person's own."""
    own = of_own_services(principal)
    if principal.has_role(Role.REPRESENTATIVE):
        own |= Q(customer__in=own_customers(principal))
    return own


def slas_of(principal: Principal) -> Q:
    """SLAs whose service, customer or group of customers is the person's own."""
    own = of_own_service_or_customer(principal)
    if principal.has_role(Role.REPRESENTATIVE):
        own |= Q(group__in=own_groups(principal))
    return own


def of_own_agreements(principal: Principal) -> Q:
    """Rows with an ``sla`` whose service, customer or group is the person's own."""
    own = apps.get_model("portfolio", "SLA")._base_manager.filter(slas_of(principal))
    return Q(sla__in=own.values("pk"))


def of_own_targets(principal: Principal) -> Q:
    """Rows with a ``target`` whose agreement is about a service or customer of the person's own."""
    targets = apps.get_model("portfolio", "Target")
    own = targets._base_manager.filter(of_own_agreements(principal))
    return Q(target__in=own.values("pk"))


def of_own_reports(principal: Principal) -> Q:
    """Rows with a ``definition`` about a service or customer of the person's own."""
    definitions = apps.get_model("portfolio", "ReportDefinition")
    own = definitions._base_manager.filter(of_own_service_or_customer(principal))
    return Q(definition__in=own.values("pk"))


def of_own_readers(principal: Principal) -> Q:
    """Rows with a catalogue ``entry`` of a service that the person owns."""
    own = apps.get_model("portfolio", "CatalogueEntry")._base_manager
    return Q(entry__in=own.filter(of_own_services(principal)).values("pk"))


def of_own_effects(principal: Principal) -> Q:
    """Effects of events on own services, and for representatives on what their customers received then."""
    own = of_own_services(principal)
    if principal.has_role(Role.REPRESENTATIVE):
        own |= effects_on(own_customers(principal)) & Q(event__is_internal=False)
    return own


def of_own_events(principal: Principal) -> Q:
    """Events that affected the same; of those of customers only what customers are shown."""
    effects = apps.get_model("portfolio", "EventEffect")._base_manager.filter(archived_at=None)
    own = effects.filter(of_own_effects(principal))
    return Q(pk__in=own.values("event"))


def effects_on(customers: Any) -> Q:
    """Effects of events on customers (keys or a subquery of them): named, or receivers on that day."""
    subscriptions = apps.get_model("portfolio", "Subscription")._base_manager
    began = ExpressionWrapper(OuterRef("event__began_at"), output_field=DateTimeField())
    day = TruncDate(began, tzinfo=clock.zone())
    begun = Q(starts_on=None) | Q(starts_on__lte=day)
    held = begun & (Q(ends_on=None) | Q(ends_on__gte=day))
    received = subscriptions.filter(
        held, archived_at=None, service=OuterRef("service"), customer__in=customers
    )
    return Q(customer__in=customers) | (Q(customer=None) & Q(Exists(received)))


def of_own_subscriptions(principal: Principal) -> Q:
    """Rows with a ``subscription`` whose service or customer is the person's own."""
    subscriptions = apps.get_model("portfolio", "Subscription")
    own = subscriptions._base_manager.filter(of_own_service_or_customer(principal))
    return Q(subscription__in=own.values("pk"))


def _services() -> QuerySet:
    return apps.get_model("portfolio", "Service")._base_manager.all()


def _own_subscriptions(principal: Principal) -> QuerySet:
    subscriptions = apps.get_model("portfolio", "Subscription")._base_manager
    own = subscriptions.filter(archived_at=None, customer__in=own_customers(principal))
    return own.order_by()


def _slas_of_own_groups(principal: Principal) -> QuerySet:
    agreements = apps.get_model("portfolio", "SLA")._base_manager
    return agreements.filter(archived_at=None, group__in=own_groups(principal)).order_by()
