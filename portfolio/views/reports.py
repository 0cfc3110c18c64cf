"""The screens of service reports."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.declaration import MenuGroup, RegisterViews, declare
from core.declaration.pages import SCREEN
from core.declaration.verbs import Verb, VerbPage
from portfolio.models import ReportDefinition, ServiceReport
from portfolio.services import reports


class IssuePage(VerbPage):
    """Freezes a report and sends it."""

    heading = _("Issue “%(title)s”?")
    explanation = _(
        "What it says now is frozen for ever, as data and as a PDF, and sent to its recipients."
    )
    button = _("Issue")
    sentence = _("%(reference)s was issued.")

    def run(self, row: Any, *, version: int | None, reason: str) -> Any:
        """Issue it."""
        return reports.issue(
            report=row, version=version, by=self.principal, origin=SCREEN, reason=reason
        )


@declare
class ReportDefinitions(RegisterViews):
    """Which reports are made, for whom and how often."""

    model = ReportDefinition
    icon = "clipboard-data"
    group = MenuGroup.PORTFOLIO
    minor = True
    columns = (
        "reference",
        "name",
        "about",
        "service",
        "customer",
        "frequency",
        "agreed_with",
        "owner",
    )
    filters = ("about", "service", "customer", "frequency", "owner")
    sections = (
        (_("Report"), ("name", "about", "purpose", "audience", "sources", "service", "customer")),
        (_("Agreement"), ("agreed_with", "agreed_on", "owner")),
        (_("Schedule"), ("frequency", "starts_on", "ends_on", "is_automatic", "recipients")),
        (_("More"), ("notes",)),
    )
    wanted = ("purpose", "audience", "sources", "agreed_with", "owner")


@declare
class ServiceReports(RegisterViews):
    """Reports that are due or were issued."""

    model = ServiceReport
    icon = "file-earmark-ruled"
    group = MenuGroup.PORTFOLIO
    columns = ("reference", "definition", "starts_on", "state", "issued_on", "document")
    filters = ("definition", "state", "starts_on", "issued_on")
    sections = (
        (_("Report"), ("definition", "starts_on", "state", "issued_on", "document")),
        (_("What follows"), ("decisions", "told", "notes")),
    )
    tones = {"due": "warn", "issued": "good"}
    pages = {"issue": IssuePage}
    verbs = (Verb("issue", _("Issue"), "send"),)
