"""How a service is introduced, changed or handed over: plan, acceptance, and what came of it (P3)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access import Access
from core.access.principals import today
from core.models import Document, Person, RegisterModel
from core.registers import RegisterOptions
from portfolio.choices import PlanKind
from portfolio.models.services import Service
from portfolio.reach import LEVEL_WRITERS, of_own_services


class TransitionPlan(RegisterModel):
    """What a new or changed service is to achieve, how that is tested, who accepted it, and the review."""

    register = RegisterOptions(
        name="transition-plans",
        prefix="TRP",
        search=("name", "outcomes"),
        access=Access(write=LEVEL_WRITERS, add=LEVEL_WRITERS, own=of_own_services),
    )

    service = models.ForeignKey(
        Service, models.PROTECT, related_name="transition_plans", verbose_name=_("service")
    )
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=PlanKind, default=PlanKind.NEW)
    party = models.CharField(
        _("other party"), max_length=200, blank=True,
        help_text=_("To whom, or from whom, a service is transferred."),
    )  # fmt: skip
    planned_on = models.DateField(_("planned for"), null=True, blank=True)
    outcomes = models.TextField(_("intended outcomes"), blank=True)
    criteria = models.TextField(_("acceptance criteria"), blank=True)
    tests = models.TextField(_("tests"), blank=True)
    responsibilities = models.TextField(_("responsibilities"), blank=True)
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="accepted_plans",
        verbose_name=_("accepted by"),
    )  # fmt: skip
    acceptance = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="accepts",
        verbose_name=_("evidence of the acceptance"),
    )  # fmt: skip
    conditions = models.TextField(_("acceptance, in words"), blank=True)
    review_due = models.DateField(
        _("review due"), null=True, blank=True, help_text=_("The review after the transition.")
    )
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    achieved = models.TextField(
        _("achieved outcomes"), blank=True, help_text=_("Compared with the intended ones.")
    )
    told_on = models.DateField(_("told on"), null=True, blank=True)
    told = models.TextField(
        _("who was told"), blank=True,
        help_text=_("Which interested parties were told what came of it."),
    )  # fmt: skip

    class Meta(RegisterModel.Meta):
        verbose_name = _("transition plan")
        verbose_name_plural = _("transition plans")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(accepted_on=None) | models.Q(accepted_by__isnull=False),
                name="portfolio_transitionplan_accepted",
            ),
            models.CheckConstraint(
                condition=models.Q(reviewed_on=None) | ~models.Q(achieved=""),
                name="portfolio_transitionplan_reviewed",
            ),
        )

    def clean(self) -> None:
        """Who accepted, on what evidence; what was achieved; nothing happened on a day to come."""
        errors = {}
        for name in ("accepted_on", "reviewed_on", "told_on"):
            day = getattr(self, name)
            if day and day > today():
                errors[name] = _("This day has not come yet.")
        if self.accepted_on and self.accepted_by is None:
            errors["accepted_by"] = _("Say who accepted it.")
        if self.accepted_on and not (self.acceptance or self.conditions.strip()):
            errors["conditions"] = _("Name the evidence, or say how it was accepted.")
        if self.reviewed_on and not self.achieved.strip():
            errors["achieved"] = _("Say what was achieved of the intended outcomes.")
        if self.told_on and not self.told.strip():
            errors["told"] = _("Say who was told.")
        if self.kind == PlanKind.TRANSFER and not self.party.strip():
            errors["party"] = _("Name the other party of the transfer.")
        if errors:
            raise ValidationError(errors)
