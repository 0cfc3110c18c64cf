"""Checklists: steps that are worked through for a record, and the templates they come from."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access import Access, Reach, everyone_in
from core.access.principals import today
from core.choices import STAFF, ChecklistPurpose, Role, StepState
from core.gates.purposes import own_steps
from core.models.base import RegisterModel
from core.models.documents import Document
from core.models.people import Person
from core.models.record import Record
from core.querysets import RegisterQuerySet
from core.registers import RegisterOptions
from core.transitions import Move, Transitions

KEEPERS = STAFF - {Role.AUDITOR}
KEEPING = {**everyone_in(KEEPERS, Reach.OWN), Role.SERVICE_MANAGER: Reach.ALL}

STEP = Transitions(
    "state",
    {
        (StepState.OPEN, StepState.DONE): Move(),
        (StepState.OPEN, StepState.NOT_APPLICABLE): Move(),
        (StepState.DONE, StepState.OPEN): Move(reason=True),
        (StepState.NOT_APPLICABLE, StepState.OPEN): Move(reason=True),
    },
)


class ChecklistTemplate(RegisterModel):
    """What is to be done whenever there is this purpose."""

    register = RegisterOptions(name="checklist-templates", prefix="CLT", search=("name", "details"))

    name = models.CharField(_("name"), max_length=200)
    purpose = models.CharField(_("purpose"), max_length=16, choices=ChecklistPurpose)
    details = models.TextField(_("details"), blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("checklist template")
        verbose_name_plural = _("checklist templates")


class TemplateStep(RegisterModel):
    """A step of a template."""

    register = RegisterOptions(name="template-steps", prefix="TST", search=("name", "details"))

    template = models.ForeignKey(
        ChecklistTemplate, models.PROTECT, related_name="steps", verbose_name=_("template")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name = models.CharField(_("what"), max_length=255)
    details = models.TextField(_("details"), blank=True)
    days = models.PositiveSmallIntegerField(
        _("days"), null=True, blank=True, help_text=_("Due so many days after the beginning.")
    )

    class Meta(RegisterModel.Meta):
        verbose_name = _("step of a template")
        verbose_name_plural = _("steps of templates")


class StepQuerySet(RegisterQuerySet):
    """Questions about steps."""

    def of(self, record_id: int, purpose: str) -> StepQuerySet:
        """The checklist of a record for a purpose, in its order."""
        found = self.current().filter(subject=record_id, purpose=purpose)
        return found.order_by("position", "reference")


class ChecklistStep(RegisterModel):
    """One step of the checklist of a record: whose it is, until when, what shows that it was done."""

    register = RegisterOptions(
        name="checklist-steps",
        prefix="STP",
        search=("name", "details", "remark"),
        transitions=(STEP,),
        access=Access(write=KEEPING, add=KEEPING, own=own_steps),
    )

    subject = models.ForeignKey(
        Record, models.PROTECT, related_name="checklist_steps", verbose_name=_("concerns")
    )
    purpose = models.CharField(_("purpose"), max_length=16, choices=ChecklistPurpose)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name = models.CharField(_("what"), max_length=255)
    details = models.TextField(_("details"), blank=True)
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="checklist_steps",
        verbose_name=_("responsible"),
    )  # fmt: skip
    due = models.DateField(_("due"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=16, choices=StepState, default=StepState.OPEN)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    evidence = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="shows_steps",
        verbose_name=_("evidence"),
    )  # fmt: skip
    remark = models.TextField(
        _("remark"), blank=True,
        help_text=_("How one can see that it was done, or why it does not apply."),
    )  # fmt: skip

    objects = StepQuerySet.as_manager()  # type: ignore[misc]

    class Meta(RegisterModel.Meta):
        verbose_name = _("checklist step")
        verbose_name_plural = _("checklist steps")
        indexes = (models.Index(fields=("subject", "purpose")),)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(state=StepState.DONE) | models.Q(done_on__isnull=False),
                name="core_checkliststep_done_on",
            ),
        )

    def clean(self) -> None:
        """A step that is done says when and what shows it; one that does not apply says why."""
        errors = {}
        if self.state == StepState.DONE and self.done_on is None:
            errors["done_on"] = _("Say on which day it was done.")
        if self.done_on and self.done_on > today():
            errors["done_on"] = _("This day has not come yet.")
        if self.state == StepState.DONE and not (self.remark.strip() or self.evidence):
            errors["remark"] = _("Name the evidence, or say how one can see that it was done.")
        if self.state == StepState.NOT_APPLICABLE and not self.remark.strip():
            errors["remark"] = _("Say why this step does not apply.")
        if errors:
            raise ValidationError(errors)
