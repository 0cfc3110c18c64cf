"""Factories of operational figures."""

from datetime import date
from decimal import Decimal

import factory

from portfolio.models import OperationalFigure
from tests.factories.portfolio import ServiceFactory
from tests.factories.records import RecordFactory


class OperationalFigureFactory(RecordFactory):
    """So many incidents of a new service in January."""

    class Meta:
        model = OperationalFigure

    service = factory.SubFactory(ServiceFactory)
    kind = "incidents"
    starts_on = date(2026, 1, 1)
    value = Decimal(12)
