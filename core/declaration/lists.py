"""The list of a register: a plain table that sorts, filters, searches and pages, and its export."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from core.choices import Layout
from core.declaration.beside import BesideColumn, beside, placed
from core.declaration.columns import Cell, Column, resolve_links
from core.declaration.grid import grid_settings
from core.declaration.listing import PAGE_SIZE, Listing
from core.declaration.saved import EVERYTHING, View, first_view
from core.declaration.viewed import REMEMBERED, ViewedPage
from core.reading.filters import Bound, bad
from core.reading.paging import Page, capped_count, page
from core.services import saved_views
from core.services.preferences import prefer

FORMATS = {"xlsx": "Excel", "csv": "CSV", "json": "JSON"}

NOTHING = Cell("none")


@dataclass
class Row:
    """One line of the table."""

    record: Any
    cells: list[tuple[Any, Cell]]


@dataclass
class Heading:
    """The head of a column: where a click leads, and how it is sorted now."""

    column: Column | BesideColumn
    url: str
    sorted: str


class ListPage(ViewedPage):
    """All records of a register that the reader may see."""

    looks_back = True

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page, or only what changes for a partial refresh."""
        if not request.GET and (first := self._first()):
            return redirect(f"{request.path}?view={first.uid}")
        listing = self.listing()
        self._remember(listing)
        layout, partial = self._layout(listing), self._is_partial(request)
        context = self._around(listing) | {"layout": layout}
        if layout == Layout.GRID:
            context["grid"] = grid_settings(self, listing)
        if layout == Layout.LIST or not partial:
            context |= self._table(listing)
        return self.show("register/_refresh.html" if partial else "register/list.html", context)

    def _around(self, listing: Listing) -> dict[str, Any]:
        """What stands around the rows, in the list and in the grid."""
        return {
            "listing": listing,
            "as_of_query": f"?as_of={self.as_of.isoformat()}" if self.as_of else "",
            "closed": self._closed(listing),
            "chips": [(bound, self._without(listing, bound)) for bound in listing.used],
            "may_add": self.may("add"),
            "may_import": self._may_import(),
            "may_pick": self._may_pick(),
            "tabs": self._tabs(listing),
            "view_mine": listing.view is not None and self._may_save(listing.view),
            "view_first": listing.view is not None and self._is_first(listing.view),
            "may_set_first": saved_views.may_set_first(self.principal),
            "without_lost": listing.stated_url if listing.spoiled else "",
            "all_url": f"{self.request.path}?view={EVERYTHING}",
            "exports": [(label, self._export(listing, fmt)) for fmt, label in FORMATS.items()],
            "layouts": [(choice, listing.url(layout=choice.value)) for choice in Layout],
        }

    def _table(self, listing: Listing) -> dict[str, Any]:
        """One page of the rows."""
        found = page(listing.rows(), listing.keys, size=PAGE_SIZE, **listing.place)
        count, more = capped_count(listing.rows())
        return {
            "rows": self._rows(listing, found),
            "pager": self._pager(listing, found),
            "headings": self._headings(listing),
            "count": count,
            "more": more,
            "count_text": number_format(count, force_grouping=True),
            "paged": found.previous or found.next,
        }

    def _is_partial(self, request: HttpRequest) -> bool:
        htmx: Any = getattr(request, "htmx", None)
        return bool(htmx) and not htmx.boosted and not htmx.history_restore_request

    def _may_pick(self) -> bool:
        """Whether several records can be changed at once here."""
        return self.declaration.pages.get("bulk-edit", True) is not None and self.may("change")

    def _first(self) -> View | None:
        """The view that a list without any parameter begins with."""
        return first_view(self.principal, self.declaration, self.views)

    def _layout(self, listing: Listing) -> str:
        """List or grid: as the address says, which is kept for the next visit; else as the view says."""
        user: Any = self.request.user
        asked = self.request.GET.get("layout", "")
        if asked and asked not in Layout.values:
            rule = _("use one of: %(all)s.") % {"all": ", ".join(Layout.values)}
            raise bad("layout", asked, rule)
        # The past is read in a transaction that writes nothing, not even this.
        if asked and asked != user.layout and not self.as_of:
            prefer(user=user, layout=asked)
        if listing.spoiled:
            return Layout.LIST
        usual: str = listing.view.layout if listing.view and listing.view.row else user.layout
        return asked or usual

    def _tabs(self, listing: Listing) -> list[tuple[View, str, bool]]:
        """Each view with its address and whether it is the one shown."""
        now = listing.view.uid if listing.view else ""
        return [(view, f"?view={view.uid}", view.uid == now) for view in self.views]

    def _closed(self, listing: Listing) -> dict[str, Any]:
        """What the list says of closed records: how many it leaves out, and the way to see or hide them."""
        if listing.spoiled or not listing.closing:
            return {}
        states = ", ".join(listing.closing)
        if listing.closed:
            return {"states": states, "shown": True, "url": listing.url(closed=None)}
        count, more = capped_count(listing.closed_rows())
        if not count:
            return {}
        return {
            "states": states, "count": count, "url": listing.url(closed="yes"),
            "count_text": number_format(count, force_grouping=True) + ("+" if more else ""),
        }  # fmt: skip

    def _may_save(self, view: View) -> bool:
        return view.row is not None and saved_views.may_change(view.row, self.principal)

    def _is_first(self, view: View) -> bool:
        return self.principal.user.first_views.get(self.declaration.name()) == view.uid

    def _remember(self, listing: Listing) -> None:
        """Keep the chosen columns for the next visit; only when they differ is it written."""
        if "column" not in self.request.GET or listing.view is not None:
            return
        chosen = [column.name for column in listing.columns]
        kept = self.request.session.get(REMEMBERED, {})
        if kept.get(self.declaration.name()) != chosen:
            self.request.session[REMEMBERED] = {**kept, self.declaration.name(): chosen}

    def _rows(self, listing: Listing, found: Page) -> list[Row]:
        links = resolve_links(self.principal, listing.columns, found.rows)
        more = listing.view.beside if listing.view else ()
        filled = beside(self.principal, more, found.rows)
        columns = placed(listing.columns, more)

        def cell(column: Any, row: Any) -> Cell:
            known = filled.get(column)
            return column.cell(row, links) if known is None else known.get(row.pk, NOTHING)

        return [Row(row, [(column, cell(column, row)) for column in columns]) for row in found.rows]

    def _headings(self, listing: Listing) -> list[Heading]:
        headings = []
        for column in placed(listing.columns, listing.view.beside if listing.view else ()):
            if isinstance(column, BesideColumn):
                headings.append(Heading(column, "", ""))
                continue
            descending = listing.sorts.get(column.name)
            target = f"-{column.name}" if descending is False else column.name
            url = listing.url(sort=target) if column.sort_name(self.principal) else ""
            word = {None: "", False: "ascending", True: "descending"}[descending]
            headings.append(Heading(column, url, word))
        return headings

    def _pager(self, listing: Listing, found: Page) -> list[tuple[str, str, str]]:
        """Label, icon and address of first, previous, next and last; empty where there is none."""
        back, on = found.previous, found.next
        return [
            (_("First"), "chevron-double-left", listing.url() if back else ""),
            (_("Previous"), "chevron-left", listing.url(before=back) if back else ""),
            (_("Next"), "chevron-right", listing.url(after=on) if on else ""),
            (_("Last"), "chevron-double-right", listing.url(last=1) if on else ""),
        ]

    def _without(self, listing: Listing, bound: Bound) -> str:
        return listing.url(**dict.fromkeys(bound.filter.params))

    def _export(self, listing: Listing, fmt: str) -> str:
        shown = [column.name for column in listing.columns]
        return listing.plain_url(format=fmt, column=shown)

    def _may_import(self) -> bool:
        return self.may("import")
