"""What must hold for the continuity and other plans of services (ISO/IEC 20000-1, 8.7 and 8.4.3)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.principals import today
from core.choices import Level, Severity
from core.registries.rules import Check, rule
from portfolio.choices import DELIVERED, AssuranceKind, TrialResult
from portfolio.models import Service, ServicePlan

#: Plans of services that customers receive now.
IN_USE = Q(service__status__in=DELIVERED)
#: Services that must go on whatever happens.
WEIGHTY = Q(status__in=DELIVERED, criticality__in=(Level.HIGH, Level.CRITICAL))
CONTINUITY = Q(kind=AssuranceKind.CONTINUITY)


@rule(
    "service-continuity", Service, Severity.MAJOR, needs=("status", "criticality"),
    says=_("Every delivered service of high or critical importance has a continuity plan."),
    remedy=_("Add the plan with the place where it lies, its last test and the next one."),
)  # fmt: skip
def weighty_services_have_a_plan() -> Check:
    """Somebody thought of the worst."""
    plans = ServicePlan._base_manager.filter(CONTINUITY, archived_at=None)
    return Check(WEIGHTY, ~Q(pk__in=plans.values("service")))


@rule(
    "service-plan-test", ServicePlan, Severity.MAJOR, needs=("service", "kind", "next_test"),
    says=_("For every continuity plan a test is planned, and no test of a plan is overdue."),
    remedy=_("Test the plan, write down what it showed, and set the day of the next test."),
)  # fmt: skip
def plans_are_tested() -> Check:
    """The day is set, and has not passed."""
    late = Q(next_test=None) | Q(next_test__lt=today())
    return Check(IN_USE & (CONTINUITY | ~Q(next_test=None)), late)


@rule(
    "service-plan-review", ServicePlan, Severity.MINOR, needs=("service", "next_review"),
    says=_("The next review of every plan of a delivered service is planned and not overdue."),
    remedy=_("Review the plan, and set the day of the next review."),
)  # fmt: skip
def plans_are_reviewed() -> Check:
    """The day is set, and has not passed."""
    return Check(IN_USE, Q(next_review=None) | Q(next_review__lt=today()))


@rule(
    "service-plan-failed", ServicePlan, Severity.MAJOR, needs=("service", "result"),
    says=_("No plan of a delivered service failed its last test."),
    remedy=_("Mend the plan and test it again."),
)  # fmt: skip
def plans_work() -> Check:
    """What was tested works."""
    return Check(IN_USE & ~Q(tested_on=None), Q(result=TrialResult.FAILED))


@rule(
    "service-plan-place", ServicePlan, Severity.MINOR, needs=("document", "link", "location"),
    says=_("Of every plan it is known where it lies."),
    remedy=_("Attach the document, or name its address or its place."),
)  # fmt: skip
def plans_can_be_found() -> Check:
    """It is here, at an address, or in a binder."""
    return Check(Q(), Q(document=None, link="", location=""))
