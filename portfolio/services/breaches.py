"""Breaches follow what was measured: opened when a target was missed, withdrawn when that was wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import uuid5

from django.utils.translation import gettext as _

from core import records
from core.access.principals import Principal, system, today
from core.choices import Origin
from core.errors import Conflict, Invalid, Stale
from core.records import Draft
from portfolio.choices import BreachState, LevelState, MetricKind
from portfolio.models import Breach, Target
from portfolio.models.breaches import CORRECTING
from portfolio.models.levels import quantity
from portfolio.services.attainment import Level, levels, year_before

BY = system("breaches")
CHUNK = 500


def follow(
    targets: Iterable[Target] | None = None,
    *,
    since: date | None = None,
    by: Principal = BY,
    origin: Origin = Origin.TASK,
) -> int:
    """Bring the breaches of some targets, or of all, in line with what counts now; how many changed.

    Periods of the last year that were missed get a breach, each once for ever. A breach whose
    measurement was corrected takes the new value; it is withdrawn when the target was kept, and
    opened again when it was missed after all. ``since`` looks further back for corrections.
    """
    rows = list(
        Target.objects.for_user(BY).current().select_related("sla") if targets is None else targets
    )
    return sum(
        _write(list(_changes(rows[start : start + CHUNK], since)), by, origin)
        for start in range(0, len(rows), CHUNK)
    )


def _changes(rows: Sequence[Target], since: date | None) -> Iterator[Draft]:
    """What is to be written; two queries."""
    first, last = year_before(today())
    found = levels(rows, min(first, since or first), last)
    known = {
        (breach.target_id, breach.starts_on): breach
        for breach in Breach.objects.for_user(BY).filter(target__in=[row.pk for row in rows])
    }
    for each in found.values():
        for level in each:
            breach = known.get((level.subject.pk, level.period.first))
            if breach is not None:
                yield from _followed(breach, level)
            elif level.state is LevelState.MISSED and level.period.last >= first:
                yield _opened(level)


def _followed(breach: Breach, level: Level) -> Iterator[Draft]:
    """The change of a breach by corrections; what people entered without a measurement stays."""
    earlier = level.said[:-1]
    if breach.archived_at is not None or not earlier:
        return
    withdrawn = breach.state == BreachState.WITHDRAWN
    if level.state is LevelState.MISSED:
        if withdrawn:
            again = {"state": BreachState.OPEN, "withdrawn_on": None, "corrected_by": ""}
            yield _change(breach, {**again, "value": level.value})
        elif breach.value != level.value and breach.value in {each.value for each in earlier}:
            yield _change(breach, {"value": level.value})
    elif not withdrawn and any(_misses(level, each.value) for each in earlier):
        gone = {"state": BreachState.WITHDRAWN, "withdrawn_on": today()}
        yield _change(breach, {**gone, "corrected_by": _correction(level)})


def _misses(level: Level, value: Any) -> bool:
    return bool(level.subject.state_of(value) is LevelState.MISSED)


def _correction(level: Level) -> str:
    """Like “99.7 %, Probe (Tomasz Nowak): counted twice”."""
    said = level.said[-1]
    text = f"{quantity(said.value, said.unit)}, {said.source} ({said.recorded_by})"
    return f"{text}: {said.remark}" if said.remark else text


def _change(breach: Breach, values: dict[str, Any]) -> Draft:
    return Draft(Breach, values, breach.uid, breach.version, granted=CORRECTING)


def _write(drafts: Sequence[Draft], by: Principal, origin: Origin) -> int:
    if not drafts:
        return 0
    try:
        records.apply(drafts, by=by, origin=origin, reason=_("Follows what was measured"))
    except (Conflict, Invalid, Stale):
        # Somebody else changes them at this moment; what is left is found the next time.
        return 0
    return len(drafts)


def _opened(level: Level) -> Draft:
    target = level.subject
    values: dict[str, Any] = {
        "target": target,
        "starts_on": level.period.first,
        "value": level.value,
        "unplanned": target.kind == MetricKind.AVAILABILITY,
    }
    # The same breach is the same record, whoever finds it first.
    identity = uuid5(target.uid, level.period.name)
    return Draft(Breach, values, identity=identity)
