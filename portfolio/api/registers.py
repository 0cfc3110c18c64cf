"""The API of services, their parts, subscriptions, coverage and service level agreements."""

from typing import ClassVar

from core.api.editions import NextEdition
from core.api.registers import RegisterViewSet, expose
from portfolio.api.contests import WithdrawContest
from portfolio.api.requirements import NextRequirements
from portfolio.api.scope import FillScope
from portfolio.models import (
    SLA,
    Breach,
    CatalogueAccess,
    CatalogueEntry,
    CatalogueReader,
    Component,
    Coverage,
    CustomerAgreement,
    CustomerCatalogue,
    Dependency,
    Event,
    EventEffect,
    FigureContest,
    Fulfilment,
    OperationalFigure,
    OrganisationUnit,
    Process,
    ReportDefinition,
    Requirement,
    ScopeItem,
    ScopeStatement,
    Service,
    ServiceCost,
    ServicePlan,
    ServiceReport,
    Subscription,
    Target,
    TransitionPlan,
    Workload,
)
from portfolio.services.retirement import RETIREMENT


@expose
class Services(RegisterViewSet):
    """Services."""

    model = Service
    gated = True
    endings: ClassVar = {"retire": RETIREMENT}


@expose
class Components(RegisterViewSet):
    """Components."""

    model = Component


@expose
class Dependencies(RegisterViewSet):
    """Dependencies."""

    model = Dependency


@expose
class Subscriptions(RegisterViewSet):
    """Subscriptions."""

    model = Subscription


@expose
class Coverages(RegisterViewSet):
    """Which representative covers which subscription."""

    model = Coverage


@expose
class Slas(RegisterViewSet):
    """Service level agreements."""

    model = SLA
    verbs: ClassVar = {"next": NextEdition}


@expose
class Targets(RegisterViewSet):
    """Targets of service level agreements."""

    model = Target


@expose
class Workloads(RegisterViewSet):
    """Workloads that service level agreements hold for."""

    model = Workload


@expose
class Breaches(RegisterViewSet):
    """Targets that were missed."""

    model = Breach


@expose
class Events(RegisterViewSet):
    """Significant events."""

    model = Event


@expose
class EventEffects(RegisterViewSet):
    """Which services and customers events affected."""

    model = EventEffect


@expose
class ContestedFigures(RegisterViewSet):
    """Measured figures that somebody contests."""

    model = FigureContest
    verbs: ClassVar = {"withdraw": WithdrawContest}


@expose
class TransitionPlans(RegisterViewSet):
    """How services are introduced, changed and handed over."""

    model = TransitionPlan


@expose
class ReportDefinitions(RegisterViewSet):
    """Definitions of service reports."""

    model = ReportDefinition


@expose
class ServiceReports(RegisterViewSet):
    """Service reports."""

    model = ServiceReport


@expose
class Requirements(RegisterViewSet):
    """Service requirements."""

    model = Requirement
    verbs: ClassVar = {"next": NextRequirements}


@expose
class CatalogueEntries(RegisterViewSet):
    """Entries of the service catalogue."""

    model = CatalogueEntry


@expose
class Fulfilments(RegisterViewSet):
    """Where needs are met."""

    model = Fulfilment


@expose
class CustomerAgreements(RegisterViewSet):
    """Agreements with customers beside SLAs."""

    model = CustomerAgreement


@expose
class OperationalFigures(RegisterViewSet):
    """Operational figures of services."""

    model = OperationalFigure


@expose
class OrganisationUnits(RegisterViewSet):
    """Units of our own organisation."""

    model = OrganisationUnit


@expose
class Processes(RegisterViewSet):
    """Processes of the service management system."""

    model = Process


@expose
class ScopeStatements(RegisterViewSet):
    """Editions of the statement of what the SMS covers."""

    model = ScopeStatement
    verbs: ClassVar = {"fill": FillScope, "next": NextEdition}


@expose
class ScopeItems(RegisterViewSet):
    """What is in the scope of the SMS and what is out of it."""

    model = ScopeItem


@expose
class CatalogueReaders(RegisterViewSet):
    """For whom entries of the service catalogue are meant."""

    model = CatalogueReader


@expose
class CatalogueAccesses(RegisterViewSet):
    """Who else reads what a customer or a group does of the service catalogue."""

    model = CatalogueAccess


@expose
class CustomerCatalogues(RegisterViewSet):
    """What each customer reads of the catalogue, in versions that it agrees to."""

    model = CustomerCatalogue


@expose
class ServicePlans(RegisterViewSet):
    """Continuity, availability, capacity and security plans of services."""

    model = ServicePlan


@expose
class ServiceCosts(RegisterViewSet):
    """What services cost by element and period."""

    model = ServiceCost
