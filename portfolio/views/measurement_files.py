"""Measurements from a file: looked at cell by cell before anything is recorded."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.choices import Origin
from core.declaration.pages import Page
from core.errors import DomainError, Forbidden, Invalid
from core.exchange.reading import read_sheet
from core.forms import PlainForm
from portfolio.plans.measurements import Found, examine, understand
from portfolio.services import measuring
from portfolio.services.measuring import LONGEST_SOURCE, MOST_AT_ONCE, UNCHANGED

INVALID, SHOWN = 400, 200
PARTS = ("where", "target", "period", "value", "unit", "remark")


class FileForm(PlainForm):
    """A table of measurements and where they come from."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "CSV or Excel: a row for each value (target, period, value), or a row for each target "
            "and a column for each period. Targets by reference, title or name."
        ),
    )
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=LONGEST_SOURCE,
        help_text=gettext_lazy("Which system or report they come from, like “Monitoring”."),
    )


class ImportMeasurementsPage(Page):
    """Upload, preview with what is wrong by cell, record all or nothing."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The empty form."""
        self._permit()
        return self._ask(FileForm())

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Look at a file, or record what was looked at."""
        self._permit()
        if "found" in request.POST:
            return self._record(_sent(request.POST["found"]), request.POST.get("source", ""))
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._ask(form)
        file = form.cleaned_data["file"]
        try:
            source = measuring.check_source(form.cleaned_data["source"])
            found = examine(read_sheet(file.read(), file.name), self.principal)
        except DomainError as error:
            form.take(error)
            return self._ask(form)
        return self._preview(found, source)

    def _permit(self) -> None:
        if not measuring.may_record(self.principal):
            raise Forbidden

    def _ask(self, form: PlainForm) -> HttpResponseBase:
        context = {"form": form, "heading": _("Measurements from a file")}
        return self.show(
            "portfolio/measurements_import.html", context, INVALID if form.errors else 200
        )

    def _preview(self, found: list[Found], source: str) -> HttpResponseBase:
        wrong = [each for each in found if each.faults]
        context = {
            "heading": _("Measurements from a file"),
            "found": found,
            "wrong": wrong,
            "shown": (wrong or found)[:SHOWN],
            "source": source,
            "data": json.dumps([[getattr(each, part) for part in PARTS] for each in found]),
        }
        return self.show("portfolio/measurements_import.html", context, INVALID if wrong else 200)

    def _record(self, found: list[Found], source: str) -> HttpResponseBase:
        understand(found, self.principal)
        if any(each.faults for each in found):
            return self._preview(found, source)
        entries = [each.entry for each in found if each.entry is not None]
        made = measuring.record(
            entries=entries, source=source, by=self.principal, origin=Origin.IMPORT
        )
        number = sum(outcome.state != UNCHANGED for outcome in made)
        sentence = ngettext(
            "%(n)d measurement was recorded.", "%(n)d measurements were recorded.", number
        )
        messages.success(self.request, sentence % {"n": number})
        return redirect("measurements-import")


def _sent(text: str) -> list[Found]:
    """The values that a preview sent back; they are examined anew."""
    try:
        rows: Any = json.loads(text)
        found = [_found(row) for row in rows]
    except (ValueError, TypeError, RecursionError) as error:
        raise Invalid(_("The preview was damaged; choose the file again.")) from error
    if not found or len(found) > MOST_AT_ONCE:
        raise Invalid(_("The preview was damaged; choose the file again."))
    for each in found:
        each.cell = each.value
    return found


def _found(row: Any) -> Found:
    where, target, period, value, unit, remark = map(str, row)
    return Found(where, target, period, value, unit, remark)
