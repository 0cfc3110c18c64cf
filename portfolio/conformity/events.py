"""What must hold for significant events and figures (ISO/IEC 20000-1, 8.3.3 and 9.4), and what follows."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access.principals import today
from core.choices import EditionState, Severity
from core.models import Action, Confirmation
from core.models.actions import FINISHED
from core.querysets import in_term
from core.registries.rules import Check, rule
from portfolio.choices import DISTURBANCES, TURNING_POINTS
from portfolio.models import Event, EventEffect, OperationalFigure, Requirement

DISTURBED = Q(kind__in=DISTURBANCES)
#: So long somebody may look for the cause, and an event may go on.
SEARCH, LONGEST = timedelta(days=10), timedelta(days=30)


@rule(
    "event-effects", Event, Severity.MAJOR, needs=("name",),
    says=_("Of every significant event it is known which services it affected."),
    remedy=_("Add an effect of the event: the service, and the customers where not all were hit."),
)  # fmt: skip
def events_have_effects() -> Check:
    """Some service is named."""
    effects = EventEffect._base_manager.filter(archived_at=None)
    return Check(Q(), ~Q(pk__in=effects.values("event")))


@rule(
    "event-cause", Event, Severity.MAJOR, needs=("kind", "cause", "ended_at"),
    says=_("Ten days after a major incident, an outage or a security event its cause is known."),
    remedy=_("Find the cause, and write it down."),
)  # fmt: skip
def events_have_a_cause() -> Check:
    """Somebody found out."""
    over = Q(ended_at__lt=clock.now() - SEARCH)
    return Check(DISTURBED & over, Q(cause=""))


@rule(
    "event-told", Event, Severity.MINOR, needs=("kind", "told_on", "is_internal"),
    says=_("Customers were told of every significant event that is shown to them."),
    remedy=_("Tell the customers that it affected, and enter the day."),
)  # fmt: skip
def events_were_told() -> Check:
    """They know."""
    return Check(Q(is_internal=False), Q(told_on=None))


@rule(
    "event-over", Event, Severity.OBSERVATION, needs=("began_at", "ended_at"),
    says=_("No significant event goes on for longer than 30 days."),
    remedy=_("Enter when it was over, or what still has to be done as an action."),
)  # fmt: skip
def events_end() -> Check:
    """Somebody closed it."""
    return Check(Q(), Q(ended_at=None, began_at__lt=clock.now() - LONGEST))


@rule(
    "requirements-after-event", Requirement, Severity.MINOR, needs=("state", "effective_from"),
    says=_("Agreed requirements were confirmed or written anew after the last major incident or change "
           "of the service."),
    remedy=_("Look at them with the customer: confirm them unchanged, or draft the next edition."),
)  # fmt: skip
def requirements_follow_events() -> Check:
    """An edition began, or somebody confirmed the present one, after what turned things."""
    turned = EventEffect._base_manager.filter(
        Q(customer=None) | Q(customer=OuterRef("customer")),
        archived_at=None, event__archived_at=None, event__kind__in=TURNING_POINTS,
        service=OuterRef("service"),
    )  # fmt: skip
    day = TruncDate("event__began_at", tzinfo=clock.zone())
    later = turned.annotate(its_day=day).filter(its_day__gt=OuterRef("effective_from"))
    since = Confirmation._base_manager.filter(
        record=OuterRef(OuterRef("pk")), confirmed_at__gte=OuterRef("event__began_at")
    )
    later = later.exclude(Exists(since))
    in_force = in_term("effective_from", "effective_until") & in_term(
        "effective_from", "in_force_until"
    )
    return Check(Q(state=EditionState.AGREED) & in_force, Q(Exists(later)))


@rule(
    "requirements-asked", Requirement, Severity.MINOR, needs=("state",),
    says=_("Nobody waits longer than agreed for the answer whether requirements still hold."),
    remedy=_("Look at them with the customer: confirm them unchanged, or draft the next edition."),
)  # fmt: skip
def questions_are_answered() -> Check:
    """No task that asks for it is overdue."""
    asked = Action._base_manager.filter(archived_at=None).exclude(occasion=None)
    late = asked.filter(due__lt=today()).exclude(state__in=FINISHED)
    return Check(Q(pk__in=asked.values("subject")), Q(pk__in=late.values("subject")))


@rule(
    "figure-service", OperationalFigure, Severity.MAJOR, needs=("service",),
    says=_("Every service that operational figures name stands in the portfolio."),
    remedy=_("Choose the service that is meant, or add it to the portfolio: it is not documented."),
)  # fmt: skip
def figures_are_of_known_services() -> Check:
    """It points to a service."""
    return Check(Q(), Q(service=None))
