"""Factories of suppliers and the agreements with them."""

import factory

from suppliers.models import Agreement, Supplier, Supply
from tests.factories.portfolio import ServiceFactory
from tests.factories.records import RecordFactory


class SupplierFactory(RecordFactory):
    """An external supplier."""

    class Meta:
        model = Supplier

    name = factory.Sequence(lambda n: f"Supplier {n}")


class AgreementFactory(RecordFactory):
    """A draft contract with a new supplier."""

    class Meta:
        model = Agreement

    supplier = factory.SubFactory(SupplierFactory)
    name = factory.Sequence(lambda n: f"Agreement {n}")


class SupplyFactory(RecordFactory):
    """A new supplier contributes to a new service."""

    class Meta:
        model = Supply

    service = factory.SubFactory(ServiceFactory)
    supplier = factory.SubFactory(SupplierFactory)
