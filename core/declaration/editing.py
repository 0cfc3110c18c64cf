"""Creating and changing a record; a stale save shows both versions and asks field by field."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.formats import localize_input
from django.utils.translation import gettext as _

from core import access, records
from core.declaration import changes
from core.declaration.columns import Cell, Column, columns_for, resolve_links
from core.declaration.pages import SCREEN, RegisterPage, version_in
from core.declaration.registry import Sections
from core.errors import Conflict, Invalid, Stale
from core.forms import RegisterForm, register_form, sectioned
from core.gates.requirements import ahead, told

INVALID = 400


class FormPage(RegisterPage):
    """A form of a record that keeps what was typed on any error."""

    def form(self, action: str, row: Any = None, data: Any = None) -> RegisterForm:
        """The form with the fields that the reader may write."""
        return register_form(
            self.principal,
            self.model,
            action,
            instance=row,
            data=data,
            initial=self.request.GET.dict(),
            special=self.declaration.special,
        )

    def sections(self) -> Sections:
        """The parts of the form."""
        return self.declaration.sections

    def show_form(self, form: RegisterForm, row: Any = None) -> HttpResponseBase:
        """The form, with errors on top when there are any."""
        context = {"form": form, "row": row, "sections": sectioned(form, self.sections())}
        status = INVALID if form.is_bound and form.errors else 200
        return self.show("register/form.html", context, status)

    def done(self, row: Any, sentence: str) -> HttpResponseBase:
        """Back to the record, with a word that it worked."""
        messages.success(self.request, sentence)
        return redirect(f"{self.declaration.name()}-detail", row.uid)


class CreatePage(FormPage):
    """A new record."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The empty form; parameters of the address fill fields."""
        access.require(self.principal, self.model, "add")
        return self.show_form(self.form("add"))

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Create the record, or show what is wrong."""
        access.require(self.principal, self.model, "add")
        form = self.form("add", data=request.POST)
        if not form.is_valid():
            return self.show_form(form)
        try:
            row = self.save(form)
        except (Invalid, Conflict) as error:
            form.take(error)
            return self.show_form(form)
        return self.done(row, self.sentence(row))

    def save(self, form: RegisterForm) -> Any:
        """The new record."""
        return records.create(
            self.model,
            form.values,
            by=self.principal,
            origin=SCREEN,
            reason=form.cleaned_data["change_reason"],
        )

    def sentence(self, row: Any) -> str:
        """The word that it worked."""
        return _("%(reference)s was created.") % {"reference": row.reference}


class EditPage(FormPage):
    """A change of a record."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """The form with the record's values."""
        row = self.find(uid)
        self.require("change", row)
        return self.show_form(self.form("change", row), row)

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Save, or show what is wrong, or what somebody else saved meanwhile."""
        row = self.find(uid)
        self.require("change", row)
        form = self.form("change", row, self._decided(row, request.POST))
        if not form.is_valid():
            return self.show_form(form, row)
        try:
            saved = self.save(form, uid)
        except Stale as error:
            return self.show_conflict(error, form)
        except (Invalid, Conflict) as error:
            form.take(error)
            form.mends = self._mends(form, row)
            return self.show_form(form, row)
        return self.done(saved, self._sentence(row, saved))

    def save(self, form: RegisterForm, uid: uuid.UUID) -> Any:
        """The changed record."""
        return records.change(
            self.model,
            uid,
            form.values,
            version=version_in(form.data),
            by=self.principal,
            origin=SCREEN,
            reason=form.cleaned_data["change_reason"],
        )

    def _sentence(self, before: Any, saved: Any) -> str:
        if before.version == saved.version:
            return _("Nothing was changed: every value was the same as before.")
        return _("%(reference)s was saved.") % {"reference": saved.reference}

    def _mends(self, form: RegisterForm, row: Any) -> dict[str, str]:
        """Where what a gate missed is mended: sentence → address."""
        if self.declaration.state_field() not in form.errors:
            return {}
        lines = [line for gate in ahead(row) for line in gate.missing]
        return {text: line.url for line in lines for text in told([line], row)}

    def _decided(self, row: Any, data: QueryDict) -> QueryDict:
        """What was typed, with the other's value where the conflict page was answered "theirs"."""
        decided = data.copy()
        theirs = self.form("change", row)
        for name in theirs.own:
            if data.get(f"choose-{name}") == "theirs":
                value = theirs[name].value()
                decided.setlist(name, value if isinstance(value, list) else [_typed(value)])
        return decided

    def show_conflict(self, error: Stale, form: RegisterForm) -> HttpResponseBase:
        """Both versions side by side, and the one that the writer began with."""
        began = changes.version(self.principal, error.current, version_in(form.data) or 0)
        names = [name for name in form.own if name in form.values]
        comparison = compare(self, names, began=began, theirs=error.current, mine=form)
        latest = changes.versions(self.principal, error.current).first()
        context = {"row": error.current, "form": form, "fields": comparison, "latest": latest}
        return self.show("register/conflict.html", context, error.status)


@dataclass
class Choice:
    """One field that differs: as it was, as it is now, as the writer wants it."""

    column: Column
    bound: BoundField
    began: Cell
    theirs: Cell
    mine: Cell
    chosen: str


def compare(
    page: RegisterPage, names: Iterable[str], *, began: Any, theirs: Any, mine: RegisterForm
) -> list[Choice]:
    """The fields in which the two versions differ; what only one side changed is chosen already."""
    wish = page.model()
    for name in names:
        setattr(wish, name, mine.values[name])
    columns = [c for c in columns_for(page.declaration, names) if c.raw(wish) != c.raw(theirs)]
    sides = [side for side in (began, theirs, wish) if side is not None]
    found = resolve_links(page.principal, columns, sides)
    start = began if began is not None else theirs
    return [
        Choice(
            column,
            mine[column.name],
            column.cell(start, found),
            column.cell(theirs, found),
            column.cell(wish, found),
            _chosen(column.raw(start), column.raw(theirs), column.raw(wish)),
        )
        for column in columns
    ]


def _chosen(began: Any, theirs: Any, mine: Any) -> str:
    if mine == began:
        return "theirs"
    return "mine" if theirs == began else ""


def _typed(value: Any) -> str:
    """A value as a form takes it back: numbers by the customs of the language on the screen."""
    return "" if value is None else str(localize_input(value))
