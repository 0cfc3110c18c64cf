"""How one speaks with a customer, and what was said (requirement C4)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access import Access
from core.access.principals import today
from core.models import Person, Record, RegisterModel
from core.registers import RegisterOptions
from relationships.choices import ChannelKind
from relationships.models.access import INTERNAL_ABOUT, OF_OWN_CUSTOMERS
from relationships.models.customers import Customer
from relationships.querysets import CommunicationQuerySet
from relationships.reach import of_own_communications, writers_of_customers


class Channel(RegisterModel):
    """A way of speaking with each other that was agreed with a customer."""

    register = RegisterOptions(
        name="channels", prefix="CHN", search=("name", "purpose"), access=OF_OWN_CUSTOMERS
    )

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="channels", verbose_name=_("customer")
    )
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(
        _("by"), max_length=10, choices=ChannelKind, default=ChannelKind.MEETING
    )
    purpose = models.TextField(_("what for"), blank=True)
    frequency = models.CharField(
        _("how often"), max_length=100, blank=True, help_text=_("In words: monthly, on demand, …")
    )
    ours = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("our side"),
    )  # fmt: skip
    theirs = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("their side"),
    )  # fmt: skip
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("agreed channel")
        verbose_name_plural = _("agreed channels")


class Communication(RegisterModel):
    """One contact with a customer (or about any other record): who, when, by which way, what.

    ``message_id`` is the Message-ID of an incoming mail: the same mail is never logged twice.
    """

    register = RegisterOptions(
        name="communications",
        prefix="COM",
        search=("name", "details", "others"),
        access=INTERNAL_ABOUT,
    )

    subject = models.ForeignKey(
        Record, models.PROTECT, related_name="communications", verbose_name=_("with or about")
    )
    held_on = models.DateField(_("day"), default=today)
    kind = models.CharField(_("by"), max_length=10, choices=ChannelKind, default=ChannelKind.CALL)
    name = models.CharField(_("what about"), max_length=255)
    details = models.TextField(_("what was said"), blank=True)
    others = models.CharField(
        _("present, by name"), max_length=500, blank=True,
        help_text=_("Who was there beside the participants: separated by commas."),
    )  # fmt: skip
    follow_up = models.TextField(
        _("what follows"), blank=True, help_text=_("Becomes an action where somebody is to do it.")
    )
    message_id = models.CharField(
        _("message id"), max_length=255, null=True, blank=True, unique=True, editable=False
    )

    objects = CommunicationQuerySet.as_manager()  # type: ignore[misc]

    class Meta(RegisterModel.Meta):
        verbose_name = _("communication")
        verbose_name_plural = _("communications")
        indexes = (models.Index(fields=("subject", "held_on")),)


class Participant(RegisterModel):
    """Somebody of either side took part in a communication."""

    register = RegisterOptions(
        name="participants",
        prefix="PAR",
        title="remark",
        search=("remark",),
        access=Access(
            write=writers_of_customers(), add=writers_of_customers(), own=of_own_communications
        ),
    )

    communication = models.ForeignKey(
        Communication, models.PROTECT, related_name="participants",
        verbose_name=_("communication"),
    )  # fmt: skip
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="participations", verbose_name=_("person")
    )
    remark = models.CharField(_("remark"), max_length=255, blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = (
            models.UniqueConstraint(
                fields=("communication", "person"), condition=models.Q(archived_at=None),
                name="relationships_participant_once",
                violation_error_message=_("This person is a participant already."),
            ),
        )  # fmt: skip

    def make_title(self) -> str:
        """Who, in what."""
        return f"{self.person}: {self.communication}"[:255]
