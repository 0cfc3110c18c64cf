"""The screens of targets and workloads."""

from django.utils.translation import gettext_lazy as _

from core.declaration import MenuGroup, RegisterViews, declare
from portfolio.models import Breach, FigureContest, Target, Workload
from portfolio.views.contests import WithdrawContestPage


@declare
class Targets(RegisterViews):
    """What SLAs promise, in figures."""

    model = Target
    icon = "bullseye"
    group = MenuGroup.PORTFOLIO
    minor = True
    columns = ("reference", "name", "sla", "kind", "comparison", "value", "unit", "period")
    filters = ("sla", "kind", "period", "calendar")
    sections = (
        (_("Target"), ("sla", "name", "kind", "comparison", "value", "unit", "period")),
        (_("Measuring"), ("calendar", "method", "warn_at", "weight")),
        (_("Term"), ("starts_on", "ends_on", "notes")),
    )
    wanted = ("method",)


@declare
class Workloads(RegisterViews):
    """How much the targets are agreed for."""

    model = Workload
    icon = "bar-chart"
    group = MenuGroup.PORTFOLIO
    minor = True
    columns = ("reference", "name", "sla", "expected", "alarm_at", "limit", "unit", "period")
    filters = ("sla", "period")
    sections = (
        (_("Workload"), ("sla", "name", "unit", "expected", "alarm_at", "limit", "period")),
        (_("Measuring"), ("method",)),
        (_("Term"), ("starts_on", "ends_on", "notes")),
    )
    wanted = ("alarm_at", "method")


@declare
class Breaches(RegisterViews):
    """Targets that were missed."""

    model = Breach
    icon = "exclamation-triangle"
    group = MenuGroup.PORTFOLIO
    columns = ("reference", "target", "starts_on", "value", "state", "cause", "told_on")
    filters = ("state", "target", "starts_on", "unplanned")
    sections = (
        (_("Breach"), ("target", "starts_on", "value", "state")),
        (_("Why"), ("cause", "unplanned", "investigation", "investigated_on")),
        (_("Customer"), ("told_on", "told_how", "notes")),
        (_("Correction"), ("corrected_by", "withdrawn_on", "retold_on")),
    )
    wanted = ("cause", "told_on")
    tones = {"open": "bad", "closed": "good"}


@declare
class ContestedFigures(RegisterViews):
    """Measured figures that somebody contests."""

    model = FigureContest
    icon = "exclamation-triangle"
    group = MenuGroup.PORTFOLIO
    minor = True
    columns = ("reference", "target", "starts_on", "value", "claimed", "state", "raised_on")
    filters = ("state", "target", "starts_on", "raised_on")
    sections = (
        (_("Figure"), ("target", "starts_on", "value", "claimed")),
        (_("Why"), ("grounds", "raised_by", "raised_on")),
        (_("Settled"), ("state", "settlement", "settled_on", "settled_by", "notes")),
    )
    tones = {"open": "warn", "upheld": "good"}
    pages = {"withdraw": WithdrawContestPage}
