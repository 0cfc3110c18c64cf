"""Pages that ask before a verb is carried out: archiving, restoring, and what registers add."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from core import records
from core.declaration.pages import SCREEN, RegisterPage, version_in
from core.errors import Conflict, DomainError, Invalid, Stale


@dataclass(frozen=True)
class Verb:
    """An entry of a record's menu: the page that asks, what it is called, and its icon.

    One that ``reads`` is offered to everybody in the organisation, others to who may change the record.
    """

    page: str
    label: Any
    icon: str
    reads: bool = False


class VerbPage(RegisterPage):
    """Asks, with an optional reason, and then does it.

    The texts may name ``%(title)s`` and ``%(reference)s``.
    Without ``takes_reason`` no reason is asked.
    """

    action = "change"
    heading: ClassVar[Any] = ""
    explanation: ClassVar[Any] = ""
    button: ClassVar[Any] = ""
    sentence: ClassVar[Any] = ""
    takes_reason = True

    def run(self, row: Any, *, version: int | None, reason: str) -> Any:
        """Carry it out; answers with the record as it stands then. Raises domain errors."""
        raise NotImplementedError

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Ask."""
        row = self.find(uid)
        self.require(self.action, row)
        return self._ask(row)

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Do it, or say why not and ask again."""
        row = self.find(uid)
        self.require(self.action, row)
        reason = request.POST.get("change_reason", "")[:500]
        try:
            done = self.run(row, version=version_in(request.POST), reason=reason)
        except (Stale, Invalid, Conflict) as error:
            return self._ask(row, error)
        messages.success(request, self._say(self.sentence, done))
        return redirect(f"{self.declaration.name()}-detail", done.uid)

    def _ask(self, row: Any, error: DomainError | None = None) -> HttpResponseBase:
        texts = {
            "heading": self._say(self.heading, row),
            "explanation": self._say(self.explanation, row),
            "button": self.button,
            "takes_reason": self.takes_reason,
        }
        context = {"row": row, "error": error, **texts}
        return self.show("register/confirm.html", context, error.status if error else 200)

    def _say(self, text: Any, row: Any) -> str:
        return str(text) % {"title": row.title, "reference": row.reference}


class ArchivePage(VerbPage):
    """Takes a record out of lists and choices."""

    action = "archive"
    heading = _("Archive “%(title)s”?")
    explanation = _(
        "It leaves lists and choices. Its history stays, its reference stays taken, "
        "and it can be restored at any time."
    )
    button = _("Archive")
    sentence = _("%(reference)s was archived.")

    def run(self, row: Any, *, version: int | None, reason: str) -> Any:
        """Archive it."""
        return records.archive(
            self.model, row.uid, version=version, by=self.principal, origin=SCREEN, reason=reason
        )


class RestorePage(VerbPage):
    """Brings an archived record back."""

    action = "archive"
    heading = _("Restore “%(title)s”?")
    explanation = _("It appears in lists and choices again.")
    button = _("Restore")
    sentence = _("%(reference)s was restored.")

    def run(self, row: Any, *, version: int | None, reason: str) -> Any:
        """Restore it."""
        return records.restore(
            self.model, row.uid, version=version, by=self.principal, origin=SCREEN, reason=reason
        )
