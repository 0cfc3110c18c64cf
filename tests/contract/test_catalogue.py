"""The registers of the service catalogue keep the contract of registers."""

from django.test import TestCase

from portfolio.models import CatalogueAccess, CatalogueEntry, CatalogueReader, CustomerCatalogue
from tests import factories
from tests.contract.register_contract import RegisterContract

LEVELS = frozenset({"service_manager", "service_level_manager"})
OWNER = frozenset({"service_owner"})
RELATIONS = frozenset({"relationship_manager"})


class TestCatalogueEntries(RegisterContract, TestCase):
    model, factory = CatalogueEntry, factories.CatalogueEntryFactory
    own_writers = LEVELS | OWNER
    other_writers = LEVELS

    @classmethod
    def values(cls, side):
        return {"service": side.service, "audience": "receivers"}


class TestCatalogueReaders(RegisterContract, TestCase):
    model, factory = CatalogueReader, factories.CatalogueReaderFactory
    own_writers = LEVELS | OWNER
    other_writers = LEVELS

    @classmethod
    def values(cls, side):
        # A service has one entry.
        known = CatalogueEntry._base_manager.filter(service=side.service).first()
        entry = known or factories.CatalogueEntryFactory(service=side.service)
        return {"entry": entry, "customer": side.customer}


class TestCatalogueAccesses(RegisterContract, TestCase):
    model, factory = CatalogueAccess, factories.CatalogueAccessFactory
    customers_see = True
    never_for_customers = ("notes",)
    own_writers = frozenset({"service_manager"}) | RELATIONS
    other_writers = frozenset({"service_manager"})

    @classmethod
    def values(cls, side):
        return {"person": side.person, "customer": side.customer}


class TestCustomerCatalogues(RegisterContract, TestCase):
    model, factory = CustomerCatalogue, factories.CustomerCatalogueFactory
    customers_see = True
    never_for_customers = ("notes",)
    own_writers = LEVELS | RELATIONS
    other_writers = LEVELS

    @classmethod
    def values(cls, side):
        return {"customer": side.customer}
