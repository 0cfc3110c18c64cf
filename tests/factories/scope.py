"""Factories of the scope of the SMS."""

import factory

from portfolio.models import ScopeItem, ScopeStatement
from tests.factories.portfolio import ServiceFactory
from tests.factories.records import RecordFactory


class ScopeStatementFactory(RecordFactory):
    """A draft with its text."""

    class Meta:
        model = ScopeStatement

    statement = "The SMS of the provider"


class ScopeItemFactory(RecordFactory):
    """A new service is in the scope of a new draft."""

    class Meta:
        model = ScopeItem

    statement = factory.SubFactory(ScopeStatementFactory)
    service = factory.SubFactory(ServiceFactory)
