"""Drafting the next edition of an agreed text, and two editions side by side."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from core.declaration.pages import SCREEN, RegisterPage
from core.declaration.verbs import Verb, VerbPage
from core.errors import Conflict
from core.services import editions
from core.signing.reading import flat
from core.signing.redline import Redline, between


class NextEditionPage(VerbPage):
    """Drafts the next edition."""

    heading = _("Draft the next edition of “%(title)s”?")
    explanation = _(
        "The text of this edition is copied into a new draft, which you change then. This one stays "
        "in force until the next one is signed by all and begins."
    )
    button = _("Draft the next edition")
    sentence = _("%(reference)s was drafted. Change it, then have it signed.")

    def run(self, row: Any, *, version: int | None, reason: str) -> Any:
        """Draft it."""
        return editions.draft_next(row=row, by=self.principal, origin=SCREEN, reason=reason)


class ComparePage(RegisterPage):
    """An edition with what differs from the one before."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """The page."""
        row = self.find(uid)
        before, redlines = compared(self, row)
        context = {
            "row": row,
            "before": before,
            "redlines": [line for line in redlines if line.changed],
            "same": [line.label for line in redlines if line.pieces and not line.changed],
        }
        return self.show("core/editions.html", context)


def compared(page: RegisterPage, row: Any) -> tuple[Any, list[Redline]]:
    """The edition before and the fields of both; raises Conflict for the first, NotFound."""
    if row.supersedes is None:
        raise Conflict(str(_("This is the first edition: there is none to compare it with.")))
    before = page.find(row.supersedes.uid)
    return before, between(flat(before), flat(row))


EDITION_PAGES = {"next": NextEditionPage, "compare": ComparePage}
COMPARE_VERB = Verb(
    "compare", _("What differs from the edition before"), "arrow-left-right", reads=True
)
EDITION_VERBS = (Verb("next", _("Draft the next edition"), "files"), COMPARE_VERB)
