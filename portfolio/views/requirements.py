"""The screens of what customers require of services."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.declaration import MenuGroup, RegisterViews, declare
from core.declaration.pages import SCREEN
from core.views.agreement_prints import PRINT_PAGES, SummaryPrintPage
from core.views.editions import EDITION_PAGES, EDITION_VERBS, NextEditionPage
from core.views.signing import SIGNING_PAGES, SIGNING_VERBS
from portfolio.models import Requirement
from portfolio.services import reconfirming


class RevisePage(NextEditionPage):
    """Drafts the next edition, which says what asked for it."""

    def run(self, row: Any, *, version: int | None, reason: str) -> Any:
        """Draft it, or find it drafted already."""
        return reconfirming.revise(row=row, by=self.principal, origin=SCREEN, reason=reason)


@declare
class Requirements(RegisterViews):
    """What customers require of services."""

    model = Requirement
    icon = "list-check"
    group = MenuGroup.PORTFOLIO
    minor = True
    columns = ("reference", "service", "customer", "edition", "state", "effective_from", "sla")
    filters = ("state", "service", "customer", "trigger", "review_due")
    sections = (
        (_("Agreement"), ("service", "customer", "state", "edition", "supersedes", "sla")),
        (_("Term"), ("effective_from", "effective_until", "in_force_until", "review_due")),
        (_("Change"), ("trigger", "change_reference", "impact")),
        (_("Use"), ("hours", "channels", "access_rights")),
        (_("Levels"), ("response", "availability", "capacity", "continuity")),
        (_("Limits"), ("dependencies", "exclusions")),
        (_("More"), ("notes",)),
    )
    wanted = ("hours", "availability", "response", "trigger", "sla", "effective_from")
    pages = {**SIGNING_PAGES, **EDITION_PAGES, **PRINT_PAGES, "print": SummaryPrintPage,
             "next": RevisePage}  # fmt: skip
    verbs = (*SIGNING_VERBS, *EDITION_VERBS)
