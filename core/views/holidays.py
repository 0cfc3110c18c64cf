"""Holidays of service hours from an iCalendar file, and as one."""

from __future__ import annotations

import json
import uuid
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core import access
from core.access.principals import today
from core.calendars import icalendars
from core.calendars.icalendars import LONGEST_NAME, MOST_DAYS, BadFile, Found
from core.choices import Origin
from core.declaration.pages import RegisterPage
from core.errors import Invalid
from core.forms import PlainForm
from core.models import Calendar, Holiday
from core.services import holidays

INVALID, AHEAD, SPAN = 400, 2, 20
TEMPLATE = "core/holidays.html"


class FileForm(PlainForm):
    """A file and the years that are wanted of it."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("An iCalendar file (.ics) with events of whole days, up to 1 MB."),
    )
    first = forms.IntegerField(
        label=gettext_lazy("From year"), min_value=1990, max_value=2199,
        initial=lambda: today().year,
    )  # fmt: skip
    last = forms.IntegerField(
        label=gettext_lazy("To year"), min_value=1990, max_value=2199,
        initial=lambda: today().year + AHEAD,
    )  # fmt: skip

    def clean(self) -> dict[str, Any] | None:
        """Some years, in order."""
        values = super().clean() or {}
        first, last = values.get("first"), values.get("last")
        if first and last and not 0 <= last - first < SPAN:
            rule = _("Use a year from %(first)d to %(last)d.")
            self.add_error("last", rule % {"first": first, "last": first + SPAN - 1})
        return values


class HolidaysPage(RegisterPage):
    """Upload, preview with what is wrong by line, bring in all or nothing."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """The empty form."""
        return self._ask(self._calendar(uid), FileForm())

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Look at a file, or bring in what was looked at."""
        calendar = self._calendar(uid)
        if "days" in request.POST:
            return self._bring(calendar, _sent(request.POST["days"]))
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._ask(calendar, form)
        try:
            found = _read(form)
        except BadFile as error:
            form.add_error("file", str(error))
            return self._ask(calendar, form)
        return self._preview(calendar, found, form.cleaned_data["file"].name)

    def _calendar(self, uid: uuid.UUID) -> Calendar:
        calendar: Calendar = self.find(uid)
        self.require("change", calendar)
        access.require(self.principal, Holiday, "add")
        return calendar

    def _ask(self, calendar: Calendar, form: PlainForm) -> HttpResponseBase:
        context = {"row": calendar, "form": form}
        return self.show(TEMPLATE, context, INVALID if form.errors else 200)

    def _preview(self, calendar: Calendar, found: Found, name: str) -> HttpResponseBase:
        planned = holidays.plan(calendar=calendar, found=found.days, by=self.principal)
        new = [each.found for each in planned if each.known is None]
        context = {
            "row": calendar,
            "planned": planned,
            "faults": found.faults,
            "new": len(new),
            "file": name,
            "days": json.dumps([[each.day.isoformat(), each.name] for each in new]),
        }
        return self.show(TEMPLATE, context, INVALID if found.faults else 200)

    def _bring(self, calendar: Calendar, days: list[tuple[date, str]]) -> HttpResponseBase:
        reason = " ".join(self.request.POST.get("file", "").split())[:200]
        number = holidays.bring(
            calendar=calendar, days=days, by=self.principal, origin=Origin.IMPORT, reason=reason
        )
        sentence = ngettext("%(n)d holiday was added.", "%(n)d holidays were added.", number)
        messages.success(self.request, sentence % {"n": number})
        return redirect("calendars-detail", calendar.uid)


class HolidaysFilePage(RegisterPage):
    """The current holidays as an iCalendar file, for other programs."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """The file."""
        calendar: Calendar = self.find(uid)
        rows = Holiday.objects.for_user(self.principal).current().filter(calendar=calendar.pk)
        days = [(row.day, str(row.uid), row.name, row.hours) for row in rows.order_by("day")]
        data = icalendars.write(calendar.name, days)
        answer = HttpResponse(data, content_type="text/calendar; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{calendar.reference}.ics"'
        return answer


def _read(form: FileForm) -> Found:
    values = form.cleaned_data
    first, last = date(values["first"], 1, 1), date(values["last"], 12, 31)
    return icalendars.read(values["file"].read(icalendars.LARGEST + 1), first, last)


def _sent(text: str) -> list[tuple[date, str]]:
    """The days that a preview sent back."""
    damaged = Invalid(_("The preview was damaged; choose the file again."))
    try:
        rows: Any = json.loads(text)
        found = [(date.fromisoformat(day), str(name)) for day, name in rows]
    except (ValueError, TypeError, RecursionError) as error:
        raise damaged from error
    named = all(name.strip() and len(name) <= LONGEST_NAME for _day, name in found)
    if not found or not named or len(dict(found)) < len(found) or len(found) > MOST_DAYS:
        raise damaged
    return found
