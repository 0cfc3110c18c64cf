"""“Still true”: who confirmed which version when, what is due again, and confirming many at once."""

from __future__ import annotations

import calendar
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from core import access, clock
from core.access.principals import Principal, today
from core.choices import Origin
from core.errors import Forbidden, Invalid, NotFound, PreconditionRequired, Stale, TooLarge
from core.history.time_machine import end_of_day
from core.models import (
    Action,
    Confirmation,
    ConfirmationInterval,
    LedgerEntry,
    Record,
    RegisterModel,
)
from core.registers import confirmable
from core.services import asking
from core.writing.unit import unit

MOST_ROWS = 5000
BATCH = 500
LONGEST_REMARK = 500
#: So many confirmations are told, and what of each; what stands before that.
SHOWN = 20
GIVEN = [f"confirmations__{field.attname}" for field in Confirmation._meta.concrete_fields]
TERMS = 3
Model = type[RegisterModel]


@dataclass(frozen=True)
class Standing:
    """When a record is to be confirmed again, and who confirmed it until now, latest first."""

    due: date | None
    given: Sequence[Confirmation]

    @property
    def is_overdue(self) -> bool:
        """Whether the day has passed."""
        return self.due is not None and self.due < today()


def confirm(
    *,
    model: Model,
    versions: Mapping[uuid.UUID, int | None],
    by: Principal,
    origin: Origin,
    remark: str = "",
) -> list[Confirmation]:
    """Say of records, at the versions that somebody saw, that they are still true; one unit.

    What asked for it, because something happened, is answered by that; the remark says what kind it was.
    Raises Invalid, TooLarge, NotFound, Forbidden for who may not change them, PreconditionRequired,
    Stale.
    """  # fmt: skip
    if model.register.name not in confirmable():
        raise NotFound
    if not versions:
        raise Invalid(_("Choose at least one record."))
    if len(versions) > MOST_ROWS:
        sentence = _("At most %(count)d records can be confirmed at once; narrow the list first.")
        raise TooLarge(sentence % {"count": MOST_ROWS})
    if len(remark) > LONGEST_REMARK:
        rule = _("Write a text of at most %(count)d characters.") % {"count": LONGEST_REMARK}
        raise Invalid(fields={"remark": [rule]})
    rows = _writable(model, list(versions), by)
    for row in rows:
        if versions[row.uid] is None:
            raise PreconditionRequired
        if versions[row.uid] != row.version:
            raise Stale(row)
    return _write(rows, by, origin, remark)


def _writable(model: Model, uids: Sequence[uuid.UUID], by: Principal) -> list[Any]:
    rows = _fetch(model.objects.for_user(by).current(), uids)
    if len(rows) < len(uids):
        raise NotFound
    access.require(by, model, "change")
    if len(_fetch(model.objects.for_user(by, "change"), uids)) < len(uids):
        raise Forbidden(_("You may only confirm records of your own."))
    return rows


def _fetch(queryset: Any, uids: Sequence[uuid.UUID]) -> list[Any]:
    found: list[Any] = []
    for start in range(0, len(uids), BATCH):
        batch = queryset.filter(uid__in=uids[start : start + BATCH])
        found += batch.select_related("record").order_by("reference")
    return found


def _write(rows: Sequence[Any], by: Principal, origin: Origin, remark: str) -> list[Confirmation]:
    made = []
    with unit(by=by, origin=origin, reason=remark) as work:
        locked = work.lock([row.pk for row in rows])
        tasks = asking.waiting(locked)
        for row in rows:
            if locked[row.pk] != row.version:
                raise Stale(type(row)._base_manager.get(pk=row.pk))
            fact = Confirmation(
                record=row.record, version=row.version, confirmed_at=clock.now(),
                confirmed_by=by.name[:255], user=by.uid, remark=_told(remark, tasks.get(row.pk)),
            )  # fmt: skip
            work.record_facts([fact], row.record)
            made.append(fact)
        asking.answer(tasks, _("Unchanged, confirmed"), by=by, origin=origin)
    return made


def _told(remark: str, tasks: Sequence[Action] | None) -> str:
    """The remark, with what asked for the confirmation."""
    if not tasks:
        return remark
    why = _("Unchanged, asked because of %(occasions)s") % {"occasions": asking.because_of(tasks)}
    return f"{why}: {remark}"[:LONGEST_REMARK] if remark else why[:LONGEST_REMARK]


def standing(row: RegisterModel) -> Standing | None:
    """When a record is to be confirmed again; None for registers that are not confirmed."""
    if row.register.name not in confirmable():
        return None
    found = list(_terms(row))
    is_asked, months, made_at = found[0][:TERMS]
    given = [Confirmation(*each[TERMS:]) for each in found if each[TERMS] is not None]
    if row.archived_at is not None or not is_asked or not months:
        return Standing(None, given)
    since = given[0].confirmed_at if given else made_at
    return Standing(_later(clock.local(since).date(), months), given)


def _terms(row: RegisterModel) -> Any:
    """Whether a record is asked for it, every how many months, and when it was made; beside each of the
    latest confirmations, so that all of it is one query.

    The interval of the record goes before that of its register, and that before the declared one.
    """
    name = row.register.name
    declared = confirmable()[name]
    own, usual = _intervals().filter(subject=row.pk), _intervals().filter(applies_to=name)
    asked = type(row)._base_manager.filter(declared.rows(), pk=row.pk)
    made = LedgerEntry.objects.filter(record=row.pk, version=1)
    months = Coalesce(
        Subquery(own.values("months")), Subquery(usual.values("months")), declared.months
    )
    return (
        Record.objects.filter(pk=row.pk)
        .order_by("-confirmations__confirmed_at", "-confirmations__pk")
        .values_list(Exists(asked), months, Subquery(made.values("time")), *GIVEN)[:SHOWN]
    )


def overdue(model: Model, day: date) -> Q:
    """Rows of a register that were to be confirmed before ``day`` and were not; asks for intervals."""
    name = model.register.name
    wanted = _intervals().filter(Q(applies_to=name) | Q(subject__type=name))
    by_record: dict[int | None, int] = dict(wanted.values_list("subject", "months"))
    months = by_record.pop(None, confirmable()[name].months)
    late = ~Q(pk__in=list(by_record)) & ~_fresh(model, day, months) if months else Q(pk__in=())
    for each in sorted({number for number in by_record.values() if number}):
        keys = [key for key, number in by_record.items() if number == each]
        late |= Q(pk__in=keys) & ~_fresh(model, day, each)
    return model.register.confirm.rows() & late  # type: ignore[union-attr]


def _fresh(model: Model, day: date, months: int) -> Q:
    """Confirmed, or made, lately enough."""
    since = end_of_day(_later(day, -months) - timedelta(days=1))
    given = Confirmation._base_manager.filter(confirmed_at__gt=since, confirmed_at__lte=clock.now())
    made = LedgerEntry.objects.filter(type=model.register.name, version=1, time__gt=since)
    return Q(pk__in=given.values("record")) | Q(pk__in=made.values("record"))


def due_days(rows: Sequence[Any]) -> dict[int, date]:
    """By when rows of one register are to be confirmed again, by their keys."""
    found: dict[int, date] = {}
    for row in rows:
        known = standing(row)
        if known is not None and known.due is not None:
            found[row.pk] = known.due
    return found


def _intervals() -> Any:
    return ConfirmationInterval._base_manager.filter(archived_at=None)


def _later(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
