"""Suppliers, the agreements with them, and what they contribute to services (S1, S2, S9)."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access import Access
from core.choices import Level
from core.models import Calendar, Period, Person, RegisterModel
from core.models.money import CurrencyField
from core.models.quantities import QuantityField
from core.registers import Confirm, Control, RegisterOptions
from core.text.sort_keys import title_index
from portfolio.models import Component, OrganisationUnit, Process, Service
from relationships.models import Customer
from suppliers.choices import (
    AgreementKind,
    AgreementState,
    Renewal,
    ReviewFrequency,
    SupplierKind,
    SupplierStatus,
)
from suppliers.querysets import AgreementQuerySet
from suppliers.reach import (
    ADDERS,
    PARTY_WRITERS,
    WRITERS,
    of_own_involvements,
    of_own_suppliers,
    suppliers_of,
)
from suppliers.transitions import AGREEMENT


class Supplier(RegisterModel):
    """Somebody outside or inside who contributes to services."""

    register = RegisterOptions(
        name="suppliers",
        prefix="SUP",
        search=("name", "services_provided"),
        access=Access(write=WRITERS, add=ADDERS, own=suppliers_of),
        closed=("status", (SupplierStatus.ENDED,)),
        confirm=Confirm(12, "manager", lambda: ~models.Q(status=SupplierStatus.ENDED)),
        duties={"manager": models.Q},
    )

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(
        _("kind"), max_length=10, choices=SupplierKind, default=SupplierKind.EXTERNAL
    )
    customer = models.ForeignKey(
        Customer, models.PROTECT, null=True, blank=True, related_name="supplying",
        verbose_name=_("as customer"),
        help_text=_("Which customer, where a customer acts as supplier."),
    )  # fmt: skip
    status = models.CharField(
        _("status"), max_length=10, choices=SupplierStatus, default=SupplierStatus.ACTIVE
    )
    services_provided = models.TextField(_("services provided"), blank=True)
    manager = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="managed_suppliers",
        verbose_name=_("supplier manager"),
    )  # fmt: skip
    contact = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="supplier_contact_of",
        verbose_name=_("their contact"),
    )  # fmt: skip
    escalation = models.TextField(_("escalation path"), blank=True)
    review_frequency = models.CharField(
        _("review frequency"), max_length=12, choices=ReviewFrequency, blank=True
    )
    criticality = models.CharField(_("criticality"), max_length=10, choices=Level, blank=True)
    risk_level = models.CharField(_("risk level"), max_length=10, choices=Level, blank=True)
    address = models.TextField(_("address"), blank=True)
    notes = models.TextField(_("notes"), blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("supplier")
        verbose_name_plural = _("suppliers")
        indexes = (title_index("suppliers_supplier", "reference"),)

    def clean(self) -> None:
        """A customer acting as supplier is one of the customers; others are none."""
        if self.customer is not None and self.kind != SupplierKind.CUSTOMER:
            raise ValidationError({"customer": _("Only a customer acting as supplier has one.")})


class Agreement(RegisterModel):
    """A contract or other agreement with a supplier; the contract reference is its reference."""

    register = RegisterOptions(
        name="agreements",
        prefix="AGR",
        search=("name", "scope"),
        transitions=(AGREEMENT,),
        closed=("state", (AgreementState.EXPIRED, AgreementState.TERMINATED)),
        control=Control("state", (AgreementState.ACTIVE,), frozenset({"last_review", "notes"})),
        access=Access(write=WRITERS, add=WRITERS, own=of_own_suppliers),
        confirm=Confirm(12, "supplier__manager", lambda: models.Q(state=AgreementState.ACTIVE)),
    )

    supplier = models.ForeignKey(
        Supplier, models.PROTECT, related_name="agreements", verbose_name=_("supplier")
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    kind = models.CharField(
        _("kind"), max_length=16, choices=AgreementKind, default=AgreementKind.CONTRACT
    )
    state = models.CharField(
        _("state"), max_length=12, choices=AgreementState, default=AgreementState.DRAFT
    )
    edition = models.PositiveIntegerField(
        _("edition"), default=1, help_text=_("The agreement's own version, as its parties count.")
    )
    scope = models.TextField(_("scope"), blank=True)
    targets = models.TextField(_("targets"), blank=True)
    starts_on = models.DateField(_("start"), null=True, blank=True)
    ends_on = models.DateField(_("end"), null=True, blank=True)
    notice_days = models.PositiveIntegerField(
        _("notice in days"), null=True, blank=True, help_text=_("Days before the end of the term.")
    )
    renewal = models.CharField(_("renewal"), max_length=10, choices=Renewal, blank=True)
    renewal_months = models.PositiveIntegerField(
        _("renewed for months"), null=True, blank=True, help_text=_("Length of each further term.")
    )
    charging_basis = models.CharField(_("basis for charging"), max_length=200, blank=True)
    amount = models.DecimalField(_("value"), max_digits=15, decimal_places=2, null=True, blank=True)
    currency = CurrencyField(_("currency"), of=("amount",), blank=True)
    change_reference = models.CharField(_("change reference"), max_length=100, blank=True)
    impact = models.TextField(
        _("assessed impact of the change"), blank=True,
        help_text=_("What the change means for customers, cost, suppliers, other services."),
    )  # fmt: skip
    change_approved_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("change approved by"),
    )  # fmt: skip
    last_review = models.DateField(_("last review"), null=True, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    objects = AgreementQuerySet.as_manager()  # type: ignore[misc]

    class Meta(RegisterModel.Meta):
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        indexes = (
            title_index("suppliers_agreement", "reference"),
            models.Index(fields=("ends_on",)),
        )
        constraints = (
            Period("starts_on", "ends_on", name="suppliers_agreement_period"),
            models.CheckConstraint(
                condition=models.Q(amount=None) | ~models.Q(currency=""),
                name="suppliers_agreement_currency",
            ),
            models.CheckConstraint(
                condition=~models.Q(renewal=Renewal.TACIT) | models.Q(renewal_months__gte=1),
                name="suppliers_agreement_renewal",
            ),
        )  # fmt: skip

    def clean(self) -> None:
        """Tacit renewal with its length."""
        if self.renewal == Renewal.TACIT and not self.renewal_months:
            rule = _("Say for how many months it goes on each time.")
            raise ValidationError({"renewal_months": rule})

    def make_title(self) -> str:
        """The reference and with whom."""
        return f"{self.reference} – {self.supplier}"[:255]


class Supply(RegisterModel):
    """A supplier contributes to a service, under an agreement."""

    register = RegisterOptions(
        name="supplies",
        prefix="SPY",
        title="contribution",
        search=("contribution",),
        access=Access(write=WRITERS, add=WRITERS, own=of_own_suppliers),
    )

    service = models.ForeignKey(
        Service, models.PROTECT, related_name="supplies", verbose_name=_("service")
    )
    supplier = models.ForeignKey(
        Supplier, models.PROTECT, related_name="supplies", verbose_name=_("supplier")
    )
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="supplies",
        verbose_name=_("agreement"),
    )  # fmt: skip
    contribution = models.CharField(_("contribution"), max_length=255, blank=True)
    component = models.ForeignKey(
        Component, models.PROTECT, null=True, blank=True, related_name="supplies",
        verbose_name=_("component"),
        help_text=_("What is promised holds for this part. Empty: for the service as a whole."),
    )  # fmt: skip
    availability = QuantityField(
        _("availability promised (%)"), max_digits=7, decimal_places=4, null=True, blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("As the agreement says; counts while the agreement is in force."),
    )  # fmt: skip
    response = QuantityField(
        _("answers within (minutes)"), max_digits=9, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0)],
    )  # fmt: skip
    calendar = models.ForeignKey(
        Calendar, models.PROTECT, null=True, blank=True, related_name="supplies",
        verbose_name=_("hours of cover promised"),
    )  # fmt: skip
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("supply")
        verbose_name_plural = _("supplies")
        constraints = (
            models.UniqueConstraint(
                fields=("service", "supplier", "contribution"),
                condition=models.Q(archived_at=None),
                name="suppliers_supply_once",
                violation_error_message=_("This supplier contributes this already."),
            ),
            Period("starts_on", "ends_on", name="suppliers_supply_period"),
        )

    def clean(self) -> None:
        """The agreement is with this supplier."""
        if self.agreement is not None and self.agreement.supplier != self.supplier:
            raise ValidationError({"agreement": _("This agreement is with another supplier.")})

    def make_title(self) -> str:
        """Who contributes to what."""
        return f"{self.supplier} → {self.service}"[:255]


#: The links to who is involved, and to what they operate.
PARTIES = ("unit", "supplier", "customer")
OPERATED = ("service", "component", "process")


RULES = (
    (PARTIES, _("Name one party: an own unit, a supplier or a customer.")),
    (OPERATED, _("Name one thing: a service, a component or a process.")),
)


def exactly_one(*names: str, name: str) -> models.CheckConstraint:
    """Just one of these links is there."""
    ways = (
        models.Q(**{f"{each}__isnull": each != named for each in names}) for named in names
    )  # fmt: skip
    return models.CheckConstraint(condition=reduce(or_, ways), name=name)


class Involvement(RegisterModel):
    """A party operates a service, a component or a process, with the controls over it.

    It stands on this floor because it is the lowest from which real links reach every kind of party:
    own units and customers lie below, suppliers here. A register of parties in the portfolio would
    have to keep each supplier a second time.
    """

    register = RegisterOptions(
        name="involvements",
        prefix="INV",
        title="contribution",
        search=("contribution", "controls", "access"),
        access=Access(write=PARTY_WRITERS, add=PARTY_WRITERS, own=of_own_involvements),
    )

    unit = models.ForeignKey(
        OrganisationUnit, models.PROTECT, null=True, blank=True, related_name="involvements",
        verbose_name=_("own unit"),
    )  # fmt: skip
    supplier = models.ForeignKey(
        Supplier, models.PROTECT, null=True, blank=True, related_name="involvements",
        verbose_name=_("supplier"), help_text=_("External, internal, or a customer acting as one."),
    )  # fmt: skip
    customer = models.ForeignKey(
        Customer, models.PROTECT, null=True, blank=True, related_name="involvements",
        verbose_name=_("customer"), help_text=_("A customer that does something itself."),
    )  # fmt: skip
    service = models.ForeignKey(
        Service, models.PROTECT, null=True, blank=True, related_name="involvements",
        verbose_name=_("service"),
    )  # fmt: skip
    component = models.ForeignKey(
        Component, models.PROTECT, null=True, blank=True, related_name="involvements",
        verbose_name=_("component"),
    )  # fmt: skip
    process = models.ForeignKey(
        Process, models.PROTECT, null=True, blank=True, related_name="involvements",
        verbose_name=_("process"),
    )  # fmt: skip
    contribution = models.CharField(_("what it does"), max_length=255, blank=True)
    controls = models.TextField(
        _("controls"), blank=True,
        help_text=_("How we keep it under control: measured, evaluated, agreed, reviewed."),
    )  # fmt: skip
    access = models.TextField(
        _("access given"), blank=True, help_text=_("Which information and systems it may reach.")
    )
    access_controls = models.TextField(_("controls of the access"), blank=True)
    agreed_on = models.DateField(_("controls agreed on"), null=True, blank=True)
    review_due = models.DateField(_("review due"), null=True, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("involvement of a party")
        verbose_name_plural = _("involvements of parties")
        constraints = (
            exactly_one(*PARTIES, name="suppliers_involvement_one_party"),
            exactly_one(*OPERATED, name="suppliers_involvement_one_subject"),
            Period("starts_on", "ends_on", name="suppliers_involvement_period"),
        )

    def clean(self) -> None:
        """One party, and one thing that it operates."""
        errors = {}
        for names, rule in RULES:
            named = [name for name in names if getattr(self, f"{name}_id") is not None]
            if len(named) != 1:
                errors[named[-1] if named else names[0]] = rule
        if errors:
            raise ValidationError(errors)

    @property
    def party(self) -> Any:
        """Who is involved."""
        found: Any = self.unit or self.supplier or self.customer
        return found

    @property
    def subject(self) -> Any:
        """In what."""
        found: Any = self.service or self.component or self.process
        return found

    def make_title(self) -> str:
        """Who operates what."""
        return f"{self.party} → {self.subject}"[:255]
