"""The registers of relationships keep the contract."""

from django.test import TestCase

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
from tests import factories
from tests.contract.register_contract import RegisterContract

MANAGER = frozenset({"relationship_manager"})
EVERYWHERE = frozenset({"service_manager"})


class TestCustomers(RegisterContract, TestCase):
    model, factory = Customer, factories.CustomerFactory
    customers_see = True
    never_for_customers = (
        "tier", "tier_word", "contract_facts", "billing_facts", "opportunities", "notes",
    )  # fmt: skip
    secrets = ("qa-strategic",)
    detail_queries = 26
    own_writers = MANAGER | EVERYWHERE
    other_writers = EVERYWHERE

    @classmethod
    def existing(cls, side):
        return side.customer

    @classmethod
    def values(cls, side):
        return {"tier": factories.TierFactory(name=f"qa-strategic {side.mark}")}


class TestTiers(RegisterContract, TestCase):
    model, factory = Tier, factories.TierFactory
    own_writers = other_writers = EVERYWHERE


class TestContacts(RegisterContract, TestCase):
    model, factory = Contact, factories.ContactFactory
    customers_see = True
    never_for_customers = ("notes",)
    own_writers = MANAGER | EVERYWHERE
    other_writers = EVERYWHERE

    @classmethod
    def values(cls, side):
        return {"customer": side.customer, "person": side.person}


class TestRepresentatives(RegisterContract, TestCase):
    model, factory = Representative, factories.RepresentativeFactory
    customers_see = True
    never_for_customers = ("notes",)
    own_writers = MANAGER | EVERYWHERE
    other_writers = EVERYWHERE

    @classmethod
    def existing(cls, side):
        return side.representative


class OfACustomer:
    """Kept by who looks after the customer; customers themselves do not see it."""

    own_writers = MANAGER | EVERYWHERE
    other_writers = EVERYWHERE

    @classmethod
    def values(cls, side):
        return {"customer": side.customer}


class TestAppointmentRequests(OfACustomer, RegisterContract, TestCase):
    model, factory = AppointmentRequest, factories.AppointmentRequestFactory


class TestChannels(OfACustomer, RegisterContract, TestCase):
    model, factory = Channel, factories.ChannelFactory
    customers_see = True
    never_for_customers = ("notes",)


class TestConcerns(OfACustomer, RegisterContract, TestCase):
    model, factory = Concern, factories.ConcernFactory


class TestFeedback(OfACustomer, RegisterContract, TestCase):
    model, factory = Feedback, factories.FeedbackFactory


class TestInterestedParties(OfACustomer, RegisterContract, TestCase):
    model, factory = InterestedParty, factories.InterestedPartyFactory
    customers_see = True
    never_for_customers = ("notes", "importance", "influence")


class TestNeeds(OfACustomer, RegisterContract, TestCase):
    model, factory = Need, factories.NeedFactory
    customers_see = True
    never_for_customers = ("notes",)


class TestOpportunities(OfACustomer, RegisterContract, TestCase):
    model, factory = Opportunity, factories.OpportunityFactory


class TestCommunications(OfACustomer, RegisterContract, TestCase):
    model, factory = Communication, factories.CommunicationFactory

    @classmethod
    def values(cls, side):
        return {"subject": side.customer.record}


class TestParticipants(OfACustomer, RegisterContract, TestCase):
    model, factory = Participant, factories.ParticipantFactory

    @classmethod
    def values(cls, side):
        talk = factories.CommunicationFactory(subject=side.customer.record)
        return {"communication": talk, "person": side.person}


class TestComplaintDefinitions(RegisterContract, TestCase):
    model, factory = ComplaintDefinition, factories.ComplaintDefinitionFactory
    customers_see = True
    never_for_customers = ("notes",)
    own_writers = MANAGER | EVERYWHERE
    other_writers = EVERYWHERE

    @classmethod
    def values(cls, side):
        return {"customer": side.customer}


class TestEscalationLevels(RegisterContract, TestCase):
    model, factory = EscalationLevel, factories.EscalationLevelFactory
    customers_see = True
    never_for_customers = ("notes",)
    own_writers = MANAGER | EVERYWHERE
    other_writers = EVERYWHERE

    @classmethod
    def values(cls, side):
        definition = factories.ComplaintDefinitionFactory(customer=side.customer)
        return {"definition": definition, "level": 7, "within": 24}


class TestCustomerGroups(RegisterContract, TestCase):
    model, factory = CustomerGroup, factories.CustomerGroupFactory
    customers_see = True
    never_for_customers = ("rationale", "tier", "notes")
    secrets = ("qa-secret-tier",)
    own_writers = MANAGER | EVERYWHERE
    other_writers = EVERYWHERE

    @classmethod
    def values(cls, side):
        tier = factories.TierFactory(name=f"qa-secret-tier {side.mark}")
        return {"tier": tier, "manager": side.customer.manager}

    @classmethod
    def make(cls, side):
        group = super().make(side)
        factories.GroupMemberFactory(group=group, customer=side.customer)
        return group


class TestGroupMembers(OfACustomer, RegisterContract, TestCase):
    model, factory = GroupMember, factories.GroupMemberFactory
    customers_see = True

    @classmethod
    def values(cls, side):
        group = factories.CustomerGroupFactory(name=f"Group of {side.mark}")
        return {"customer": side.customer, "group": group}


class TestAssignments(OfACustomer, RegisterContract, TestCase):
    model, factory = Assignment, factories.AssignmentFactory

    @classmethod
    def values(cls, side):
        return {"customer": side.customer, "person": side.person}
