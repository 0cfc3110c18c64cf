"""What asks whether agreed requirements still hold: renewals, major changes, major incidents (P7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from core import access, clock
from core.access.principals import Principal, today
from core.choices import ActionState, EditionState, Origin
from core.errors import Forbidden
from core.models import Action, Confirmation, RegisterModel
from core.querysets import in_term
from core.services import asking
from core.services.asking import BY, Ask
from core.services.editions import draft_next, following_of
from core.text import reader
from portfolio.choices import TURNING_POINTS, ChangeTrigger, EventKind, PlanKind, SLAState
from portfolio.models import SLA, Event, EventEffect, Requirement, TransitionPlan
from portfolio.models.requirements import agreed
from relationships.models import GroupMember

#: What happened longer ago is asked of nobody any more.
YEAR = timedelta(days=365)
#: Service and customer; without a customer all who receive the service.
Place = tuple[int, int | None]


@dataclass(frozen=True)
class Turn:
    """Something that turned things for a service: what, from when on, and in words why to look again."""

    occasion: RegisterModel
    since: datetime
    why: str
    key: str = ""


Turns = Mapping[Place, Sequence[Turn]]
#: Editions that still change.
OPEN = (EditionState.DRAFT, EditionState.NEGOTIATING)


def follow(services: Collection[int] | None = None) -> int:
    """Open the tasks that are lacking for the requirements of some services, or of all; how many.

    Each is opened once for what happened, however often that is told again. Looking at all, tasks
    that nobody needs to answer any more are closed.
    """
    if services is None:
        _close_settled()
    rows = list(_agreed(services))
    if not rows:
        return 0
    turns = _turns({row.service_id for row in rows})
    confirmed = _confirmed(rows)
    asks = [
        _ask(row, turn)
        for row in rows
        for place in ((row.service_id, None), (row.service_id, row.customer_id))
        for turn in turns.get(place, ())
        if _is_older(row, turn, confirmed.get(row.pk))
    ]
    return asking.ask(asks, reason=_("Something happened that may change what is required"))


def _agreed(services: Collection[int] | None) -> Any:
    """Agreed requirements that hold today."""
    begun = in_term("effective_from", "effective_until")
    held = begun & in_term("effective_from", "in_force_until")
    rows = Requirement.objects.for_user(BY).current().filter(held, agreed())
    if services is not None:
        rows = rows.filter(service__in=services)
    return rows.select_related("record", "service__owner", "customer__manager").order_by("pk")


def _confirmed(rows: Sequence[Requirement]) -> dict[int, datetime]:
    """When each of the requirements was confirmed last."""
    given = Confirmation.objects.filter(record__in=[row.pk for row in rows])
    return dict(given.order_by().values_list("record").annotate(last=Max("confirmed_at")))


def _is_older(row: Requirement, turn: Turn, confirmed: datetime | None) -> bool:
    """Whether nobody agreed to or confirmed the requirements since."""
    if confirmed is not None and confirmed >= turn.since:
        return False
    return row.effective_from is None or row.effective_from < clock.local(turn.since).date()


def _ask(row: Requirement, turn: Turn) -> Ask:
    keepers = (row.service.owner, row.customer.manager)
    what = _(
        "Read them with the customer. If all of it still holds, confirm them unchanged on their page; "
        "else draft the next edition there."
    )
    return Ask(
        row=row, occasion=turn.occasion.record, key=turn.key,
        owner=next((each for each in keepers if each and each.archived_at is None), None),
        name=_("Do these requirements still hold? %(title)s") % {"title": row.title},
        details=f"{turn.why}\n\n{what}",
        due=today() + timedelta(days=settings.REQUIREMENTS_ANSWER_DAYS),
    )  # fmt: skip


# --- What happened ------------------------------------------------------------------------


def _turns(services: Collection[int]) -> Turns:
    found: dict[Place, list[Turn]] = defaultdict(list)
    for each in (_events, _changes, _renewals):
        for place, turn in each(services):
            found[place].append(turn)
    return found


def _events(services: Collection[int]) -> Iterator[tuple[Place, Turn]]:
    """Major incidents and changes of the last year that affected the services."""
    now = clock.now()
    rows = EventEffect.objects.for_user(BY).current()
    rows = rows.filter(service__in=services, event__archived_at=None)
    rows = rows.filter(
        event__kind__in=TURNING_POINTS, event__began_at__gt=now - YEAR, event__began_at__lte=now
    )
    for effect in rows.select_related("event__record").order_by("event__began_at", "pk"):
        event = effect.event
        why = (
            f"{event.get_kind_display()}: {event.reference} {event.name}, {reader.day(event.day)}."
        )
        yield (effect.service_id, effect.customer_id), Turn(event, event.began_at, why)


def _changes(services: Collection[int]) -> Iterator[tuple[Place, Turn]]:
    """Changed and transferred services that were accepted within the last year."""
    rows = TransitionPlan.objects.for_user(BY).current().exclude(kind=PlanKind.NEW)
    rows = rows.filter(service__in=services, accepted_on__range=(today() - YEAR, today()))
    for plan in rows.select_related("record").order_by("accepted_on", "pk"):
        assert plan.accepted_on is not None
        why = f"{plan.get_kind_display()}: {plan.reference} {plan.name}, {reader.day(plan.accepted_on)}."
        yield (plan.service_id, None), Turn(plan, _begin(plan.accepted_on), why)


def _renewals(services: Collection[int]) -> Iterator[tuple[Place, Turn]]:
    """SLAs that end or are to be reviewed soon, with their customers."""
    ahead = timedelta(days=settings.REQUIREMENTS_RENEWAL_DAYS)
    near = (today() - YEAR, today() + ahead)
    rows = SLA.objects.for_user(BY).current().filter(
        Q(effective_until__range=near) | Q(review_due__range=near),
        state=SLAState.AGREED, in_force_until=None, service__in=services,
    )  # fmt: skip
    slas = list(rows.select_related("record").order_by("pk"))
    customers = _members(slas)
    sentences = {
        "effective_until": _("Renewal: %(sla)s ends on %(day)s."),
        "review_due": _("Renewal: %(sla)s is to be reviewed by %(day)s."),
    }
    for sla in slas:
        for name, sentence in sentences.items():
            day = getattr(sla, name)
            if day is None or not near[0] <= day <= near[1]:
                continue
            why = sentence % {"sla": sla.reference, "day": reader.day(day)}
            turn = Turn(sla, _begin(day - ahead), why, day.isoformat())
            for customer in customers.get(sla.group_id, [sla.customer_id]):
                if customer is not None:
                    yield (sla.service_id, customer), turn


def _members(slas: Sequence[SLA]) -> dict[int | None, list[int]]:
    """The customers of the groups that some of the SLAs are with."""
    found: dict[int | None, list[int]] = {sla.group_id: [] for sla in slas if sla.group_id}
    if not found:
        return found
    rows = GroupMember.objects.for_user(BY).current().filter(group__in=list(found))
    rows = rows.filter(in_term("member_from", "member_until"))
    for group, customer in rows.order_by("pk").values_list("group", "customer"):
        found[group].append(customer)
    return found


def _begin(day: date) -> datetime:
    return clock.aware(datetime.combine(day, time()))


# --- Answers ------------------------------------------------------------------------------


def revise(*, row: Requirement, by: Principal, origin: Origin, reason: str = "") -> Requirement:
    """The next edition as a draft, which says what asked for it; or the one that is drafted already.

    Raises Forbidden, and Conflict when this edition was never agreed.
    """
    if not access.may(by, row, "change"):
        raise Forbidden
    tasks = asking.waiting([row.pk])
    following = following_of(row)
    if tasks and following is not None and following.state in OPEN:
        outcome = _("What is new stands in %(next)s") % {"next": following.reference}
        asking.answer(tasks, outcome, by=by, origin=origin)
        known: Requirement = following
        return known
    why = [_trigger(task) for task in tasks.get(row.pk, ())]
    values = {"trigger": why[0]} if why else {}
    made: Requirement = draft_next(row=row, by=by, origin=origin, reason=reason, values=values)
    return made


def _trigger(task: Action) -> ChangeTrigger:
    assert task.occasion is not None
    if task.occasion.type == SLA.register.name:
        return ChangeTrigger.RENEWAL
    event = Event.objects.for_user(BY).filter(pk=task.occasion_id).first()
    if event is not None and event.kind == EventKind.MAJOR_INCIDENT:
        return ChangeTrigger.INCIDENTS
    return ChangeTrigger.CHANGE


def _close_settled() -> None:
    """Close open tasks about requirements that were followed, or ended, or whose occasion is withdrawn."""
    tasks = Action.objects.for_user(BY).asking().filter(subject__type=Requirement.register.name)
    found = list(tasks.select_related("occasion"))
    held = Requirement.objects.for_user(BY).current().filter(agreed())
    standing = held.in_bulk({task.subject_id for task in found})
    for task in found:
        assert task.subject is not None
        row = standing.get(task.subject_id)
        for outcome, state in _settled(task, following_of(task.subject.row()), row):
            asking.answer({0: [task]}, outcome, by=BY, origin=Origin.TASK, state=state)


def _settled(
    task: Action, following: Requirement | None, standing: Requirement | None
) -> Iterator[tuple[str, ActionState]]:
    """Why nobody needs to answer a task any more, if so."""
    if following is not None and following.pk > task.pk:
        outcome = _("A new edition was drafted: %(next)s") % {"next": following.reference}
        yield outcome, ActionState.DONE
    elif standing is None:
        yield _("These requirements hold no more."), ActionState.CANCELLED
    elif task.occasion is not None and task.occasion.archived_at is not None:
        yield _("What asked for it was withdrawn."), ActionState.CANCELLED
