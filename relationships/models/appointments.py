"""Where a customer names no representative: what was asked, who stands in, where it goes (C3)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access.principals import today
from core.models import Person, RegisterModel
from core.registers import RegisterOptions
from relationships.choices import ChannelKind
from relationships.models.access import INTERNAL
from relationships.models.customers import Customer


class AppointmentRequest(RegisterModel):
    """A customer was asked to name a representative."""

    register = RegisterOptions(
        name="appointment-requests", prefix="APR", title="name", search=("name", "answer"),
        access=INTERNAL,
    )  # fmt: skip

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="appointment_requests", verbose_name=_("customer")
    )
    name = models.CharField(
        _("what was asked for"), max_length=255,
        help_text=_("Which role, for which services, with which authority."),
    )  # fmt: skip
    asked_on = models.DateField(_("asked on"), default=today)
    asked = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("whom"),
    )  # fmt: skip
    kind = models.CharField(_("by"), max_length=10, choices=ChannelKind, default=ChannelKind.MAIL)
    due = models.DateField(_("answer wanted by"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    interim = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="stands_in",
        verbose_name=_("interim contact"),
        help_text=_("Whom we talk to until somebody is named. Signs nothing."),
    )  # fmt: skip
    escalated_to = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("escalated to"),
    )  # fmt: skip
    escalated_on = models.DateField(_("escalated on"), null=True, blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("request for a representative")
        verbose_name_plural = _("requests for representatives")

    def clean(self) -> None:
        """Answer and escalation come after the question."""
        for name in ("answered_on", "escalated_on", "due"):
            day = getattr(self, name)
            if day and day < self.asked_on:
                raise ValidationError({name: _("This day lies before the question.")})
