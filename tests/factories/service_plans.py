"""Factories of plans of services."""

import factory

from portfolio.models import ServicePlan
from tests.factories.portfolio import ServiceFactory
from tests.factories.records import RecordFactory


class ServicePlanFactory(RecordFactory):
    """The continuity plan of a new service."""

    class Meta:
        model = ServicePlan

    service = factory.SubFactory(ServiceFactory)
    kind = "continuity"
    name = factory.Sequence(lambda n: f"Restart {n}")
