"""The brief of a record as PDF."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from core.declaration.dossier.brief import brief
from core.declaration.records import DossierPage
from core.printing import pdf
from core.printing.answers import pdf_answer


class BriefPage(DossierPage):
    """What the reader may see of a record, on two pages for a meeting; now or as of a day."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """The PDF in the reader's language."""
        row = self.find(uid)
        context = self.context(row)
        shown = {c.name: (c, cell) for section in context["sections"] for c, cell in section.facts}
        texts = [shown[name] for name in self.declaration.brief if name in shown]
        head: list[Any] = context["head"]
        title = f"{_('Brief')}: {row.title}"
        made = pdf("dossier/brief.typ", brief(self.look(row), head, texts), title=title)
        return pdf_answer(made, name=f"{row.reference}.pdf")
