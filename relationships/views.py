"""The screens of customers, their contacts and their representatives."""

from django.utils.translation import gettext_lazy as _

from core.declaration import MenuGroup, RegisterViews, declare
from relationships.models import Contact, Customer, Representative


@declare
class Customers(RegisterViews):
    """Who receives services."""

    model = Customer
    icon = "buildings"
    group = MenuGroup.RELATIONSHIPS
    columns = ("reference", "name", "kind", "tier", "manager", "status")
    filters = ("status", "kind", "tier", "manager")
    sections = (
        (_("Customer"), ("name", "organisation", "kind", "tier", "status", "manager")),
        (_("What they need"), ("users", "needs", "expectations", "priorities")),
        (_("Agreed"), ("contract_facts", "billing_facts")),
        (_("More"), ("opportunities", "address", "notes")),
    )
    wanted = ("manager", "tier", "needs", "users")


@declare
class Representatives(RegisterViews):
    """Who may speak and sign for a customer."""

    model = Representative
    icon = "person-badge"
    group = MenuGroup.RELATIONSHIPS
    columns = (
        "reference", "person", "customer", "role", "agrees_slas", "appointed_from", "appointed_until",
    )  # fmt: skip
    filters = ("customer", "agrees_slas", "appointed_until")
    sections = (
        (_("Representative"), ("customer", "person", "role", "counterpart")),
        (
            _("Authority"),
            ("agrees_requirements", "agrees_slas", "reviews_performance", "authority_limit"),
        ),
        (_("Appointment"), ("appointed_from", "appointed_until", "proof")),
        (_("More"), ("notes",)),
    )
    wanted = ("appointed_from", "proof", "counterpart")


@declare
class Contacts(RegisterViews):
    """Who is responsible for what, on both sides."""

    model = Contact
    icon = "person-lines-fill"
    group = MenuGroup.RELATIONSHIPS
    columns = ("reference", "person", "customer", "responsibility", "is_escalation")
    filters = ("customer", "is_escalation")
    sections = (
        (_("Contact"), ("customer", "person", "responsibility", "is_escalation")),
        (_("More"), ("notes",)),
    )
    wanted = ("responsibility",)
