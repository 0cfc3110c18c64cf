"""Targets of SLAs beside what their services can keep at best."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from core.calendars.hours import BadHours, Week, read_week
from core.calendars.overlap import covers
from core.history.time_machine import current_instant
from core.models import LedgerEntry
from core.models.quantities import short
from portfolio.choices import MetricKind, PeriodKind, SLAState, Unit
from portfolio.models import Dependency, Target
from portfolio.services.underpinning.promises import SERVICE, Level, Needs, promised
from portfolio.services.underpinning.reckoning import HUNDRED, Book, Reckoned, needs_of, reckon

if TYPE_CHECKING:
    from core.access.principals import Principal

#: Minutes in a unit; working days are left out, for they depend on hours that others keep.
MINUTES = {
    Unit.MILLISECONDS: Decimal(1) / 60_000,
    Unit.SECONDS: Decimal(1) / 60,
    Unit.MINUTES: Decimal(1),
    Unit.HOURS: Decimal(60),
    Unit.DAYS: Decimal(24 * 60),
}
#: The shortest of each period: what is too much then is too much in all.
DAYS = {PeriodKind.MONTH: 28, PeriodKind.QUARTER: 90, PeriodKind.HALF: 181, PeriodKind.YEAR: 365}
PLACES = Decimal("0.0001")


@dataclass(frozen=True)
class Verdict:
    """A target beside what its service can keep: ``kept`` is None where nothing can be said."""

    target: Any
    at_best: str
    kept: bool | None
    hours: str = ""
    covered: bool | None = None

    @property
    def holds(self) -> bool:
        """Whether nothing says that it cannot be kept."""
        return self.kept is not False and self.covered is not False


def book_of(dependencies: QuerySet[Any]) -> Book:
    """What all services can keep at best, as far as these dependencies tell."""
    fields = ("service_id", "component_id", "depends_on_id", "alternative")
    needs = needs_of(dependencies.order_by("reference").values_list(*fields))
    found = promised(needs)
    # A service without dependencies is still as good as what is promised for it.
    alone = {key: () for kind, key in found if kind == SERVICE}
    return reckon(Needs({**alone, **needs.by_service}), found)


def book_for(principal: Principal) -> Book:
    """The same, as far as somebody sees the dependencies."""
    return book_of(Dependency.objects.for_user(principal).current())


def verdict(target: Target, reckoned: Reckoned | None) -> Verdict:
    """A target beside what its service can keep."""
    level = reckoned.level if reckoned else Level()
    at_best, kept = _figure(target, level)
    week = _week(target)
    if week is None or level.hours is None:
        return Verdict(target, at_best, kept)
    return Verdict(target, at_best, kept, level.hours.text(), covers(level.hours, week))


def _figure(target: Target, level: Level) -> tuple[str, bool | None]:
    if target.kind == MetricKind.AVAILABILITY and level.availability is not None:
        if target.unit == Unit.PERCENT:
            return percent(level.availability), target.holds(level.availability)
        down = (HUNDRED - level.availability) / HUNDRED * DAYS[PeriodKind(target.period)] * 24 * 60
        return percent(level.availability), target.holds(down / MINUTES[Unit(target.unit)])
    timed = target.kind == MetricKind.RESPONSE and target.unit in MINUTES and not target.is_upwards
    if timed and level.response is not None:
        return minutes(level.response), target.holds(level.response / MINUTES[Unit(target.unit)])
    return "", None


def _week(target: Target) -> Week | None:
    """The hours that a target holds in: of its calendar, else of its SLA's text if that is clear."""
    text = target.calendar.hours if target.calendar else target.sla.service_hours
    try:
        return read_week(text) if text else None
    except BadHours:
        return None


def percent(value: Decimal) -> str:
    """A share as people read it."""
    return f"{number_format(short(value.quantize(PLACES)))} %"


def minutes(value: Decimal) -> str:
    """A time as people read it."""
    if value >= MINUTES[Unit.HOURS]:
        return f"{number_format(short((value / 60).quantize(PLACES)))} h"
    return f"{number_format(short(value.quantize(PLACES)))} min"


def level_text(level: Level) -> str:
    """What is kept, in one line."""
    parts = [
        percent(level.availability) if level.availability is not None else "",
        _("answers within %(time)s") % {"time": minutes(level.response)}
        if level.response is not None else "",
        level.hours.text() if level.hours is not None else "",
    ]  # fmt: skip
    return " · ".join(filter(None, parts))


def formula(reckoned: Reckoned) -> str:
    """The availability as it is reckoned: products of parts, alternatives in brackets."""
    factors = []
    for name, lines in reckoned.groups:
        shares = [line.level.availability for line in lines]
        known = [share for share in shares if share is not None]
        if len(known) == len(shares) and name:
            inside = " × ".join(f"(1 − {percent(share)})" for share in known)
            factors.append(f"[1 − {inside}]")
        elif known and not name:
            factors.append(percent(known[0]))
    if reckoned.level.availability is None:
        return ""
    return f"{' × '.join(factors)} = {percent(reckoned.level.availability)}"


def agreed_targets() -> QuerySet[Target]:
    """The targets of all agreements that hold."""
    found = Target._base_manager.filter(
        archived_at=None, sla__archived_at=None, sla__state=SLAState.AGREED
    )
    return found.select_related("sla", "calendar")


def verdicts(targets: Iterable[Target], book: Book) -> list[Verdict]:
    """Each target beside what its service can keep."""
    return [verdict(target, book.services.get(target.sla.service_id)) for target in targets]


def unkept() -> Q:
    """Agreed targets that what their services are built on cannot keep.

    Reckoned once for a state of the registers: the head of the ledger names it.
    """
    head = LedgerEntry.objects.order_by("-seq").values_list("seq", "chain").first()
    return Q(pk__in=_unkept(head and (head[0], bytes(head[1])), current_instant()))


@lru_cache(maxsize=2)
def _unkept(_head: tuple[int, bytes] | None, _then: datetime | None) -> tuple[int, ...]:
    book = book_of(Dependency._base_manager.filter(archived_at=None))
    return tuple(each.target.pk for each in verdicts(agreed_targets(), book) if not each.holds)
