"""The matrix of parties: who operates which service, component and process."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import access
from core.declaration import MenuGroup
from core.declaration.chrome import MenuPage, menu_page
from core.declaration.pages import Page
from core.errors import Forbidden
from core.reading.filters import bad, refuse_unknown
from core.reading.paging import Key, page
from suppliers.models import Involvement, Supplier
from suppliers.services import KINDS, Kind, matrix, operates_all

PAGE_SIZE = 50
KEYS = [Key("title"), Key("reference")]
PLACE = ("after", "before")


def may_see(principal: Any) -> bool:
    """Whether somebody sees who is involved in what."""
    return access.allowed(principal, Involvement, "view") is not None


menu_page(
    MenuPage(MenuGroup.SUPPLIERS, gettext_lazy("Parties"), "diagram-2", "parties", may_see)
)  # fmt: skip


class PartiesPage(Page):
    """Services, components or processes × parties."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        if not may_see(self.principal):
            raise Forbidden
        kind = self._kind()
        place: Any = {name: request.GET[name] for name in PLACE if request.GET.get(name)}
        rows = kind.model.objects.for_user(self.principal).current().filter(kind.rows)
        found = page(rows, KEYS, size=PAGE_SIZE, **place)
        context = {
            "matrix": matrix(kind, found.rows, by=self.principal),
            "kinds": KINDS.values(),
            "alone": [(each, self._alone(each)) for each in KINDS.values()],
            "may_add": access.allowed(self.principal, Involvement, "add") is not None,
            "previous": found.previous,
            "next": found.next,
        }
        return self.show("suppliers/parties.html", context)

    def _kind(self) -> Kind:
        refuse_unknown(self.request.GET, ("of", *PLACE))
        asked = self.request.GET.get("of") or "services"
        if asked not in KINDS:
            raise bad("of", asked, _("use one of: %(all)s.") % {"all": ", ".join(KINDS)})
        return KINDS[asked]

    def _alone(self, kind: Kind) -> Any:
        return Supplier.objects.for_user(self.principal).current().filter(operates_all(kind))
