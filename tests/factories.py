"""Makes records through the write door, as the product itself: one factory per register."""

from __future__ import annotations

from typing import Any

import factory
from django.contrib.auth.hashers import make_password

from core import records
from core.choices import Origin
from core.models import Action, Document, Person, User
from core.principals import system
from portfolio.models import SLA, Component, Coverage, Dependency, Service, Subscription
from relationships.models import (
    AppointmentRequest,
    Channel,
    Communication,
    Concern,
    Contact,
    Customer,
    Feedback,
    Opportunity,
    Participant,
    Representative,
)
from suppliers.models import Agreement, Supplier, Supply

MAKER = system("tests")


class RecordFactory(factory.Factory):
    """A factory whose records are written as every record is, with history and ledger."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **values: Any) -> Any:
        return records.create(model_class, values, by=MAKER, origin=Origin.COMMAND)


def change(row: Any, **values: Any) -> Any:
    """A later version of a record."""
    return records.change(
        type(row),
        row.uid,
        values,
        version=row.version,
        by=MAKER,
        origin=Origin.COMMAND,
        reason="test",
    )


def archive(row: Any) -> Any:
    """The record, archived."""
    return records.archive(
        type(row), row.uid, version=row.version, by=MAKER, origin=Origin.COMMAND, reason="test"
    )


class PersonFactory(RecordFactory):
    """Somebody of our organisation."""

    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Person {n}")


class UserFactory(RecordFactory):
    """A user with a person; ``password`` is optional, ``roles`` a list."""

    class Meta:
        model = User

    name = factory.Sequence(lambda n: f"User {n}")
    email = factory.Sequence(lambda n: f"user{n}@example.org")
    person = factory.SubFactory(PersonFactory, name=factory.SelfAttribute("..name"))
    roles = factory.LazyFunction(list)

    @classmethod
    def _create(cls, model_class: Any, *args: Any, password: str = "", **values: Any) -> Any:
        user = super()._create(model_class, *args, **values)
        if password:
            user.password = make_password(password)
            User._base_manager.filter(pk=user.pk).update(password=user.password)
        return user


class CustomerFactory(RecordFactory):
    """A customer."""

    class Meta:
        model = Customer

    name = factory.Sequence(lambda n: f"Customer {n}")


class ContactFactory(RecordFactory):
    """A contact of a new customer."""

    class Meta:
        model = Contact

    customer = factory.SubFactory(CustomerFactory)
    person = factory.SubFactory(PersonFactory)


class RepresentativeFactory(RecordFactory):
    """A representative of a new customer, without limits of time."""

    class Meta:
        model = Representative

    customer = factory.SubFactory(CustomerFactory)
    person = factory.SubFactory(PersonFactory)


class AppointmentRequestFactory(RecordFactory):
    """A new customer was asked today."""

    class Meta:
        model = AppointmentRequest

    customer = factory.SubFactory(CustomerFactory)
    name = factory.Sequence(lambda n: f"Request {n}")


class ChannelFactory(RecordFactory):
    """A way of speaking with a new customer."""

    class Meta:
        model = Channel

    customer = factory.SubFactory(CustomerFactory)
    name = factory.Sequence(lambda n: f"Channel {n}")


class CommunicationFactory(RecordFactory):
    """A call today with a new customer."""

    class Meta:
        model = Communication

    subject = factory.LazyFunction(lambda: CustomerFactory().record)
    name = factory.Sequence(lambda n: f"Communication {n}")


class ParticipantFactory(RecordFactory):
    """A new person took part in a new communication."""

    class Meta:
        model = Participant

    communication = factory.SubFactory(CommunicationFactory)
    person = factory.SubFactory(PersonFactory)


class OpportunityFactory(RecordFactory):
    """An idea for a new customer."""

    class Meta:
        model = Opportunity

    customer = factory.SubFactory(CustomerFactory)
    name = factory.Sequence(lambda n: f"Opportunity {n}")


class ConcernFactory(RecordFactory):
    """An open issue with a new customer."""

    class Meta:
        model = Concern

    customer = factory.SubFactory(CustomerFactory)
    name = factory.Sequence(lambda n: f"Concern {n}")


class FeedbackFactory(RecordFactory):
    """A suggestion of a new customer."""

    class Meta:
        model = Feedback

    customer = factory.SubFactory(CustomerFactory)
    name = factory.Sequence(lambda n: f"Feedback {n}")


class ServiceFactory(RecordFactory):
    """A proposed service without owner."""

    class Meta:
        model = Service

    name = factory.Sequence(lambda n: f"Service {n}")


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


class SupplierFactory(RecordFactory):
    """An external supplier."""

    class Meta:
        model = Supplier

    name = factory.Sequence(lambda n: f"Supplier {n}")


class AgreementFactory(RecordFactory):
    """A draft contract with a new supplier."""

    class Meta:
        model = Agreement

    supplier = factory.SubFactory(SupplierFactory)
    name = factory.Sequence(lambda n: f"Agreement {n}")


class SupplyFactory(RecordFactory):
    """A new supplier contributes to a new service."""

    class Meta:
        model = Supply

    service = factory.SubFactory(ServiceFactory)
    supplier = factory.SubFactory(SupplierFactory)


class ActionFactory(RecordFactory):
    """An open action."""

    class Meta:
        model = Action

    name = factory.Sequence(lambda n: f"Action {n}")


class DocumentFactory(RecordFactory):
    """A document without files."""

    class Meta:
        model = Document

    name = factory.Sequence(lambda n: f"Document {n}")
