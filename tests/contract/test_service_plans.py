"""Plans and costs of services keep the contract of registers."""

from datetime import date
from decimal import Decimal

from django.test import TestCase

from portfolio.models import ServiceCost, ServicePlan
from tests import factories
from tests.contract.register_contract import RegisterContract

LEVELS = frozenset({"service_manager", "service_level_manager"})
OWNER = frozenset({"service_owner"})


class TestServicePlans(RegisterContract, TestCase):
    model, factory = ServicePlan, factories.ServicePlanFactory
    own_writers = LEVELS | OWNER
    other_writers = LEVELS

    @classmethod
    def values(cls, side):
        tested = {"tested_on": date(2026, 1, 9), "result": "findings"}
        return {"service": side.service, "kind": "continuity", **tested}


class TestServiceCosts(RegisterContract, TestCase):
    model, factory = ServiceCost, factories.ServiceCostFactory
    own_writers = LEVELS | OWNER
    other_writers = LEVELS

    @classmethod
    def values(cls, side):
        known = {"element": "licences", "starts_on": date(2026, 1, 1), "currency": "EUR"}
        return {"service": side.service, **known, "budget": Decimal(100), "actual": Decimal(90)}

    def sees(self, persona):
        """No supplier manager sees costs, and a service owner those of the own services."""
        seen = super().sees(persona)
        if persona == "supplier_manager":
            return set()
        return seen & {self.own.uid} if persona == "service_owner" else seen
