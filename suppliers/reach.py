"""Whose suppliers are whose: the reach of supplier managers."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q

from core.access import Reach
from core.access.principals import Principal
from core.choices import Role

WRITERS = {Role.SERVICE_MANAGER: Reach.ALL, Role.SUPPLIER_MANAGER: Reach.OWN}
ADDERS = {Role.SERVICE_MANAGER: Reach.ALL, Role.SUPPLIER_MANAGER: Reach.ALL}


def suppliers_of(principal: Principal) -> Q:
    """Suppliers that a person manages."""
    if principal.person_id is None:
        return Q(pk__in=())
    return Q(manager=principal.person_id)


def of_own_suppliers(principal: Principal) -> Q:
    """Rows with a ``supplier`` that the person manages."""
    suppliers = apps.get_model("suppliers", "Supplier")
    return Q(supplier__in=suppliers._base_manager.filter(suppliers_of(principal)).values("pk"))
