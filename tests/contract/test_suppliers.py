"""The registers of suppliers keep the contract."""

from decimal import Decimal

from django.test import TestCase

from suppliers.models import Agreement, Supplier, Supply
from tests import factories
from tests.contract.register_contract import RegisterContract

OWN = frozenset({"supplier_manager", "service_manager"})
ALL = frozenset({"service_manager"})


class TestSuppliers(RegisterContract, TestCase):
    model, factory = Supplier, factories.SupplierFactory
    own_writers, other_writers = OWN, ALL

    @classmethod
    def existing(cls, side):
        return side.supplier


class TestAgreements(RegisterContract, TestCase):
    model, factory = Agreement, factories.AgreementFactory
    own_writers, other_writers = OWN, ALL

    @classmethod
    def values(cls, side):
        return {"supplier": side.supplier, "amount": Decimal("1250.50"), "currency": "EUR"}


class TestSupplies(RegisterContract, TestCase):
    model, factory = Supply, factories.SupplyFactory
    own_writers, other_writers = OWN, ALL

    @classmethod
    def values(cls, side):
        return {"service": side.service, "supplier": side.supplier}
