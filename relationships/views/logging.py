"""Logging a contact with a customer from its page: typed in a few seconds, or as a mail."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.declaration.pages import SCREEN, RegisterPage
from core.errors import Conflict, Invalid, TooLarge
from core.forms import PlainForm
from core.models import RegisterModel
from relationships.forms import LogForm, MailForm
from relationships.models import Communication, Customer
from relationships.services import communications
from relationships.services.communications import FollowUp

INVALID = 400


class CustomerFormPage(RegisterPage):
    """A form about one customer that keeps what was typed on any error."""

    heading: ClassVar[Any] = ""
    button: ClassVar[Any] = gettext_lazy("Log")

    def form(self, *data: Any) -> PlainForm:
        """The form, with what was sent."""
        raise NotImplementedError

    def carry_out(self, customer: Customer, form: PlainForm) -> RegisterModel:
        """Do it, and say what to show then; raises domain errors."""
        raise NotImplementedError

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """The empty form."""
        return self._answer(self._customer(uid), self.form())

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Do it and go to what it made, or say what is wrong."""
        customer, form = self._customer(uid), self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self._answer(customer, form)
        try:
            done = self.carry_out(customer, form)
        except (Invalid, Conflict, TooLarge) as error:
            form.take(error)
            return self._answer(customer, form)
        return redirect(f"{done.register.name}-detail", done.uid)

    def _customer(self, uid: uuid.UUID) -> Customer:
        customer: Customer = self.find(uid)
        self.require("change", customer)
        return customer

    def _answer(self, customer: Customer, form: PlainForm) -> HttpResponseBase:
        context = {"form": form, "row": customer, "heading": self.heading, "button": self.button}
        return self.show("relationships/log.html", context, INVALID if form.errors else 200)


class LogPage(CustomerFormPage):
    """A call, a meeting, whatever was said."""

    heading = gettext_lazy("Log a contact")

    def form(self, *data: Any) -> PlainForm:
        """The few fields."""
        return LogForm(self.principal, *data)

    def carry_out(self, customer: Customer, form: PlainForm) -> Communication:
        """Log it, with its participants and what follows."""
        values = dict(form.cleaned_data)
        what, owner, due = (values.pop(name) for name in ("follow_up", "owner", "due"))
        talk = communications.log_communication(
            customer=customer,
            people=values.pop("people"),
            values=values,
            follow_up=FollowUp(what, owner, due) if what else None,
            by=self.principal,
            origin=SCREEN,
        )
        messages.success(self.request, _("%(title)s was logged.") % {"title": talk.title})
        return talk


class LogMailPage(CustomerFormPage):
    """A mail that somebody saved."""

    heading = gettext_lazy("Log a mail")

    def form(self, *data: Any) -> PlainForm:
        """The file."""
        return MailForm(*data)

    def carry_out(self, customer: Customer, form: PlainForm) -> Communication:
        """Log it, unless it is there already."""
        raw = form.cleaned_data["file"].read()
        talk, is_new = communications.log_mail(
            raw=raw, customer=customer, by=self.principal, origin=SCREEN
        )
        said = _("%(title)s was logged.") if is_new else _("%(title)s was in the log already.")
        messages.success(self.request, said % {"title": talk.title})
        return talk
