"""What must be done before the relationship with a customer ends (ISO/IEC 20000-1, 8.3.2)."""

from django.utils.translation import gettext_lazy as _

from core.choices import ChecklistPurpose
from core.gates.purposes import Shipped, checklist
from core.gates.requirements import page
from core.registries.gates import checklist_done, override_finding
from relationships.choices import CustomerStatus
from relationships.models import Customer

checklist(
    ChecklistPurpose.ENDING,
    Customer,
    name=_("End of a relationship"),
    steps=(
        Shipped(_("Agree with the customer on the last day, in writing"), 14),
        Shipped(_("Tell everybody on our side and our suppliers who serve the customer"), 21),
        Shipped(_("Hand over data and documents to the customer or its new provider"), 60),
        Shipped(_("Withdraw access of the customer's users and representatives"), 75),
        Shipped(_("Delete or archive the customer's data as the contract says"), 80),
        Shipped(_("Settle the last invoice"), 85),
        Shipped(_("Closing talk: what was good, what was not, what we learn"), 90),
    ),
)
checklist_done(
    "ending-checklist", Customer, ((CustomerStatus.ENDING, CustomerStatus.ENDED),),
    ChecklistPurpose.ENDING, page("end"),
)  # fmt: skip
override_finding(
    "customer-gate-overridden", Customer,
    says=_("No relationship ended by an override."),
    remedy=_("Do what was left open then, and review whether the override was right."),
)  # fmt: skip
