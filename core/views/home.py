"""The first page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.formats import number_format

from core import access
from core.declaration.columns import columns_for, resolve_links
from core.declaration.pages import Page
from core.declaration.registry import Declared, MenuGroup, declaration_of, declarations
from core.models import Action
from core.paging import capped_count

MINE = 8


class HomePage(Page):
    """What needs the reader, and the registers with their sizes."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        return self.show("core/home.html", {"tiles": self._tiles(), **self._actions()})

    def _actions(self) -> dict[str, Any]:
        declaration = declaration_of(Action)
        if declaration is None or self.principal.person_id is None:
            return {"actions": []}
        mine = (
            Action.objects.for_user(self.principal)
            .unfinished()
            .filter(owner=self.principal.person_id)
        )
        rows = list(mine.order_by("due", "reference")[:MINE])
        columns = columns_for(declaration, ("due", "priority", "subject"))
        found = resolve_links(self.principal, columns, rows)
        shown = [(row, [column.cell(row, found) for column in columns]) for row in rows]
        return {
            "actions": shown,
            "overdue": Action.objects.overdue().filter(pk__in=[r.pk for r in rows]),
        }

    def _tiles(self) -> list[tuple[str, list[tuple[Declared, str]]]]:
        """Per group of the menu, the registers with their sizes."""
        groups: dict[MenuGroup, list[tuple[Declared, str]]] = {group: [] for group in MenuGroup}
        for declaration in declarations():
            if declaration.in_menu and access.allowed(self.principal, declaration.model, "view"):
                groups[declaration.group].append((declaration, self._size(declaration)))
        return [(str(group.label), tiles) for group, tiles in groups.items() if tiles]

    def _size(self, declaration: Declared) -> str:
        rows = declaration.model.objects.for_user(self.principal).current()
        count, more = capped_count(rows)
        return number_format(count, force_grouping=True) + ("+" if more else "")
