"""Four lights of an SLA and a period: targets, measured, reported, reviewed with the customer.

A light is lit only by what is there. Whoever knows of reports and reviews says so with
:func:`light_source`; what nobody tells is no data, never lit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from core.access.principals import Principal, today
from portfolio.choices import ContestState, LevelState, Light, LightState
from portfolio.models import SLA, FigureContest, Target
from portfolio.services import measuring
from portfolio.services.attainment import BINDING, Level, levels
from portfolio.terms import TimePeriod

#: (SLA key, first day of the period) → the address of what proves it.
Proofs = Mapping[tuple[int, date], str]
Source = Callable[[Principal, Sequence[SLA], Sequence[TimePeriod]], Proofs]
_sources: dict[Light, Source] = {}


@dataclass(frozen=True)
class Lamp:
    """One light: which one, its state, where its proof is, or where a gap is mended."""

    light: Light
    state: LightState
    url: str = ""

    @property
    def is_link(self) -> bool:
        """Whether its address is worth a link in the matrix."""
        return self.state in (LightState.LIT, LightState.GAP, LightState.CONTESTED)

    @property
    def is_gap(self) -> bool:
        """Whether something is missing that should be there."""
        return self.state is LightState.GAP


@dataclass(frozen=True)
class Row:
    """An SLA with its four lights for each period; ``owner`` answers for the gaps."""

    sla: SLA
    owner: Any
    cells: Sequence[tuple[TimePeriod, Sequence[Lamp]]]

    @property
    def gaps(self) -> int:
        """How many lights are missing."""
        return sum(lamp.is_gap for _period, lamps in self.cells for lamp in lamps)


def light_source(light: Light) -> Callable[[Source], Source]:
    """Register who knows whether a light is lit; raises ValueError when there is one already."""

    def register(source: Source) -> Source:
        if light in _sources and _sources[light].__qualname__ != source.__qualname__:
            raise ValueError(f"The light “{light}” has a source already.")
        _sources[light] = source
        return source

    return register


def lights(slas: Sequence[SLA], periods: Sequence[TimePeriod], *, by: Principal) -> list[Row]:
    """The lights of SLAs that ``by`` sees; the number of queries does not grow with them."""
    found = _levels(slas, periods, by)
    contested = _contested(slas, by)
    told = {light: source(by, slas, periods) for light, source in _sources.items()}
    return [
        Row(
            sla,
            sla.service.owner,
            [(p, _lamps(sla, p, found[sla.pk], contested, told)) for p in periods],
        )
        for sla in slas
    ]


def _contested(slas: Sequence[SLA], by: Principal) -> dict[tuple[int, date], str]:
    """The address of what is open against a figure, by target and first day of its period."""
    rows = FigureContest.objects.for_user(by).current().filter(state=ContestState.OPEN)
    rows = rows.filter(target__sla__in=[sla.pk for sla in slas])
    return {
        (row.target_id, row.starts_on): reverse("contested-figures-detail", args=[row.uid])
        for row in rows
    }


def _levels(
    slas: Sequence[SLA], periods: Sequence[TimePeriod], by: Principal
) -> dict[int, list[Level]]:
    rows = measuring.subjects(by, Q(sla__in=[sla.pk for sla in slas]), "view")
    grouped: dict[int, list[Level]] = defaultdict(list)
    for each in levels(rows, periods[0].first, periods[-1].last).values():
        for level in each:
            grouped[level.subject.sla_id].append(level)
    return grouped


def _lamps(
    sla: SLA,
    period: TimePeriod,
    found: Iterable[Level],
    contested: Proofs,
    told: Mapping[Light, Proofs],
) -> list[Lamp]:
    if not _holds(sla, period):
        return [Lamp(light, LightState.NOT_ASKED) for light in Light]
    mine = [
        each
        for each in found
        if each.state and each.period.first <= period.last and period.first <= each.period.last
    ]
    rest = (Light.REPORTED, Light.REVIEWED)
    own = [_targeted(sla, mine), _measured(sla, period, mine, contested)]
    return [*own, *(_told(light, sla, period, told) for light in rest)]


def _holds(sla: SLA, period: TimePeriod) -> bool:
    begins, ends = sla.effective_from, sla.effective_until
    in_term = (
        begins is not None and begins <= period.first and (ends is None or period.last <= ends)
    )
    return sla.state in BINDING and in_term and period.first <= today()


def _targeted(sla: SLA, found: Sequence[Level]) -> Lamp:
    if any(isinstance(each.subject, Target) for each in found):
        return Lamp(Light.TARGETED, LightState.LIT, f"{reverse('targets-list')}?sla={sla.uid}")
    return Lamp(Light.TARGETED, LightState.GAP, f"{reverse('targets-create')}?sla={sla.uid}")


def _measured(sla: SLA, period: TimePeriod, found: Sequence[Level], contested: Proofs) -> Lamp:
    for each in found:
        if against := contested.get((each.subject.pk, each.period.first)):
            return Lamp(Light.MEASURED, LightState.CONTESTED, against)
    states = {each.state for each in found}
    url = f"{reverse('services-measure', args=[sla.service.uid])}?until={period.name}"
    complete = states and LevelState.NO_DATA not in states
    if period.last >= today() or (complete and LevelState.RUNNING in states):
        return Lamp(Light.MEASURED, LightState.RUNNING, url)
    return Lamp(Light.MEASURED, LightState.LIT if complete else LightState.GAP, url)


def _told(light: Light, sla: SLA, period: TimePeriod, told: Mapping[Light, Proofs]) -> Lamp:
    if light not in told:
        return Lamp(light, LightState.NO_DATA)
    if url := told[light].get((sla.pk, period.first), ""):
        return Lamp(light, LightState.LIT, url)
    return Lamp(light, LightState.RUNNING if period.last >= today() else LightState.GAP)
