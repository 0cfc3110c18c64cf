"""How levels stood, on the pages of agreements, services, customers, targets and workloads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import access
from core.charts.figures import LineChart
from core.declaration.dossier.looking import Look, Number, Panel, Question
from core.declaration.dossier.registry import panel
from core.declaration.tones import tone_of
from portfolio.choices import LevelState
from portfolio.models import SLA, Breach, FigureContest, Service, Target, Workload
from portfolio.services import contesting, measuring
from portfolio.services.attainment import Level, levels, share, year_before
from portfolio.services.trends import trend
from portfolio.terms import period_on
from relationships.models import Customer

TITLE = gettext_lazy("Service levels")
TEMPLATE = "portfolio/_levels.html"
CHARTS, GOOD = 6, 95


@dataclass(frozen=True)
class Shown:
    """A target or workload with its periods, newest last, and its trend."""

    subject: Any
    levels: Sequence[Level]
    chart: LineChart | None = None

    @property
    def last(self) -> Level | None:
        """The latest period that is over, or else the running one."""
        known = [each for each in self.levels if each.state]
        over = [each for each in known if each.state is not LevelState.RUNNING]
        return next(reversed(over or known), None)


def _measured_by(path: str) -> tuple[Question, ...]:
    """The questions for targets and for workloads of the agreements to which a path leads."""

    def rows_of(model: Any) -> Question:
        return lambda look: look.of(model, Q(**{path: look.row.pk}))

    return tuple(map(rows_of, (Target, Workload)))


IN_AGREEMENT, IN_SERVICE = _measured_by("sla"), _measured_by("sla__service")
FOR_CUSTOMER = _measured_by("sla__customer")


def shown(look: Look, asked: Sequence[Question]) -> list[Shown]:
    """The targets and workloads asked for, as the reader sees them; four queries."""
    rows = measuring.by_agreement(map(look.rows, asked))
    found = levels(rows, *year_before(look.day), now=look.day)
    return [
        Shown(row, found[row.pk], trend(row, found[row.pk]) if place < CHARTS else None)
        for place, row in enumerate(rows)
    ]


def _panel(look: Look, asked: Sequence[Question], *, groups: bool) -> Panel | None:
    if not look.sees(Target):
        return None
    found = shown(look, asked)
    return Panel(
        data={"shown": found, "groups": groups, "measure": _measure_url(look)},
        numbers=_numbers(look, found),
        nothing=not found,
        empty=_("No targets in figures are agreed here yet."),
        add_url=look.add_url(Target, "sla") if isinstance(look.row, SLA) else "",
    )


def _measure_url(look: Look) -> str:
    """The sheet for measurements, for whoever may type them."""
    may = isinstance(look.row, Service) and look.now and measuring.may_record(look.principal)
    return look.page("measure") if may else ""


def _numbers(look: Look, found: Sequence[Shown]) -> list[Number]:
    """Attainment of the last twelve months, and open breaches."""
    reached = share(each for one in found if isinstance(one.subject, Target) for each in one.levels)
    numbers = []
    if reached is not None:
        tone = "good" if reached >= GOOD else "warn"
        text = f"{number_format(reached)} %"
        hint = _("By weight, of the last twelve months; periods without data do not count.")
        numbers.append(Number(_("Targets met"), text, "#panel-levels", tone, hint))
    return numbers


@panel("levels", SLA, TITLE, template=TEMPLATE, order=15, wide=True, covers=(Target, Workload),
       asks=IN_AGREEMENT)  # fmt: skip
def of_agreement(look: Look) -> Panel | None:
    """What the SLA promises and how it was kept."""
    return _panel(look, IN_AGREEMENT, groups=False)


@panel("levels", Service, TITLE, template=TEMPLATE, order=15, wide=True, asks=IN_SERVICE)
def of_service(look: Look) -> Panel | None:
    """How the service kept its agreements."""
    return _panel(look, IN_SERVICE, groups=True)


@panel("attainment", Customer, TITLE, template="portfolio/_attainment.html", order=30,
       asks=FOR_CUSTOMER)  # fmt: skip
def of_customer(look: Look) -> Panel | None:
    """How far each of the customer's agreements was kept."""
    if not look.sees(Target):
        return None
    rows: dict[Any, list[Level]] = {}
    for one in shown(look, FOR_CUSTOMER):
        if isinstance(one.subject, Target):
            rows.setdefault(one.subject.sla, []).extend(one.levels)
    if not rows:
        return None
    every = [each for found in rows.values() for each in found]
    reached = share(every)
    number = (
        Number(_("Targets met"), f"{number_format(reached)} %") if reached is not None else None
    )
    table = [(sla, share(found), _missing(found)) for sla, found in rows.items()]
    return Panel(data={"rows": table}, numbers=[number] if number else [])


