"""Own units, processes, who operates what and the scope keep the contract of registers."""

from django.test import TestCase

from portfolio.models import OrganisationUnit, Process, ScopeItem, ScopeStatement
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


class TestScopeStatements(RegisterContract, TestCase):
    model, factory = ScopeStatement, factories.ScopeStatementFactory
    own_writers = other_writers = frozenset({"service_manager"})


class TestScopeItems(RegisterContract, TestCase):
    model, factory = ScopeItem, factories.ScopeItemFactory
    own_writers = other_writers = frozenset({"service_manager"})

    @classmethod
    def values(cls, side):
        draft = factories.ScopeStatementFactory()
        return {"statement": draft, "service": side.service, "location": ""}
