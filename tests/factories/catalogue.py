"""Factories of the service catalogue."""

import factory

from portfolio.models import CatalogueAccess, CatalogueEntry, CatalogueReader, CustomerCatalogue
from tests.factories.portfolio import ServiceFactory
from tests.factories.records import PersonFactory, RecordFactory
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


class CatalogueAccessFactory(RecordFactory):
    """Somebody reads what a new customer does."""

    class Meta:
        model = CatalogueAccess

    person = factory.SubFactory(PersonFactory)
    customer = factory.SubFactory(CustomerFactory)


class CustomerCatalogueFactory(RecordFactory):
    """A draft of what a new customer reads."""

    class Meta:
        model = CustomerCatalogue

    customer = factory.SubFactory(CustomerFactory)
