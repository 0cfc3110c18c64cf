"""Handing a customer over: what the present manager does for it, and to whom it goes."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.principals import today
from core.declaration.pages import SCREEN
from core.forms import PlainForm
from core.text.reader import day
from relationships.forms import HandOverForm
from relationships.models import Customer
from relationships.services import handing_over
from relationships.views.logging import CustomerFormPage


class HandOverPage(CustomerFormPage):
    """Everything moves at once, or nothing."""

    heading = gettext_lazy("Hand over")
    button = gettext_lazy("Hand over")
    customer: Customer

    def form(self, *data: Any) -> PlainForm:
        """To whom, from when, why, and what goes along: everything unless unticked."""
        found = handing_over.duties(self.customer, by=self.principal)
        return HandOverForm(self.principal, found, *data)

    def carry_out(self, customer: Customer, form: PlainForm) -> Customer:
        """Hand it over."""
        values = form.cleaned_data
        done = handing_over.hand_over(
            customer=customer, to=values["to"], on=values["on"], reason=values["reason"],
            moving={uuid.UUID(uid) for uid in values["moving"]}, by=self.principal, origin=SCREEN,
        )  # fmt: skip
        words = {"title": done.title, "person": values["to"], "day": day(values["on"])}
        said = _("%(person)s looks after %(title)s now.")
        if values["on"] > today():
            said = _("%(person)s takes over %(title)s on %(day)s.")
        messages.success(self.request, said % words)
        return done

    def _customer(self, uid: uuid.UUID) -> Customer:
        self.customer = super()._customer(uid)
        return self.customer
