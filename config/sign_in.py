"""Addresses of sign-in: django-allauth's, without those that would change an e-mail address.

An address is part of a user's record and changes through the write door, by an administrator.
"""

from allauth.account import urls as account
from allauth.mfa import urls as second_factor
from allauth.socialaccount import urls as provider
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.urls import URLPattern, URLResolver, include, path

from core.views.sign_in import EvenPasswordResetView, told_when_away

CLOSED = {"account_email", "account_confirm_email", "account_email_verification_sent"}

# Ours stand in for allauth's of the same name.
OWN: list[URLPattern | URLResolver] = [
    path("password/reset/", EvenPasswordResetView.as_view(), name="account_reset_password"),
]
OPENID_CONNECT: list[URLPattern | URLResolver] = [
    path("login/", told_when_away(openid_connect.login), name="openid_connect_login"),
    path(
        "login/callback/", told_when_away(openid_connect.callback), name="openid_connect_callback"
    ),
]
REPLACED = {pattern.name for pattern in OWN if isinstance(pattern, URLPattern)}

urlpatterns: list[URLPattern | URLResolver] = [
    *OWN,
    *(pattern for pattern in account.urlpatterns if pattern.name not in CLOSED | REPLACED),
    path("2fa/", include(second_factor)),
    path("3rdparty/", include(provider)),
    path("oidc/<slug:provider_id>/", include(OPENID_CONNECT)),
]
