"""What must hold for customers and those who represent them (ISO/IEC 20000-1, 8.3.2)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.choices import Severity
from core.principals import today
from core.rules import Check, rule
from relationships.choices import CustomerStatus
from relationships.models import Contact, Customer, Representative
from relationships.reach import represented_today

SERVED = Q(status__in=(CustomerStatus.ACTIVE, CustomerStatus.ENDING))


@rule(
    "customer-manager", Customer, Severity.MAJOR, needs=("status", "manager"),
    says=_("Every customer has a relationship manager."),
    remedy=_("Name the relationship manager of the customer."),
)  # fmt: skip
def customers_have_a_manager() -> Check:
    """Somebody is responsible for the relationship and the customer's satisfaction."""
    return Check(SERVED, Q(manager=None))


@rule(
    "customer-representative", Customer, Severity.MAJOR, needs=("status",),
    says=_("Every customer has somebody who represents it today."),
    remedy=_("Add a representative, or extend the appointment that has ended."),
)  # fmt: skip
def customers_are_represented() -> Check:
    """An appointment is in force."""
    return Check(SERVED, ~Q(pk__in=represented_today().values("customer")))


@rule(
    "customer-escalation", Customer, Severity.MINOR, needs=("status",),
    says=_("Every customer has an escalation contact."),
    remedy=_("Add a contact, or mark one as escalation contact."),
)  # fmt: skip
def customers_can_escalate() -> Check:
    """A contact is marked for it."""
    contacts = Contact._base_manager.filter(archived_at=None, is_escalation=True)
    return Check(SERVED, ~Q(pk__in=contacts.values("customer")))


@rule(
    "customer-needs", Customer, Severity.MINOR, needs=("status", "needs"),
    says=_("The needs of every customer are written down."),
    remedy=_("Write down what the customer needs."),
)  # fmt: skip
def customers_have_needs() -> Check:
    """Needs are known."""
    return Check(SERVED, Q(needs=""))


@rule(
    "representative-proof", Representative, Severity.MINOR, needs=("proof",),
    says=_("For every representative one can see who appointed them."),
    remedy=_("Say where the appointment can be seen."),
)  # fmt: skip
def representatives_have_proof() -> Check:
    """The proof is named."""
    return Check(Q(), Q(proof=""))


@rule(
    "representative-ended", Representative, Severity.OBSERVATION, needs=("appointed_until",),
    says=_("No representative stays in the register after the appointment has ended."),
    remedy=_("Extend the appointment, or archive the representative."),
)  # fmt: skip
def representatives_are_appointed() -> Check:
    """The appointment goes on."""
    return Check(~Q(appointed_until=None), Q(appointed_until__lt=today()))
