"""Plans of services keep the contract of registers."""

from datetime import date

from django.test import TestCase

from portfolio.models import ServicePlan
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
