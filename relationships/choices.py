"""The words of customers and their representatives."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CustomerKind(TextChoices):
    """Whether a customer belongs to our own organisation."""

    INTERNAL = "internal", _("Internal")
    EXTERNAL = "external", _("External")


class CustomerStatus(TextChoices):
    """The life of the relationship."""

    PROSPECT = "prospect", _("Prospect")
    ACTIVE = "active", _("Active")
    ENDING = "ending", _("Ending")
    ENDED = "ended", _("Ended")


class ChannelKind(TextChoices):
    """By which way people speak with a customer."""

    MEETING = "meeting", _("Meeting")
    CALL = "call", _("Call")
    MAIL = "mail", _("E-mail")
    PORTAL = "portal", _("Portal")
    REPORT = "report", _("Report")
    LETTER = "letter", _("Letter")
    OTHER = "other", _("Other way")


class OpportunityState(TextChoices):
    """The way of an opportunity from idea to decision and delivery."""

    IDEA = "idea", _("Idea")
    ASSESSED = "assessed", _("Assessed")
    AGREED = "agreed", _("Agreed")
    DECLINED = "declined", _("Declined")
    DELIVERED = "delivered", _("Delivered")


class Delivery(TextChoices):
    """What an agreed opportunity becomes."""

    SERVICE = "service", _("A service")
    REQUIREMENT = "requirement", _("A service requirement")
    IMPROVEMENT = "improvement", _("An improvement")


class ConcernKind(TextChoices):
    """What burdens a relationship: what may happen, or what has happened."""

    RISK = "risk", _("Risk")
    ISSUE = "issue", _("Issue")


class ConcernState(TextChoices):
    """The life of a risk or an issue of a relationship."""

    OPEN = "open", _("Open")
    TREATED = "treated", _("Being treated")
    ACCEPTED = "accepted", _("Accepted")
    CLOSED = "closed", _("Closed")


class FeedbackKind(TextChoices):
    """What a customer says that is no complaint."""

    COMPLIMENT = "compliment", _("Compliment")
    SUGGESTION = "suggestion", _("Suggestion")
    OTHER = "other", _("Other feedback")


class ManagerRole(TextChoices):
    """As what somebody looks after a customer."""

    MANAGER = "manager", _("Relationship manager")
    DEPUTY = "deputy", _("Deputy")


class Authority(TextChoices):
    """What a representative may do for the customer: the names of the fields that say so."""

    REQUIREMENTS = "agrees_requirements", _("Agree requirements")
    SLAS = "agrees_slas", _("Agree service levels")
    PERFORMANCE = "reviews_performance", _("Review performance")
    MINUTES = "approves_minutes", _("Approve minutes")


class PartyKind(TextChoices):
    """How somebody is touched by the services of a customer."""

    USERS = "users", _("Users")
    MANAGEMENT = "management", _("Management of the customer")
    RECIPIENTS = "recipients", _("Those whom the customer serves")
    AUTHORITY = "authority", _("Authority or regulator")
    PARTNER = "partner", _("Partner or supplier of the customer")
    OTHER = "other", _("Other interested party")


class NeedKind(TextChoices):
    """Whether something must be, or is taken for granted or hoped for."""

    NEED = "need", _("Need")
    EXPECTATION = "expectation", _("Expectation")


class NeedSource(TextChoices):
    """Where a need or an expectation was learnt of."""

    COMMUNICATION = "communication", _("Communication")
    MEETING = "meeting", _("Meeting")
    SURVEY = "survey", _("Survey")
    COMPLAINT = "complaint", _("Complaint or feedback")
    CONTRACT = "contract", _("Contract")
    LAW = "law", _("Law or regulation")
    OTHER = "other", _("Other source")


class NeedState(TextChoices):
    """From a need that was told to its answer."""

    OPEN = "open", _("Not answered")
    PLANNED = "planned", _("Answer agreed")
    MET = "met", _("Met")
    DECLINED = "declined", _("Declined")
