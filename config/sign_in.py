"""Addresses of sign-in: django-allauth's, without those that would change an e-mail address.

An address is part of a user's record and changes through the write door, by an administrator.
"""

from allauth.account import urls as account
from allauth.mfa import urls as second_factor
from allauth.socialaccount import urls as provider
from allauth.socialaccount.providers.openid_connect import urls as openid_connect
from django.urls import URLPattern, URLResolver, include, path

CLOSED = {"account_email", "account_confirm_email", "account_email_verification_sent"}

urlpatterns: list[URLPattern | URLResolver] = [
    *(pattern for pattern in account.urlpatterns if pattern.name not in CLOSED),
    path("2fa/", include(second_factor)),
    path("3rdparty/", include(provider)),
    *openid_connect.urlpatterns,
]
