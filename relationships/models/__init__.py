"""The registers of relationships."""

from relationships.models.appointments import AppointmentRequest
from relationships.models.communications import Channel, Communication, Participant
from relationships.models.complaints import ComplaintDefinition, EscalationLevel
from relationships.models.concerns import Concern, Feedback
from relationships.models.customers import Contact, Customer, Representative
from relationships.models.groups import CustomerGroup
from relationships.models.interests import InterestedParty, Need
from relationships.models.managers import Assignment
from relationships.models.members import GroupMember
from relationships.models.opportunities import Opportunity
from relationships.models.tiers import Tier

__all__ = [
    "AppointmentRequest",
    "Assignment",
    "Channel",
    "Communication",
    "ComplaintDefinition",
    "Concern",
    "Contact",
    "Customer",
    "CustomerGroup",
    "EscalationLevel",
    "Feedback",
    "GroupMember",
    "InterestedParty",
    "Need",
    "Opportunity",
    "Participant",
    "Representative",
    "Tier",
]
