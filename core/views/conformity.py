"""The page of all conformity rules, with the records that break them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy

from core import access
from core.choices import Conformity
from core.declaration.chrome import MenuPage, menu_page
from core.declaration.pages import Page
from core.declaration.registry import Declared, MenuGroup, declarations
from core.reading.links import Link
from core.registries import rules
from core.registries.rules import Outcome

menu_page(
    MenuPage(
        group=MenuGroup.EVIDENCE,
        title=gettext_lazy("Conformity"),
        icon="clipboard-check",
        url_name="conformity",
        may=lambda principal: principal.is_staff,
    )
)


class ConformityPage(Page):
    """Every rule, what it came to for the records that the reader sees, and what breaks it."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page; for people of the organisation."""
        access.require_staff(self.principal)
        found = rules.outcomes(self.principal)
        broken = [each.rule for each in found if each.state is Conformity.FAIL]
        records: dict[str, Any] = rules.examples(self.principal, broken, "view")
        groups: dict[Declared, list[tuple[Outcome, list[Link]]]] = {}
        for each in found:
            declaration = next(d for d in declarations() if d.model is each.rule.model)
            groups.setdefault(declaration, []).append((each, records.get(each.rule.name, [])))
        return self.show("core/conformity.html", {"groups": groups.items(), **_score(found)})


def _score(found: list[Outcome]) -> dict[str, Any]:
    judged = [each for each in found if each.state is not Conformity.NOT_APPLICABLE]
    kept = sum(each.state is Conformity.PASS for each in judged)
    return {"judged": len(judged), "kept": kept}
