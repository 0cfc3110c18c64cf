"""The addresses of every declared register, all built alike."""

from __future__ import annotations

from django.urls import URLPattern, path

from core.declaration.editing import CreatePage, EditPage, StatePage
from core.declaration.lists import ExportPage, ListPage
from core.declaration.records import DetailPage, HistoryPage, VersionPage
from core.declaration.registry import Declared, declarations


def addresses() -> list[URLPattern]:
    """URL patterns of all registers: ``/<register>/…`` named ``<register>-list`` and so on."""
    return [pattern for declaration in declarations() for pattern in _of(declaration)]


def _of(declaration: Declared) -> list[URLPattern]:
    name = declaration.name()
    own = {"declaration": declaration}
    pages = {
        "list": ("", ListPage.as_view(**own)),
        "create": ("new/", CreatePage.as_view(**own)),
        "export": ("export/", ExportPage.as_view(**own)),
        "detail": ("<uuid:uid>/", DetailPage.as_view(**own)),
        "edit": ("<uuid:uid>/edit/", EditPage.as_view(**own)),
        "archive": ("<uuid:uid>/archive/", StatePage.as_view(**own)),
        "restore": ("<uuid:uid>/restore/", StatePage.as_view(**own, restores=True)),
        "history": ("<uuid:uid>/history/", HistoryPage.as_view(**own)),
        "version": ("<uuid:uid>/versions/<int:number>/", VersionPage.as_view(**own)),
    }
    return [
        path(f"{name}/{route}", view, name=f"{name}-{page}")
        for page, (route, view) in pages.items()
    ]
