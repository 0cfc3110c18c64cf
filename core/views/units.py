"""The page of one unit of work: what it wrote, and taking it back."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core import access
from core.declaration.changes import Change, compared, filled, told_reason
from core.declaration.columns import Cell, Column, columns_for, resolve_links
from core.declaration.pages import SCREEN, Page
from core.declaration.registry import declaration_of
from core.errors import Conflict, DomainError, Forbidden, Invalid
from core.reading import units
from core.reading.filters import bad
from core.reading.links import record_url
from core.reading.units import FoundUnit, Trace
from core.services import long_undo
from core.services.undo import Effect, Step, plan, undo

PAGE_SIZE = 50
#: Records that somebody changed since are compared up to this many.
COMPARED = 100
UID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


@dataclass
class Line:
    """One record of a unit on its page."""

    kind: str
    url: str
    change: Change


class UnitPage(Page):
    """What one unit of work did, as far as its reader sees it."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """The page."""
        unit = units.find(uid)
        traces = unit.visible(self.principal)
        pages = max(1, -(-len(traces) // PAGE_SIZE))
        page = min(_number(request.GET.get("page", "1")), pages)
        shown = traces[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        lines = self.lines(shown)
        context = {
            **self.about(unit, traces),
            "lines": lines,
            "page": page,
            "pages": pages,
            "may_undo": self.may_undo(unit),
        }
        return self.show("core/unit.html", context)

    def about(self, unit: FoundUnit, traces: list[Trace]) -> dict[str, Any]:
        """Who, when, why, and how many records of which register."""
        first = units.versions(traces[0].model, traces[:1], self.principal)[
            traces[0].key, traces[0].version
        ]
        reason = told_reason(self.principal, first)
        counted = Counter(trace.model for trace in traces)
        undone = UID.search(reason)
        return {
            "unit": unit,
            "first": first,
            "reason": reason,
            "undoes": undone[0] if undone and undone[0] != str(unit.uid) else "",
            "total": len(traces),
            "counts": [
                (str(model._meta.verbose_name_plural), count) for model, count in counted.items()
            ],
        }

    def lines(self, traces: list[Trace]) -> list[Line]:
        """The traces of one page with what changed, in their order."""
        found: dict[Trace, Line] = {}
        for model, group in FoundUnit(uuid.UUID(int=0), traces).by_model().items():
            declaration = declaration_of(model)
            if declaration is None:
                continue
            history = units.versions(model, group, self.principal)
            pairs = [
                (history[t.key, t.version], history.get((t.key, t.version - 1))) for t in group
            ]
            changes = filled(self.principal, compared(declaration, self.principal, pairs))
            for trace, change in zip(group, changes, strict=True):
                url = record_url(model.register.name, change.row.uid)
                found[trace] = Line(declaration.one(), url, change)
        return [found[trace] for trace in traces if trace in found]

    def may_undo(self, unit: FoundUnit) -> bool:
        """Whether the reader may change every record of the unit."""
        return all(
            sum(1 for _key in units.reached(model, traces, self.principal, "change")) == len(traces)
            for model, traces in unit.by_model().items()
        )


@dataclass
class Difference:
    """A field of a record that somebody changed since: before the unit, after it, and now."""

    column: Column
    before: Cell
    written: Cell
    now: Cell


@dataclass
class Changed:
    """A record that somebody changed since."""

    row: Any
    url: str
    differences: list[Difference]


class UndoPage(UnitPage):
    """Asks before a unit is undone, shows what stands in the way, and does it."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Ask."""
        return self._ask(units.find(uid))

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Undo all of it, or say why not and ask again."""
        unit = units.find(uid)
        unit.visible(self.principal)
        wishes: dict[str, Any] = {
            "skip_changed": "skip_changed" in request.POST,
            "reason": request.POST.get("change_reason", "")[:500],
        }
        if not self.may_undo(unit):
            raise Forbidden(_("Only who may change every record of a unit of work can undo it."))
        if len(unit.traces) > long_undo.LARGE:
            return redirect("jobs-detail", long_undo.start(uid, by=self.principal, **wishes).uid)
        try:
            made = undo(uid, by=self.principal, origin=SCREEN, **wishes)
        except (Conflict, Invalid) as error:
            return self._ask(unit, error)
        messages.success(request, _("It was undone. This is what that wrote."))
        return redirect("units-detail", made)

    def _ask(self, unit: FoundUnit, error: DomainError | None = None) -> HttpResponseBase:
        context = self.about(unit, unit.visible(self.principal))
        is_large = len(unit.traces) > long_undo.LARGE
        if not self.may_undo(unit):
            raise Forbidden(_("Only who may change every record of a unit of work can undo it."))
        steps = [] if is_large else plan(unit, by=self.principal)
        effects = Counter(step.effect for step in steps)
        changed = [step for step in steps if step.effect is Effect.CHANGED]
        context |= {
            "error": error,
            "is_large": is_large,
            "effects": {effect.value: effects[effect] for effect in Effect},
            "refused": [step for step in steps if step.effect is Effect.REFUSED][:COMPARED],
            "changed": [self._changed(step) for step in changed[:COMPARED]],
            "more_changed": max(0, len(changed) - COMPARED),
            "possible": is_large or effects[Effect.ARCHIVE] or effects[Effect.GIVE_BACK],
            "skip_changed": "skip_changed" in self.request.POST,
            "change_reason": self.request.POST.get("change_reason", ""),
        }
        return self.show("core/undo.html", context, error.status if error else 200)

    def _changed(self, step: Step) -> Changed:
        model = type(step.row)
        url = record_url(model.register.name, step.row.uid)
        declaration = declaration_of(model)
        if declaration is None or step.before is None:
            return Changed(step.row, url, [])
        visible = [name for name in step.names if name in self._visible(model)]
        columns = columns_for(declaration, visible)
        found = resolve_links(self.principal, columns, [step.row, step.written, step.before])
        return Changed(
            step.row,
            url,
            [
                Difference(
                    column,
                    column.cell(step.before, found),
                    column.cell(step.written, found),
                    column.cell(step.row, found),
                )
                for column in columns
            ],
        )

    def _visible(self, model: Any) -> list[str]:
        return access.fields(self.principal, model, "view")


def _number(text: str) -> int:
    """A page's number from an address; raises Invalid."""
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise bad("page", text, _("use the number of a page."))
    return max(int(text), 1)
