"""The page that answers: who could speak and sign for the customer of this service on that day?"""

from __future__ import annotations

import uuid
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import access
from core.access.principals import today
from core.declaration import MenuGroup
from core.declaration.chrome import MenuPage, menu_page
from core.declaration.pages import Page, RegisterPage
from core.errors import Forbidden
from core.history.time_machine import end_of_day, past
from core.reading.filters import bad, read_day, refuse_unknown
from core.reading.paging import Key, page
from core.registries.questions import Question, question
from portfolio.models import Service
from portfolio.services.signers import standings, subscriptions_on
from relationships.choices import Authority
from relationships.models import AppointmentRequest

PAGE_SIZE = 50
KEYS = [Key("title"), Key("reference")]
PLACE = ("after", "before")
KNOWN = {"on", "what", "service", "known", *PLACE}

menu_page(
    MenuPage(
        MenuGroup.RELATIONSHIPS, gettext_lazy("Who may sign"), "patch-check", "signers",
        lambda principal: principal.is_staff,
    )
)  # fmt: skip


question(
    Question(
        url_name="signers",
        clause="8.3.2",
        asks=gettext_lazy(
            "Who represents the customer for a service on a day, with what authority?"
        ),
        answered=gettext_lazy(
            "Per service and customer: who may, within which limits, and the proof of the appointment."
        ),
        icon="patch-check",
        may=lambda principal: principal.is_staff,
    )
)


@dataclass(frozen=True)
class Asked:
    """What the address asks; every part that breaks a rule raises Invalid naming it."""

    on: date
    what: Authority
    #: The day whose knowledge counts; None: today's.
    known: date | None
    service: uuid.UUID | None

    @classmethod
    def read(cls, params: Any) -> Asked:
        """The question in the address."""
        refuse_unknown(params, KNOWN)
        what = params.get("what") or Authority.SLAS.value
        if what not in Authority.values:
            rule = _("use one of: %(all)s.") % {"all": ", ".join(Authority.values)}
            raise bad("what", what, rule)
        known = read_day(params, "known")
        if known and known > today():
            raise bad("known", known.isoformat(), _("choose a day that has begun."))
        on = read_day(params, "on") or known or today()
        return cls(on, Authority(what), known, _read_uid(params.get("service", "")))

    def query(self, **changes: Any) -> str:
        """The address of the same question with something changed."""
        asked = {"on": self.on, "what": self.what.value, "known": self.known}
        values = {**asked, "service": self.service, **changes}
        return "?" + urlencode({name: value for name, value in values.items() if value})


def _read_uid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        raise bad("service", text, _("choose a service from the list.")) from None


class SignersPage(Page):
    """Per service and customer: who may, within which limits, and where nobody may."""

    asked: Asked

    def instant(self) -> AbstractContextManager[None]:
        """What was known at the end of a day, where the reader asks for that; else what is known now."""
        if not self.principal.is_staff:
            raise Forbidden
        self.asked = Asked.read(self.request.GET)
        if self.asked.known is None or self.asked.known == today():
            return super().instant()
        return past(end_of_day(self.asked.known))

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        asked, service = self.asked, self._service()
        rows = subscriptions_on(asked.on, by=self.principal, service=service)
        place: dict[str, Any] = {name: request.GET[name] for name in PLACE if request.GET.get(name)}
        found = page(rows.select_related("service", "customer"), KEYS, size=PAGE_SIZE, **place)
        shown = standings(found.rows, day=asked.on, authority=asked.what, by=self.principal)
        context = {
            "asked": asked,
            "service": service,
            "standings": shown,
            "may_ask": access.allowed(self.principal, AppointmentRequest, "add") is not None,
            "gaps": sum(not standing.is_represented for standing in shown),
            "authorities": Authority.choices,
            "services": self._services(),
            "previous": asked.query(before=found.previous) if found.previous else "",
            "next": asked.query(after=found.next) if found.next else "",
        }
        return self.show("portfolio/signers.html", context)

    def _service(self) -> Service | None:
        if self.asked.service is None:
            return None
        mine = Service.objects.for_user(self.principal)
        service: Service | None = mine.filter(uid=self.asked.service).first()
        if service is None:
            raise bad("service", str(self.asked.service), _("choose a service from the list."))
        return service

    def _services(self) -> list[tuple[uuid.UUID, str]]:
        mine = Service.objects.for_user(self.principal).current()
        return list(mine.by_title().values_list("uid", "title"))


class ServiceSigners(RegisterPage):
    """From a service to the same question about it."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """There."""
        if not self.principal.is_staff:
            raise Forbidden
        return redirect(f"{reverse('signers')}?service={self.find(uid).uid}")
