"""The base of every page: who looks, at which instant, and errors told as pages."""

from __future__ import annotations

import uuid
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views import View
from django_htmx.http import HttpResponseClientRefresh

from core import access
from core.access.principals import Principal, today
from core.choices import Origin
from core.declaration.registry import Declared, RegisterViews
from core.errors import DomainError, Forbidden, Invalid, NotFound
from core.history.time_machine import end_of_day, past
from core.reading.filters import bad, read_day

SCREEN = Origin.SCREEN


def principal_of(request: HttpRequest) -> Principal:
    """The signed-in user as a principal, once per request; Forbidden when access has ended."""
    found: Principal | None = getattr(request, "principal", None)
    if found is None:
        user: Any = request.user
        if not user.has_access():
            raise Forbidden(_("Your access has ended. Ask an administrator if you still need it."))
        found = request.principal = Principal.of(user)  # type: ignore[attr-defined]
    return found


def error_page(request: HttpRequest, error: DomainError) -> HttpResponse:
    """A domain error as a page that says what is wrong and what to do."""
    # Hidden and nonexistent answer alike: the same template with the same words.
    template = f"{error.status}.html" if error.status in (403, 404, 413, 503) else "400.html"
    return render(request, template, {"error": error}, status=error.status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from one of our pages, or from one left open too long."""
    sentence = _(
        "The form could not be matched to your session. Reload its page and send it again."
    )
    return error_page(request, Forbidden(sentence))


class Page(LoginRequiredMixin, View):
    """A page of somebody signed in."""

    principal: Principal

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer as the signed-in user; a domain error becomes a page."""
        if not request.user.is_authenticated:
            return self._sign_in()
        try:
            self.principal = principal_of(request)
            with self.instant():
                response = super().dispatch(request, *args, **kwargs)
        except DomainError as error:
            response = error_page(request, error)
        add_never_cache_headers(response)
        return response

    def _sign_in(self) -> HttpResponseBase:
        """To the sign-in page; a partial refresh would put it into the middle of this one."""
        if getattr(self.request, "htmx", False):
            return HttpResponseClientRefresh()
        return self.handle_no_permission()

    def instant(self) -> AbstractContextManager[None]:
        """The instant at which the page is read: now."""
        return nullcontext()

    def show(self, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        """Render at once, because the past ends with the view."""
        return render(self.request, template, context, status=status)


class RegisterPage(Page):
    """A page of one register; ``declaration`` is given by its URL."""

    declaration: Declared = RegisterViews
    #: Whether the page can be looked at as of a date.
    looks_back = False
    as_of: date | None = None

    @property
    def model(self) -> Any:
        """The register's model."""
        return self.declaration.model

    def instant(self) -> AbstractContextManager[None]:
        """The end of the day in ``as_of``, where the page looks back."""
        access.require(self.principal, self.model, "view")
        if not self.looks_back or "as_of" not in self.request.GET:
            return nullcontext()
        self.as_of = read_day(self.request.GET, "as_of")
        if self.as_of is None:
            return nullcontext()
        return past(self._end_of_day(self.as_of))

    def _end_of_day(self, day: date) -> datetime:
        """The instant to look at: of today, now."""
        if not self.declaration.has_past():
            raise bad("as_of", day.isoformat(), _("this register cannot be shown as of a date."))
        if day > today():
            raise bad("as_of", day.isoformat(), _("choose a day that has begun."))
        return min(end_of_day(day), timezone.now())

    def find(self, uid: uuid.UUID) -> Any:
        """The record, if the principal sees it; else NotFound."""
        row = self.model.objects.for_user(self.principal).filter(uid=uid).first()
        if row is None:
            raise NotFound
        return row

    def may(self, action: str, row: Any = None) -> bool:
        """Whether the principal may do this, to ``row`` if one is given."""
        if self.as_of:
            return False
        if row is None:
            return access.allowed(self.principal, self.model, action) is not None
        return access.may(self.principal, row, action)

    def require(self, action: str, row: Any) -> None:
        """Raise Forbidden unless the principal may do this to ``row``."""
        if not self.may(action, row):
            raise Forbidden

    def show(self, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        """Render with the register's own words."""
        common = {
            "declaration": self.declaration,
            "name": self.declaration.name(),
            "as_of": self.as_of,
            "confirms": self.model.register.confirm is not None,
        }
        return super().show(template, {**common, **context}, status)


def version_in(data: Any) -> int | None:
    """The version that a form says it saw."""
    text = data.get("version", "")
    if text == "":
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise Invalid(fields={"version": [_("This is not a version.")]})
    return int(text)
