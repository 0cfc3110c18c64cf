"""The page of the auditor's questions: each leads to the page that answers it."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from core import access
from core.declaration.chrome import MenuPage, menu_page
from core.declaration.pages import Page
from core.declaration.registry import MenuGroup
from core.registries.questions import questions_for

menu_page(
    MenuPage(
        group=MenuGroup.EVIDENCE,
        title=_("Auditor’s questions"),
        icon="question-circle",
        url_name="questions",
        may=lambda principal: principal.is_staff,
    )
)


class QuestionsPage(Page):
    """What auditors ask, and where each answer is."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page; for people of the organisation."""
        access.require_staff(self.principal)
        return self.show("core/questions.html", {"questions": questions_for(self.principal)})
