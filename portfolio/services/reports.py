"""Service reports: planned from their definitions, made from what was measured, frozen when issued."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import uuid5

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from core import clock, records
from core.access.principals import Principal, system, today
from core.charts.figures import LineChart
from core.choices import Origin
from core.declaration.tones import tone_of
from core.errors import Conflict
from core.models import Action
from core.printing import Picture, pdf
from core.querysets import in_term
from core.records import Draft
from core.services import documents, outbox
from core.writing.unit import unit
from portfolio.choices import BreachState, ContestState, Light, ReportAbout, ReportState
from portfolio.models import (
    SLA,
    Breach,
    Event,
    EventEffect,
    FigureContest,
    ReportDefinition,
    ReportEdition,
    ServiceReport,
    Target,
)
from portfolio.models.levels import quantity
from portfolio.models.reports import ISSUING
from portfolio.reach import effects_on
from portfolio.services import events, figures, measuring, sms_report
from portfolio.services.attainment import BINDING, Level, levels, share
from portfolio.services.lights import Proofs, light_source
from portfolio.services.trends import trend
from portfolio.terms import TimePeriod, period_on

BY = system("service reports")
TEMPLATE = "portfolio/service_report.typ"
#: What reports about services tell, and one about the management system itself does not.
NOTHING: dict[str, Any] = {
    "attainment": "", "targets": [], "workloads": [], "breaches": [], "events": [], "figures": [],
}  # fmt: skip
#: So many periods stand in a report's trends.
TREND = 12


def plan_due(*, by: Principal = BY, reason: str = "") -> int:
    """Make the reports whose period is over and that are not there yet; how many."""
    definitions = (
        ReportDefinition.objects.for_user(BY).current().filter(in_term("starts_on", "ends_on"))
    )
    drafts = []
    for definition in definitions:
        period = period_on(definition.frequency, today()).moved(-1)
        begun = definition.starts_on is None or definition.starts_on <= period.last
        if begun and not definition.reports.filter(starts_on=period.first).exists():
            values = {"definition": definition, "starts_on": period.first}
            identity = uuid5(definition.uid, period.name)
            drafts.append(Draft(ServiceReport, values, identity=identity))
    if drafts:
        records.apply(drafts, by=by, origin=Origin.TASK, reason=reason)
    return len(drafts)


def issue_automatic(*, by: Principal = BY, reason: str = "") -> int:
    """Issue what is due and needs no look; how many."""
    rows = ServiceReport.objects.for_user(BY).current().select_related("definition")
    due = list(
        rows.filter(state=ReportState.DUE, definition__is_automatic=True).order_by(
            "starts_on", "pk"
        )
    )
    for report in due:
        issue(report=report, version=report.version, by=by, origin=Origin.TASK, reason=reason)
    return len(due)


def issue(
    *, report: ServiceReport, version: int | None, by: Principal, origin: Origin, reason: str = ""
) -> ServiceReport:
    """Freeze a report: its data as a fact, its file with its hash, and send it to its recipients.

    Raises Conflict when it is issued already or its period is not over, and what changes raise.
    """
    if report.state == ReportState.ISSUED:
        raise Conflict(_("This report was issued already; it stays as it is."))
    if report.period.last >= today():
        raise Conflict(
            _("The period is not over: it ends on %(day)s.") % {"day": report.period.last}
        )
    data = content(report.definition, report.period)
    file = printed(report, data)
    with unit(by=by, origin=origin, reason=reason) as work:
        paper = documents.add_document(
            file=io.BytesIO(file), file_name=f"{report.title}.pdf", name=report.title,
            kind=_("Service report"), by=by, origin=origin, subjects=[report],
        )  # fmt: skip
        work.record_facts([_edition(report, data, paper.sha256, by)], report.record)
        values = {"state": ReportState.ISSUED, "issued_on": today(), "document": paper.document}
        draft = Draft(ServiceReport, values, report.uid, version, granted=ISSUING)
        (issued,) = records.apply([draft], by=by, origin=origin, reason=reason)
        _send(issued, data)
    made: ServiceReport = issued
    return made


def _edition(
    report: ServiceReport, data: dict[str, Any], sha256: str, by: Principal
) -> ReportEdition:
    return ReportEdition(
        subject=report.record, definition=report.definition, starts_on=report.starts_on,
        data=data, sha256=sha256, issued_at=clock.now(), issued_by=by.name[:255],
    )  # fmt: skip


def _send(report: ServiceReport, data: dict[str, Any]) -> None:
    url = settings.BASE_URL + reverse("service-reports-detail", args=[report.uid])
    lines = [
        f"{row['name']}: {row['value']} ({row['goal']}) – {row['word']}" for row in data["targets"]
    ]
    for section in data.get("sections", ()):
        lines += ["", section["title"]]
        lines += [f"{row['says']}: {row['value']} ({row['before']})" for row in section["rows"]]
    body = "\n".join([report.title, "", *lines, "", url, ""])
    for address in report.definition.addresses():
        outbox.enqueue(
            dedup_key=f"service-report|{report.uid}|{address}", recipient=address,
            subject=report.title, body=body, record=report.record,
        )  # fmt: skip


def told(report: ServiceReport) -> dict[str, Any]:
    """What a report says: frozen when it was issued, else as it would be said now."""
    edition = ReportEdition.objects.filter(subject=report.pk).first()
    if edition is not None:
        frozen: dict[str, Any] = edition.data
        return frozen
    return content(report.definition, report.period)


def content(definition: ReportDefinition, period: TimePeriod) -> dict[str, Any]:
    """The data of a report: plain texts, as they are frozen."""
    if definition.about == ReportAbout.SMS:
        before = ReportEdition.objects.filter(
            definition=definition, starts_on=period.moved(-1).first
        ).first()
        sections = sms_report.content(period, before.data if before else None)
        return {**_dates(period), **NOTHING, "sections": sections}
    found = _levels(definition, period, period.first)
    every = [each for rows in found.values() for each in rows if each.state]
    targets = [each for each in every if isinstance(each.subject, Target)]
    reached = share(targets)
    return {
        **_dates(period),
        "attainment": "" if reached is None else f"{number_format(reached)} %",
        "targets": _with_contests([_row(each) for each in targets], targets),
        "workloads": [_row(each) for each in every if not isinstance(each.subject, Target)],
        "breaches": _breaches(targets),
        "events": _events(definition, period),
        "figures": _figures(definition, period),
    }


def _dates(period: TimePeriod) -> dict[str, str]:
    return {
        "period": period.name,
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
    }


def _events(definition: ReportDefinition, period: TimePeriod) -> list[dict[str, str]]:
    """Significant events of the period; a customer is told of those that are shown to customers."""
    condition = events.in_period(period)
    if definition.service_id:
        condition &= events.of_services([definition.service_id])
    if definition.customer_id:
        condition &= events.of_customers([definition.customer_id]) & Q(is_internal=False)
    found: Any = Event.objects.for_user(BY).current().filter(condition).order_by("began_at", "pk")
    return [
        {
            "reference": row.reference,
            "title": row.name,
            "kind": row.get_kind_display(),
            "from": _moment(row.began_at),
            "to": _moment(row.ended_at) if row.ended_at else "",
            "cause": row.cause or _("not known yet"),
            "effect": "; ".join(map(_effect, row.told)),
        }
        for row in found.prefetch_related(_effects(definition))
    ]


def _figures(definition: ReportDefinition, period: TimePeriod) -> list[dict[str, str]]:
    """Figures count the whole service, so a report for one customer does not tell them."""
    if definition.customer_id:
        return []
    return figures.of_period(period, definition.service_id)


def _moment(instant: datetime) -> str:
    return f"{clock.local(instant):%Y-%m-%d %H:%M}"


def _effects(definition: ReportDefinition) -> Prefetch[str, QuerySet[EventEffect], str]:
    """What events did, as far as the report is about the service and the customer."""
    rows = EventEffect.objects.for_user(BY).current()
    if definition.service_id:
        rows = rows.filter(service=definition.service_id)
    if definition.customer_id:
        rows = rows.filter(effects_on([definition.customer_id]))
    return Prefetch("effects", rows.select_related("service").order_by("pk"), "told")


def _effect(effect: EventEffect) -> str:
    return ": ".join(filter(None, (effect.service.name, effect.effect)))


def _levels(
    definition: ReportDefinition, period: TimePeriod, first: date
) -> dict[int, list[Level]]:
    condition = Q(sla__state__in=BINDING)
    if definition.service_id:
        condition &= Q(sla__service=definition.service_id)
    if definition.customer_id:
        condition &= Q(sla__customer=definition.customer_id)
    rows = measuring.subjects(BY, condition, "view")
    return levels(rows, first, period.last)


def _row(level: Level) -> dict[str, str]:
    subject, state = level.subject, level.state
    return {
        "sla": subject.sla.reference,
        "name": subject.name,
        "period": level.period.name,
        "goal": subject.goal(),
        "value": "–" if level.value is None else quantity(level.value, subject.unit),
        "state": str(state.value) if state else "",
        "word": str(state.label) if state else "",
        "tone": tone_of(state, {}),
    }


def _with_contests(rows: list[dict[str, str]], found: Sequence[Level]) -> list[dict[str, str]]:
    """The rows, those of contested figures with who holds what against them."""
    known = FigureContest.objects.for_user(BY).current().exclude(state=ContestState.WITHDRAWN)
    known = known.filter(target__in={each.subject.pk for each in found})
    against = {(each.target_id, each.starts_on): each for each in known.order_by("pk")}
    for row, level in zip(rows, found, strict=True):
        contest = against.get((level.subject.pk, level.period.first))
        if contest is not None:
            row["contested"] = contest.sentence()
    return rows


def _breaches(found: Sequence[Level]) -> list[dict[str, str]]:
    keys = {(each.subject.pk, each.period.first) for each in found}
    known = Breach.objects.for_user(BY).current().exclude(state=BreachState.WITHDRAWN)
    known = known.filter(target__in={key for key, _day in keys})
    rows = [row for row in known.select_related("target") if (row.target_id, row.starts_on) in keys]
    about = Action.objects.for_user(BY).current().filter(subject__in=[row.pk for row in rows])
    actions: dict[int, list[str]] = {}
    for action in about:
        actions.setdefault(action.subject_id, []).append(action.name)
    return [
        {
            "reference": row.reference,
            "title": row.title,
            "cause": row.cause or _("not known yet"),
            "action": "; ".join(actions.get(row.pk, [])) or _("none yet"),
        }
        for row in rows
    ]


def printed(report: ServiceReport, data: dict[str, Any]) -> bytes:
    """The report as a PDF, with the trends of its targets."""
    definition = report.definition
    pictures = [Picture(chart, 420) for chart in trends(report, data)]
    words = {
        "purpose": (_("Purpose"), definition.purpose),
        "audience": (_("Audience"), definition.audience),
        "sources": (_("Data sources"), definition.sources),
        "agreed": (_("Agreed with"), definition.agreed_with),
    }
    facts = [(_("Period"), f"{data['from']} – {data['to']}"), (_("Issued on"), f"{today()}")]
    if definition.about == ReportAbout.SERVICES:
        facts.append((_("Targets met"), data["attainment"]))
    facts += [pair for pair in words.values() if pair[1]]
    first, apart = sms_report.parts(data)
    everything = {
        **data, "facts": [[str(name), text or "–"] for name, text in facts], "charts": pictures,
        "words": _words(), "first": first, "apart": apart,
    }  # fmt: skip
    return pdf(TEMPLATE, everything, title=report.title, at=clock.now())


def trends(report: ServiceReport, data: dict[str, Any]) -> list[LineChart]:
    """How what a report tells went over time."""
    definition, period = report.definition, report.period
    if definition.about == ReportAbout.SMS:
        return sms_report.curves(definition, period, data)
    found = _levels(definition, period, period.moved(1 - TREND).first)
    charts = [trend(rows[0].subject, rows) for rows in found.values() if rows]
    return [chart for chart in charts if chart is not None]


def _words() -> dict[str, str]:
    return {
        "targets": _("Targets"), "workloads": _("Workload"), "breaches": _("Breaches"),
        "events": _("Significant events"), "event": _("Event"), "effect": _("Effect"),
        "figures": _("Operational figures"), "service": _("Service"), "number": _("Number"),
        "counted": _("What is counted"), "remark": _("Remark"), "when": _("When"),
        "trends": _("Trends"), "sla": _("SLA"), "target": _("Target"), "agreed": _("Agreed"),
        "measured": _("Measured"), "state": _("State"), "breach": _("Breach"),
        "figure": _("Figure"), "now": _("In this period"), "before": _("In the period before"),
        "change": _("Change"),
        "cause": _("Cause"), "action": _("Improvement"), "none": _("None in this period."),
    }  # fmt: skip


@light_source(Light.REPORTED)
def reported(by: Principal, slas: Sequence[SLA], periods: Sequence[TimePeriod]) -> Proofs:
    """Issued reports about the service and customer of each SLA that cover a period."""
    issued = ServiceReport.objects.for_user(by).current().filter(state=ReportState.ISSUED)
    within = issued.filter(starts_on__lte=periods[-1].first).select_related("definition")
    found: dict[tuple[int, date], str] = {}
    for report in within.order_by("starts_on"):
        for sla in slas:
            if not _covers(report.definition, sla):
                continue
            url = reverse("service-reports-detail", args=[report.uid])
            for period in periods:
                if report.starts_on <= period.first and period.last <= report.period.last:
                    found[sla.pk, period.first] = url
    return found


def _covers(definition: ReportDefinition, sla: SLA) -> bool:
    if definition.about != ReportAbout.SERVICES:
        return False
    of_service = definition.service_id in (None, sla.service_id)
    return of_service and definition.customer_id in (None, sla.customer_id)
