"""The API of customers and of what belongs to them."""

from typing import ClassVar

from core.api.editions import NextEdition
from core.api.registers import RegisterViewSet, expose
from relationships.api.handing_over import HandOver
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
from relationships.services.ending import ENDING


@expose
class AppointmentRequests(RegisterViewSet):
    """Requests for representatives."""

    model = AppointmentRequest


@expose
class Channels(RegisterViewSet):
    """Agreed channels."""

    model = Channel


@expose
class Communications(RegisterViewSet):
    """Communications."""

    model = Communication


@expose
class Concerns(RegisterViewSet):
    """Risks and issues."""

    model = Concern


@expose
class Contacts(RegisterViewSet):
    """Contacts."""

    model = Contact


@expose
class Customers(RegisterViewSet):
    """Customers."""

    model = Customer
    gated = True
    endings: ClassVar = {"end": ENDING}
    verbs: ClassVar = {"hand-over": HandOver}


@expose
class FeedbackNotes(RegisterViewSet):
    """Feedback."""

    model = Feedback


@expose
class Opportunities(RegisterViewSet):
    """Opportunities."""

    model = Opportunity


@expose
class Participants(RegisterViewSet):
    """Participants."""

    model = Participant


@expose
class Representatives(RegisterViewSet):
    """Representatives."""

    model = Representative


@expose
class Tiers(RegisterViewSet):
    """Tiers."""

    model = Tier


@expose
class ComplaintDefinitions(RegisterViewSet):
    """Complaint definitions."""

    model = ComplaintDefinition
    verbs: ClassVar = {"next": NextEdition}


@expose
class EscalationLevels(RegisterViewSet):
    """Escalation levels."""

    model = EscalationLevel


@expose
class CustomerGroups(RegisterViewSet):
    """Customer groups."""

    model = CustomerGroup


@expose
class GroupMembers(RegisterViewSet):
    """Members of groups."""

    model = GroupMember


@expose
class Assignments(RegisterViewSet):
    """Assignments of relationship managers."""

    model = Assignment


@expose
class InterestedParties(RegisterViewSet):
    """Users and interested parties."""

    model = InterestedParty


@expose
class Needs(RegisterViewSet):
    """Needs and expectations."""

    model = Need
