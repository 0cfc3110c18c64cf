"""Factories of the service catalogue."""

import factory

from portfolio.models import CatalogueEntry, CatalogueReader, CustomerCatalogue
from tests.factories.portfolio import ServiceFactory
from tests.factories.records import RecordFactory
from tests.factories.relationships import CustomerFactory


class CatalogueEntryFactory(RecordFactory):
    """An entry that is not published yet, of a new service."""

    class Meta:
        model = CatalogueEntry

    service = factory.SubFactory(ServiceFactory)
    name = factory.Sequence(lambda n: f"Entry {n}")


class CatalogueReaderFactory(RecordFactory):
    """A new entry is meant for a new customer."""

    class Meta:
        model = CatalogueReader

    entry = factory.SubFactory(CatalogueEntryFactory)
    customer = factory.SubFactory(CustomerFactory)


class CustomerCatalogueFactory(RecordFactory):
    """A draft of what a new customer reads."""

    class Meta:
        model = CustomerCatalogue

    customer = factory.SubFactory(CustomerFactory)
