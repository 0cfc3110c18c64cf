"""Factories of agreements with customers beside SLAs."""

import factory

from portfolio.models import CustomerAgreement
from tests.factories.records import RecordFactory
from tests.factories.relationships import CustomerFactory


class CustomerAgreementFactory(RecordFactory):
    """A contract with a new customer."""

    class Meta:
        model = CustomerAgreement

    name = factory.Sequence(lambda n: f"Contract {n}")
    customer = factory.SubFactory(CustomerFactory)
