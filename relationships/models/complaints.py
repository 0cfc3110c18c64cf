"""What counts as a complaint of a customer, and where it goes when nobody answers (C8)."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access import Access
from core.choices import EditionState, Role
from core.models import Edition, NoOverlap, Period, Person, RegisterModel
from core.models.editions import GONE
from core.registers import RegisterOptions
from core.signing.moves import EDITIONS
from core.text.sort_keys import title_index
from relationships.models.access import OF_OWN_CUSTOMERS, VIEWERS
from relationships.models.customers import Customer
from relationships.reach import of_own_definitions, writers_of_customers

A_YEAR = 24 * 365


class ComplaintDefinition(Edition):
    """One edition of what was agreed with a customer about complaints."""

    register = RegisterOptions(
        name="complaint-definitions", prefix="CPD", title="definition",
        search=("definition", "lodging"), transitions=(EDITIONS,), access=OF_OWN_CUSTOMERS,
        closed=("state", GONE),
    )  # fmt: skip

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="complaint_definitions", verbose_name=_("customer")
    )
    state = models.CharField(
        _("state"), max_length=12, choices=EditionState, default=EditionState.DRAFT
    )
    definition = models.TextField(
        _("what counts as a complaint"), blank=True,
        help_text=_("And what does not: a request, an incident, a suggestion."),
    )  # fmt: skip
    lodging = models.TextField(_("how to lodge one"), blank=True)
    answered_within = models.PositiveIntegerField(
        _("first answer within (hours)"), null=True, blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(A_YEAR)],
    )  # fmt: skip
    notes = models.TextField(_("notes"), blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("complaint definition")
        verbose_name_plural = _("complaint definitions")
        indexes = (title_index("relationships_complaintdefinition"),)
        constraints = (
            Period("effective_from", "effective_until", name="relationships_definition_period"),
            NoOverlap(
                name="relationships_definition_overlap", links=("customer",),
                value=EditionState.AGREED, begins="effective_from",
                ends=("effective_until", "in_force_until"),
                violation_error_message=_(
                    "Another agreed definition of this customer holds in this time."
                ),
            ),
        )  # fmt: skip

    def make_title(self) -> str:
        """For whom, and which edition."""
        return f"{str(self.customer)[:240]} ({self.edition})"


class EscalationLevel(RegisterModel):
    """Where a complaint goes next when it was not answered in time."""

    register = RegisterOptions(
        name="escalation-levels", prefix="ESC", title="who", search=("who",),
        access=Access(
            view=VIEWERS, write=writers_of_customers(), add=writers_of_customers(),
            own=of_own_definitions, hidden={Role.REPRESENTATIVE: frozenset({"notes"})},
        ),
    )  # fmt: skip

    definition = models.ForeignKey(
        ComplaintDefinition, models.PROTECT, related_name="levels",
        verbose_name=_("complaint definition"),
    )  # fmt: skip
    level = models.PositiveSmallIntegerField(
        _("level"), default=1, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    who = models.CharField(
        _("who"), max_length=200, help_text=_("The role, so that it stays true when people change.")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    contact = models.CharField(_("reached by"), max_length=200, blank=True)
    within = models.PositiveIntegerField(
        _("within (hours)"), validators=[MinValueValidator(1), MaxValueValidator(A_YEAR)],
        help_text=_("So long after the complaint was lodged it goes there."),
    )  # fmt: skip
    notes = models.TextField(_("notes"), blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("escalation level")
        verbose_name_plural = _("escalation levels")
        constraints = (
            models.UniqueConstraint(
                fields=("definition", "level"), condition=models.Q(archived_at=None),
                name="relationships_escalation_once",
                violation_error_message=_("This definition has this level already."),
            ),
        )  # fmt: skip

    def make_title(self) -> str:
        """The level and who."""
        return f"{self.level}: {self.who}"[:255]
