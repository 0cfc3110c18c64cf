"""Working calendars: when a service is to be there, and the days that are different."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access import Access, Reach
from core.calendars.hours import BadHours, read_spans, read_week
from core.calendars.reckoning import ServiceTime
from core.choices import Role
from core.models.base import RegisterModel
from core.models.preferences import validate_time_zone
from core.registers import RegisterOptions

KEEPERS = {Role.SERVICE_MANAGER: Reach.ALL, Role.SERVICE_LEVEL_MANAGER: Reach.ALL}


class Calendar(RegisterModel):
    """The hours of a week in a time zone; its holidays are records of their own."""

    register = RegisterOptions(
        name="calendars", prefix="CAL", search=("name",), access=Access(write=KEEPERS)
    )

    name = models.CharField(_("name"), max_length=200)
    hours = models.TextField(
        _("hours"),
        max_length=1000,
        help_text=_("Like “Mon–Fri 08:00–18:00; Sat 09:00–12:00”, or “24x7”."),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        validators=[validate_time_zone],
        help_text=_("Like “Europe/Berlin”. Empty: the organisation's."),
    )
    notes = models.TextField(_("notes"), blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("service hours")
        verbose_name_plural = _("service hours")

    def clean(self) -> None:
        """The hours can be understood."""
        try:
            read_week(self.hours)
        except BadHours as error:
            raise ValidationError({"hours": str(error)}) from error

    def service_time(self) -> ServiceTime:
        """What reckons with it: its hours, its zone and its current holidays; one query."""
        zone = ZoneInfo(self.time_zone) if self.time_zone else clock.zone()
        days = self.holidays.filter(archived_at=None).values_list("day", "hours")
        return ServiceTime(zone, read_week(self.hours), {d: read_spans(text) for d, text in days})

    def hours_text(self) -> str:
        """The hours in the reader's language, as agreements and catalogues show them."""
        return read_week(self.hours).text()


class Holiday(RegisterModel):
    """A day on which a calendar has other hours, or is closed."""

    register = RegisterOptions(
        name="holidays", prefix="HOL", search=("name",), access=Access(write=KEEPERS)
    )

    calendar = models.ForeignKey(
        Calendar, models.PROTECT, related_name="holidays", verbose_name=_("service hours")
    )
    day = models.DateField(_("day"))
    name = models.CharField(_("name"), max_length=200)
    hours = models.CharField(
        _("hours on that day"),
        max_length=100,
        blank=True,
        help_text=_("Like “09:00–12:00”. Empty: closed."),
    )
    remark = models.CharField(_("remark"), max_length=255, blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        constraints = (
            models.UniqueConstraint(
                fields=("calendar", "day"), condition=models.Q(archived_at=None),
                name="core_holiday_once",
                violation_error_message=_("These service hours have this holiday already."),
            ),
        )  # fmt: skip

    def clean(self) -> None:
        """The hours can be understood."""
        try:
            read_spans(self.hours)
        except BadHours as error:
            raise ValidationError({"hours": str(error)}) from error

    def make_title(self) -> str:
        """Which day it is."""
        return f"{self.name} ({self.day.isoformat()})"[:255]
