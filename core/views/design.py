"""The page of the design system: every component with a live example, for people of the organisation."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.principals import today
from core.charts.figures import (
    Band,
    BarChart,
    Edge,
    Figure,
    Graph,
    HeatCell,
    HeatStrip,
    LineChart,
    Node,
    Score,
    Series,
    Sparkline,
    StackedChart,
)
from core.declaration.pages import Page
from core.errors import Forbidden
from core.forms import PlainForm

MONTHS = [date(2026, month, 1) for month in range(1, 13)]
MEASURED = (99.2, 99.6, 99.7, None, None, 99.6, 99.8, 99.9, 99.95, 99.1, 99.6, 99.7)
COLOURS = (
    "ink", "ink-2", "ink-3", "canvas", "surface", "sunken", "line", "line-strong", "accent",
    "accent-soft", "good", "warn", "bad", "info", "past",
)  # fmt: skip


class ExampleForm(PlainForm):
    """Fields of each kind; one of them wrong."""

    name = forms.CharField(
        label=gettext_lazy("Name"), help_text=gettext_lazy("As people call it every day.")
    )
    due = forms.DateField(label=gettext_lazy("Due"), widget=forms.DateInput(attrs={"type": "date"}))
    tier = forms.ChoiceField(
        label=gettext_lazy("Tier"),
        choices=[("gold", gettext_lazy("Gold")), ("silver", gettext_lazy("Silver"))],
    )


def icon_names() -> list[str]:
    """The icons there are, as the list of foreign files says."""
    manifest = settings.ROOT / "static" / "vendor" / "MANIFEST.json"
    packages = json.loads(manifest.read_text(encoding="utf-8"))["packages"]
    return [name for package in packages for name in package.get("icons", ())]


class DesignPage(Page):
    """Tokens, components and charts as they are."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        if not self.principal.is_staff:
            raise Forbidden
        form = ExampleForm({"name": "", "due": "2026-12-31", "tier": "gold"})
        form.is_valid()
        context = {
            "form": form,
            "day": today(),
            "charts": charts(),
            "trend": Sparkline(_("Complaints of a year"), [3, 5, 4, None, 6, 2, 1]),
            "reached": Score(_("Conformity"), 87, tone="good", words=_("good")),
            "unknown": Score(_("Not yet measured"), None),
            "icons": icon_names(),
            "colours": COLOURS,
            "states": [("good", _("Active")), ("warn", _("Expiring")), ("bad", _("Overdue")),
                       ("info", _("Draft")), ("", _("Archived"))],
        }  # fmt: skip
        return self.show("design/page.html", context)


def charts() -> list[Figure]:
    """One of each chart."""
    portal, mail = _("Customer portal"), _("Mail")
    tones = ("good", "good", "warn", "good", "bad", "good", "")
    days = [date(2026, 3, 1) + timedelta(days=number) for number in range(31)]
    words = {"good": _("met"), "warn": _("at risk"), "bad": _("missed"), "": _("no data")}
    return [
        LineChart(
            _("Availability against the target"), MONTHS,
            [Series(portal, MEASURED), Series(mail, [value and 99.4 for value in MEASURED])],
            Band(_("Target: at least 99.5 %"), low=99.5), "%",
        ),
        BarChart(_("Complaints by month"), MONTHS, [3, 5, 0, None, 12, 7, 1, 2, 3, 4, 5, 6]),
        StackedChart(
            _("Actions by priority"), MONTHS[:6],
            [Series(_("High"), [1, 2, 0, 3, 1, 1]), Series(_("Medium"), [4, 3, 5, 2, 4, 6]),
             Series(_("Low"), [2, 2, 3, 4, 1, 2])],
        ),
        HeatStrip(
            _("Service level by day"),
            [HeatCell(day, tone=tones[place % 7], words=words[tones[place % 7]])
             for place, day in enumerate(days)],
        ),
        dependencies(portal, mail),
    ]  # fmt: skip


def dependencies(portal: str, mail: str) -> Graph:
    """An example of a dependency graph."""
    nodes = [
        Node("portal", portal, _("Active"), "good"),
        Node("sign-in", _("Sign-in"), _("Expiring"), "warn"),
        Node("database", _("Database cluster"), _("Overdue"), "bad"),
        Node("mail", mail), Node("network", _("Network")),
    ]  # fmt: skip
    pairs = [("portal", "sign-in"), ("portal", "database"), ("sign-in", "database"),
             ("sign-in", "network"), ("database", "network"), ("mail", "network")]  # fmt: skip
    edges: list[Any] = [Edge(*pair) for pair in pairs]
    return Graph(_("What the customer portal needs"), nodes, edges, focus="portal", depth=3)
