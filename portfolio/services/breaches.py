"""Breaches are opened when a target was missed: computed from state, each once for ever."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid5

from core import records
from core.access.principals import Principal, system, today
from core.choices import Origin
from core.errors import Conflict, Invalid
from core.records import Draft
from portfolio.choices import LevelState, MetricKind
from portfolio.models import Breach, Target
from portfolio.services.attainment import Level, levels, year_before

BY = system("breaches")
CHUNK = 500


def open_missed(
    targets: Iterable[Target] | None = None, *, by: Principal = BY, origin: Origin = Origin.TASK
) -> int:
    """Open the breaches of the last year that are not there yet, of some targets or of all; how many."""
    rows = list(
        Target.objects.for_user(BY).current().select_related("sla") if targets is None else targets
    )
    return sum(
        _open(missed(rows[start : start + CHUNK]), by, origin)
        for start in range(0, len(rows), CHUNK)
    )


def missed(rows: Sequence[Target]) -> list[Level]:
    """The periods of the last year in which targets were missed and no breach says so; two queries."""
    found = levels(rows, *year_before(today()))
    breached = set(
        Breach.objects.for_user(BY)
        .filter(target__in=[row.pk for row in rows])
        .values_list("target", "starts_on")
    )
    return [
        level
        for each in found.values()
        for level in each
        if level.state is LevelState.MISSED
        and (level.subject.pk, level.period.first) not in breached
    ]


def _open(found: Sequence[Level], by: Principal, origin: Origin) -> int:
    drafts = [_draft(level) for level in found]
    try:
        records.apply(drafts, by=by, origin=origin)
    except (Conflict, Invalid):
        # Somebody else opens them at this moment; what is left is found the next time.
        return 0
    return len(drafts)


def _draft(level: Level) -> Draft:
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
