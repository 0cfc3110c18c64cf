"""The base of pages that read the address of a list, with the view it names."""

from __future__ import annotations

from functools import cached_property

from django.http import QueryDict

from core.declaration.listing import Listing, filters_by_parameter
from core.declaration.pages import RegisterPage
from core.declaration.saved import View, opened, views_of
from core.models import SavedView

REMEMBERED = "columns"


class ViewedPage(RegisterPage):
    """A page of a register that knows its views."""

    @cached_property
    def views(self) -> list[View]:
        """The views of the register that the reader may use."""
        filters = filters_by_parameter(self.principal, self.declaration)
        stored = SavedView.objects.for_reader(self.principal).filter(type=self.declaration.name())
        return views_of(self.principal, self.declaration, filters, stored)

    def listing(self, address: QueryDict | None = None) -> Listing:
        """What an address asks for, this page's if none is given; remembered columns without a view."""
        asked = opened(self.views, self.request.GET if address is None else address)
        name = self.declaration.name()
        kept = [] if asked.view else self.request.session.get(REMEMBERED, {}).get(name, [])
        return Listing(
            self.declaration,
            self.principal,
            asked.params,
            kept,
            asked.view,
            asked.edited,
            asked.everything,
        )
