"""The reader's own page."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from core.choices import Role
from core.declaration.pages import Page


class ProfilePage(Page):
    """Who the reader is here, and where to change password and second factor."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        roles = [Role(role).label for role in sorted(self.principal.roles)]
        return self.show("core/profile.html", {"roles": roles})
