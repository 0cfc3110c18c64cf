"""Services before their gate: one with nothing, one with all it needs."""

from core import records
from core.access.principals import system, today
from core.choices import Origin
from portfolio.choices import ServiceStatus as Status
from portfolio.models import Service
from tests import factories


def found(**values):
    """A service as an import found it, in transition."""
    values = {"status": Status.TRANSITION, **values}
    return records.create(Service, values, by=system("test"), origin=Origin.IMPORT)


def add_customer(service, name, **values):
    """A customer of a service with all that is needed; their subscription."""
    customer = factories.CustomerFactory(name=name, tier=factories.TierFactory(), **values)
    subscription = factories.SubscriptionFactory(service=service, customer=customer)
    factories.CoverageFactory(subscription=subscription)
    factories.SlaFactory(service=service, customer=customer, state="agreed")
    return subscription


def make_bare():
    """A service that has only its name."""
    return found(name="Bare")


def make_ready():
    """A service with all that its gate asks for."""
    owner = factories.PersonFactory()
    service = found(name="Ready", owner=owner, description="Mailboxes and calendars")
    add_customer(service, "Klinikum")
    factories.DependencyFactory(service=service)
    factories.CatalogueEntryFactory(service=service, description="Mail for all")
    add_plan(service)
    return service


def add_plan(service, **values):
    """A whole plan that was accepted, with its review planned."""
    words = dict.fromkeys(("outcomes", "criteria", "tests", "responsibilities"), "Written down")
    accepted = {"accepted_on": today(), "accepted_by": factories.PersonFactory()}
    values = {**words, **accepted, "conditions": "Minutes 12", "review_due": today(), **values}
    return factories.TransitionPlanFactory(service=service, **values)
