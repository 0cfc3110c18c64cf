"""How rows of a service portfolio become services, customers, agreements and components."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.exchange.book import Book
from core.exchange.entries import Entry
from core.exchange.plans import Extra, Plan, Words, plan_for
from core.exchange.values import Column, Meaning, absence, historical, plain
from core.models import RegisterModel
from core.text.sheets import Cell
from portfolio.choices import ServiceStatus
from portfolio.models import (
    SLA,
    Component,
    Coverage,
    Dependency,
    Service,
    Subscription,
    Target,
    Workload,
)
from relationships.choices import CustomerKind, CustomerStatus
from relationships.models import Customer

LIST = re.compile(r"\s*[,;\n]\s*")
LEVELS = {
    "moderate": "medium",
    "mid": "medium",
    "hoch": "high",
    "mittel": "medium",
    "niedrig": "low",
}


def as_list(cell: Cell, _column: Column) -> Meaning:
    """Names divided by commas, semicolons or line ends, each once."""
    nothing = absence(cell)
    if nothing:
        return nothing
    names = [name for name in LIST.split(plain(cell)[0]) if name and not absence(name)]
    return Meaning(list(dict.fromkeys(names)), absent=not names)


@plan_for(Service)
class ServicePlan(Plan):
    """A row is a service; it may also name its customer, its agreement and its components."""

    synonyms: ClassVar[Mapping[str, Sequence[str]]] = {
        "reference": ("service id", "id", "service reference", "service number", "number"),
        "name": ("service name", "service", "service name en", "title"),
        "description": ("service description", "service description en", "summary"),
        "status": ("lifecycle status", "state", "service status", "lifecycle", "phase", "stage"),
        "owner": ("service owner", "owner name", "owner org title", "responsible"),
        "criticality": ("business criticality", "importance"),
        "service_hours": ("hours", "availability hours"),
        "support_channels": ("support", "channels"),
        "in_scope": ("in scope", "scope", "certified"),
        "outsourced_to": ("provider", "outsourcing partner"),
        "link": ("url", "website", "service uri en", "uri"),
        "cost": ("annual cost", "yearly cost"),
        "revenue": ("annual revenue", "yearly revenue"),
        "last_review": ("last service review", "reviewed"),
        "notes": ("remark", "remarks", "comment", "comments", "note"),
    }
    words: ClassVar[Words] = {
        "status": {
            "planned": ServiceStatus.PROPOSED,
            "pipeline": ServiceStatus.PROPOSED,
            "idea": ServiceStatus.PROPOSED,
            "in design": ServiceStatus.DESIGN,
            "in development": ServiceStatus.BUILD,
            "development": ServiceStatus.BUILD,
            "build": ServiceStatus.BUILD,
            "test": ServiceStatus.BUILD,
            "in transition": ServiceStatus.TRANSITION,
            "pilot": ServiceStatus.TRANSITION,
            "live": ServiceStatus.ACTIVE,
            "operational": ServiceStatus.ACTIVE,
            "in operation": ServiceStatus.ACTIVE,
            "in production": ServiceStatus.ACTIVE,
            "production": ServiceStatus.ACTIVE,
            "being retired": ServiceStatus.RETIRING,
            "phasing out": ServiceStatus.RETIRING,
            "decommissioned": ServiceStatus.RETIRED,
            "withdrawn": ServiceStatus.RETIRED,
            "closed": ServiceStatus.RETIRED,
        },
        "criticality": LEVELS,
        "proposal_priority": LEVELS,
    }
    extras: ClassVar[Sequence[Extra]] = (
        Extra(
            "customer",
            gettext_lazy("Customer"),
            ("customers", "client", "customer name", "consumer", "user group"),
            link=Customer,
        ),
        Extra(
            "sla",
            gettext_lazy("SLA reference"),
            ("sla", "slas", "agreement", "sla ref", "sla id", "service level agreement"),
            link=SLA,
        ),
        Extra(
            "components",
            gettext_lazy("Key components"),
            ("components", "technology", "configuration items", "cis", "dependencies"),
            convert=as_list,
            link=Component,
        ),
    )

    def offer(self, model: type[RegisterModel], name: str, key: str) -> dict[str, Any]:
        """A customer that only a spreadsheet knows is one of our own organisation until said otherwise."""
        values = super().offer(model, name, key)
        return {**values, "kind": CustomerKind.INTERNAL} if model is Customer else values

    def complete(self, entry: Entry, book: Book) -> None:
        """The subscription, the agreement, and the components with their dependencies."""
        customer = self._customer(entry, book)
        self._agreement(entry, book, customer)
        for name in _names(entry):
            component = self._component(entry, book, name)
            if component is not None:
                key = {"service": _target(entry), "component": component}
                book.ensure(entry, Dependency, key)

    def _customer(self, entry: Entry, book: Book) -> Any:
        text = entry.text("customer")
        if not text:
            return None
        name, remark = historical(text)
        given = self.offer(Customer, name, "customer")
        if remark:
            given["status"] = CustomerStatus.ENDED
        customer = book.named(entry, _("Customer"), Customer, text, given)
        if customer is None:
            return None
        values = {"remark": remark} if remark else {}
        if remark:
            message = _("“%(text)s” was understood as: %(name)s, with the remark “%(remark)s”.")
            entry.notes.append(message % {"text": text, "name": name, "remark": remark})
        book.ensure(entry, Subscription, {"service": _target(entry), "customer": customer}, values)
        return customer

    def _agreement(self, entry: Entry, book: Book, customer: Any) -> None:
        reference = entry.text("sla")
        if not reference:
            return
        values = {"reference": reference, "service": _target(entry), "customer": customer}
        agreement = book.named(entry, _("SLA reference"), SLA, reference, values)
        if isinstance(agreement, SLA) and agreement.service_id != _key(_target(entry)):
            message = _("“%(reference)s” is an agreement about another service.")
            entry.faults.append((_("SLA reference"), message % {"reference": reference}))

    def _component(self, entry: Entry, book: Book, name: str) -> Any:
        """A component called so; a new one goes with its service, without a question of its own."""
        found = book.directory(Component).find(name)
        if found.key is not None:
            return book.directory(Component).row(found.key)
        return book.ensure(entry, Component, {"name": name})


def _names(entry: Entry) -> list[str]:
    meaning = entry.meaning("components")
    return meaning.value if meaning is not None and not meaning.absent else []


def _target(entry: Entry) -> Any:
    return entry.own.target if entry.own else None


def _key(target: Any) -> int | None:
    return getattr(target, "pk", None)


@plan_for(Component)
class ComponentPlan(Plan):
    """A row is a component."""

    synonyms: ClassVar[Mapping[str, Sequence[str]]] = {
        "name": ("component", "component name", "configuration item"),
        "kind": ("type", "component type"),
    }


@plan_for(Subscription)
class SubscriptionPlan(Plan):
    """A row says that a customer receives a service."""

    synonyms: ClassVar[Mapping[str, Sequence[str]]] = {
        "service": ("service name",),
        "customer": ("customer name", "client"),
    }


@plan_for(Coverage)
class CoveragePlan(Plan):
    """A row says which representative speaks in which subscription."""


@plan_for(Dependency)
class DependencyPlan(Plan):
    """A row says what a service depends on."""


@plan_for(SLA)
class SLAPlan(Plan):
    """A row is an agreement with a customer about a service."""

    synonyms: ClassVar[Mapping[str, Sequence[str]]] = {
        "reference": ("sla reference", "sla", "sla id", "service standard id"),
        "service": ("service name", "service id"),
        "customer": ("customer name", "client"),
        "state": ("status",),
        "targets": ("target", "service standard en", "service targets"),
        "notes": ("remark", "comments", "comments en"),
    }
    words: ClassVar[Words] = {
        "state": {
            "active": "agreed",
            "signed": "agreed",
            "in force": "agreed",
            "in negotiation": "negotiating",
        }
    }


#: What spreadsheets call comparisons, units and periods.
COMPARISONS = {
    ">=": "at_least", "=>": "at_least", "at least": "at_least", "min": "at_least",
    "minimum": "at_least", "mindestens": "at_least", "more than": "more_than",
    "<=": "at_most", "=<": "at_most", "at most": "at_most", "max": "at_most",
    "maximum": "at_most", "höchstens": "at_most", "within": "at_most", "less than": "less_than",
}  # fmt: skip
UNITS = {
    "per cent": "percent", "prozent": "percent", "sec": "seconds", "second": "seconds",
    "sekunden": "seconds", "minute": "minutes", "minuten": "minutes", "hour": "hours",
    "hrs": "hours", "stunden": "hours", "day": "days", "tage": "days", "arbeitstage": "working_days",
    "business days": "working_days", "gb": "gigabytes", "user": "users", "benutzer": "users",
}  # fmt: skip
PERIODS = {
    "monthly": "month", "per month": "month", "monatlich": "month", "quarterly": "quarter",
    "per quarter": "quarter", "vierteljährlich": "quarter", "half yearly": "half",
    "semi annual": "half", "yearly": "year", "annual": "year", "per year": "year",
    "jährlich": "year",
}  # fmt: skip


@plan_for(Target)
class TargetPlan(Plan):
    """A row is a target of an agreement."""

    synonyms: ClassVar[Mapping[str, Sequence[str]]] = {
        "reference": ("target id", "id"),
        "sla": ("sla reference", "agreement", "sla id"),
        "name": ("target", "measure", "indicator", "kpi", "metric name"),
        "kind": ("type", "metric type", "category"),
        "comparison": ("operator", "compare"),
        "value": ("target value", "goal", "threshold", "level"),
        "period": ("interval", "frequency", "measured per"),
        "method": ("measurement", "measured by", "source", "how it is measured"),
        "warn_at": ("warning", "warning threshold", "alert"),
        "calendar": ("hours", "calendar"),
    }
    words: ClassVar[Words] = {"comparison": COMPARISONS, "unit": UNITS, "period": PERIODS}


@plan_for(Workload)
class WorkloadPlan(Plan):
    """A row is a workload of an agreement."""

    synonyms: ClassVar[Mapping[str, Sequence[str]]] = {
        "sla": ("sla reference", "agreement", "sla id"),
        "name": ("workload", "volume", "characteristic"),
        "limit": ("maximum", "max", "upper limit"),
        "alarm_at": ("alarm", "warning", "alarm level"),
        "expected": ("normal", "average", "agreed volume"),
        "method": ("measurement", "measured by", "source"),
    }
    words: ClassVar[Words] = {"unit": UNITS, "period": PERIODS}
