"""The first page, the search over every register, and suggestions for links."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from core import access, links
from core.declaration.columns import columns_for, resolve_links
from core.declaration.pages import Page
from core.declaration.registry import Declared, MenuGroup, declaration_of, declarations
from core.errors import NotFound
from core.filters import LONGEST, bad
from core.finding import find_records
from core.links import Link
from core.models import Action, Record
from core.paging import capped_count
from core.registers import names

MINE = 8
SUGGESTED = 20
FOUND = 50


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


class SearchPage(Page):
    """Records of every register that fit the words."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page; without words it only asks."""
        text = request.GET.get("q", "").strip()
        if len(text) > LONGEST:
            raise bad("q", text, _("use at most %(count)d characters.") % {"count": LONGEST})
        found = [self._group(name, rows) for name, rows in self._by_register(text).items()]
        return self.show("core/search.html", {"searched": text, "groups": found, "limit": FOUND})

    def _group(self, name: str, rows: list[Record]) -> tuple[Declared | None, list[Link]]:
        return declaration_of(names()[name]), [_link(row) for row in rows]

    def _by_register(self, text: str) -> dict[str, list[Record]]:
        groups: dict[str, list[Record]] = {}
        for record in find_records(self.principal, text, FOUND) if text else ():
            groups.setdefault(record.type, []).append(record)
        return groups


def _link(record: Record) -> Link:
    return Link(record.type, record.uid, record.reference, record.title)


class SuggestionsPage(Page):
    """Targets for a link, as JSON: those the reader sees that fit what was typed."""

    def get(self, request: HttpRequest, register: str = "") -> HttpResponseBase:
        """Value (understood by the form) and label of each."""
        text = request.GET.get("q", "").strip()[:LONGEST]
        found = self._of_register(register, text) if register else self._of_any(text)
        results = [{"value": link.label, "label": link.title} for link in found]
        return JsonResponse({"results": results})

    def _of_register(self, register: str, text: str) -> list[Link]:
        model = names().get(register)
        if model is None or access.allowed(self.principal, model, "view") is None:
            raise NotFound
        return links.choices(self.principal, model, text, limit=SUGGESTED)

    def _of_any(self, text: str) -> list[Link]:
        return (
            [_link(record) for record in find_records(self.principal, text, SUGGESTED)]
            if text
            else []
        )
