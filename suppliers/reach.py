"""Whose suppliers are whose: the reach of supplier managers."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q

from core.access import Reach
from core.access.principals import Principal
from core.choices import Role
from portfolio.reach import of_own_services

WRITERS = {Role.SERVICE_MANAGER: Reach.ALL, Role.SUPPLIER_MANAGER: Reach.OWN}
ADDERS = {Role.SERVICE_MANAGER: Reach.ALL, Role.SUPPLIER_MANAGER: Reach.ALL}
PARTY_WRITERS = {**WRITERS, Role.SERVICE_OWNER: Reach.OWN}


def suppliers_of(principal: Principal) -> Q:
    """Suppliers that a person manages."""
    if principal.person_id is None:
        return Q(pk__in=())
    return Q(manager=principal.person_id)


def of_own_suppliers(principal: Principal) -> Q:
    """Rows with a ``supplier`` that the person manages."""
    suppliers = apps.get_model("suppliers", "Supplier")
    return Q(supplier__in=suppliers._base_manager.filter(suppliers_of(principal)).values("pk"))


def of_own_involvements(principal: Principal) -> Q:
    """Involvements of the person's own suppliers, and in the services that the person owns."""
    own = of_own_services(principal)
    return own | of_own_suppliers(principal) if principal.has_role(Role.SUPPLIER_MANAGER) else own
