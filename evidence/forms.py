"""What people fill in to ask for a bundle."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, PlainForm
from evidence.bundles.clauses import clauses
from evidence.bundles.scope import ANCHORS, BundleRequest


def _record(label: Any) -> forms.CharField:
    """A field for one record, with suggestions from its register."""
    widget = forms.TextInput(attrs={"data-links": "", "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=300, widget=widget)


def _offered() -> list[tuple[str, list[tuple[str, str]]]]:
    """Clauses by edition, for a choice."""
    known = clauses().values()
    return [
        (name, [(clause.code, f"{clause.number} {clause.title}") for clause in group])
        for name, group in groupby(known, key=lambda clause: clause.edition_name)
    ]


class BundleForm(PlainForm):
    """A request: clause, whom it is about, period, day."""

    clause = forms.ChoiceField(label=_("Clause"), choices=_offered, initial="8.2")
    customer = _record(_("Only this customer"))
    service = _record(_("Only this service"))
    supplier = _record(_("Only this supplier"))
    since = DayField(label=_("Changes from"), required=False)
    until = DayField(label=_("Changes until"), required=False)
    as_of = DayField(
        label=_("State as of"),
        required=False,
        help_text=_("The registers as they stood at the end of this day; empty means now."),
    )

    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=settings.LANGUAGES, initial=get_language,
        help_text=_("Of the first page, the headings of the tables and the README."),
    )  # fmt: skip

    def dress(self) -> None:
        """Say where suggestions come from."""
        for name, register in ANCHORS.items():
            self.fields[name].widget.attrs["data-links"] = reverse("links", args=[register])
        super().dress()

    @property
    def asked(self) -> BundleRequest:
        """The request of a valid form."""
        return BundleRequest(**self.cleaned_data)
