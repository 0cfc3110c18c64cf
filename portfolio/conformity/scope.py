"""What must hold for the scope of the SMS (ISO/IEC 20000-1, 4.3)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.principals import today
from core.choices import EditionState, Severity
from core.models import Signature
from core.registries.rules import Check, rule
from portfolio.choices import DELIVERED
from portfolio.models import ScopeStatement, Service
from portfolio.services import scope

AGREED = Q(state=EditionState.AGREED)


@rule(
    "scope-service", Service, Severity.MAJOR, needs=("status", "in_scope"),
    says=_("The scope statement in force says of every delivered service what its own page says."),
    remedy=_("Draft the next edition of the scope statement, or mend the service."),
)  # fmt: skip
def services_stand_in_the_scope() -> Check:
    """In scope or out of it, in both places; without a statement in force all of them fail."""
    inside = Q(in_scope=True) & scope.stands(included=True)
    outside = Q(in_scope=False) & scope.stands(included=False)
    return Check(Q(status__in=DELIVERED), ~(inside | outside))


@rule(
    "scope-signed", ScopeStatement, Severity.MAJOR, needs=("state",),
    says=_("Every agreed scope statement was approved by top management."),
    remedy=_("Draft the next edition and have it signed."),
)  # fmt: skip
def scope_is_signed() -> Check:
    """The signature is there."""
    return Check(AGREED, ~Q(pk__in=Signature.objects.values("record")))


@rule(
    "scope-review", ScopeStatement, Severity.MINOR, needs=("state", "review_due"),
    says=_("For every agreed scope statement a review is planned, and not overdue."),
    remedy=_("Review the scope and set the next day."),
)  # fmt: skip
def scope_is_reviewed() -> Check:
    """There is a day, and it has not passed."""
    return Check(AGREED, Q(review_due=None) | Q(review_due__lt=today()))
