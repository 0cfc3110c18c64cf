"""The reader's own pages: who they are here, and their API tokens."""

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

from core import tokens
from core.choices import Role
from core.declaration.pages import Page
from core.errors import Invalid, NotFound
from core.forms import PlainForm, WordsField

DAYS = 90
INVALID = 400


class ProfilePage(Page):
    """Who the reader is here, and where to change password and second factor."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        roles = [Role(role).label for role in sorted(self.principal.roles)]
        return self.show("core/profile.html", {"roles": roles})


class TokenForm(PlainForm):
    """What a new token is called, what it may do and how long."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=100,
        help_text=gettext_lazy("What uses it, so that you know later what to revoke."),
    )
    days = forms.IntegerField(
        label=gettext_lazy("Days until it expires"),
        min_value=1,
        max_value=tokens.LONGEST_DAYS,
        initial=DAYS,
    )
    scopes = WordsField(label=gettext_lazy("It may"), choices=(), initial=["read"])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scopes"].choices = [(scope, scope) for scope in tokens.scopes_offered()]  # type: ignore[attr-defined]


class TokensPage(Page):
    """The reader's API tokens."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        return self._show(TokenForm())

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Give a token; its secret stands on this one answer and nowhere else."""
        form = TokenForm(request.POST)
        if not form.is_valid():
            return self._show(form)
        try:
            _token, secret = tokens.give_token(
                user=self.principal.user, by=self.principal, **form.cleaned_data
            )
        except Invalid as error:
            form.take(error)
            return self._show(form)
        return self._show(TokenForm(), secret)

    def _show(self, form: TokenForm, secret: str = "") -> HttpResponseBase:
        given = self.principal.user.tokens.order_by("revoked_at", "-created_at")
        context = {"form": form, "given": given, "secret": secret}
        return self.show("core/tokens.html", context, INVALID if form.errors else 200)


class RevokePage(Page):
    """Ends one of the reader's tokens."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Revoke it, at once."""
        token = self.principal.user.tokens.filter(uid=uid).first()
        if token is None:
            raise NotFound
        tokens.revoke_token(token, by=self.principal)
        messages.success(request, _("The token “%(name)s” was revoked.") % {"name": token.name})
        return redirect("tokens")
