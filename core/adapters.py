"""Sign-in rules given to django-allauth: nobody makes an account alone, the ended stay out."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


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


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """The organisation's identity provider signs in existing accounts and never makes one."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody signs up through the identity provider."""
        return False