def _missing(found: Sequence[Level]) -> int:
    return sum(each.state is LevelState.NO_DATA for each in found)


@panel("measured", Target, gettext_lazy("Measurements"), template="portfolio/_measured.html",
       order=10, wide=True)  # fmt: skip
def of_target(look: Look) -> Panel:
    """Every period with all that was said of it, its breach, and what is held against it."""
    told = _measured(look, _by_period(look, Breach), _by_period(look, FigureContest))
    told.data["contest"] = look.add_url(FigureContest, "target") if look.now else ""
    return told


def _by_period(look: Look, model: type[Any]) -> dict[Any, Any]:
    """The rows about periods of the target; the latest of several."""
    if access.allowed(look.principal, model, "view") is None:
        return {}
    rows = model.objects.for_user(look.principal).filter(target=look.row.pk, archived_at=None)
    return {row.starts_on: row for row in rows.order_by("pk")}


@panel("measured", Workload, gettext_lazy("Measurements"), template="portfolio/_measured.html",
       order=10, wide=True)  # fmt: skip
def of_workload(look: Look) -> Panel:
    """Every period with all that was said of it."""
    return _measured(look, {}, {})


@panel("measured", Breach, gettext_lazy("Measurements"), template="portfolio/_measured.html",
       order=10, wide=True)  # fmt: skip
@panel("measured", FigureContest, gettext_lazy("Measurements"),
       template="portfolio/_measured.html", order=10, wide=True)  # fmt: skip
def of_one_period(look: Look) -> Panel | None:
    """All that was said of the period, the correction of a breach or of a contested figure too."""
    rows = Target.objects.for_user(look.principal).filter(pk=look.row.target_id)
    target = rows.select_related("sla").first()
    if target is None:
        return None
    period = period_on(target.period, look.row.starts_on)
    found = levels([target], period.first, period.last, now=look.day)
    told = _told(target, found[target.pk], {}, {})
    told.data["withdraw"] = _withdraw_url(look)
    return told


def _withdraw_url(look: Look) -> str:
    """The page to withdraw what is contested, for whoever contested it."""
    is_contest = look.now and isinstance(look.row, FigureContest)
    may = is_contest and contesting.may_withdraw(look.row, look.principal)
    return look.page("withdraw") if may else ""


def _measured(look: Look, breaches: dict[Any, Any], contests: dict[Any, Any]) -> Panel:
    found = levels([look.row], *year_before(look.day), now=look.day)[look.row.pk]
    return _told(look.row, found, breaches, contests, trend(look.row, found))


def _told(
    row: Any,
    found: Sequence[Level],
    breaches: dict[Any, Any],
    contests: dict[Any, Any],
    chart: LineChart | None = None,
) -> Panel:
    told = [
        (each, tone_of(each.state, {}), breaches.get(day), contests.get(day))
        for each in found
        for day in [each.period.first]
    ]
    return Panel(data={"levels": told[::-1], "chart": chart, "goal": row.goal()})
