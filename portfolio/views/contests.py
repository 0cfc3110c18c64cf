"""The page on which somebody withdraws a figure that they contested."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.declaration.pages import SCREEN, RegisterPage, version_in
from core.errors import Conflict, Invalid, Stale
from core.forms import PlainForm
from core.services.discussion import LONGEST
from portfolio.services import contesting


class WithdrawForm(PlainForm):
    """Why, in their words."""

    text = forms.CharField(
        label=gettext_lazy("What you have to say"), max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


class WithdrawContestPage(RegisterPage):
    """Withdraws what one held against a figure."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """The form."""
        row = self.find(uid)
        contesting.require_withdrawable(row, self.principal)
        return self._answer(row, WithdrawForm())

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Withdraw it, or say what is wrong."""
        row = self.find(uid)
        contesting.require_withdrawable(row, self.principal)
        form = WithdrawForm(request.POST)
        if not form.is_valid():
            return self._answer(row, form, 400)
        try:
            contesting.withdraw(
                contest=row, text=form.cleaned_data["text"], version=version_in(request.POST),
                by=self.principal, origin=SCREEN,
            )  # fmt: skip
        except (Conflict, Invalid, Stale) as error:
            form.take(error)
            return self._answer(row, form, error.status)
        messages.success(request, _("Settled."))
        return redirect(f"{self.declaration.name()}-detail", uid)

    def _answer(self, row: Any, form: WithdrawForm, status: int = 200) -> HttpResponseBase:
        return self.show("portfolio/withdraw_contest.html", {"row": row, "form": form}, status)
