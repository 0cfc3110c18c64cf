"""The registers of relationships keep the contract."""

from django.test import TestCase

from relationships.models import Contact, Customer, Representative
from tests import factories
from tests.contract.register_contract import RegisterContract

MANAGER = frozenset({"relationship_manager"})
EVERYWHERE = frozenset({"service_manager"})


class TestCustomers(RegisterContract, TestCase):
    model, factory = Customer, factories.CustomerFactory
    customers_see = True
    never_for_customers = ("tier", "contract_facts", "billing_facts", "opportunities", "notes")
    secrets = ("strategic", "Strategic")
    own_writers = MANAGER | EVERYWHERE
    other_writers = EVERYWHERE

    @classmethod
    def existing(cls, side):
        return side.customer

    @classmethod
    def values(cls, side):
        return {"tier": "strategic"}


class TestContacts(RegisterContract, TestCase):
    model, factory = Contact, factories.ContactFactory
    customers_see = True
    never_for_customers = ("notes",)
    own_writers = MANAGER | EVERYWHERE
    other_writers = EVERYWHERE

    @classmethod
    def values(cls, side):
        return {"customer": side.customer, "person": side.person}


class TestRepresentatives(RegisterContract, TestCase):
    model, factory = Representative, factories.RepresentativeFactory
    customers_see = True
    never_for_customers = ("notes",)
    own_writers = MANAGER | EVERYWHERE
    other_writers = EVERYWHERE

    @classmethod
    def existing(cls, side):
        return side.representative
