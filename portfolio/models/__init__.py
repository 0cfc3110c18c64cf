"""Services, what they are made of, who receives them, and what was agreed."""

from portfolio.models.agreements import SLA
from portfolio.models.breaches import Breach
from portfolio.models.catalogue import (
    CatalogueAccess,
    CatalogueEdition,
    CatalogueEntry,
    CatalogueReader,
    CustomerCatalogue,
)
from portfolio.models.contests import FigureContest
from portfolio.models.costs import ServiceCost
from portfolio.models.customer_agreements import CustomerAgreement
from portfolio.models.events import Event, EventEffect
from portfolio.models.figures import OperationalFigure
from portfolio.models.fulfilments import Fulfilment
from portfolio.models.levels import MeasuredModel, Target, Workload
from portfolio.models.measurements import Measurement
from portfolio.models.organisation import OrganisationUnit, Process
from portfolio.models.parts import Component, Dependency
from portfolio.models.plans import TransitionPlan
from portfolio.models.reports import ReportDefinition, ReportEdition, ServiceReport
from portfolio.models.requirements import Requirement
from portfolio.models.scope import ScopeItem, ScopeStatement
from portfolio.models.service_plans import ServicePlan
from portfolio.models.services import Service
from portfolio.models.subscriptions import Coverage, Subscription

__all__ = [
    "SLA",
    "Breach",
    "CatalogueAccess",
    "CatalogueEdition",
    "CatalogueEntry",
    "CatalogueReader",
    "Component",
    "Coverage",
    "CustomerAgreement",
    "CustomerCatalogue",
    "Dependency",
    "Event",
    "EventEffect",
    "FigureContest",
    "Fulfilment",
    "MeasuredModel",
    "Measurement",
    "OperationalFigure",
    "OrganisationUnit",
    "Process",
    "ReportDefinition",
    "ReportEdition",
    "Requirement",
    "ScopeItem",
    "ScopeStatement",
    "Service",
    "ServiceCost",
    "ServicePlan",
    "ServiceReport",
    "Subscription",
    "Target",
    "TransitionPlan",
    "Workload",
]
