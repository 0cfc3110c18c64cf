"""What a bundle is about: the request as it was asked, and what it means on the data there is."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core import clock
from core.access.principals import Principal, today
from core.errors import FieldErrors, Invalid
from core.history.time_machine import end_of_day
from core.ledger.canonical import instant
from core.models import LedgerEntry, RegisterModel
from core.reading import links
from core.registers import by_name
from evidence.bundles.clauses import ALWAYS, Clause, clause
from evidence.bundles.words import EVERYTHING

#: What a bundle can be narrowed to: name in the request → register.
ANCHORS = {"customer": "customers", "service": "services", "supplier": "suppliers"}


@dataclass(frozen=True)
class BundleRequest:
    """What was asked for: records by reference, uid or title; days in the organisation's zone."""

    clause: str
    customer: str = ""
    service: str = ""
    supplier: str = ""
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    #: In which language people read it; empty means the organisation's.
    language: str = ""

    def params(self) -> dict[str, str]:
        """The request as texts, without what was not asked."""
        return {name: str(value) for name, value in dataclasses.asdict(self).items() if value}

    @classmethod
    def from_params(cls, params: dict[str, str]) -> BundleRequest:
        """The request from what `params()` gave."""
        days = {"since", "until", "as_of"}
        values: dict[str, Any] = dict(params)
        values |= {day: date.fromisoformat(params[day]) for day in days & params.keys()}
        return cls(**values)


@dataclass(frozen=True)
class Scope:
    """What the request means: who reads, which records, which part of the ledger."""

    principal: Principal
    request: BundleRequest
    clause: Clause
    size: int
    horizon: datetime
    chain: bytes
    anchors: dict[str, RegisterModel] = field(default_factory=dict)

    @property
    def topics(self) -> frozenset[str]:
        """Topics of the clause and those that go along with every clause."""
        return self.clause.topics | ALWAYS

    @property
    def keys(self) -> dict[str, int]:
        """The anchors by register name as sources narrow by them."""
        return {ANCHORS[name]: row.pk for name, row in self.anchors.items()}

    def entries(self) -> QuerySet[LedgerEntry]:
        """The ledger up to the horizon."""
        return LedgerEntry.objects.filter(seq__lte=self.size)

    def in_period(self, time: datetime) -> bool:
        """Whether an entry's time lies in the period asked for."""
        return (self.since is None or self.since <= time) and (
            self.until is None or time <= self.until
        )

    @property
    def language(self) -> str:
        """The language of what people read in it."""
        return self.request.language or settings.LANGUAGE_CODE

    @property
    def since(self) -> datetime | None:
        """The first instant of the period."""
        day = self.request.since
        return None if day is None else end_of_day(day - timedelta(days=1)) + _MICROSECOND

    @property
    def until(self) -> datetime | None:
        """The last instant of the period."""
        return None if self.request.until is None else end_of_day(self.request.until)

    @property
    def file_name(self) -> str:
        """The bundle's name without ending: clause, anchors and horizon."""
        parts = ["evidence", self.clause.code, *(row.reference for row in self.anchors.values())]
        parts.append(clock.local(self.horizon).strftime("%Y%m%d"))
        return safe("-".join(parts))

    def facts(self) -> list[tuple[str, str]]:
        """What the bundle is about, as (name, value) in English for bag-info.txt."""
        anchors = {name: links_label(row) for name, row in self.anchors.items()}
        period = f"{self.request.since or '…'} / {self.request.until or '…'}"
        bounded = bool(self.request.since or self.request.until)
        return [
            ("Clause", self.clause.label),
            *((name.capitalize(), label) for name, label in anchors.items()),
            ("Period", period if bounded else EVERYTHING),
            ("As-Of", instant(self.horizon)),
            ("Disclosed-To", self.principal.name),
        ]


#: Nothing is older; and arithmetic with days stays within the calendar.
EARLIEST = date(1900, 1, 1)
_MICROSECOND = timedelta(microseconds=1)


def links_label(row: RegisterModel) -> str:
    """A record as people read it."""
    return f"{row.reference}{links.SEPARATOR}{row.title}"


def safe(text: str, limit: int = 100) -> str:
    """A text as a file name that means the same everywhere; never empty, no leading dot."""
    kept = "".join(
        char if char.isascii() and (char.isalnum() or char in "._-") else "_" for char in text
    )
    return kept[-limit:].lstrip(".") or "_"


def resolve(request: BundleRequest, principal: Principal) -> Scope:
    """What a request means now; Invalid names the wrong part, hidden records are as nonexistent."""
    _check_days(request)
    _check_language(request)
    meant = clause(request.clause)
    anchors = {
        name: _anchor(principal, name, register, text)
        for name, register in ANCHORS.items()
        if (text := getattr(request, name))
    }
    head = _head(request)
    return Scope(principal, request, meant, head.seq, head.time, bytes(head.chain), anchors)


def _check_days(request: BundleRequest) -> None:
    errors: FieldErrors = {}
    for name in ("since", "until", "as_of"):
        day = getattr(request, name)
        if day is not None and not EARLIEST <= day <= today():
            errors[name] = [_("Choose a day that has begun.")]
    if request.since and request.until and request.until < request.since:
        errors["until"] = [_("The period would end before it begins.")]
    if errors:
        raise Invalid(fields=errors)


def _check_language(request: BundleRequest) -> None:
    known = dict(settings.LANGUAGES)
    if request.language and request.language not in known:
        rule = _("Choose one of: %(known)s.") % {"known": ", ".join(known)}
        raise Invalid(fields={"language": [rule]})


def _anchor(principal: Principal, name: str, register: str, text: str) -> Any:
    found = links.find(principal, by_name(register), text)
    if found is None:
        message = _("There is no “%(text)s” among the %(register)s you may see.")
        raise Invalid(fields={name: [message % {"text": text, "register": register}]})
    return found


def _head(request: BundleRequest) -> LedgerEntry:
    """The last entry at the day asked for: the horizon."""
    entries = LedgerEntry.objects.only("seq", "time", "chain").order_by("-seq")
    if request.as_of:
        entries = entries.filter(time__lte=end_of_day(request.as_of))
    head = entries.first()
    if head is None:
        raise Invalid(fields={"as_of": [_("Nothing had been recorded by then.")]})
    return head
