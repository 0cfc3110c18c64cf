"""What must hold for targets, workloads and breaches (ISO/IEC 20000-1, 8.3.3)."""

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.principals import today
from core.choices import Severity
from core.registries.rules import Check, rule
from portfolio.choices import BreachState, ContestState, SLAState
from portfolio.models import SLA, Breach, FigureContest, Target, Workload
from portfolio.services import shortfalls
from portfolio.services.underpinning.comparing import unkept

AGREED = Q(state=SLAState.AGREED)
#: So long a figure may be contested before that is a finding.
PATIENCE = timedelta(days=30)
#: Breaches that no correction of a measurement took away.
STANDING = ~Q(state=BreachState.WITHDRAWN)


@rule(
    "target-underpinned", Target, Severity.MAJOR, needs=("sla", "value", "calendar"),
    says=_("Every agreed target can be kept by what its service is built on."),
    remedy=_("Agree on more with suppliers and groups, add redundancy, or promise less."),
)  # fmt: skip
def targets_are_underpinned() -> Check:
    """Suppliers and internal groups together keep to enough."""
    agreed = SLA._base_manager.filter(AGREED, archived_at=None)
    return Check(Q(sla__in=agreed.values("pk")), unkept())


@rule(
    "target-measured", Target, Severity.MAJOR, needs=("period", "starts_on", "ends_on"),
    says=_("Ten days after its end, every period of an agreed target has been measured."),
    remedy=_("Enter the missing measurements, or say why the target ended."),
)  # fmt: skip
def targets_are_measured() -> Check:
    """There is data for the last year."""
    return Check(shortfalls.HELD, shortfalls.unmeasured(today()))


@rule(
    "workload-alarm", Workload, Severity.MINOR, needs=("alarm_at", "limit"),
    says=_("No agreed workload has reached its alarm."),
    remedy=_("Agree on a higher limit with the customer, or plan more capacity."),
)  # fmt: skip
def workloads_are_below_their_alarm() -> Check:
    """There is room before the limit."""
    return Check(shortfalls.HELD & ~Q(alarm_at=None), shortfalls.alarmed(today()))


@rule(
    "breach-cause", Breach, Severity.MAJOR, needs=("state", "cause",),
    says=_("The cause of every breach is known."),
    remedy=_("Find out why the target was missed, and write it down."),
)  # fmt: skip
def breaches_have_a_cause() -> Check:
    """Somebody found out."""
    return Check(STANDING, Q(cause=""))


@rule(
    "breach-action", Breach, Severity.MAJOR, needs=("state",),
    says=_("For every breach an improvement is under way or done."),
    remedy=_("Add an action about the breach."),
)  # fmt: skip
def breaches_have_an_action() -> Check:
    """Something is done about it."""
    return Check(STANDING, shortfalls.without_action())


@rule(
    "breach-told", Breach, Severity.MINOR, needs=("state", "told_on",),
    says=_("The customer was told of every breach."),
    remedy=_("Tell the customer, and enter the day."),
)  # fmt: skip
def breaches_were_told() -> Check:
    """They know."""
    return Check(STANDING, Q(told_on=None))


@rule(
    "breach-investigated", Breach, Severity.MAJOR, needs=("state", "unplanned", "investigated_on"),
    says=_("Every unplanned unavailability was investigated."),
    remedy=_("Investigate it, and enter what was found and when."),
)  # fmt: skip
def outages_were_investigated() -> Check:
    """Somebody looked into it."""
    return Check(STANDING & Q(unplanned=True), Q(investigated_on=None))


@rule(
    "breach-open", Breach, Severity.OBSERVATION, needs=("state",),
    says=_("No breach is open."),
    remedy=_("Close it when cause, improvement and information of the customer are complete."),
)  # fmt: skip
def breaches_are_closed() -> Check:
    """Nothing is left to do."""
    return Check(STANDING, Q(state=BreachState.OPEN))


@rule(
    "breach-retold", Breach, Severity.MINOR, needs=("state", "told_on", "retold_on"),
    says=_("Whoever was told of a breach that was withdrawn was told of that too."),
    remedy=_("Tell the customer that the measurement was corrected, and enter the day."),
)  # fmt: skip
def withdrawals_were_told() -> Check:
    """The customer does not go on believing what was wrong."""
    told = Q(state=BreachState.WITHDRAWN) & ~Q(told_on=None)
    return Check(told, Q(retold_on=None))


@rule(
    "figure-contested", FigureContest, Severity.MINOR, needs=("state", "raised_on"),
    says=_("No figure has been contested for more than 30 days without a settlement."),
    remedy=_("Find out what is right, agree on it, and write down how it was settled."),
)  # fmt: skip
def contests_are_settled() -> Check:
    """Whoever contested was answered; without a day it cannot be known."""
    late = Q(raised_on=None) | Q(raised_on__lt=today() - PATIENCE)
    return Check(Q(), Q(state=ContestState.OPEN) & late)
