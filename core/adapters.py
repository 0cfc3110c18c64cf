"""Sign-in rules given to django-allauth: nobody makes an account alone, the ended stay out."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest, HttpResponse


class SignInBackend(AuthenticationBackend):
    """Asked at sign-in and again on every request, so an end of access counts at once."""

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
        user.set_password(password)
        user.save(update_fields=["password"])


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """The organisation's identity provider signs in existing accounts and never makes one."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody signs up through the identity provider."""
        return False
