"""“Still true”: one click on a record, or for the chosen ones of a list."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import access
from core.choices import Origin
from core.declaration.pages import RegisterPage, version_in
from core.declaration.viewed import ViewedPage
from core.errors import Conflict, DomainError, Forbidden, Invalid, NotFound, Stale, TooLarge
from core.services import confirmations

SHOWN = 100
LONGEST = 500


class ConfirmPage(RegisterPage):
    """Confirms one record at the version that its page showed."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Nothing to see: back to the record."""
        row = self.find(uid)
        self.require("change", row)
        return redirect(f"{self.declaration.name()}-detail", uid)

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Confirm it, and say so on its page; or why not."""
        row = self.find(uid)
        self.require("change", row)
        try:
            confirmations.confirm(
                model=self.model, versions={uid: version_in(request.POST)}, by=self.principal,
                origin=Origin.SCREEN, remark=request.POST.get("remark", "").strip()[:LONGEST],
            )  # fmt: skip
        except Stale:
            sentence = _("%(reference)s was changed meanwhile: read it again, then confirm.")
            messages.error(request, sentence % {"reference": row.reference})
        else:
            sentence = _("%(reference)s was confirmed: still true.")
            messages.success(request, sentence % {"reference": row.reference})
        return redirect(f"{self.declaration.name()}-detail", uid)


class ConfirmManyPage(ViewedPage):
    """Shows what is to be confirmed, each with its version, and then confirms it all or nothing."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """All that the address's list shows."""
        access.require(self.principal, self.model, "change")
        return self._ask(self.listing().rows())

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """The chosen ones; once shown, confirm them."""
        access.require(self.principal, self.model, "change")
        if "seen" not in request.POST:
            return self._ask(self._rows(request.POST.getlist("uid")))
        try:
            seen = dict(map(_read, request.POST.getlist("seen")))
            made = confirmations.confirm(
                model=self.model, versions=seen, by=self.principal, origin=Origin.SCREEN,
                remark=request.POST.get("remark", "").strip()[:LONGEST],
            )  # fmt: skip
        except (Stale, Invalid, NotFound, Forbidden, Conflict, TooLarge) as error:
            rows = self._rows([uid for uid, _at, _version in _parts(request.POST.getlist("seen"))])
            return self._ask(rows, error)
        sentence = ngettext(
            "%(count)d record was confirmed.", "%(count)d records were confirmed.", len(made)
        )
        messages.success(request, sentence % {"count": len(made)})
        return redirect(self._list())

    def _list(self) -> str:
        """The list that one came from, as it was."""
        return reverse(f"{self.declaration.name()}-list") + self.listing().url()

    def _rows(self, uids: list[str]) -> Any:
        try:
            chosen = [str(uuid.UUID(uid)) for uid in uids]
        except ValueError:
            raise Invalid(fields={"uid": [_("This is no record.")]}) from None
        return self.model.objects.for_user(self.principal).filter(uid__in=chosen)

    def _ask(self, rows: Any, error: DomainError | None = None) -> HttpResponseBase:
        """Those that the reader may confirm; what they may not is left out and counted."""
        current = rows.filter(archived_at=None).order_by("reference")
        mine = self.model.objects.for_user(self.principal, "change").filter(
            pk__in=current.order_by().values("pk")
        )
        found = list(mine.order_by("reference")[: confirmations.MOST_ROWS])
        context = {
            "rows": found[:SHOWN],
            "seen": [f"{row.uid}@{row.version}" for row in found],
            "count": len(found),
            "left_out": rows.count() - len(found),
            "error": error,
            "back": self._list(),
        }
        return self.show("register/confirm_many.html", context, error.status if error else 200)


def _parts(texts: list[str]) -> list[tuple[str, str, str]]:
    return [text.partition("@") for text in texts]


def _read(text: str) -> tuple[uuid.UUID, int]:
    uid, _at, version = text.partition("@")
    if not version.isascii() or not version.isdigit() or len(version) > 9:
        raise Invalid(fields={"version": [_("This is not a version.")]})
    try:
        return uuid.UUID(uid), int(version)
    except ValueError:
        raise Invalid(fields={"uid": [_("This is no record.")]}) from None
