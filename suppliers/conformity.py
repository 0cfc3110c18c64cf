"""What must hold for suppliers and the agreements with them (ISO/IEC 20000-1, 8.3.4)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.principals import today
from core.choices import Severity
from core.registries.rules import Check, rule
from suppliers.choices import AgreementState, Renewal, SupplierStatus
from suppliers.models import Agreement, Supplier, Supply

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
