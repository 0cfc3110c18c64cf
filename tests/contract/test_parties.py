"""Own units, processes and who operates what keep the contract of registers."""

from django.test import TestCase

from portfolio.models import OrganisationUnit, Process
from suppliers.models import Involvement
from tests import factories
from tests.contract.register_contract import RegisterContract

LEVELS = frozenset({"service_manager", "service_level_manager"})


class TestOrganisationUnits(RegisterContract, TestCase):
    model, factory = OrganisationUnit, factories.OrganisationUnitFactory
    own_writers = other_writers = LEVELS


class TestProcesses(RegisterContract, TestCase):
    model, factory = Process, factories.ProcessFactory
    own_writers = other_writers = LEVELS

    @classmethod
    def values(cls, side):
        return {"clause": "8.2.3"}


class TestInvolvements(RegisterContract, TestCase):
    model, factory = Involvement, factories.InvolvementFactory
    own_writers = frozenset({"service_manager", "service_owner", "supplier_manager"})
    other_writers = frozenset({"service_manager"})

    @classmethod
    def values(cls, side):
        return {"supplier": side.supplier, "service": side.service}
