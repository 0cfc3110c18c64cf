"""What the portfolio, and the registers below it, tell in the report about the management system itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count as Number
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access.principals import system, today
from core.choices import ActionState, Conformity, EntryKind, Severity
from core.models import Action, Checkpoint, Confirmation, GateOverride, LedgerEntry
from core.models.actions import FINISHED
from core.querysets import in_term
from core.registers import by_name, confirmable
from core.registries import rules
from core.services import confirmations
from portfolio.choices import DELIVERED, EventKind, LevelState, ReportState
from portfolio.models import (
    SLA,
    Breach,
    CatalogueEdition,
    Coverage,
    Event,
    Requirement,
    ScopeStatement,
    Service,
    ServiceReport,
    Subscription,
)
from portfolio.services import events, measuring
from portfolio.services.attainment import BINDING, levels
from portfolio.services.attainment import share as weighted
from portfolio.services.sms_report import Count, section, share
from portfolio.terms import TimePeriod

BY = system("service reports")
SEVERITIES = {
    Severity.MAJOR: _("Records with a major finding"),
    Severity.MINOR: _("Records with a minor finding"),
    Severity.OBSERVATION: _("Records with an observation"),
}


def _rows(model: Any) -> Any:
    return model.objects.for_user(BY).current()


@section("conformity", _("Conformity"), order=10)
def conformity(period: TimePeriod) -> Iterator[Count]:
    """Rules kept, and findings by weight and by rule, as they stood when the period ended."""
    found = [each for each in rules.outcomes(BY) if each.state is not Conformity.NOT_APPLICABLE]
    kept = sum(each.state is Conformity.PASS for each in found)
    yield Count("rules", _("Rules that apply"), len(found))
    yield Count("rules-kept", _("Rules kept"), share(kept, len(found)), "%", 1, curve=True)
    open_ = sum(each.failing for each in found)
    yield Count("findings", _("Open findings"), open_, better=-1, curve=True)
    for severity, says in SEVERITIES.items():
        number = sum(each.failing for each in found if each.rule.severity is severity)
        yield Count(f"findings-{severity}", says, number, better=-1)
    for each in found:
        yield Count(
            f"rule-{each.rule.name}", each.rule.says, each.failing, better=-1, quiet=True,
            apart=_("Records that break a rule"),
        )  # fmt: skip


@section("levels", _("Service levels"), order=20)
def service_levels(period: TimePeriod) -> Iterator[Count]:
    """How all agreed targets were kept, and what became of those that were not."""
    rows = measuring.subjects(BY, Q(sla__state__in=BINDING), "view")
    found = levels([row for row in rows if hasattr(row, "weight")], period.first, period.last)
    within = [each for one in found.values() for each in one if each.period.last <= period.last]
    states = [each.state for each in within]
    yield Count("attainment", _("Targets met"), weighted(within), "%", 1, curve=True)
    yield Count("missed", _("Targets missed"), states.count(LevelState.MISSED), better=-1)
    yield Count("no-data", _("Targets without data"), states.count(LevelState.NO_DATA), better=-1)
    breaches = _rows(Breach).filter(starts_on__range=(period.first, period.last))
    unexplained = breaches.filter(cause="").count()
    yield Count("breaches", _("Breaches"), breaches.count(), better=-1)
    yield Count("unexplained", _("Breaches without a cause"), unexplained, better=-1)
    due = _rows(ServiceReport).filter(starts_on__lte=period.last)
    issued = due.filter(issued_on__range=(period.first, period.last)).count()
    yield Count("issued", _("Service reports issued"), issued)
    waiting = due.filter(state=ReportState.DUE).count()
    yield Count("reports-due", _("Service reports not issued yet"), waiting, better=-1)


@section("coverage", _("Services and customers"), order=30)
def coverage(period: TimePeriod) -> Iterator[Count]:
    """What is delivered, agreed on, and spoken for."""
    delivered = _rows(Service).filter(status__in=DELIVERED)
    yield Count("services", _("Services delivered"), delivered.count())
    received = _rows(Subscription).filter(in_term("starts_on", "ends_on"))
    received = received.filter(service__status__in=DELIVERED)
    total = received.count()
    speaking = _rows(Coverage).filter(in_term("covers_from", "covers_until"))
    covered = received.filter(pk__in=speaking.values("subscription")).count()
    yield Count(
        "represented", _("Subscriptions that a representative covers"), share(covered, total), "%", 1,
        curve=True,
    )  # fmt: skip
    agreed = _rows(SLA).agreed_on(today())
    pairs = set(agreed.values_list("service", "customer"))
    with_sla = sum(pair in pairs for pair in received.values_list("service", "customer"))
    yield Count(
        "with-sla",
        _("Subscriptions with an SLA of their own in force"),
        share(with_sla, total),
        "%",
        1,
    )


@section("actions", _("Actions taken"), order=40)
def actions(period: TimePeriod) -> Iterator[Count]:
    """What was opened and done in the period, whether in time, and what was overdue at its end."""
    start, end = period.instants()
    versions = Action.history.model.objects.filter(valid_from__gte=start, valid_from__lt=end)
    opened = versions.filter(version=1).count()
    done = dict(_finishing(versions).order_by("version").values_list("record_id", "valid_from"))
    rows = Action.objects.for_user(BY).filter(pk__in=done, state=ActionState.DONE)
    due = dict(rows.values_list("pk", "due"))
    late = sum(day is not None and clock.local(done[key]).date() > day for key, day in due.items())
    yield Count("opened", _("Actions opened"), opened)
    yield Count("done", _("Actions done"), len(due))
    in_time = share(len(due) - late, len(due))
    yield Count("in-time", _("Actions done in time"), in_time, "%", 1, curve=True)
    overdue = _rows(Action).exclude(state__in=FINISHED).filter(due__lt=today())
    yield Count("overdue", _("Actions overdue"), overdue.count(), better=-1, curve=True)
    asked = _rows(Action).exclude(occasion=None).exclude(state__in=FINISHED)
    yield Count(
        "asked", _("Requirements waiting to be confirmed"),
        asked.values("subject").distinct().count(), better=-1,
    )  # fmt: skip


def _finishing(versions: Any) -> Any:
    """Those versions of actions that set them to done; a later word about a done one does not."""
    before = Action.history.model.objects.filter(
        record_id=OuterRef("record_id"), version=OuterRef("version") - 1, state=ActionState.DONE
    )
    return versions.filter(~Exists(before), state=ActionState.DONE)


@section("confirmations", _("Still true?"), order=50)
def confirmed(period: TimePeriod) -> Iterator[Count]:
    """Records that somebody confirmed in the period, and those that nobody did in time."""
    start, end = period.instants()
    given = Confirmation.objects.filter(confirmed_at__gte=start, confirmed_at__lt=end)
    yield Count("confirmed", _("Records confirmed"), given.values("record").distinct().count())
    late = 0
    for name in confirmable():
        model = by_name(name)
        late += _rows(model).filter(confirmations.overdue(model, today())).count()
    yield Count("unconfirmed", _("Records not confirmed in time"), late, better=-1)


@section("changes", _("Changes"), order=60)
def changes(period: TimePeriod) -> Iterator[Count]:
    """Scope, catalogue and agreements that began, and what happened to services."""
    within = (period.first, period.last)
    for model, key, says in (
        (ScopeStatement, "scope", _("Editions of the scope that began")),
        (SLA, "slas", _("SLAs that began")),
        (Requirement, "requirements", _("Editions of requirements that began")),
    ):
        begun = _rows(model).filter(effective_from__range=within)
        yield Count(key, says, begun.agreed_on(today()).count(), quiet=True)
    start, end = period.instants()
    published = CatalogueEdition.objects.filter(published_at__gte=start, published_at__lt=end)
    yield Count("catalogue", _("Editions of the catalogue"), published.count(), quiet=True)
    happened = _rows(Event).filter(events.in_period(period)).order_by()
    numbers = dict(happened.values_list("kind").annotate(number=Number("pk")))
    for kind in EventKind:
        yield Count(f"event-{kind}", kind.label, numbers.get(kind, 0), quiet=True)


@section("evidence", _("Records and evidence"), order=90)
def evidence(period: TimePeriod) -> Iterator[Count]:
    """What was written, signed and let pass."""
    start, end = period.instants()
    entries = LedgerEntry.objects.filter(time__gte=start, time__lt=end)
    written = entries.filter(kind=EntryKind.RECORD).count()
    yield Count("written", _("Versions of records written"), written)
    checkpoints = Checkpoint.objects.filter(time__gte=start, time__lt=end).count()
    yield Count("checkpoints", _("Checkpoints of the ledger signed"), checkpoints, quiet=True)
    passed = GateOverride.objects.filter(approved_at__gte=start, approved_at__lt=end)
    rows = list(passed.select_related("subject").annotate(title=F("subject__title")))
    yield Count(
        "overrides", _("Gates passed unready"), len(rows), better=-1,
        note="; ".join(f"{row.subject.title} ({row.approved_by})" for row in rows),
    )  # fmt: skip
