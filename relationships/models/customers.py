"""Customers, their contacts, and those who may speak and sign for them (requirements C1 to C3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access import Access, Reach
from core.access.principals import today
from core.choices import Level, Role
from core.models import Period, Person, RegisterModel
from core.models.money import CurrencyField
from core.registers import Confirm, RegisterOptions
from core.text.sort_keys import title_index
from relationships.choices import CustomerKind, CustomerStatus
from relationships.models.access import OF_OWN_CUSTOMERS, OF_OWN_REPRESENTATIVES, VIEWERS
from relationships.models.groups import CustomerGroup
from relationships.models.tiers import Tier
from relationships.reach import COMMERCIAL, CONTRACTUAL, customers_of, writers_of_customers
from relationships.transitions import CUSTOMER

CONFIRMED = (CustomerStatus.ACTIVE, CustomerStatus.ENDING)


class Customer(RegisterModel):
    """An organisation or part of one that receives services."""

    register = RegisterOptions(
        name="customers",
        prefix="CUS",
        search=("name", "organisation"),
        transitions=(CUSTOMER,),
        over=("status", (CustomerStatus.ENDED,)),
        access=Access(
            view=VIEWERS,
            write=writers_of_customers(),
            add=writers_of_customers(Reach.ALL),
            own=customers_of,
            hidden={
                Role.REPRESENTATIVE: COMMERCIAL,
                **dict.fromkeys((Role.SERVICE_OWNER, Role.SUPPLIER_MANAGER), CONTRACTUAL),
            },
        ),
        former={"tier_word": "tier"},
        confirm=Confirm(12, "manager", lambda: models.Q(status__in=CONFIRMED)),
        duties={"manager": lambda: ~models.Q(status=CustomerStatus.ENDED)},
    )

    name = models.CharField(_("name"), max_length=200)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    kind = models.CharField(
        _("kind"), max_length=10, choices=CustomerKind, default=CustomerKind.EXTERNAL
    )
    tier = models.ForeignKey(
        Tier, models.PROTECT, null=True, blank=True, related_name="customers",
        verbose_name=_("tier"),
    )  # fmt: skip
    # What "tier" was before tiers were records: history keeps it, nobody writes it any more.
    tier_word = models.CharField(
        _("tier as a word"), max_length=10, blank=True, editable=False,
        help_text=_("From before tiers were records; empty since then."),
    )  # fmt: skip
    status = models.CharField(
        _("status"), max_length=10, choices=CustomerStatus, default=CustomerStatus.ACTIVE
    )
    manager = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="managed_customers",
        verbose_name=_("relationship manager"),
    )  # fmt: skip
    users = models.TextField(
        _("users and interested parties"), blank=True,
        help_text=_("Who uses the services, and who else has an interest in them."),
    )  # fmt: skip
    needs = models.TextField(_("needs"), blank=True)
    expectations = models.TextField(_("expectations"), blank=True)
    priorities = models.TextField(_("priorities"), blank=True)
    contract_facts = models.TextField(_("contract"), blank=True)
    billing_facts = models.TextField(_("billing"), blank=True)
    opportunities = models.TextField(_("opportunities"), blank=True)
    address = models.TextField(_("address"), blank=True)
    notes = models.TextField(_("notes"), blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("customer")
        verbose_name_plural = _("customers")
        indexes = (title_index("relationships_customer", "reference"),)

    @classmethod
    def settle(cls, work: Any, changes: Sequence[Any]) -> None:
        """Who became or ceased to be manager, in whichever way, is told by an assignment."""
        assignments: Any = apps.get_model("relationships", "Assignment")
        assignments.follow(work, changes)


class Contact(RegisterModel):
    """A person on either side and what they are responsible for towards a customer."""

    register = RegisterOptions(
        name="contacts",
        prefix="CON",
        search=("responsibility",),
        personal=("notes",),
        access=OF_OWN_CUSTOMERS,
    )

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="contacts", verbose_name=_("customer")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="contacts", verbose_name=_("person")
    )
    responsibility = models.CharField(_("responsibility"), max_length=200, blank=True)
    is_escalation = models.BooleanField(_("escalation contact"), default=False)
    notes = models.TextField(_("notes"), blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = (
            models.UniqueConstraint(
                fields=("customer", "person", "responsibility"),
                condition=models.Q(archived_at=None),
                name="relationships_contact_once",
                violation_error_message=_(
                    "This person has this responsibility for this customer already."
                ),
            ),
        )

    def make_title(self) -> str:
        """The person, for the customer."""
        return f"{self.person} – {self.customer}"[:255]


def appointed() -> models.Q:
    """Representatives whose appointment has not ended."""
    return models.Q(appointed_until=None) | models.Q(appointed_until__gte=today())


class Representative(RegisterModel):
    """Somebody who may speak for a customer or for a group of them: for what, and from when to when."""

    register = RegisterOptions(
        name="representatives",
        prefix="REP",
        search=("role",),
        personal=("notes",),
        access=OF_OWN_REPRESENTATIVES,
        confirm=Confirm(6, "customer__manager", appointed),
        duties=dict.fromkeys(("person", "counterpart"), appointed),
    )

    customer = models.ForeignKey(
        Customer, models.PROTECT, null=True, blank=True, related_name="representatives",
        verbose_name=_("customer"),
    )  # fmt: skip
    group = models.ForeignKey(
        CustomerGroup, models.PROTECT, null=True, blank=True, related_name="representatives",
        verbose_name=_("group"), help_text=_("Instead of a customer."),
    )  # fmt: skip
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="representations", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=200, blank=True)
    agrees_requirements = models.BooleanField(_("agrees requirements"), default=False)
    agrees_slas = models.BooleanField(_("agrees service levels"), default=False)
    reviews_performance = models.BooleanField(_("reviews performance"), default=False)
    approves_minutes = models.BooleanField(_("approves minutes"), default=False)
    authority_limit = models.CharField(
        _("up to what"), max_length=200, blank=True, help_text=_("The limit of the authority.")
    )
    limit_amount = models.DecimalField(
        _("up to this amount a year"), max_digits=15, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0)],
    )  # fmt: skip
    limit_currency = CurrencyField(_("currency of the amount"), of=("limit_amount",), blank=True)
    limit_criticality = models.CharField(
        _("up to this criticality"), max_length=10, choices=Level, blank=True,
        help_text=_("Of the service. Empty: any."),
    )  # fmt: skip
    counterpart = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="counterpart_of",
        verbose_name=_("our counterpart"),
    )  # fmt: skip
    appointed_from = models.DateField(_("from"), null=True, blank=True)
    appointed_until = models.DateField(_("until"), null=True, blank=True)
    proof = models.CharField(
        _("proof of appointment"), max_length=255, blank=True,
        help_text=_("Where one can see who appointed them."),
    )  # fmt: skip
    notes = models.TextField(_("notes"), blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")
        constraints = (
            Period("appointed_from", "appointed_until", name="relationships_representative_period"),
            models.CheckConstraint(
                condition=models.Q(limit_amount=None) | ~models.Q(limit_currency=""),
                name="relationships_representative_currency",
            ),
            models.CheckConstraint(
                condition=models.Q(customer=None, group__isnull=False)
                | models.Q(customer__isnull=False, group=None),
                name="relationships_representative_of_one",
            ),
        )

    def clean(self) -> None:
        """For a customer or for a group, one of them."""
        if bool(self.customer) == bool(self.group):
            raise ValidationError({"customer": _("Name a customer or a group, one of them.")})

    def make_title(self) -> str:
        """The person, for the customer or the group."""
        return f"{self.person} – {self.customer or self.group}"[:255]
