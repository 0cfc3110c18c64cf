"""Who has an interest in what a customer gets, and what each needs and expects (C1; clauses 4.2, 8.3.2)."""

from __future__ import annotations

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access.principals import today
from core.choices import Priority, Role
from core.models import Period, Person, RegisterModel
from core.registers import RegisterOptions
from relationships.choices import NeedKind, NeedSource, NeedState, PartyKind
from relationships.models.access import OF_OWN_CUSTOMERS
from relationships.models.communications import Communication
from relationships.models.customers import Customer
from relationships.transitions import NEED

#: Needs that somebody still has to answer, or to keep the answer of.
ALIVE = (NeedState.OPEN, NeedState.PLANNED)
#: Needs whose answer is known.
SETTLED = (NeedState.PLANNED, NeedState.MET, NeedState.DECLINED)


class InterestedParty(RegisterModel):
    """Users of a customer's services, or others who are affected by them or have a say in them."""

    register = RegisterOptions(
        name="interested-parties", prefix="PTY", search=("name", "concerned_with"),
        access=replace(
            OF_OWN_CUSTOMERS,
            hidden={Role.REPRESENTATIVE: frozenset({"notes", "importance", "influence"})},
        ),
    )  # fmt: skip

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="parties", verbose_name=_("customer")
    )
    name = models.CharField(
        _("name"), max_length=200, help_text=_("A group of people or an organisation.")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=PartyKind, default=PartyKind.USERS)
    people = models.PositiveIntegerField(
        _("how many people"), null=True, blank=True, help_text=_("About; empty: not known.")
    )
    concerned_with = models.TextField(
        _("what matters to them"), blank=True, help_text=_("Their interest in the services.")
    )
    importance = models.CharField(
        _("importance"), max_length=6, choices=Priority, default=Priority.MEDIUM,
        help_text=_("How much the services matter to them."),
    )  # fmt: skip
    influence = models.CharField(
        _("influence"), max_length=6, choices=Priority, default=Priority.MEDIUM,
        help_text=_("How much of a say they have in the services."),
    )  # fmt: skip
    speaker = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="speaks_for_parties",
        verbose_name=_("who can be asked"),
    )  # fmt: skip
    notes = models.TextField(_("notes"), blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("interested party")
        verbose_name_plural = _("users and interested parties")
        constraints = (
            models.UniqueConstraint(
                fields=("customer", "name"), condition=models.Q(archived_at=None),
                name="relationships_party_once",
                violation_error_message=_("The customer has a party of this name already."),
            ),
        )  # fmt: skip

    def make_title(self) -> str:
        """The party, of the customer."""
        return f"{self.name} – {self.customer}"[:255]


def unanswered() -> models.Q:
    """Needs that are still there, and that nobody answered."""
    return models.Q(state=NeedState.OPEN) & still_there()


def still_there() -> models.Q:
    """Needs that have not ended."""
    return models.Q(until=None) | models.Q(until__gte=today())


class Need(RegisterModel):
    """What a customer, or a party around it, needs or expects; how urgent, and what the answer is."""

    register = RegisterOptions(
        name="needs", prefix="NED", title="statement", search=("statement", "details"),
        transitions=(NEED,),
        access=OF_OWN_CUSTOMERS,
        duties={"owner": lambda: models.Q(state__in=ALIVE) & still_there()},
    )  # fmt: skip

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="told_needs", verbose_name=_("customer")
    )
    party = models.ForeignKey(
        InterestedParty, models.PROTECT, null=True, blank=True, related_name="needs",
        verbose_name=_("interested party"), help_text=_("Empty: the customer itself."),
    )  # fmt: skip
    kind = models.CharField(_("kind"), max_length=11, choices=NeedKind, default=NeedKind.NEED)
    statement = models.CharField(
        _("statement"),
        max_length=255,
        help_text=_("In one sentence, in the words of the customer."),
    )
    details = models.TextField(_("details"), blank=True)
    priority = models.CharField(
        _("priority"), max_length=6, choices=Priority, default=Priority.MEDIUM
    )
    source = models.CharField(_("told by"), max_length=13, choices=NeedSource, blank=True)
    told_in = models.ForeignKey(
        Communication, models.PROTECT, null=True, blank=True, related_name="told_needs",
        verbose_name=_("communication"), help_text=_("In which it was said."),
    )  # fmt: skip
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="needs", verbose_name=_("owner"),
        help_text=_("Who sees to it that it is answered."),
    )  # fmt: skip
    state = models.CharField(_("state"), max_length=8, choices=NeedState, default=NeedState.OPEN)
    answer = models.TextField(
        _("answer"), blank=True, help_text=_("How it is met, or why it is not.")
    )
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("need or expectation")
        verbose_name_plural = _("needs and expectations")
        constraints = (
            Period("since", "until", name="relationships_need_period"),
            models.CheckConstraint(
                condition=~models.Q(state__in=SETTLED) | ~models.Q(answer=""),
                name="relationships_need_answer",
            ),
        )  # fmt: skip

    def clean(self) -> None:
        """An answered need says how; its party and its communication are those of the customer."""
        if self.state in SETTLED and not self.answer.strip():
            raise ValidationError({"answer": _("Say how it is met, or why it is not.")})
        if self.party and self.party.customer != self.customer:
            raise ValidationError({"party": _("This is a party of another customer.")})
        if self.told_in and self.told_in.subject != self.customer.record:
            raise ValidationError({"told_in": _("This was said with another customer.")})
