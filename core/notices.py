"""What core itself has to tell: actions, jobs, a verification that failed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import reduce
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from core import jobs
from core.access.principals import today as current_day
from core.choices import STAFF, Channel, JobState, Role, Side
from core.clock import local
from core.models import Action, Job, Person, User
from core.reading.links import record_url
from core.registers import by_name, confirmable
from core.registries.notices import Notice, about, notice_rule, tell_now
from core.services import confirmations
from core.signing.asked import contested_ones, waiting_ones
from core.signing.standing import Standing
from core.text import reader

#: What happened longer ago is no news.
RECENT = timedelta(days=2)
OVERDUE_FOR = timedelta(days=30)
#: A contested clause is told of again when nobody settled it so long.
SETTLED_WITHIN = timedelta(days=14)
JOB, VERIFICATION = "job", "verification"
REASON = "whoever is to do an action is told of it"
CONFIRMING = "whoever keeps a record is reminded to confirm it"


@notice_rule(
    "action-assigned",
    label=gettext_lazy("An action was assigned to me"),
    channel=Channel.DIGEST,
    roles=STAFF,
)
def actions_assigned(today: date) -> Iterator[Notice]:
    """Unfinished actions that somebody else gave to their owner within the last days."""
    unfinished = Action.objects.unscoped(REASON).unfinished().filter(owner__user__isnull=False)
    since = timezone.now() - RECENT
    rows = Action.history.model.objects.filter(valid_from__gte=since)
    recent = unfinished.filter(pk__in=rows.values("record_id"))
    for action in recent.select_related("record", "owner__user"):
        given = _given(action)
        user = action.owner.user
        if given.valid_from >= since and given.history_user_id != user.uid:
            day, version = given.valid_from.date(), str(given.version)
            yield _about(action, user, day, version, gettext_noop("Action for you: %(action)s"))


def _given(action: Action) -> Any:
    """The version that made its present owner the owner."""
    versions = Action.history.model.objects.filter(record_id=action.pk).order_by("-version")
    given = None
    for version in versions:
        if version.owner_id != action.owner_id:
            break
        given = version
    return given


@notice_rule(
    "action-overdue",
    label=gettext_lazy("An action of mine is overdue"),
    channel=Channel.DIGEST,
    roles=STAFF,
)
def actions_overdue(today: date) -> Iterator[Notice]:
    """Unfinished actions whose day has passed, once for each day set."""
    unfinished = Action.objects.unscoped(REASON).unfinished().filter(owner__user__isnull=False)
    late = unfinished.filter(due__lt=today, due__gte=today - OVERDUE_FOR)
    for action in late.select_related("record", "owner__user"):
        sentence = gettext_noop("Overdue since %(day)s: %(action)s")
        yield _about(action, action.owner.user, action.due, "overdue", sentence)


def _about(action: Action, user: User, day: date, stage: str, sentence: str) -> Notice:
    """What is told of an action, in the language of its owner."""
    url = record_url(Action.register.name, action.uid)
    with reader.speaking_to(user):
        due = reader.day(action.due)
        subject = _(sentence) % {"action": action.title, "day": due}
        until = _("Due on %(day)s.") % {"day": due} if due else ""
    texts = [subject, until, action.details, settings.BASE_URL + url]
    return Notice(
        record=action.record,
        day=day,
        stage=stage,
        recipient=user.email,
        subject=" ".join(subject.split())[:255],
        body="\n\n".join(filter(None, texts)) + "\n",
        url=url,
    )


@notice_rule(JOB, label=gettext_lazy("A job of mine has finished or failed"), channel=Channel.APP)
def jobs_ended(today: date) -> Iterator[Notice]:
    """Jobs that ended within the last days; those that were cancelled are no news."""
    ended = Job.objects.filter(
        finished_at__gte=timezone.now() - RECENT, state__in=(JobState.DONE, JobState.FAILED)
    )
    for job in ended.select_related("requested_by"):
        with reader.speaking_to(job.requested_by):
            done = job.state == JobState.DONE
            sentence = _("Finished: %(job)s") if done else _("Failed: %(job)s")
            subject = sentence % {"job": jobs.label(job.kind)}
        url = reverse("jobs-detail", args=[job.uid])
        assert job.finished_at is not None
        yield Notice(
            record=None,
            about=str(job.uid),
            day=job.finished_at.date(),
            stage=job.state,
            recipient=job.requested_by.email,
            subject=subject,
            body="\n\n".join(filter(None, [subject, job.message])),
            url=url,
        )


@notice_rule(
    VERIFICATION,
    label=gettext_lazy("A verification found that something was changed"),
    channel=Channel.MAIL,
    roles=frozenset({Role.ADMINISTRATOR}),
)
def verification_known(today: date) -> Iterator[Notice]:
    """Nothing by itself: who verifies says so, with :func:`verification_failed`."""
    yield from ()


def verification_failed(findings: list[str]) -> int:
    """Tell the administrators, once a day, what a verification found; how many are new."""
    day = current_day()
    users = User.objects.unscoped("administrators are told").administrators()
    subject = _("The verification of the ledger found inconsistencies")
    return tell_now(
        VERIFICATION,
        [
            Notice(
                record=None,
                about="ledger",
                day=day,
                stage="failed",
                recipient=user.email,
                subject=subject,
                body="\n".join([subject, "", *findings[:20]]) + "\n",
                url=reverse("notifications"),
            )
            for user in users
        ],
    )


@notice_rule(
    "signature-asked",
    label=gettext_lazy("My signature is asked for"),
    channel=Channel.MAIL,
)
def signatures_asked(today: date) -> Iterator[Notice]:
    """Once for each text, to whoever has an account and may give a signature that is missing."""
    for standing in waiting_ones():
        assert standing.content is not None
        people = {person for place in standing.missing for person in place.people}
        for person in people:
            user = getattr(person, "user", None)
            if user is not None and user.has_access():
                yield _to_sign(standing, user)


def _to_sign(standing: Standing, user: User) -> Notice:
    """What is told of a text to sign, in the language of who may sign it."""
    row = standing.row
    url = reverse(f"{row.register.name}-sign", args=[row.uid])
    with reader.speaking_to(user):
        subject = _("Your signature is asked for: %(title)s") % {"title": row.title}
    assert standing.content is not None
    return Notice(
        record=row.record,
        # The text, not a day, decides whether it is news.
        day=row.effective_from,
        stage=standing.content.digest[:16],
        recipient=user.email,
        subject=" ".join(subject.split())[:255],
        body=f"{subject}\n\n{settings.BASE_URL}{url}\n",
        url=url,
    )


@notice_rule(
    "clause-contested",
    label=gettext_lazy("A clause of a text that I keep or sign is contested"),
    channel=Channel.MAIL,
)
def clauses_contested(today: date) -> Iterator[Notice]:
    """Once to whoever has to answer, and again when it is not settled two weeks later."""
    sentence = gettext_noop("A clause is contested, answer it: %(title)s")
    users = User.objects.unscoped("somebody has to answer")
    for row, contest, people in contested_ones():
        day = local(contest.said_at).date()
        stage = "late" if today - day > SETTLED_WITHIN else "new"
        known = list(filter(None, map(_address, people)))
        for recipient in known or _managers(users):
            yield about(row, day=day, stage=stage, recipient=recipient, sentence=sentence)


def _address(person: Person) -> str:
    """Where a person is told: an account, or else the mail of somebody of the organisation."""
    user = getattr(person, "user", None)
    if user is not None and user.has_access():
        return str(user.email)
    return person.email if person.side == Side.OWN and person.archived_at is None else ""


@notice_rule(
    "confirmation-due",
    label=gettext_lazy("A record of mine is to be confirmed"),
    channel=Channel.DIGEST,
    roles=STAFF - {Role.AUDITOR},
)
def confirmations_due(today: date) -> Iterator[Notice]:
    """Records that nobody confirmed in time, once for each day set, to whoever keeps them."""
    sentence = gettext_noop("Still true? To be confirmed by %(day)s: %(title)s")
    users = User.objects.unscoped(CONFIRMING)
    for name, wanted in confirmable().items():
        model, names = by_name(name), wanted.keeper.split("__")
        rows = model.objects.unscoped(CONFIRMING).current()  # type: ignore[attr-defined]
        late = rows.filter(confirmations.overdue(model, today))
        for row in late.select_related("record", wanted.keeper):
            day = confirmations.due_days([row]).get(row.pk)
            if day is None or day < today - OVERDUE_FOR:
                continue
            keeper: Any = reduce(lambda each, name: each and getattr(each, name), names, row)
            known = keeper is not None and keeper.email and keeper.archived_at is None
            told = [keeper.email] if known else _managers(users)
            for recipient in told:
                yield about(row, day=day, stage="due", recipient=recipient, sentence=sentence)


def _managers(users: Any) -> list[str]:
    return sorted(user.email for user in users.with_role(Role.SERVICE_MANAGER))
