"""Factories of plans and costs of services."""

from datetime import date
from decimal import Decimal

import factory

from portfolio.models import ServiceCost, ServicePlan
from tests.factories.portfolio import ServiceFactory
from tests.factories.records import RecordFactory


class ServicePlanFactory(RecordFactory):
    """The continuity plan of a new service."""

    class Meta:
        model = ServicePlan

    service = factory.SubFactory(ServiceFactory)
    kind = "continuity"
    name = factory.Sequence(lambda n: f"Restart {n}")


class ServiceCostFactory(RecordFactory):
    """What people cost for a new service in 2026."""

    class Meta:
        model = ServiceCost

    service = factory.SubFactory(ServiceFactory)
    element = "personnel"
    starts_on = date(2026, 1, 1)
    currency = "EUR"
    budget = Decimal(1000)
