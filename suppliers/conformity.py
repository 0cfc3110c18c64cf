"""What must hold for suppliers and the agreements with them (ISO/IEC 20000-1, 8.3.4)."""

from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.principals import today
from core.choices import Severity
from core.querysets import in_term
from core.registries.rules import Check, rule
from portfolio.models import Process, Service
from suppliers import services
from suppliers.choices import AgreementState, Renewal, SupplierStatus
from suppliers.models import Agreement, Involvement, Supplier, Supply

SUPPLYING = Q(status__in=(SupplierStatus.ACTIVE, SupplierStatus.ENDING))
IN_FORCE = Q(state=AgreementState.ACTIVE)


@rule(
    "supplier-manager", Supplier, Severity.MAJOR, needs=("status", "manager"),
    says=_("Every supplier has a supplier manager."),
    remedy=_("Name who manages the supplier."),
)  # fmt: skip
def suppliers_have_a_manager() -> Check:
    """Somebody answers for the relationship."""
    return Check(SUPPLYING, Q(manager=None))


@rule(
    "supplier-agreement", Supplier, Severity.MAJOR, needs=("status",),
    says=_("With every supplier an agreement is in force."),
    remedy=_("Add the agreement, or set it in force once it is signed."),
)  # fmt: skip
def suppliers_have_an_agreement() -> Check:
    """Something was agreed."""
    agreed = Agreement._base_manager.filter(IN_FORCE, archived_at=None)
    return Check(SUPPLYING, ~Q(pk__in=agreed.values("supplier")))


@rule(
    "supplier-review", Supplier, Severity.MINOR, needs=("status", "review_frequency"),
    says=_("For every supplier it is planned how often it is reviewed."),
    remedy=_("Choose how often the supplier is reviewed."),
)  # fmt: skip
def suppliers_have_a_frequency() -> Check:
    """Reviews are planned."""
    return Check(SUPPLYING, Q(review_frequency=""))


@rule(
    "supplier-risk", Supplier, Severity.MINOR, needs=("status", "risk_level"),
    says=_("The risk of every supplier was judged."),
    remedy=_("Choose the risk level of the supplier."),
)  # fmt: skip
def suppliers_have_a_risk() -> Check:
    """It was judged."""
    return Check(SUPPLYING, Q(risk_level=""))


@rule(
    "agreement-ended", Agreement, Severity.MAJOR, needs=("state", "ends_on", "renewal"),
    says=_("No agreement counts as in force after its end."),
    remedy=_("Agree on a new term, or set the agreement to expired."),
)  # fmt: skip
def agreements_are_in_force() -> Check:
    """The end has not passed, or the agreement goes on by itself."""
    ending = IN_FORCE & ~Q(ends_on=None) & ~Q(renewal=Renewal.TACIT)
    return Check(ending, Q(ends_on__lt=today()))


@rule(
    "agreement-scope", Agreement, Severity.MAJOR, needs=("state", "scope"),
    says=_("Every agreement in force says what it covers."),
    remedy=_("Write down the scope of the agreement."),
)  # fmt: skip
def agreements_have_a_scope() -> Check:
    """It says what is delivered."""
    return Check(IN_FORCE, Q(scope=""))


@rule(
    "supply-agreement", Supply, Severity.MINOR, needs=("agreement", "ends_on"),
    says=_("Every supply names the agreement it rests on."),
    remedy=_("Name the agreement."),
)  # fmt: skip
def supplies_have_an_agreement() -> Check:
    """It rests on something."""
    return Check(Q(ends_on=None) | Q(ends_on__gte=today()), Q(agreement=None))


@rule(
    "supply-controlled", Supply, Severity.MAJOR, needs=("service", "supplier", "ends_on"),
    says=_("Over every contribution of a supplier to a service controls are written down."),
    remedy=_("Add the involvement of the supplier in the service, with the controls over it."),
)  # fmt: skip
def supplies_are_controlled() -> Check:
    """An involvement of the same supplier in the same service names them."""
    return Check(Q(ends_on=None) | Q(ends_on__gte=today()), ~services.controlled())


@rule(
    "involvement-controls", Involvement, Severity.MAJOR, needs=("unit", "controls"),
    says=_("Over whatever another party operates controls are written down."),
    remedy=_("Write down how the party is kept under control."),
)  # fmt: skip
def involvements_have_controls() -> Check:
    """Own units are led, others are controlled."""
    return Check(in_term("starts_on", "ends_on") & Q(unit=None), Q(controls=""))


@rule(
    "involvement-access", Involvement, Severity.MAJOR, needs=("access", "access_controls", "agreed_on"),
    says=_("For every access given to a party, controls were agreed, with a date."),
    remedy=_("Write down the controls of the access and when they were agreed."),
)  # fmt: skip
def access_is_controlled() -> Check:
    """Both are there."""
    given = in_term("starts_on", "ends_on") & ~Q(access="")
    return Check(given, Q(access_controls="") | Q(agreed_on=None))


@rule(
    "involvement-review", Involvement, Severity.MINOR, needs=("unit", "review_due"),
    says=_("The review of the controls over every other party is planned, and not overdue."),
    remedy=_("Review the controls and set the next day."),
)  # fmt: skip
def controls_are_reviewed() -> Check:
    """There is a day, and it has not passed."""
    late = Q(review_due=None) | Q(review_due__lt=today())
    return Check(in_term("starts_on", "ends_on") & Q(unit=None), late)


@rule(
    "service-operated", Service, Severity.MAJOR, needs=("status",),
    says=_("Of every delivered service it is known which party operates it."),
    remedy=_("Add who operates the service: an own unit, a supplier or a customer."),
)  # fmt: skip
def services_are_operated() -> Check:
    """Somebody is named."""
    return Check(services.DELIVERED_NOW, services.unoperated(services.KINDS["services"]))


@rule(
    "process-operated", Process, Severity.MAJOR, needs=("name",),
    says=_("Of every process of the SMS it is known which party operates it."),
    remedy=_("Add who operates the process: an own unit, a supplier or a customer."),
)  # fmt: skip
def processes_are_operated() -> Check:
    """Somebody is named."""
    return Check(Q(), services.unoperated(services.KINDS["processes"]))


@rule(
    "party-alone", Supplier, Severity.MAJOR, needs=("status",),
    says=_("No other party operates all services, all components or all processes of the SMS."),
    remedy=_("Keep or take back a part, or leave the rest out of the scope of the SMS."),
)  # fmt: skip
def nobody_else_operates_everything() -> Check:
    """Something is left to ourselves."""
    everything = [services.operates_all(kind) for kind in services.KINDS.values()]
    return Check(SUPPLYING, reduce(or_, everything))
