"""What is held about a person: the page that shows it, the copy, and erasing on request."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.declaration.pages import SCREEN, RegisterPage, version_in
from core.declaration.records import DetailPage
from core.declaration.verbs import Verb
from core.errors import Conflict, DomainError, Forbidden, Invalid, PreconditionRequired, Stale
from core.services.personal_data.copies import request_copy
from core.services.personal_data.forgetting import erase_person
from core.services.personal_data.traces import may_erase, may_export, traces
from core.writing.erasure import placeholder

SHOWN = 50


class PersonalDataPage(RegisterPage):
    """What is held about a person; POST asks for a copy."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """The page."""
        return self.show("core/personal_data.html", self.context(self.find(uid)))

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Ask for a copy: a job."""
        job = request_copy(person=self.find(uid), by=self.principal)
        return redirect("jobs-detail", job.uid)

    def context(self, person: Any) -> dict[str, Any]:
        """What was found."""
        found = traces(person, by=self.principal)
        return {
            "row": person,
            "found": found,
            "namings": found.namings[:SHOWN],
            "mentions": found.mentions[:SHOWN],
            "may_erase": may_erase(self.principal),
            "mark": placeholder(person),
        }


class ErasePersonPage(PersonalDataPage):
    """What will be blanked and what is kept, and why; then it is done."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Ask."""
        return self._ask(self.find(uid))

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Erase, or say why not and ask again."""
        person = self.find(uid)
        try:
            done = erase_person(
                person=person, version=version_in(request.POST), by=self.principal, origin=SCREEN,
                reason=request.POST.get("change_reason", "")[:500],
            )  # fmt: skip
        except (Stale, Invalid, Conflict, PreconditionRequired) as error:
            return self._ask(person, error)
        said = _("Erased in %(records)s records and %(files)s files; what is left is %(mark)s.")
        told = {"records": done.records, "files": done.files, "mark": placeholder(person)}
        messages.success(request, said % told)
        return redirect("persons-detail", uid)

    def _ask(self, person: Any, error: DomainError | None = None) -> HttpResponseBase:
        if not may_erase(self.principal):
            raise Forbidden
        context = {**self.context(person), "error": error}
        return self.show("core/person_erase.html", context, error.status if error else 200)


class PersonPage(DetailPage):
    """A person; what is held about them is offered to whoever may know it."""

    def verbs(self, row: Any) -> list[Verb]:
        """With or without."""
        return super().verbs(row) if may_export(self.principal, row) else []
