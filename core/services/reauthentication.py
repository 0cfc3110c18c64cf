"""Entering the password again before something weighty."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.core import ratelimit
from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.errors import Conflict, Invalid


def require(request: HttpRequest, password: str) -> None:
    """Raise Invalid unless the signed-in user's password was given; Conflict after too many tries.

    Who has none, because an identity provider vouches for them, must have signed in a moment ago.
    """
    user: Any = request.user
    if not user.has_usable_password():
        if not did_recently_reauthenticate(request):
            raise Conflict(_("Sign out and in again, then sign within ten minutes."))
        return
    if not ratelimit.consume(request, action="reauthenticate", user=user):
        raise Conflict(_("Too many attempts. Wait a minute and try again."))
    if not user.check_password(password):
        raise Invalid(fields={"password": [_("This is not your password.")]})
