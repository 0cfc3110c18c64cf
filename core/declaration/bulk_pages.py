"""Pages that change many records at once: choose fields, look at everything, confirm."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import access
from core.choices import BulkAction, BulkState
from core.declaration import long_bulk
from core.declaration.columns import Cell, Column, columns_for, resolve_links
from core.declaration.viewed import ViewedPage
from core.errors import Conflict, DomainError, Invalid, TooLarge
from core.forms import RegisterForm
from core.models import BulkChange
from core.reading.filters import bad
from core.reading.links import record_url
from core.reading.paging import capped_count
from core.services import bulk
from core.services.bulk import Fate, Line

PAGE_SIZE = 50
SEPARATORS = re.compile(r"[\s,]+")
TONES = {Fate.CHANGED: "good", Fate.UNCHANGED: "", Fate.STALE: "warn", Fate.REFUSED: "bad"}


class BulkEditPage(ViewedPage):
    """Asks what is to be done: to the chosen records, or to all that the address's list shows."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The form for all that fit."""
        self._require()
        return self._form(self._blank())

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """The form for the chosen ones; once filled in, keep it and show what would happen."""
        self._require()
        if "action" not in request.POST:
            return self._form(self._blank())
        typed = self._typed()
        form = bulk.form_of(self.principal, self.model, self.declaration.special, typed)
        if not form.is_valid():
            return self._form(form, typed)
        try:
            change = bulk.start(
                model=self.model,
                rows=self._rows(),
                action=self._action(),
                typed=typed if self._action() == BulkAction.CHANGE else {},
                reason=request.POST.get("change_reason", "").strip()[:500],
                by=self.principal,
            )
        except (Invalid, TooLarge) as error:
            form.take(error)
            return self._form(form, typed)
        return redirect(f"{self.declaration.name()}-bulk-preview", change.uid)

    def _require(self) -> None:
        access.require(self.principal, self.model, "change")

    def _action(self) -> str:
        action = self.request.POST["action"]
        if action not in BulkAction.values:
            raise bad("action", action, _("use one of: %(all)s.") % {"all": ", ".join(BulkAction)})
        return action

    def _typed(self) -> dict[str, list[str]]:
        """What was typed into the fields that are ticked."""
        data = self.request.POST
        names = bulk.fields_of(self.principal, self.model)
        return {name: data.getlist(name) for name in names if name in data.getlist("set")}

    def _blank(self) -> RegisterForm:
        """The form of every field, with nothing chosen."""
        names = dict.fromkeys(bulk.fields_of(self.principal, self.model), ())
        form = bulk.form_of(self.principal, self.model, self.declaration.special, names)
        form.is_bound = False
        return form

    def _chosen(self) -> list[str] | None:
        """The uids that were ticked; None for all that the list shows."""
        data = self.request.POST
        if self.request.method != "POST" or data.get("scope") == "all":
            return None
        texts = [*data.getlist("uid"), *SEPARATORS.split(data.get("uids", "").strip())]
        try:
            return [str(uuid.UUID(text)) for text in texts if text]
        except ValueError:
            raise Invalid(fields={"uid": [_("This is no record.")]}) from None

    def _rows(self) -> QuerySet[Any]:
        chosen = self._chosen()
        if chosen is None:
            return self.listing().rows()
        rows: QuerySet[Any] = self.model.objects.for_user(self.principal).filter(uid__in=chosen)
        return rows

    def _form(
        self, form: RegisterForm, typed: dict[str, list[str]] | None = None
    ) -> HttpResponseBase:
        """The form; of a refused one the fields that were not ticked are there again, blank."""
        chosen = self._chosen()
        count, more = capped_count(self._rows(), bulk.MOST_ROWS)
        blank = self._blank()
        fields = [
            (form[name] if name in form.own and typed else blank[name], name in (typed or {}))
            for name in blank.own
        ]
        context = {
            "form": form,
            "fields": fields,
            "actions": [(a.value, a.label) for a in BulkAction],
            "action": self.request.POST.get("action", BulkAction.CHANGE),
            "reason": self.request.POST.get("change_reason", ""),
            "uids": " ".join(chosen) if chosen is not None else "",
            "scope": "all" if chosen is None else "chosen",
            "count": count,
            "more": more,
            "most": bulk.MOST_ROWS,
            "back": self.listing().url(),
        }
        return self.show("register/bulk.html", context, 400 if typed is not None else 200)


@dataclass
class Shown:
    """A record on the preview: its line, its address, and label, old and new value of each field."""

    line: Line
    url: str
    tone: str
    values: list[tuple[Column, Cell, Cell]]
    reasons: list[str]


