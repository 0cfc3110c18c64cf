"""Factories of own units, processes and who operates what."""

import factory

from portfolio.models import OrganisationUnit, Process
from suppliers.models import Involvement
from tests.factories.portfolio import ServiceFactory
from tests.factories.records import RecordFactory
from tests.factories.suppliers import SupplierFactory


class OrganisationUnitFactory(RecordFactory):
    """A unit of our own."""

    class Meta:
        model = OrganisationUnit

    name = factory.Sequence(lambda n: f"Unit {n}")


class ProcessFactory(RecordFactory):
    """A process."""

    class Meta:
        model = Process

    name = factory.Sequence(lambda n: f"Process {n}")


class InvolvementFactory(RecordFactory):
    """A new supplier operates a new service."""

    class Meta:
        model = Involvement

    service = factory.SubFactory(ServiceFactory)
    supplier = factory.SubFactory(SupplierFactory)
