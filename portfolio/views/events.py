"""The screens of significant events; a new one is typed in one form with what it affected."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.declaration import MenuGroup, RegisterViews, declare
from core.declaration.editing import CreatePage
from core.declaration.pages import SCREEN
from core.declaration.registry import Sections
from core.errors import Invalid
from core.forms import RegisterForm, WholeNumberField
from portfolio.models import Event, EventEffect, Service
from portfolio.services import events
from portfolio.services.events import Reach
from relationships.models import Customer

#: What the form asks beside the event's own fields.
AFFECTED = ("services", "customers", "minutes", "effect")
LONGEST = 4000
LINES = gettext_lazy("References or names, one a line.")


def _lines(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=LONGEST, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class LogEventPage(CreatePage):
    """An event with the services and customers that it affected, in one go."""

    def form(self, action: str, row: Any = None, data: Any = None) -> RegisterForm:
        """The event's fields, with those that say what it affected."""
        form = super().form(action, row, data)
        form.fields |= {
            "services": _lines(_("Services affected"), LINES),
            "customers": _lines(
                _("Only these customers"), _("Empty: all who receive these services.")
            ),
            "minutes": WholeNumberField(label=_("Outage in minutes"), required=False, min_value=0),
            "effect": _lines(_("Effect on targets"), ""),
        }
        form.own = [*form.own, *AFFECTED]
        form.dress()
        return form

    def sections(self) -> Sections:
        """What it affected stands beside what happened."""
        (title, names), *others = super().sections()
        return [(title, (*names, *AFFECTED)), *others]

    def save(self, form: RegisterForm) -> Event:
        """The event and its effects, one unit."""
        values = {name: each for name, each in form.values.items() if name not in AFFECTED}
        return events.log_event(
            values=values, reach=self._reach(form), by=self.principal, origin=SCREEN,
            reason=form.cleaned_data["change_reason"],
        )  # fmt: skip

    def _reach(self, form: RegisterForm) -> Reach:
        typed = form.cleaned_data
        return Reach(
            self._named(typed["services"], Service, "services"),
            self._named(typed["customers"], Customer, "customers"),
            typed["minutes"], typed["effect"],
        )  # fmt: skip

    def _named(self, text: str, model: Any, name: str) -> list[Any]:
        found, unknown = events.named(text.replace(";", "\n").splitlines(), model, self.principal)
        if unknown:
            rule = _("Nothing you may see is called: %(names)s.") % {"names": ", ".join(unknown)}
            raise Invalid(fields={name: [rule]})
        return found


@declare
class Events(RegisterViews):
    """The log of significant events."""

    model = Event
    icon = "lightning"
    group = MenuGroup.PORTFOLIO
    intro = gettext_lazy("What significantly affected services and customers, with its effects.")
    columns = ("reference", "name", "kind", "began_at", "ended_at", "told_on")
    filters = ("kind", "began_at", "ended_at", "is_internal", "source")
    sections = (
        (gettext_lazy("Event"), ("name", "kind", "began_at", "ended_at")),
        (gettext_lazy("In words"), ("description", "cause", "link")),
        (gettext_lazy("Told to customers"), ("told_on", "told_how", "is_internal")),
        (gettext_lazy("More"), ("source", "external_id", "notes")),
    )
    tones = {"major_incident": "bad", "outage": "bad", "security": "warn", "change": "info"}
    wanted = ("description", "cause", "told_on")
    pages = {"create": LogEventPage}


@declare
class EventEffects(RegisterViews):
    """Which services and customers events affected."""

    model = EventEffect
    icon = "activity"
    group = MenuGroup.PORTFOLIO
    minor = True
    columns = ("reference", "event", "service", "customer", "minutes", "effect")
    filters = ("event", "service", "customer")
    sections = ((gettext_lazy("Effect"), ("event", "service", "customer", "minutes", "effect")),)
