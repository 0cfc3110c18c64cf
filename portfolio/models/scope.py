"""The scope of the SMS: editions of a statement, with what is in and what is out (requirement P14)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.access import Access, Reach
from core.choices import EditionState, Role
from core.models import Edition, Period, Person, RegisterModel
from core.models.editions import GONE
from core.registers import Control, RegisterOptions
from core.signing.moves import EDITIONS
from core.text.sort_keys import title_index
from portfolio.models.organisation import OrganisationUnit
from portfolio.models.services import Service
from relationships.models import Customer

WRITERS = {Role.SERVICE_MANAGER: Reach.ALL}
#: What an item of the scope may be about.
IN_SCOPE = ("service", "customer", "unit")


class ScopeStatement(Edition):
    """One edition of the statement that says what the service management system covers.

    There is one SMS, so at most one edition is agreed and not replaced.
    """

    register = RegisterOptions(
        name="scope-statements", prefix="SCP", title="reference",
        search=("statement", "standard"), transitions=(EDITIONS,), closed=("state", GONE),
        control=Control("state", (EditionState.AGREED,), frozenset({"review_due", "notes"})),
        access=Access(write=WRITERS), duties={"approver": models.Q},
    )  # fmt: skip

    statement = models.TextField(
        _("statement"), blank=True,
        help_text=_("As it stands on the certificate: organisation, services, locations."),
    )  # fmt: skip
    standard = models.CharField(_("standard"), max_length=60, default="ISO/IEC 20000-1:2018")
    state = models.CharField(
        _("state"), max_length=12, choices=EditionState, default=EditionState.DRAFT
    )
    approver = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="approves_scopes",
        verbose_name=_("approved by"), help_text=_("Who signs for top management."),
    )  # fmt: skip
    change_approved_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("change approved by"),
    )  # fmt: skip
    review_due = models.DateField(_("review due"), null=True, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    class Meta(Edition.Meta):
        verbose_name = _("scope statement")
        verbose_name_plural = _("scope statements")
        indexes = (title_index("portfolio_scope"),)
        constraints = (
            models.UniqueConstraint(
                fields=("state",),
                condition=models.Q(
                    state=EditionState.AGREED, in_force_until=None, archived_at=None
                ),
                name="portfolio_scope_one_agreed",
                violation_error_message=_(
                    "A scope statement is agreed already: draft its next edition."
                ),
            ),
            Period("effective_from", "effective_until", name="portfolio_scope_period"),
        )  # fmt: skip

    def make_title(self) -> str:
        """Which edition it is."""
        return f"{self.reference} ({self.edition})"[:255]


class ScopeItem(RegisterModel):
    """Something is in the scope of the SMS, or out of it for a reason."""

    register = RegisterOptions(
        name="scope-items", prefix="SCI", title="why", search=("why", "location"),
        access=Access(write=WRITERS),
    )  # fmt: skip

    statement = models.ForeignKey(
        ScopeStatement, models.PROTECT, related_name="items", verbose_name=_("scope statement")
    )
    service = models.ForeignKey(
        Service, models.PROTECT, null=True, blank=True, related_name="scope_items",
        verbose_name=_("service"),
    )  # fmt: skip
    customer = models.ForeignKey(
        Customer, models.PROTECT, null=True, blank=True, related_name="scope_items",
        verbose_name=_("customer"),
    )  # fmt: skip
    unit = models.ForeignKey(
        OrganisationUnit, models.PROTECT, null=True, blank=True, related_name="scope_items",
        verbose_name=_("organisational unit"),
    )  # fmt: skip
    location = models.CharField(
        _("location"), max_length=200, blank=True, help_text=_("Instead of one of the above.")
    )
    included = models.BooleanField(_("in scope"), default=True)
    outsourced_to = models.CharField(
        _("operated by another party"), max_length=255, blank=True,
        help_text=_("Which part, and by whom; it stays in scope and under control."),
    )  # fmt: skip
    why = models.TextField(_("why it is left out"), blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("item of the scope")
        verbose_name_plural = _("items of the scope")
        constraints = tuple(
            models.UniqueConstraint(
                fields=("statement", name), condition=models.Q(archived_at=None),
                name=f"portfolio_scopeitem_{name}_once",
                violation_error_message=_("This stands in the scope statement already."),
            )
            for name in IN_SCOPE
        )  # fmt: skip

    def clean(self) -> None:
        """It is about one thing."""
        super().clean()
        named = [name for name in IN_SCOPE if getattr(self, f"{name}_id") is not None]
        if len(named) + bool(self.location.strip()) != 1:
            rule = _now(
                "Name one thing: a service, a customer, an organisational unit or a location."
            )
            raise ValidationError({named[-1] if named else "service": rule})

    @property
    def what(self) -> str:
        """What it is about."""
        return str(self.service or self.customer or self.unit or self.location)

    @property
    def kind(self) -> int:
        """Its place among services, customers, units and locations."""
        named = [getattr(self, f"{name}_id") is not None for name in IN_SCOPE]
        return named.index(True) if True in named else len(named)

    def make_title(self) -> str:
        """What is in or out."""
        return f"{self.what} – {self.statement.reference}"[:255]
