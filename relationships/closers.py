"""What ends with the relationship to a customer, and what people must finish before."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.principals import today
from core.models import Action
from core.models.actions import FINISHED
from core.services.closing import archived, closer, ended
from relationships.choices import ConcernState, CustomerStatus, OpportunityState
from relationships.models import (
    AppointmentRequest,
    Concern,
    Customer,
    Need,
    Opportunity,
    Representative,
)

ENDS = ((CustomerStatus.ENDING, CustomerStatus.ENDED),)
OPEN = (OpportunityState.IDEA, OpportunityState.ASSESSED, OpportunityState.AGREED)


def appointed() -> Q:
    """Representatives whose appointment goes on after today."""
    return Q(appointed_until=None) | Q(appointed_until__gt=today())


def goes_on() -> Q:
    """Needs that go on after today."""
    return Q(until=None) | Q(until__gt=today())


closer(
    "ending-representatives", Customer, ENDS, rows=Representative, link="customer", still=appointed,
    close=ended("appointed_from", "appointed_until"), how=_("The appointment ends today."),
    says=_("No appointment of a representative goes on."),
)  # fmt: skip
closer(
    "ending-requests", Customer, ENDS, rows=AppointmentRequest, link="customer",
    still=lambda: Q(answered_on=None), close=archived, how=_("It is archived."),
    says=_("No request for a representative is open."),
)  # fmt: skip
closer(
    "ending-opportunities", Customer, ENDS, rows=Opportunity, link="customer",
    still=lambda: Q(state__in=OPEN), how=_("Deliver or decline it first."),
    says=_("No opportunity is open."),
)  # fmt: skip
closer(
    "ending-needs", Customer, ENDS, rows=Need, link="customer", still=goes_on,
    close=ended("since", "until"), how=_("It ends today."),
    says=_("No need or expectation goes on."),
)  # fmt: skip
closer(
    "ending-concerns", Customer, ENDS, rows=Concern, link="customer",
    still=lambda: ~Q(state=ConcernState.CLOSED), how=_("Close it first."),
    says=_("No risk or issue is open."),
)  # fmt: skip
closer(
    "ending-actions", Customer, ENDS, rows=Action, link="subject",
    still=lambda: ~Q(state__in=FINISHED), how=_("Finish or cancel it first."),
    says=_("No action about the customer is open."),
)  # fmt: skip
