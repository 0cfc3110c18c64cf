"""How the reader likes the screens: language, time zone, density, layout; and the end of the tour."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from core.choices import Density, Layout
from core.declaration.pages import Page
from core.errors import Invalid
from core.forms import PlainForm
from core.services.preferences import prefer

INVALID = 400
#: Languages call themselves by their own names, so that everybody finds theirs.
LANGUAGES = [("en", "English"), ("de", "Deutsch")]


def zones() -> list[tuple[str, str]]:
    """Time zones by place; those without a place are for machines."""
    own = _("As the organisation: %(zone)s") % {"zone": settings.TIME_ZONE}
    places = sorted(name for name in available_timezones() if "/" in name and name[:3] != "Etc")
    return [("", own), *((name, name.replace("_", " ")) for name in places), ("UTC", "UTC")]


class PreferencesForm(PlainForm):
    """What somebody may prefer."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        required=False,
        choices=[("", gettext_lazy("As the browser says")), *LANGUAGES],
        help_text=gettext_lazy("Of pages, mails and files that are made for you."),
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        required=False,
        choices=zones,
        help_text=gettext_lazy(
            "Times are shown in it. Days, such as due dates, stay those of the organisation."
        ),
    )
    density = forms.ChoiceField(
        label=gettext_lazy("Density"), choices=Density.choices, widget=forms.RadioSelect
    )
    layout = forms.ChoiceField(
        label=gettext_lazy("Registers open as"), choices=Layout.choices, widget=forms.RadioSelect
    )


class PreferencesPage(Page):
    """The reader's preferences."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The form as it stands."""
        user = self.principal.user
        present = {name: getattr(user, name) for name in PreferencesForm.base_fields}
        return self._show(PreferencesForm(initial=present))

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Keep them."""
        form = PreferencesForm(request.POST)
        if not form.is_valid():
            return self._show(form)
        try:
            prefer(user=self.principal.user, **form.cleaned_data)
        except Invalid as error:
            form.take(error)
            return self._show(form)
        with override(form.cleaned_data["language"] or get_language()):
            messages.success(request, _("Your preferences were kept."))
        return redirect("preferences")

    def _show(self, form: PreferencesForm) -> HttpResponseBase:
        context: dict[str, Any] = {"form": form}
        return self.show("core/preferences.html", context, INVALID if form.errors else 200)


class TourPage(Page):
    """Ends the tour for good, or begins it again."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Remember it; scripts stay where they are, forms come to the first page."""
        again = "again" in request.POST
        prefer(user=self.principal.user, tour_done=not again)
        return redirect("home") if again or not _scripted(request) else HttpResponse(status=204)


def _scripted(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "tour"
