"""Confirmations that a record is still true, and by when each register wants the next."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access import Access, Reach
from core.choices import Role
from core.models.base import FactModel, RegisterModel
from core.models.record import Record
from core.registers import RegisterOptions, confirmable

LONGEST_MONTHS = 120


class Confirmation(FactModel):
    """Somebody said that a version of a record is still true."""

    fact = "confirmations"
    outside = True

    record = models.ForeignKey(Record, models.PROTECT, related_name="confirmations")
    version = models.PositiveIntegerField(_("version"))
    confirmed_at = models.DateTimeField(_("time"), db_index=True)
    confirmed_by = models.CharField(_("confirmed by"), max_length=255)
    user = models.UUIDField(null=True)
    remark = models.CharField(_("remark"), max_length=500, blank=True)

    class Meta:
        ordering = ("-confirmed_at", "-pk")

    def __str__(self) -> str:
        return f"{self.record_id} ({self.version})"


class ConfirmationInterval(RegisterModel):
    """After how many months records of a register, or one of them, are to be confirmed again."""

    register = RegisterOptions(
        name="confirmation-intervals", prefix="CFI", title="applies_to",
        search=("applies_to", "remark"),
        access=Access(write={Role.SERVICE_MANAGER: Reach.ALL}),
    )  # fmt: skip

    applies_to = models.CharField(
        _("register"), max_length=64, null=True, blank=True,
        help_text=_("Its name in addresses: services, customers, … Empty for a single record."),
    )  # fmt: skip
    subject = models.ForeignKey(
        Record, models.PROTECT, null=True, blank=True, related_name="confirmation_intervals",
        verbose_name=_("only this record"),
    )  # fmt: skip
    months = models.PositiveSmallIntegerField(
        _("months"), default=12, validators=[MaxValueValidator(LONGEST_MONTHS)],
        help_text=_("0: never."),
    )  # fmt: skip
    remark = models.CharField(_("remark"), max_length=255, blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("confirmation interval")
        verbose_name_plural = _("confirmation intervals")
        constraints = (
            models.UniqueConstraint(
                fields=("applies_to",), name="core_interval_register_once",
                condition=models.Q(archived_at=None),
                violation_error_message=_("This register has an interval already."),
            ),
            models.UniqueConstraint(
                fields=("subject",), name="core_interval_subject_once",
                condition=models.Q(archived_at=None),
                violation_error_message=_("This record has an interval already."),
            ),
            models.CheckConstraint(
                condition=models.Q(subject=None) ^ models.Q(applies_to=None),
                name="core_interval_one_or_all",
            ),
        )  # fmt: skip

    def clean(self) -> None:
        """Either a register that is confirmed at all, or one record of such a register."""
        self.applies_to = self.applies_to or None
        names = ", ".join(sorted(confirmable()))
        if self.subject is not None and self.applies_to:
            raise ValidationError({"applies_to": _("Name either a register or one record.")})
        type_ = self.subject.type if self.subject is not None else self.applies_to
        if type_ not in confirmable():
            rule = _("Only these are confirmed: %(names)s.") % {"names": names}
            raise ValidationError({"subject" if self.subject is not None else "applies_to": rule})

    def make_title(self) -> str:
        """What it is about."""
        return str(self.subject if self.subject is not None else self.applies_to)[:255]
