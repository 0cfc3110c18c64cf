"""The page behind a link to sign: for whoever holds it, on a phone as well, without an account."""

from __future__ import annotations

from typing import Any

from allauth.core.internal.ratelimit import consume
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views import View

from core import clock
from core.access.principals import Principal
from core.choices import Origin, Purpose
from core.declaration.pages import error_page
from core.declaration.signatures import place_of
from core.errors import Conflict, DomainError, Forbidden, Invalid, NotFound
from core.models import SingleUseLink
from core.services import signing_requests, single_use
from core.signing import Standing, standing_of
from core.signing.changed import changed_since
from core.signing.standing import Place
from core.views.discussion import CommentForm, SayForm, form_for
from core.views.signing import SignForm, renewed, signing_context, start_of
from core.web.refusals import refuse

TOO_MANY = 429


class SigningLinkPage(View):
    """GET shows the text and uses nothing up, whoever asks; POST signs."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer without storing or passing on the address; a domain error becomes a page."""
        allowed = consume(request, app="allauth.account", action="single_use_link", limit_get=True)
        try:
            if not allowed:
                response: HttpResponseBase = refuse(
                    request,
                    TOO_MANY,
                    "too-many",
                    _("Too many attempts. Wait a minute and try again."),
                )
            else:
                response = super().dispatch(request, *args, **kwargs)
        except NotFound:
            response = render(request, "core/link_over.html", status=404)
        except DomainError as error:
            response = error_page(request, error)
        add_never_cache_headers(response)
        # Not no-referrer: browsers would then send the form without an origin, and it were refused.
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def get(self, request: HttpRequest, secret: str) -> HttpResponseBase:
        """The text."""
        link = single_use.open_link(secret, purpose=Purpose.SIGN)
        standing, place = self._asked(link)
        form, thread = self._saying(link, standing, request.GET.get("thread", ""))
        start = self._start(link, standing, place)
        return self._answer(standing, place, start, say=form, thread=thread)

    def post(self, request: HttpRequest, secret: str) -> HttpResponseBase:
        """Sign, or say why not; only signing uses the link up. Comments are taken as well."""
        link = single_use.open_link(secret, purpose=Purpose.SIGN)
        standing, place = self._asked(link)
        if "say" in request.POST:
            return self._say(link, standing, place)
        form = SignForm({**request.POST.dict(), "party": link.detail})
        if not form.is_valid():
            return self._answer(standing, place, form)
        values = form.cleaned_data
        try:
            signature = signing_requests.sign_by_link(
                link=link, shown=values["shown"], name=values["name"], capacity=values["capacity"]
            )
        except (Conflict, Invalid, Forbidden) as error:
            changes = changed_since(standing.row, values["seen"])
            return self._refused(link, form, error, changes)
        return render(request, "core/signed.html", {"signature": signature, "row": standing.row})

    def _asked(self, link: SingleUseLink) -> tuple[Standing, Place]:
        """The record and the signature that the link is for; over when it is no longer asked for."""
        standing = standing_of(link.record.row())
        if not standing.is_open or standing.row.archived_at is not None:
            raise NotFound
        return standing, place_of(standing, link.detail)

    def _start(self, link: SingleUseLink, standing: Standing, place: Place) -> SignForm:
        return SignForm(initial=start_of(standing, place, link.person))

    def _say(self, link: SingleUseLink, standing: Standing, place: Place) -> HttpResponseBase:
        """Take a comment on the text, a contest, or an answer; the link can still sign."""
        data, status = self.request.POST, 400
        form, thread = self._saying(link, standing, data.get("thread", ""), data)
        if form.is_valid():
            try:
                form.say(standing.row, _holder(link, standing), Origin.LINK)
            except (Conflict, Invalid, Forbidden) as error:
                form.take(error)
                status = error.status
            else:
                messages.success(self.request, _("Your words are kept. Nothing is signed yet."))
                return redirect(self.request.path)
        start = self._start(link, standing, place)
        return self._answer(standing, place, start, status=status, say=form, thread=thread)

    def _saying(
        self, link: SingleUseLink, standing: Standing, asked: str, data: Any = None
    ) -> tuple[SayForm, Any]:
        return form_for(standing.row, _holder(link, standing), asked, data)

    def _refused(
        self, link: SingleUseLink, form: SignForm, error: DomainError, changes: Any
    ) -> HttpResponseBase:
        standing, place = self._asked(link)
        fresh = renewed(form, standing)
        fresh.take(error)
        return self._answer(standing, place, fresh, changes, error.status)

    def _answer(
        self, standing: Standing, place: Place, form: SignForm, changes: Any = (), status: int = 0,
        *, say: SayForm | None = None, thread: Any = None,
    ) -> HttpResponseBase:  # fmt: skip
        context = {**signing_context(standing, place, form), "changes": changes, "now": clock.now()}
        context |= {"say": say or CommentForm(standing.row), "thread_asked": thread}
        code = status or (400 if form.errors else 200)
        return render(self.request, "core/sign_by_link.html", context, status=code)


def _holder(link: SingleUseLink, standing: Standing) -> Principal:
    return single_use.holder(link, only=frozenset(standing.signable.fields))
