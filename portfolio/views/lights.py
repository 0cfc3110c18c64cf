"""Four lights per SLA and period: as a matrix, and in words for one SLA."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import access
from core.access.principals import Principal, today
from core.declaration import MenuGroup
from core.declaration.chrome import MenuPage, menu_page
from core.declaration.pages import Page, RegisterPage
from core.errors import Forbidden
from core.reading.filters import bad, refuse_unknown
from core.reading.paging import Key, page
from portfolio.choices import Light, LightState, PeriodKind, SLAState
from portfolio.models import SLA
from portfolio.services.lights import lights
from portfolio.terms import BadPeriod, TimePeriod, period_on, read_period

MONTHS, YEAR, PAGE_SIZE = 6, 12, 50
KEYS = [Key("title"), Key("reference")]
PLACE = ("after", "before")
KNOWN = {"until", "by", *PLACE}


def may_see(principal: Principal) -> bool:
    """Whether somebody sees agreements at all."""
    return access.allowed(principal, SLA, "view") is not None


menu_page(
    MenuPage(
        MenuGroup.PORTFOLIO, gettext_lazy("Service levels"), "speedometer2", "levels", may_see
    )
)  # fmt: skip


def periods(params: Any, number: int) -> list[TimePeriod]:
    """The periods that an address asks for, the last of them running or chosen."""
    refuse_unknown(params, KNOWN)
    kind = params.get("by") or PeriodKind.MONTH.value
    if kind not in (PeriodKind.MONTH, PeriodKind.QUARTER):
        raise bad("by", kind, _("use one of: %(all)s.") % {"all": "month, quarter"})
    last = period_on(kind, today())
    if text := params.get("until", ""):
        try:
            last = min(last, period_on(kind, read_period(text).last))
        except BadPeriod as error:
            raise bad("until", text, str(error)) from None
    return [last.moved(-place) for place in reversed(range(number))]


class LevelsPage(Page):
    """Agreed SLAs × periods, each with four lights."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        if not may_see(self.principal):
            raise Forbidden
        shown = periods(request.GET, MONTHS)
        place: Any = {name: request.GET[name] for name in PLACE if request.GET.get(name)}
        rows = SLA.objects.for_user(self.principal).current().filter(state=SLAState.AGREED)
        found = page(
            rows.select_related("service__owner", "customer"), KEYS, size=PAGE_SIZE, **place
        )
        table = lights(found.rows, shown, by=self.principal)
        context = {
            "rows": table,
            "periods": shown,
            "lights": list(Light),
            "states": list(LightState),
            "gaps": sum(row.gaps for row in table),
            "earlier": shown[0].moved(-1).name,
            "later": shown[-1].moved(MONTHS).name if shown[-1].last < today() else "",
            "kind": shown[0].kind,
            "previous": found.previous,
            "next": found.next,
        }
        return self.show("portfolio/levels.html", context)


class LightsPage(RegisterPage):
    """The lights of one SLA for a year, in words, with whoever mends a gap, and where."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """The page."""
        sla = self.find(uid)
        shown = periods(request.GET, YEAR)
        (row,) = lights([sla], shown, by=self.principal)
        mends = access.may(self.principal, sla, "change")
        context = {"row": sla, "found": row, "cells": row.cells[::-1], "mends": mends}
        return self.show("portfolio/lights.html", {**context, "lights": list(Light)})
