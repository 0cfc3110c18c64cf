"""Mails about accounts: plain text, with links at the configured address only."""

from __future__ import annotations

import uuid

from allauth.account.app_settings import PASSWORD_RESET_TOKEN_GENERATOR
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from core.models import User
from core.services import outbox
from core.text import reader

INVITATION = gettext_lazy("""Hello %(name)s,

you have been given an account at %(organisation)s's registers.
Choose your password here; the link works once and for %(hours)s hours:

%(link)s

After that, sign in with this e-mail address at %(site)s.
""")
RESET = gettext_lazy("""Hello %(name)s,

an administrator has reset your password at %(organisation)s's registers.
Choose a new one here; the link works once and for %(hours)s hours:

%(link)s
""")
REQUESTED = gettext_lazy("""Hello %(name)s,

somebody, probably you, asked for a new password at %(organisation)s's registers.
Choose one here; the link works once and for %(hours)s hours:

%(link)s

If it was not you, do nothing: your password stays as it is.
""")
SECOND_FACTOR = gettext_lazy("""Hello %(name)s,

an administrator has removed the second factor of your account at %(organisation)s's registers.
Sign in at %(site)s and set up a new one. If you did not ask for this, tell an administrator.
""")


def password_link(user: User) -> str:
    """The address at which ``user`` may choose a password: once, and for a limited time."""
    # The key depends on the last sign-in and the password as they are stored.
    user = User.objects.unscoped("a link for the user themselves").get(pk=user.pk)
    uid = user_pk_to_url_str(user)
    key = PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": key})
    return f"{settings.BASE_URL}{path}"


def send_invitation(*, user: User) -> None:
    """Invite a new user to choose a password."""
    _send(user, gettext_lazy("Your account"), INVITATION)


def send_reset(*, user: User) -> None:
    """Tell a user that the password was reset, and how to choose another."""
    _send(user, gettext_lazy("Choose a new password"), RESET)


def send_requested_reset(*, user: User) -> None:
    """Send the link that somebody asked for on the sign-in page."""
    _send(user, gettext_lazy("Choose a new password"), REQUESTED)


def send_second_factor_notice(*, user: User) -> None:
    """Tell a user that the second factor was removed."""
    _send(user, gettext_lazy("Your second factor was removed"), SECOND_FACTOR)


def _send(user: User, subject: Promise, text: Promise) -> None:
    with reader.speaking_to(user):
        values = {
            "name": user.name,
            "organisation": settings.ORGANISATION_NAME,
            "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
            "link": password_link(user),
            "site": settings.BASE_URL,
        }
        outbox.enqueue(
            dedup_key=f"account|{user.uid}|{uuid.uuid4()}",
            recipient=user.email,
            subject=str(subject),
            body=str(text) % values,
            record=user.record,
        )
