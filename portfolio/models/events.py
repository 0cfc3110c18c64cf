"""Significant events, and which services and customers each of them affected (requirement P10).

A register, no fact: an event is written down while it goes on, and its end and cause follow later.
What it said before stays in its history.
"""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access import Access, Reach
from core.choices import Role
from core.models import RegisterModel
from core.registers import RegisterOptions
from core.text.sort_keys import title_index
from portfolio.choices import EventKind
from portfolio.models.services import Service
from portfolio.reach import LEVEL_WRITERS, VIEWERS, of_own_effects, of_own_events
from relationships.models import Customer

#: Events are logged by whoever meets them; what they affected is said by who keeps the service.
LOGGERS = {**LEVEL_WRITERS, Role.SERVICE_OWNER: Reach.ALL}


def this_second() -> datetime:
    """Now, as a form shows it."""
    return clock.now().replace(microsecond=0)


class Event(RegisterModel):
    """Something significant that happened: a major incident, an outage, a new service in operation.

    ``source`` and ``external_id`` say who pushed it, under which id: the same event comes once.
    """

    register = RegisterOptions(
        name="events",
        prefix="EVT",
        search=("name", "description"),
        access=Access(
            view=VIEWERS, write=LEVEL_WRITERS, add=LOGGERS, own=of_own_events,
            hidden={Role.REPRESENTATIVE: frozenset({"source", "external_id", "notes"})},
        ),
    )  # fmt: skip

    name = models.CharField(_("what happened"), max_length=255)
    kind = models.CharField(
        _("kind"), max_length=16, choices=EventKind, default=EventKind.MAJOR_INCIDENT
    )
    began_at = models.DateTimeField(_("began"), default=this_second)
    ended_at = models.DateTimeField(
        _("over"), null=True, blank=True, help_text=_("Empty: it goes on.")
    )
    description = models.TextField(
        _("description"), blank=True, help_text=_("Customers that it affected read this.")
    )
    cause = models.TextField(_("cause"), blank=True)
    is_internal = models.BooleanField(
        _("not shown to customers"), default=False, help_text=_("A security event, for example.")
    )
    told_on = models.DateField(_("customers told on"), null=True, blank=True)
    told_how = models.CharField(_("told how"), max_length=200, blank=True)
    link = models.URLField(
        _("link"), max_length=500, blank=True, help_text=_("The ticket or the change elsewhere.")
    )
    source = models.CharField(
        _("source"), max_length=100, blank=True, help_text=_("The tool that it came from.")
    )
    external_id = models.CharField(
        _("id in the source"), max_length=200, blank=True,
        help_text=_("Sent again with the same id it stays one event."),
    )  # fmt: skip
    notes = models.TextField(_("notes"), blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = (
            title_index("portfolio_event", "reference"),
            models.Index(fields=("began_at",)),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("source", "external_id"), condition=~models.Q(external_id=""),
                name="portfolio_event_once",
                violation_error_message=_("This source has told of this event already."),
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(ended_at__gte=models.F("began_at")),
                name="portfolio_event_period",
            ),
        )  # fmt: skip

    def clean(self) -> None:
        """It is over after it began; an id belongs to a source."""
        if self.ended_at is not None and self.ended_at < self.began_at:
            raise ValidationError({"ended_at": _("It would be over before it began.")})
        if self.external_id and not self.source:
            raise ValidationError({"source": _("Name the source that this id is from.")})

    @property
    def day(self) -> date:
        """The day on which it began, where the organisation is."""
        return clock.local(self.began_at).date()


class EventEffect(RegisterModel):
    """An event affected a service: all who received it then, or one customer; and what that did."""

    register = RegisterOptions(
        name="event-effects",
        prefix="EFF",
        title="effect",
        search=("effect",),
        access=Access(view=VIEWERS, write=LEVEL_WRITERS, add=LEVEL_WRITERS, own=of_own_effects),
    )

    event = models.ForeignKey(
        Event, models.PROTECT, related_name="effects", verbose_name=_("event")
    )
    service = models.ForeignKey(
        Service, models.PROTECT, related_name="event_effects", verbose_name=_("service")
    )
    customer = models.ForeignKey(
        Customer, models.PROTECT, null=True, blank=True, related_name="event_effects",
        verbose_name=_("customer"), help_text=_("Empty: all who received the service then."),
    )  # fmt: skip
    minutes = models.PositiveIntegerField(
        _("outage in minutes"), null=True, blank=True, validators=[MinValueValidator(0)],
        help_text=_("Within the service hours."),
    )  # fmt: skip
    effect = models.TextField(_("effect on targets"), blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("effect of an event")
        verbose_name_plural = _("effects of events")
        constraints = (
            models.UniqueConstraint(
                fields=("event", "service", "customer"), condition=models.Q(archived_at=None),
                name="portfolio_effect_once",
                violation_error_message=_("This effect stands already."),
            ),
            models.UniqueConstraint(
                fields=("event", "service"),
                condition=models.Q(archived_at=None, customer=None),
                name="portfolio_effect_on_all_once",
                violation_error_message=_("This effect stands already."),
            ),
        )  # fmt: skip

    def make_title(self) -> str:
        """What affected which service, and for whom."""
        whom = f" – {self.customer}" if self.customer else ""
        return f"{self.event}: {self.service}{whom}"[:255]
