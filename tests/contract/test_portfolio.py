"""The registers of the portfolio keep the contract."""

from datetime import date
from decimal import Decimal

from django.test import TestCase

from portfolio.models import (
    SLA,
    Breach,
    Component,
    Coverage,
    CustomerAgreement,
    Dependency,
    FigureContest,
    Fulfilment,
    ReportDefinition,
    Requirement,
    Service,
    ServiceReport,
    Subscription,
    Target,
    TransitionPlan,
    Workload,
)
from tests import factories
from tests.contract.register_contract import RegisterContract

LEVELS = frozenset({"service_manager", "service_level_manager"})
OWNER = frozenset({"service_owner"})
RELATIONS = frozenset({"relationship_manager"})


class TestServices(RegisterContract, TestCase):
    model, factory = Service, factories.ServiceFactory
    customers_see = True
    never_for_customers = (
        "cost", "revenue", "currency", "profitability", "strategic_intent", "criticality_reason",
        "criticality_review", "duplicates", "outsourced", "outsourced_to", "notes",
    )  # fmt: skip
    secrets = ("987654", "987,654", "2041-07-09", "9 Jul 2041", "XTS")
    own_writers = OWNER | {"service_manager"}
    other_writers = frozenset({"service_manager"})

    @classmethod
    def existing(cls, side):
        return side.service

    @classmethod
    def values(cls, side):
        amount = Decimal("987654.32")
        review = date(2041, 7, 9)
        return {"currency": "XTS", "cost": amount, "revenue": amount, "criticality_review": review}


class TestComponents(RegisterContract, TestCase):
    model, factory = Component, factories.ComponentFactory
    own_writers = LEVELS
    other_writers = LEVELS


class TestDependencies(RegisterContract, TestCase):
    model, factory = Dependency, factories.DependencyFactory
    own_writers = OWNER | {"service_manager"}
    other_writers = frozenset({"service_manager"})

    @classmethod
    def values(cls, side):
        return {"service": side.service, "component": factories.ComponentFactory()}


class TestSubscriptions(RegisterContract, TestCase):
    model, factory = Subscription, factories.SubscriptionFactory
    customers_see = True
    own_writers = LEVELS | OWNER | RELATIONS
    other_writers = LEVELS | RELATIONS

    @classmethod
    def existing(cls, side):
        return side.subscription


class TestCustomerAgreements(RegisterContract, TestCase):
    model, factory = CustomerAgreement, factories.CustomerAgreementFactory
    customers_see = True
    never_for_customers = ("notes",)
    own_writers = LEVELS | OWNER | RELATIONS
    other_writers = LEVELS | RELATIONS

    @classmethod
    def values(cls, side):
        return {"customer": side.customer, "service": side.service}


class TestCoverage(RegisterContract, TestCase):
    model, factory = Coverage, factories.CoverageFactory
    customers_see = True
    own_writers = LEVELS | OWNER | RELATIONS
    other_writers = LEVELS | RELATIONS

    @classmethod
    def values(cls, side):
        return {"subscription": side.subscription, "representative": side.representative}


class TestSlas(RegisterContract, TestCase):
    model, factory = SLA, factories.SlaFactory
    detail_queries = 11  # measured levels stand beside it
    customers_see = True
    never_for_customers = ("notes",)
    own_writers = LEVELS | OWNER
    other_writers = LEVELS

    @classmethod
    def values(cls, side):
        return {"service": side.service, "customer": side.customer}


class TestRequirements(RegisterContract, TestCase):
    model, factory = Requirement, factories.RequirementFactory
    detail_queries = 11  # what was said of it, and who confirmed it, stand beside it
    customers_see = True
    never_for_customers = ("notes",)
    own_writers = LEVELS | OWNER
    other_writers = LEVELS

    @classmethod
    def values(cls, side):
        return {"service": side.service, "customer": side.customer}


class TestFulfilments(RegisterContract, TestCase):
    model, factory = Fulfilment, factories.FulfilmentFactory
    customers_see = True
    own_writers = LEVELS | OWNER | RELATIONS
    other_writers = LEVELS

    @classmethod
    def values(cls, side):
        need = factories.NeedFactory(customer=side.customer)
        return {"need": need, "service": side.service}


def agreement(side):
    """What was agreed with the side."""
    return factories.SlaFactory(service=side.service, customer=side.customer)


class TestTargets(RegisterContract, TestCase):
    model, factory = Target, factories.TargetFactory
    detail_queries = 11  # measured levels stand beside it
    customers_see = True
    never_for_customers = ("notes",)
    own_writers = LEVELS | OWNER
    other_writers = LEVELS

    @classmethod
    def values(cls, side):
        return {"sla": agreement(side), "value": Decimal("99.5"), "warn_at": Decimal("99.7")}


class TestWorkloads(RegisterContract, TestCase):
    model, factory = Workload, factories.WorkloadFactory
    customers_see = True
    never_for_customers = ("notes",)
    own_writers = LEVELS | OWNER
    other_writers = LEVELS

    @classmethod
    def values(cls, side):
        return {"sla": agreement(side), "limit": Decimal(1400), "alarm_at": Decimal("1200.5")}


class TestBreaches(RegisterContract, TestCase):
    model, factory = Breach, factories.BreachFactory
    customers_see = True
    never_for_customers = ("notes",)
    own_writers = LEVELS | OWNER
    other_writers = LEVELS

    @classmethod
    def values(cls, side):
        target = factories.TargetFactory(sla=agreement(side))
        return {"target": target, "starts_on": date(2026, 1, 1)}


class TestContestedFigures(RegisterContract, TestCase):
    model, factory = FigureContest, factories.FigureContestFactory
    customers_see = True
    never_for_customers = ("notes",)
    own_writers = LEVELS | OWNER
    other_writers = LEVELS

    @classmethod
    def values(cls, side):
        target = factories.TargetFactory(sla=agreement(side))
        day, value = date(2026, 1, 1), Decimal("99.9")
        target = factories.measured(target, day, value)
        return {"target": target, "starts_on": day, "value": value}


class TestTransitionPlans(RegisterContract, TestCase):
    model, factory = TransitionPlan, factories.TransitionPlanFactory
    own_writers = LEVELS | OWNER
    other_writers = LEVELS

    @classmethod
    def values(cls, side):
        return {"service": side.service}


class TestReportDefinitions(RegisterContract, TestCase):
    model, factory = ReportDefinition, factories.ReportDefinitionFactory
    customers_see = True
    never_for_customers = ("recipients", "notes")
    own_writers = LEVELS | OWNER
    other_writers = LEVELS

    @classmethod
    def values(cls, side):
        to = f"{side.mark}-recipients@example.org"
        return {"service": side.service, "customer": side.customer, "recipients": to}


class TestServiceReports(RegisterContract, TestCase):
    model, factory = ServiceReport, factories.ServiceReportFactory
    detail_queries = 12  # its editions and comments stand beside it
    customers_see = True
    never_for_customers = ("notes",)
    own_writers = LEVELS | OWNER
    other_writers = LEVELS

    @classmethod
    def values(cls, side):
        definition = factories.ReportDefinitionFactory(service=side.service, customer=side.customer)
        return {"definition": definition, "starts_on": date(2026, 1, 1)}
