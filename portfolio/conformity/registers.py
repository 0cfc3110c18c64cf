"""What must hold for services and the agreements about them (ISO/IEC 20000-1, 8.2 and 8.3.3)."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.access.principals import today
from core.choices import EditionState, Severity
from core.models import Signature
from core.querysets import in_term
from core.registries.rules import Check, rule
from portfolio.choices import DELIVERED, ServiceStatus, SLAState
from portfolio.models import (
    SLA,
    Coverage,
    Requirement,
    Service,
    Subscription,
    Target,
    TransitionPlan,
)
from portfolio.services import endings, readiness
from relationships.choices import CustomerStatus
from relationships.models import Customer, Representative

#: Whose signatures an SLA needs: the customer's representative and the service owner.
PARTIES = 2
#: So long before an authority ends it is a finding.
AHEAD = timedelta(days=max(settings.AUTHORITY_NOTICE_DAYS))

DELIVERED_NOW = Q(status__in=DELIVERED)
AGREED = Q(state=SLAState.AGREED)


def not_replaced() -> Q:
    """Agreements whose next edition has not begun."""
    return Q(in_force_until=None) | Q(in_force_until__gte=today())


@rule(
    "service-owner", Service, Severity.MAJOR, needs=("status", "owner"),
    says=_("Every delivered service has an owner."),
    remedy=_("Name the owner of the service."),
)  # fmt: skip
def services_have_an_owner() -> Check:
    """Somebody answers for it."""
    return Check(DELIVERED_NOW, Q(owner=None))


@rule(
    "service-customer", Service, Severity.MAJOR, needs=("status",),
    says=_("Every delivered service has a customer."),
    remedy=_("Add a subscription, or retire the service."),
)  # fmt: skip
def services_have_a_customer() -> Check:
    """Somebody receives it today."""
    current = Subscription._base_manager.filter(in_term("starts_on", "ends_on"), archived_at=None)
    return Check(DELIVERED_NOW, ~Q(pk__in=current.values("service")))


@rule(
    "service-sla", Service, Severity.MAJOR, needs=("status",),
    says=_("For every delivered service an SLA is agreed and in force."),
    remedy=_("Agree on an SLA, or renew the one that has ended."),
)  # fmt: skip
def services_have_an_sla() -> Check:
    """An agreement holds today."""
    agreed = SLA._base_manager.filter(
        AGREED, in_term("effective_from", "effective_until"), not_replaced(), archived_at=None
    )
    return Check(DELIVERED_NOW, ~Q(pk__in=agreed.values("service")))


@rule(
    "service-criticality", Service, Severity.MINOR, needs=("status", "criticality"),
    says=_("The criticality of every delivered service is known."),
    remedy=_("Say how critical the service is, and why."),
)  # fmt: skip
def services_have_a_criticality() -> Check:
    """It was judged."""
    return Check(DELIVERED_NOW, Q(criticality=""))


@rule(
    "service-outcomes", Service, Severity.MINOR, needs=("status", "outcomes"),
    says=_("The intended outcomes of every delivered service are written down."),
    remedy=_("Write down what the service is for."),
)  # fmt: skip
def services_have_outcomes() -> Check:
    """It says what it is for."""
    return Check(DELIVERED_NOW, Q(outcomes=""))


@rule(
    "sla-signed", SLA, Severity.MAJOR, needs=("state",),
    says=_("Every agreed SLA was signed by the customer and by the service owner."),
    remedy=_("Draft the next edition and have it signed, or enter the agreement with its proof."),
)  # fmt: skip
def slas_are_signed() -> Check:
    """The signatures are there: one for each party, in one text."""
    signed = Signature.objects.values("record", "content").annotate(parties=Count("party"))
    return Check(AGREED, ~Q(pk__in=signed.filter(parties__gte=PARTIES).values("record")))


@rule(
    "sla-charge", SLA, Severity.OBSERVATION, needs=("state", "yearly_charge"),
    says=_("Every SLA says what it costs where its customer’s representative has a limit."),
    remedy=_("Enter the charge a year, so that the limit of whoever signs can be kept."),
)  # fmt: skip
def slas_say_their_charge() -> Check:
    """The limit of an authority can be checked before anybody signs."""
    limited = Representative._base_manager.filter(
        in_term("appointed_from", "appointed_until"), archived_at=None, agrees_slas=True,
        limit_amount__isnull=False,
    )  # fmt: skip
    theirs = Q(customer__in=limited.exclude(customer=None).values("customer"))
    theirs |= Q(group__in=limited.exclude(group=None).values("group"))
    return Check(Q(state=SLAState.NEGOTIATING) & theirs, Q(yearly_charge=None))


@rule(
    "sla-review", SLA, Severity.MAJOR, needs=("state", "review_due"),
    says=_("No agreed SLA is past the day of its review."),
    remedy=_("Review the SLA with the customer and set the next day."),
)  # fmt: skip
def slas_are_reviewed() -> Check:
    """The day has not passed."""
    return Check(AGREED & ~Q(review_due=None), Q(review_due__lt=today()))


@rule(
    "sla-review-planned", SLA, Severity.MINOR, needs=("state", "review_due"),
    says=_("For every agreed SLA a review is planned."),
    remedy=_("Set the day of the next review."),
)  # fmt: skip
def slas_have_a_review() -> Check:
    """There is a day."""
    return Check(AGREED, Q(review_due=None))


@rule(
    "sla-targets", SLA, Severity.MAJOR, needs=("state", "targets"),
    says=_("Every agreed SLA has targets."),
    remedy=_("Write down the service level targets."),
)  # fmt: skip
def slas_have_targets() -> Check:
    """Levels were agreed, in words or in figures."""
    return Check(AGREED, Q(targets="") & ~Q(pk__in=_with_targets()))


@rule(
    "sla-measurable", SLA, Severity.MINOR, needs=("state", "targets"),
    says=_("Every agreed SLA has targets that can be measured."),
    remedy=_("Add its targets as records: metric, comparison, value, unit, period."),
)  # fmt: skip
def slas_can_be_measured() -> Check:
    """Levels are figures."""
    return Check(AGREED, ~Q(pk__in=_with_targets()))


def _with_targets() -> QuerySet[Any, Any]:
    return Target._base_manager.filter(archived_at=None).values("sla")


@rule(
    "sla-customer", SLA, Severity.MAJOR, needs=("state", "customer", "group"),
    says=_("Every agreed SLA names the customer or the group it was agreed with."),
    remedy=_("Name the customer or the group."),
)  # fmt: skip
def slas_have_a_customer() -> Check:
    """There is another side."""
    return Check(AGREED, Q(customer=None, group=None))


@rule(
    "sla-ended", SLA, Severity.MAJOR, needs=("state", "effective_until"),
    says=_("No SLA counts as agreed after its end."),
    remedy=_("Renew the SLA, or set it to expired."),
)  # fmt: skip
def slas_are_in_force() -> Check:
    """The end has not passed."""
    return Check(AGREED & ~Q(effective_until=None), Q(effective_until__lt=today()))


@rule(
    "subscription-coverage", Subscription, Severity.MINOR, needs=("starts_on", "ends_on"),
    says=_("In every subscription somebody represents the customer."),
    remedy=_("Add coverage: which representative speaks for the customer in this service."),
)  # fmt: skip
def subscriptions_are_covered() -> Check:
    """A representative covers it today."""
    current = Coverage._base_manager.filter(
        in_term("covers_from", "covers_until"), archived_at=None
    )
    return Check(in_term("starts_on", "ends_on"), ~Q(pk__in=current.values("subscription")))


@rule(
    "authority-ending", Representative, Severity.MAJOR, needs=("appointed_until",),
    says=_("No authority ends soon while something depends on it and nobody follows."),
    remedy=_("Extend the appointment, or have the customer name a successor."),
)  # fmt: skip
def authority_lasts() -> Check:
    """Covered services, agreed SLAs and minutes have somebody after that day."""
    ending = endings.authority_ending(today(), today() + AHEAD)
    in_force = in_term("appointed_from", "appointed_until")
    return Check(in_force, Q(pk__in=ending.values("pk")))


@rule(
    "coverage-ending", Coverage, Severity.MINOR, needs=("covers_until",),
    says=_("No coverage ends soon while the subscription goes on and nobody follows."),
    remedy=_("Extend the coverage, or add that of a successor."),
)  # fmt: skip
def coverage_lasts() -> Check:
    """Somebody covers the subscription after that day."""
    ending = endings.coverage_ending(today(), today() + AHEAD)
    return Check(in_term("covers_from", "covers_until"), Q(pk__in=ending.values("pk")))


@rule(
    "service-retired-leaned-on", Service, Severity.MAJOR, needs=("status",),
    says=_("No current service depends on a retired one."),
    remedy=_("Let the service depend on the replacement, or remove the dependency."),
)  # fmt: skip
def nothing_leans_on_the_retired() -> Check:
    """An import takes states as it finds them, past the gate that asks this."""
    return Check(Q(status=ServiceStatus.RETIRED), ~readiness.nothing_leans_on())


@rule(
    "customer-idle", Customer, Severity.OBSERVATION, needs=("status",),
    says=_("Every active customer whose services are all over is being ended."),
    remedy=_("End the relationship, or add what the customer receives now."),
)  # fmt: skip
def idle_customers_are_ended() -> Check:
    """Who received something once still does."""
    once = Subscription._base_manager.filter(archived_at=None)
    now = once.filter(Q(ends_on=None) | Q(ends_on__gte=today())).exclude(
        service__status__in=(ServiceStatus.RETIRED, ServiceStatus.CANCELLED)
    )
    active = Q(status=CustomerStatus.ACTIVE, pk__in=once.values("customer"))
    return Check(active, ~Q(pk__in=now.values("customer")))


@rule(
    "customer-ended-clean", Customer, Severity.MAJOR, needs=("status",),
    says=_("No ended customer has a subscription or an SLA that goes on."),
    remedy=_("End the subscription, terminate the SLA, or take the relationship up again."),
)  # fmt: skip
def ended_customers_receive_nothing() -> Check:
    """Nothing goes on with who has left."""
    going_on = Subscription._base_manager.filter(
        Q(ends_on=None) | Q(ends_on__gt=today()), archived_at=None
    )
    agreed = SLA._base_manager.filter(AGREED, archived_at=None)
    left = Q(pk__in=going_on.values("customer")) | Q(pk__in=agreed.values("customer"))
    return Check(Q(status=CustomerStatus.ENDED), left)


@rule(
    "plan-review", TransitionPlan, Severity.MAJOR, needs=("review_due", "reviewed_on"),
    says=_("No review after a transition is overdue."),
    remedy=_("Compare what was achieved with what was intended, and write it down."),
)  # fmt: skip
def plans_are_reviewed() -> Check:
    """The day has not passed, or it was done."""
    return Check(~Q(review_due=None) & Q(reviewed_on=None), Q(review_due__lt=today()))


@rule(
    "plan-told", TransitionPlan, Severity.MINOR, needs=("reviewed_on", "told_on"),
    says=_("What came of every transition was told to the interested parties."),
    remedy=_("Tell them, and write down whom and when."),
)  # fmt: skip
def outcomes_are_told() -> Check:
    """Somebody told them."""
    return Check(~Q(reviewed_on=None), Q(told_on=None))


@rule(
    "requirements-agreed", Subscription, Severity.MINOR, needs=("service", "customer"),
    says=_("What each customer requires of each service is written down and agreed."),
    remedy=_("Write down the requirements and have them signed."),
)  # fmt: skip
def requirements_are_agreed() -> Check:
    """An agreed edition for the same service and customer is in force."""
    agreed = Requirement._base_manager.filter(
        in_term("effective_from", "effective_until"), in_term("effective_from", "in_force_until"),
        archived_at=None, state=EditionState.AGREED,
    )  # fmt: skip
    same = agreed.filter(service=OuterRef("service"), customer=OuterRef("customer"))
    return Check(in_term("starts_on", "ends_on"), ~Q(Exists(same)))
