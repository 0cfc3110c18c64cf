"""Sign-in rules given to django-allauth: nobody makes an account alone, the ended stay out."""

import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from core.access.principals import Principal
from core.ledger import access_chain
from core.services import account_mails, accounts, outbox


def is_address_of(user: Any, typed: str | None) -> bool:
    """Whether an address is the one that the user signs in with now."""
    return bool(typed) and str(typed).strip().lower() == user.email


class SignInBackend(AuthenticationBackend):
    """Asked at sign-in and again on every request, so an end of access counts at once."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Any:  # type: ignore[override]
        """The user with these credentials; allauth remembers old addresses, which count no more."""
        user: Any = super().authenticate(request, **credentials)
        typed = credentials.get("email") or credentials.get("username")
        return user if user and is_address_of(user, typed) else None

    def user_can_authenticate(self, user: Any) -> bool:
        """Whether the user is active and their access has not ended."""
        return bool(user.has_access())


class AccountAdapter(DefaultAccountAdapter):
    """Accounts begin with an invitation; see the people screens."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves."""
        return False

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Turn away whose access has ended, also from passkeys and the identity provider."""
        if not user.has_access():
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def set_password(self, user: Any, password: str) -> None:
        """Write the password alone: a whole row could undo a change made meanwhile."""
        with transaction.atomic():
            accounts.keep_password(user=user, password=password)
            subject = {"user": str(user.uid)}
            access_chain.note("password-chosen", by=Principal.of(user), subject=subject)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the mail into the outbox; it names the configured site, not the requested host."""
        site = {"name": settings.ORGANISATION_NAME, "domain": settings.BASE_URL}
        message = self.render_mail(template_prefix, email, {**context, "current_site": site})
        outbox.enqueue(
            dedup_key=f"sign-in|{uuid.uuid4()}",
            recipient=email,
            subject=str(message.subject),
            body=str(message.body),
        )

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """Send the link to the user's own address, whatever address was typed."""
        if user.has_access():
            account_mails.send_requested_reset(user=user)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """The organisation's identity provider signs in existing accounts and never makes one."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody signs up through the identity provider."""
        return False

    def authenticate_by_email(self, sociallogin: Any) -> Any:
        """The account whose address, as it is now, the identity provider vouches for."""
        found = super().authenticate_by_email(sociallogin)
        return found if found and is_address_of(*found) else None