class BulkPreviewPage(ViewedPage):
    """What would become of each record; afterwards, what was done."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """The preview."""
        return self.show_preview(bulk.find(uid, self.model, by=self.principal))

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Do it all, or ask a worker when it is much; or say why not and show it again."""
        change = bulk.find(uid, self.model, by=self.principal)
        wishes: dict[str, Any] = {
            "seen": request.POST.get("seen", ""),
            "skip_refused": "skip_refused" in request.POST,
        }
        if len(change.rows) > long_bulk.LARGE:
            job = long_bulk.start(change, by=self.principal, **wishes)
            return redirect("jobs-detail", job.uid)
        try:
            done = bulk.confirm(
                change,
                model=self.model,
                values=self._values(change),
                by=self.principal,
                **wishes,
            )
        except (Conflict, Invalid) as error:
            return self.show_preview(change, error)
        sentence = ngettext(
            "%(count)d record was written.", "%(count)d records were written.", done.written
        )
        messages.success(request, sentence % {"count": done.written})
        return redirect(f"{self.declaration.name()}-bulk-preview", done.uid)

    def _values(self, change: BulkChange) -> dict[str, Any]:
        special = self.declaration.special
        return bulk.values_of(change, model=self.model, special=special, by=self.principal)

    def show_preview(
        self, change: BulkChange, error: DomainError | None = None
    ) -> HttpResponseBase:
        """The preview, with what went wrong on top."""
        context: dict[str, Any] = {"change": change, "error": error}
        context["done"] = change.state == BulkState.DONE
        if not context["done"]:
            try:
                context |= self._lines(change)
            except Invalid as invalid:
                context["error"] = error or invalid
        return self.show("register/bulk_preview.html", context, error.status if error else 200)

    def _lines(self, change: BulkChange) -> dict[str, Any]:
        """The lines of the chosen fate, one page of them, and how many there are of each."""
        found = bulk.lines(change, model=self.model, values=self._values(change), by=self.principal)
        counts = Counter(line.fate for line in found)
        fate = self.request.GET.get("fate", "")
        wanted = [line for line in found if fate in ("", line.fate)]
        pages = max(1, -(-len(wanted) // PAGE_SIZE))
        page = min(self._page(), pages)
        return {
            "tabs": [(each.value, _label(each), counts[each], TONES[each]) for each in Fate],
            "fate": fate,
            "total": len(found),
            "missing": len(change.rows) - len(found),
            "seen": bulk.mark_of(found),
            "count": counts[Fate.CHANGED] + counts[Fate.STALE],
            "refused": counts[Fate.REFUSED],
            "stale": counts[Fate.STALE],
            "page": page,
            "pages": pages,
            "lines": self._shown(change, wanted[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]),
        }

    def _page(self) -> int:
        text = self.request.GET.get("page", "1")
        if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text)):
            raise bad("page", text, _("use a whole number."))
        return int(text)

    def _shown(self, change: BulkChange, lines: list[Line]) -> list[Shown]:
        seen = access.fields(self.principal, self.model, "view")
        columns = columns_for(self.declaration, [n for n in seen if n in change.typed])
        both = [row for line in lines for row in (line.row, line.after) if row is not None]
        found = resolve_links(self.principal, columns, both)
        register = self.declaration.name()
        return [
            Shown(
                line,
                record_url(register, line.row.uid),
                TONES[line.fate],
                [
                    (column, column.cell(line.row, found), column.cell(line.after, found))
                    for column in columns
                    if line.after is not None
                ],
                _reasons(self.model, line),
            )
            for line in lines
        ]


def _label(fate: Fate) -> str:
    return {
        Fate.CHANGED: _("Changed"),
        Fate.UNCHANGED: _("Unchanged"),
        Fate.STALE: _("Changed by others meanwhile"),
        Fate.REFUSED: _("Refused"),
    }[fate]


def _reasons(model: Any, line: Line) -> list[str]:
    """Why a record is refused, each rule with its field."""
    labels = {
        field.name: capfirst(str(field.verbose_name)) for field in model._meta.concrete_fields
    }
    return [
        f"{labels[name]}: {rule}" if name in labels else rule
        for name, rules in line.errors.items()
        for rule in rules
    ]


BULK_PAGES = {
    "bulk-edit": ("bulk-edit/", BulkEditPage),
    "bulk-preview": ("bulk-edit/<uuid:uid>/", BulkPreviewPage),
}
