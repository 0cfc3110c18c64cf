"""Risks and issues of a relationship, and what customers say that is no complaint (C10)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access.principals import today
from core.choices import Level
from core.models import Person, Record, RegisterModel
from core.registers import RegisterOptions
from relationships.choices import ConcernKind, ConcernState, FeedbackKind
from relationships.models.access import INTERNAL
from relationships.models.customers import Customer
from relationships.transitions import CONCERN


class Concern(RegisterModel):
    """A risk or an issue of a relationship: whose it is, until when, and what is done about it."""

    register = RegisterOptions(
        name="concerns", prefix="RSK", search=("name", "description"),
        transitions=(CONCERN,), access=INTERNAL,
        duties={"owner": lambda: ~models.Q(state=ConcernState.CLOSED)},
    )  # fmt: skip

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="concerns", verbose_name=_("customer")
    )
    kind = models.CharField(_("kind"), max_length=6, choices=ConcernKind, default=ConcernKind.ISSUE)
    name = models.CharField(_("name"), max_length=255)
    description = models.TextField(_("description"), blank=True)
    severity = models.CharField(_("severity"), max_length=10, choices=Level, default=Level.MEDIUM)
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="concerns",
        verbose_name=_("owner"),
    )  # fmt: skip
    due = models.DateField(_("due"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ConcernState, default=ConcernState.OPEN
    )
    treatment = models.TextField(_("what is done about it"), blank=True)
    leads_to = models.ForeignKey(
        Record, models.PROTECT, null=True, blank=True, related_name="raised_by",
        verbose_name=_("linked record"),
        help_text=_("The action or improvement that deals with it."),
    )  # fmt: skip
    outside = models.CharField(
        _("outside reference"), max_length=100, blank=True,
        help_text=_("Number of the problem or change in another tool."),
    )  # fmt: skip
    reported_on = models.DateField(_("reported back on"), null=True, blank=True)
    reported = models.TextField(_("what the customer was told"), blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("risk or issue")
        verbose_name_plural = _("risks and issues")


class Feedback(RegisterModel):
    """What a customer said that is no complaint, and the answer."""

    register = RegisterOptions(
        name="feedback", prefix="FBK", search=("name", "details"), access=INTERNAL
    )

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="feedback", verbose_name=_("customer")
    )
    kind = models.CharField(
        _("kind"), max_length=10, choices=FeedbackKind, default=FeedbackKind.SUGGESTION
    )
    name = models.CharField(_("what about"), max_length=255)
    details = models.TextField(_("what was said"), blank=True)
    said_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="feedback",
        verbose_name=_("said by"),
    )  # fmt: skip
    received_on = models.DateField(_("received on"), default=today)
    answer = models.TextField(_("answer"), blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(answered_on=None) | ~models.Q(answer=""),
                name="relationships_feedback_answer",
            ),
        )

    def clean(self) -> None:
        """What was answered on a day says how, and no earlier than it was received."""
        if self.answered_on and not self.answer.strip():
            raise ValidationError({"answer": _("Say what was answered.")})
        if self.answered_on and self.answered_on < self.received_on:
            raise ValidationError({"answered_on": _("The answer would come before the feedback.")})
