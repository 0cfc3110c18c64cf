"""Factories of services and of what joins them to customers."""

from datetime import date
from decimal import Decimal

import factory

from core.choices import Origin
from core.models import ConfirmationInterval
from portfolio.models import (
    SLA,
    Breach,
    Component,
    Coverage,
    Dependency,
    Event,
    EventEffect,
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
from portfolio.services import measuring
from portfolio.services.measuring import Entry
from portfolio.terms import period_on
from tests.factories.records import MAKER, RecordFactory
from tests.factories.relationships import CustomerFactory, NeedFactory, RepresentativeFactory


class ServiceFactory(RecordFactory):
    """A proposed service without owner."""

    class Meta:
        model = Service

    name = factory.Sequence(lambda n: f"Service {n}")


class ConfirmationIntervalFactory(RecordFactory):
    """A new service is confirmed every half year."""

    class Meta:
        model = ConfirmationInterval

    subject = factory.LazyFunction(lambda: ServiceFactory().record)
    months = 6


class ComponentFactory(RecordFactory):
    """A component."""

    class Meta:
        model = Component

    name = factory.Sequence(lambda n: f"Component {n}")


class DependencyFactory(RecordFactory):
    """A new service that leans on a new component."""

    class Meta:
        model = Dependency

    service = factory.SubFactory(ServiceFactory)
    component = factory.SubFactory(ComponentFactory)


class SubscriptionFactory(RecordFactory):
    """A new customer receives a new service."""

    class Meta:
        model = Subscription

    service = factory.SubFactory(ServiceFactory)
    customer = factory.SubFactory(CustomerFactory)


class CoverageFactory(RecordFactory):
    """A representative speaks for their customer in a new subscription."""

    class Meta:
        model = Coverage

    subscription = factory.SubFactory(SubscriptionFactory)
    representative = factory.SubFactory(
        RepresentativeFactory, customer=factory.SelfAttribute("..subscription.customer")
    )


class SlaFactory(RecordFactory):
    """An agreement on the levels of a new service."""

    class Meta:
        model = SLA

    service = factory.SubFactory(ServiceFactory)


class TargetFactory(RecordFactory):
    """An availability promised by a new agreement."""

    class Meta:
        model = Target

    sla = factory.SubFactory(SlaFactory)
    name = factory.Sequence(lambda n: f"Availability {n}")
    value = Decimal("99.5")


class WorkloadFactory(RecordFactory):
    """A number of users that a new agreement holds for."""

    class Meta:
        model = Workload

    sla = factory.SubFactory(SlaFactory)
    name = factory.Sequence(lambda n: f"Users {n}")
    limit = Decimal(1000)


class BreachFactory(RecordFactory):
    """A new target was missed in January."""

    class Meta:
        model = Breach

    target = factory.SubFactory(TargetFactory)
    starts_on = date(2026, 1, 1)
    value = Decimal("99.1")


def measured(target, starts_on, value):
    """The target; a probe measured this in the period that begins on a day."""
    entry = Entry(target, period_on(target.period, starts_on), Decimal(value))
    measuring.record(entries=[entry], source="Probe", by=MAKER, origin=Origin.API)
    return target


class FigureContestFactory(RecordFactory):
    """Somebody contests the availability measured in January."""

    class Meta:
        model = FigureContest

    target = factory.SubFactory(TargetFactory)
    starts_on = date(2026, 1, 1)
    value = Decimal("99.9")
    grounds = "The probe stood still"

    @classmethod
    def _create(cls, model_class, *args, **values):
        measured(values["target"], values["starts_on"], values["value"])
        return super()._create(model_class, *args, **values)


class TransitionPlanFactory(RecordFactory):
    """A plan for a new service."""

    class Meta:
        model = TransitionPlan

    service = factory.SubFactory(ServiceFactory)
    name = factory.Sequence(lambda n: f"Plan {n}")


class ReportDefinitionFactory(RecordFactory):
    """A monthly report about everything."""

    class Meta:
        model = ReportDefinition

    name = factory.Sequence(lambda n: f"Service report {n}")


class ServiceReportFactory(RecordFactory):
    """A new report of January that is due."""

    class Meta:
        model = ServiceReport

    definition = factory.SubFactory(ReportDefinitionFactory)
    starts_on = date(2026, 1, 1)


class RequirementFactory(RecordFactory):
    """A draft of what a new customer requires of a new service."""

    class Meta:
        model = Requirement

    service = factory.SubFactory(ServiceFactory)
    customer = factory.SubFactory(CustomerFactory)


class FulfilmentFactory(RecordFactory):
    """A new service meets a need of a new customer."""

    class Meta:
        model = Fulfilment

    need = factory.SubFactory(NeedFactory)
    service = factory.SubFactory(ServiceFactory)


class EventFactory(RecordFactory):
    """Something that happened a while ago."""

    class Meta:
        model = Event

    name = factory.Sequence(lambda n: f"Event {n}")


class EventEffectFactory(RecordFactory):
    """A new event affected a new service, for all who receive it."""

    class Meta:
        model = EventEffect

    event = factory.SubFactory(EventFactory)
    service = factory.SubFactory(ServiceFactory)
