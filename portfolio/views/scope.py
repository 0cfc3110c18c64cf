"""The scope of the SMS on one page, as of any day, and the screens of its editions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy

from core import access
from core.access.principals import Principal, today
from core.declaration import MenuGroup, RegisterViews, declare
from core.declaration.chrome import MenuPage, menu_page
from core.declaration.pages import SCREEN, Page
from core.declaration.verbs import Verb, VerbPage
from core.reading.filters import read_day, refuse_unknown
from core.views.agreement_prints import PRINT_PAGES
from core.views.editions import EDITION_PAGES, EDITION_VERBS
from core.views.signing import SIGNING_PAGES, SIGNING_VERBS
from portfolio.models import ScopeItem, ScopeStatement
from portfolio.services import scope


def may_see(principal: Principal) -> bool:
    """Whether somebody sees the scope."""
    return access.allowed(principal, ScopeStatement, "view") is not None


menu_page(MenuPage(MenuGroup.PORTFOLIO, gettext_lazy("Scope"), "pin-map", "scope", may_see))


class ScopePage(Page):
    """The statement that holds on a day: what is in, what is out and why; what differs today."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        access.require(self.principal, ScopeStatement, "view")
        refuse_unknown(request.GET, ("on",))
        day = read_day(request.GET, "on") or today()
        return self.show("portfolio/scope.html", {"on": day, **self._context(day)})

    def _context(self, day: Any) -> dict[str, Any]:
        statement = scope.in_force(self.principal, day)
        items = scope.items_of(statement, self.principal) if statement else []
        is_today = day == today()
        may_add = access.allowed(self.principal, ScopeStatement, "add") is not None
        waiting = ScopeStatement.objects.for_user(self.principal).current().open()
        return {
            "row": statement,
            "groups": scope.grouped(items),
            "excluded": [item for item in items if not item.included],
            "differences": scope.differences(items, self.principal)
            if statement and is_today
            else [],
            "is_today": is_today,
            "may_add": may_add,
            "waiting": waiting.order_by("edition", "pk") if is_today else [],
        }


class FillPage(VerbPage):
    """Adds what the registers know."""

    heading = gettext_lazy("Fill “%(title)s” from the registers?")
    explanation = gettext_lazy(
        "Delivered services as their own pages say, the customers that receive those in scope, and "
        "the organisational units are added, as far as the statement does not name them yet."
    )
    button = gettext_lazy("Fill")
    sentence = gettext_lazy("%(reference)s names now what the registers know.")

    def run(self, row: Any, *, version: int | None, reason: str) -> Any:
        """Add the items."""
        scope.fill(statement=row, by=self.principal, origin=SCREEN, reason=reason)
        return row


@declare
class ScopeStatements(RegisterViews):
    """Editions of the scope statement."""

    model = ScopeStatement
    icon = "pin-map"
    group = MenuGroup.PORTFOLIO
    minor = True
    columns = ("reference", "edition", "state", "effective_from", "approver", "review_due")
    filters = ("state", "approver", "review_due")
    sections = (
        (gettext_lazy("Statement"), ("statement", "standard", "state", "edition", "supersedes")),
        (
            gettext_lazy("Term"),
            ("effective_from", "effective_until", "in_force_until", "review_due"),
        ),
        (gettext_lazy("Approval"), ("approver",)),
        (gettext_lazy("Change"), ("change_reference", "impact", "change_approved_by")),
        (gettext_lazy("More"), ("notes",)),
    )
    wanted = ("statement", "approver", "effective_from", "review_due")
    pages = {**SIGNING_PAGES, **EDITION_PAGES, **PRINT_PAGES, "fill": FillPage}
    verbs = (
        Verb("fill", gettext_lazy("Fill from the registers"), "node-plus"),
        *SIGNING_VERBS,
        *EDITION_VERBS,
    )


@declare
class ScopeItems(RegisterViews):
    """What is in the scope and what is out of it."""

    model = ScopeItem
    icon = "list-check"
    group = MenuGroup.PORTFOLIO
    minor = True
    columns = ("reference", "statement", "service", "customer", "unit", "location", "included",
               "outsourced_to", "why")  # fmt: skip
    filters = ("statement", "included", "service", "customer", "unit")
    sections = (
        (gettext_lazy("What"), ("statement", "service", "customer", "unit", "location")),
        (gettext_lazy("Scope"), ("included", "outsourced_to", "why")),
    )
