"""Asking for a new password, without telling by the time it takes who has an account."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.views import PasswordResetView
from django.conf import settings
from django.http.response import HttpResponseBase


class EvenPasswordResetView(PasswordResetView):
    """Answers after the same time (RESET_ANSWER_SECONDS), whether a mail was written or not."""

    def form_valid(self, form: Any) -> HttpResponseBase:
        """Do the work, and wait for the rest of the time."""
        end = time.monotonic() + settings.RESET_ANSWER_SECONDS
        response: HttpResponseBase = super().form_valid(form)
        time.sleep(max(0.0, end - time.monotonic()))
        return response
