"""What one types to log a contact with a customer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.access.principals import Principal, today
from core.forms import DayField, LinkField, PlainForm
from core.models import Action
from relationships.choices import ChannelKind
from relationships.models import Customer
from relationships.services.handing_over import Duty


class LogForm(PlainForm):
    """A contact in a few seconds: what about is enough."""

    name = forms.CharField(
        label=_("What about"), max_length=255, widget=forms.TextInput(attrs={"autofocus": True})
    )
    kind = forms.ChoiceField(label=_("By"), choices=ChannelKind.choices, initial=ChannelKind.CALL)
    held_on = DayField(label=_("Day"), initial=today)
    details = forms.CharField(
        label=_("What was said"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    people = forms.CharField(
        label=_("Who took part"), required=False, max_length=1000,
        help_text=_("Names separated by commas; those the registers know are linked."),
    )  # fmt: skip
    follow_up = forms.CharField(
        label=_("What follows"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Becomes an action."),
    )  # fmt: skip
    due = DayField(label=_("Due"), required=False)

    def __init__(self, principal: Principal, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner: Any = Action._meta.get_field("owner")
        self.fields["owner"] = LinkField(principal, owner, label=_("Who does it"), required=False)
        self.dress()


class HandOverForm(PlainForm):
    """To whom a customer goes, from when and why, and what of the manager's duties goes along."""

    on = DayField(
        label=_("From"), initial=today,
        help_text=_("A later day plans it: the customer changes hands on that day, with everything."),
    )  # fmt: skip
    reason = forms.CharField(label=_("Reason"), max_length=255)
    moving = forms.MultipleChoiceField(
        label=_("What goes along"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Open actions, risks and issues, opportunities, representatives and channels."),
    )  # fmt: skip

    field_order = ("to", "on", "reason", "moving")

    def __init__(
        self, principal: Principal, duties: Sequence[Duty], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        manager: Any = Customer._meta.get_field("manager")
        self.fields["to"] = LinkField(principal, manager, label=_("To"))
        moving: Any = self.fields["moving"]
        moving.choices = [(str(duty.row.uid), duty.label) for duty in duties]
        moving.initial = [uid for uid, _label in moving.choices]
        self.order_fields(self.field_order)
        self.dress()


class MailForm(PlainForm):
    """A mail as a file."""

    file = forms.FileField(
        label=_("Mail"), max_length=255, help_text=_("Saved from the mail program as .eml.")
    )
