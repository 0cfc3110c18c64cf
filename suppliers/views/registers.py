"""The screens of suppliers, agreements with them, and what they contribute."""

from django.utils.translation import gettext_lazy as _

from core.declaration import BuiltInView, MenuGroup, RegisterViews, declare
from core.declaration.beside import BesideColumn
from suppliers.models import Agreement, Involvement, Supplier, Supply


@declare
class Suppliers(RegisterViews):
    """Who contributes to services."""

    model = Supplier
    icon = "truck"
    group = MenuGroup.SUPPLIERS
    columns = ("reference", "name", "kind", "manager", "review_frequency", "risk_level", "status")
    filters = ("status", "kind", "manager", "risk_level", "criticality", "review_frequency")
    sections = (
        (_("Supplier"), ("name", "kind", "customer", "status", "services_provided")),
        (_("People"), ("manager", "contact", "escalation")),
        (_("Governance"), ("review_frequency", "criticality", "risk_level")),
        (_("More"), ("address", "notes")),
    )
    wanted = ("manager", "contact", "review_frequency", "risk_level", "escalation")
    views = (
        BuiltInView(
            "classic",
            _("Supplier management register"),
            {"column": ("name", "services_provided", "review_frequency", "risk_level")},
            (
                BesideColumn(
                    _("Contract reference"), Agreement, "supplier", "reference", "services_provided"
                ),
                BesideColumn(
                    _("Performance metric"),
                    Agreement,
                    "supplier",
                    "targets",
                    "agreements-reference",
                ),
            ),
        ),
    )


@declare
class Agreements(RegisterViews):
    """Contracts and other agreements with suppliers."""

    model = Agreement
    icon = "file-earmark-text"
    group = MenuGroup.SUPPLIERS
    columns = ("reference", "supplier", "kind", "state", "ends_on", "notice_days", "renewal")
    filters = ("state", "kind", "supplier", "ends_on", "renewal")
    sections = (
        (_("Agreement"), ("supplier", "name", "kind", "state", "edition")),
        (_("Content"), ("scope", "targets")),
        (
            _("Term"),
            ("starts_on", "ends_on", "notice_days", "renewal", "renewal_months", "last_review"),
        ),
        (_("Charges"), ("charging_basis", "amount", "currency")),
        (_("Change"), ("change_reference", "impact", "change_approved_by")),
        (_("More"), ("notes",)),
    )
    wanted = ("scope", "targets", "ends_on", "notice_days", "last_review")


@declare
class Supplies(RegisterViews):
    """Which supplier contributes to which service."""

    model = Supply
    icon = "box-seam"
    group = MenuGroup.SUPPLIERS
    minor = True
    columns = ("reference", "supplier", "service", "agreement", "contribution", "ends_on")
    filters = ("supplier", "service", "agreement", "ends_on")
    sections = (
        (_("Supply"), ("service", "supplier", "agreement", "contribution")),
        (_("What is promised"), ("component", "availability", "response", "calendar")),
        (_("Term"), ("starts_on", "ends_on")),
    )
    wanted = ("agreement",)


@declare
class Involvements(RegisterViews):
    """Which party operates what, and under which controls."""

    model = Involvement
    icon = "person-lines-fill"
    group = MenuGroup.SUPPLIERS
    minor = True
    columns = ("reference", "unit", "supplier", "customer", "service", "component", "process",
               "agreed_on", "review_due")  # fmt: skip
    filters = ("unit", "supplier", "customer", "service", "component", "process", "review_due")
    sections = (
        (_("Party"), ("unit", "supplier", "customer")),
        (_("Operates"), ("service", "component", "process", "contribution")),
        (_("Controls"), ("controls", "agreed_on", "review_due")),
        (_("Access"), ("access", "access_controls")),
        (_("Term"), ("starts_on", "ends_on")),
    )
    wanted = ("controls", "agreed_on", "review_due")
