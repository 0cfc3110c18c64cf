"""The addresses of every declared register, all built alike."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, URLResolver, include, path

from core.declaration.bulk_pages import BULK_PAGES
from core.declaration.confirming import ConfirmManyPage, ConfirmPage
from core.declaration.editing import CreatePage, EditPage
from core.declaration.exports import ExportPage
from core.declaration.import_pages import IMPORT_PAGES
from core.declaration.lists import ListPage
from core.declaration.records import DetailPage, HistoryPage, VersionPage
from core.declaration.registry import Declared, declarations
from core.declaration.verbs import ArchivePage, RestorePage
from core.declaration.view_pages import VIEW_PAGES

#: Page → (route below the register's name, view class).
PAGES: dict[str, tuple[str, Any]] = {
    "list": ("", ListPage),
    "create": ("new/", CreatePage),
    "export": ("export/", ExportPage),
    "detail": ("<uuid:uid>/", DetailPage),
    "edit": ("<uuid:uid>/edit/", EditPage),
    "archive": ("<uuid:uid>/archive/", ArchivePage),
    "restore": ("<uuid:uid>/restore/", RestorePage),
    "history": ("<uuid:uid>/history/", HistoryPage),
    "version": ("<uuid:uid>/versions/<int:number>/", VersionPage),
    **IMPORT_PAGES,
    **VIEW_PAGES,
    **BULK_PAGES,
}

#: Where records are confirmed as still true.
CONFIRMING: dict[str, tuple[str, Any]] = {
    "confirm": ("<uuid:uid>/confirm/", ConfirmPage),
    "confirm-many": ("confirm/", ConfirmManyPage),
}


def addresses() -> list[URLResolver]:
    """URL patterns of all registers: ``/<register>/…`` named ``<register>-list`` and so on.

    Each register stands under its own prefix: a request tries its patterns, not everybody's.
    """
    return [path(f"{each.name()}/", include(_of(each))) for each in declarations()]


def _of(declaration: Declared) -> list[URLPattern]:
    """The usual pages, with those that the declaration swaps, takes away or adds."""
    name = declaration.name()
    added = {page: (f"<uuid:uid>/{page}/", None) for page in declaration.pages}
    confirmed = CONFIRMING if declaration.model.register.confirm else {}
    patterns = []
    for page, (route, usual) in {**added, **PAGES, **confirmed}.items():
        view = declaration.pages.get(page, usual)
        if view is not None:
            answer = view.as_view(declaration=declaration)
            patterns.append(path(route, answer, name=f"{name}-{page}"))
    return patterns
