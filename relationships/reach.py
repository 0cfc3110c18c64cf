"""Whose customers are whose: the reach of relationship managers and representatives."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q

from core.access import Reach
from core.access.principals import Principal
from core.choices import Role
from core.querysets import in_term

#: What a customer never sees of its own record.
COMMERCIAL = frozenset(
    {"tier", "tier_word", "contract_facts", "billing_facts", "opportunities", "notes"}
)


def writers_of_customers(manager: Reach = Reach.OWN) -> dict[Role, Reach]:
    """Who writes records of customers: service managers all, relationship managers their own."""
    return {Role.SERVICE_MANAGER: Reach.ALL, Role.RELATIONSHIP_MANAGER: manager}


def customers_of(principal: Principal) -> Q:
    """Customers that a person manages, or represents today."""
    if principal.person_id is None:
        return Q(pk__in=())
    own = Q(pk__in=())
    if principal.has_role(Role.RELATIONSHIP_MANAGER):
        own |= Q(manager=principal.person_id)
    if principal.has_role(Role.REPRESENTATIVE):
        own |= Q(pk__in=_represented(principal.person_id))
    return own


def of_own_customers(principal: Principal) -> Q:
    """Rows with a ``customer`` among the principal's own."""
    return Q(customer__in=own_customers(principal))


def about_own_customers(principal: Principal) -> Q:
    """Rows whose ``subject`` is the record of one of the principal's own customers."""
    return Q(subject__in=own_customers(principal))


def of_own_communications(principal: Principal) -> Q:
    """Rows with a ``communication`` with one of the principal's own customers."""
    communications = apps.get_model("relationships", "Communication")
    own = communications._base_manager.filter(about_own_customers(principal))
    return Q(communication__in=own.values("pk"))


def of_own_definitions(principal: Principal) -> Q:
    """Rows with a complaint ``definition`` of one of the principal's own customers."""
    definitions = apps.get_model("relationships", "ComplaintDefinition")
    own = definitions._base_manager.filter(of_own_customers(principal))
    return Q(definition__in=own.values("pk"))


def own_customers(principal: Principal):  # type: ignore[no-untyped-def]
    """The principal's own customers, as a subquery."""
    customers = apps.get_model("relationships", "Customer")
    return customers._base_manager.filter(customers_of(principal)).values("pk")


def represented_today():  # type: ignore[no-untyped-def]
    """Representatives whose appointment holds today."""
    representatives = apps.get_model("relationships", "Representative")
    term = in_term("appointed_from", "appointed_until")
    return representatives._base_manager.filter(term, archived_at=None)


def _represented(person_id: int):  # type: ignore[no-untyped-def]
    return represented_today().filter(person=person_id).values("customer")
