"""Factories of customers and of what belongs to them."""

import factory

from relationships.models import (
    AppointmentRequest,
    Assignment,
    Channel,
    Communication,
    ComplaintDefinition,
    Concern,
    Contact,
    Customer,
    CustomerGroup,
    EscalationLevel,
    Feedback,
    GroupMember,
    InterestedParty,
    Need,
    Opportunity,
    Participant,
    Representative,
    Tier,
)
from tests.factories.records import PersonFactory, RecordFactory


class TierFactory(RecordFactory):
    """A tier with the intervals that every tier has at least."""

    class Meta:
        model = Tier

    name = factory.Sequence(lambda n: f"Tier {n}")


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


class InterestedPartyFactory(RecordFactory):
    """Users of a new customer."""

    class Meta:
        model = InterestedParty

    customer = factory.SubFactory(CustomerFactory)
    name = factory.Sequence(lambda n: f"Users {n}")


class NeedFactory(RecordFactory):
    """A need of a new customer that nobody answered yet."""

    class Meta:
        model = Need

    customer = factory.SubFactory(CustomerFactory)
    statement = factory.Sequence(lambda n: f"Need {n}")


class FeedbackFactory(RecordFactory):
    """A suggestion of a new customer."""

    class Meta:
        model = Feedback

    customer = factory.SubFactory(CustomerFactory)
    name = factory.Sequence(lambda n: f"Feedback {n}")


class ComplaintDefinitionFactory(RecordFactory):
    """A draft with a new customer."""

    class Meta:
        model = ComplaintDefinition

    customer = factory.SubFactory(CustomerFactory)
    definition = "Whatever the customer calls one."


class EscalationLevelFactory(RecordFactory):
    """The next level of a new definition."""

    class Meta:
        model = EscalationLevel

    definition = factory.SubFactory(ComplaintDefinitionFactory)
    level = factory.Sequence(lambda n: n % 20 + 1)
    who = factory.Sequence(lambda n: f"Head {n}")
    within = 24


class CustomerGroupFactory(RecordFactory):
    """A group without members."""

    class Meta:
        model = CustomerGroup

    name = factory.Sequence(lambda n: f"Group {n}")


class GroupMemberFactory(RecordFactory):
    """A new customer belongs to a new group."""

    class Meta:
        model = GroupMember

    group = factory.SubFactory(CustomerGroupFactory)
    customer = factory.SubFactory(CustomerFactory)


class AssignmentFactory(RecordFactory):
    """Somebody stands in for the manager of a new customer."""

    class Meta:
        model = Assignment

    customer = factory.SubFactory(CustomerFactory)
    person = factory.SubFactory(PersonFactory)
