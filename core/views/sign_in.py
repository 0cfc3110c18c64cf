"""Sign-in beyond allauth's own: even answers about passwords, and an identity provider that is away."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

import requests
from allauth.account.views import PasswordResetView
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from core.web.refusals import RETRY_AFTER, refuse

log = logging.getLogger("sms.sign_in")
View = Callable[..., HttpResponseBase]


class EvenPasswordResetView(PasswordResetView):
    """Answers after the same time (RESET_ANSWER_SECONDS), whether a mail was written or not."""

    def form_valid(self, form: Any) -> HttpResponseBase:
        """Do the work, and wait for the rest of the time."""
        end = time.monotonic() + settings.RESET_ANSWER_SECONDS
        response: HttpResponseBase = super().form_valid(form)
        time.sleep(max(0.0, end - time.monotonic()))
        return response


def told_when_away(view: View) -> View:
    """A view that asks the identity provider: one that does not answer is a 503 to try again."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except requests.RequestException:
            log.warning("The identity provider does not answer.", exc_info=True)
        sentence = _(
            "The organisation’s sign-in service does not answer at the moment. "
            "Please try again shortly, or sign in with your password."
        )
        response = refuse(request, 503, "unavailable", sentence)
        response["Retry-After"] = RETRY_AFTER
        return response

    return asked
