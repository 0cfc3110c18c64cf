"""The pages of evidence bundles: ask for one, see how far it is, learn how to check it."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from core.declaration import MenuGroup
from core.declaration.chrome import MenuPage, menu_page
from core.declaration.pages import Page
from core.errors import Invalid
from core.models import Job
from core.views.jobs import described
from evidence import services
from evidence.bundles.clauses import clauses
from evidence.forms import BundleForm

INVALID = 400

menu_page(
    MenuPage(
        MenuGroup.EVIDENCE, _("Evidence bundles"), "archive", "bundles-list", services.has_right
    )
)


def shown(job: Job) -> dict[str, Any]:
    """What pages say of a bundle: of its job, and what was asked."""
    known = clauses().get(job.params["clause"])
    return {
        **described(job),
        "title": known.label if known else job.params["clause"],
        "asked": [text for name, text in job.params.items() if name not in ("clause", "language")],
    }


class BundlesPage(Page):
    """The reader's bundles, and the form that asks for another."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page; what stands in the address fills the form."""
        services.require_right(self.principal)
        return self._show(BundleForm(initial=request.GET.dict()))

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Ask for a bundle."""
        form = BundleForm(request.POST)
        if not form.is_valid():
            return self._show(form)
        try:
            job = services.request_bundle(request=form.asked, by=self.principal)
        except Invalid as error:
            form.take(error)
            return self._show(form)
        return redirect("bundles-detail", uid=job.uid)

    def _show(self, form: BundleForm) -> HttpResponseBase:
        found = [shown(job) for job in services.bundles_of(self.principal)]
        context = {"form": form, "bundles": found}
        return self.show("evidence/bundles.html", context, INVALID if form.errors else 200)


class BundlePage(Page):
    """One bundle: how far it is, what it is about, how to check it."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """The page; a look at a finished bundle is recorded."""
        job = services.look_at_bundle(uid=uid, by=self.principal)
        key = services.public_key()
        return self.show("evidence/bundle.html", {**shown(job), "key": key})


class PublicKeyPage(Page):
    """The public key that checks bundles, as the line that the verifier wants."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The line as a file."""
        services.require_right(self.principal)
        name = settings.LEDGER_ORIGIN.replace("/", "-")
        response = HttpResponse(services.public_key().line + "\n", content_type="text/plain")
        response["Content-Disposition"] = f'attachment; filename="{name}.txt"'
        return response
