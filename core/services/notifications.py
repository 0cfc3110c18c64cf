"""Telling users things: in the application, by mail at once, or in one mail a day."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.access.principals import Principal
from core.charts.figures import BarChart
from core.choices import Channel
from core.errors import NotFound
from core.models import Action, Notification, Record, User
from core.registers import names
from core.services import outbox
from core.services.mail_charts import as_text, due_by_week
from core.text import reader

SHOWN = 100
#: A bell that says more than this says "99+".
MOST_COUNTED = 100


def tell(
    *,
    user: User,
    kind: str,
    channel: str,
    key: str,
    title: str,
    body: str,
    url: str,
    record: Record | None,
) -> bool:
    """Tell a user something once, by the channel they chose; whether it is new.

    ``key`` is what makes it the same thing, ``url`` a path of this site.
    """
    if channel == Channel.NONE:
        return False
    notification = Notification(
        user=user,
        kind=kind,
        dedup_key=outbox.fitting(key),
        record=record,
        title=" ".join(title.split())[:255],
        body=body,
        url=url,
        channel=channel,
        created_at=clock.now(),
    )
    with transaction.atomic():
        Notification.objects.bulk_create([notification], ignore_conflicts=True)
        new = Notification.objects.filter(uid=notification.uid).exists()
        if new and channel == Channel.MAIL:
            _mail(notification, key)
    return new


def _mail(told: Notification, key: str) -> None:
    """Send it at once; a reminder of an action shows what else is to be done when."""
    link = settings.BASE_URL + told.url
    chart = None
    if told.record is not None and told.record.type == Action.register.name:
        with reader.speaking_to(told.user):
            chart = due_by_week(Principal.of(told.user), clock.local(told.created_at).date())
    parts = [told.body.strip(), "" if link in told.body else link, as_text(chart) if chart else ""]
    outbox.enqueue(
        dedup_key=key,
        recipient=told.user.email,
        subject=told.title,
        body="\n\n".join(filter(None, parts)) + "\n",
        record=told.record,
        chart=chart,
    )


def unread_count(user: User) -> int:
    """How many a user has not read, counting no further than the bell shows. One query."""
    unread = Notification.objects.filter(user=user, read_at=None).order_by()
    return unread[:MOST_COUNTED].count()


def latest(principal: Principal, *, unread: bool = False) -> list[Notification]:
    """The newest notifications of a principal whose records they see now.

    What they do not see any more counts as read, so that the bell tells of nothing hidden.
    """
    found = Notification.objects.filter(user=principal.user).select_related("record")
    if unread:
        found = found.filter(read_at=None)
    newest = list(found[:SHOWN])
    seen = visible(principal, newest)
    if lost := [each.uid for each in set(newest).difference(seen) if each.read_at is None]:
        mark_read(by=principal, uids=lost)
    return seen


def visible(principal: Principal, found: Iterable[Notification]) -> list[Notification]:
    """Those whose records the principal sees now, in their order; one query a register."""
    notifications = list(found)
    by_type: dict[str, set[int]] = defaultdict(set)
    for each in notifications:
        if each.record is not None:
            by_type[each.record.type].add(each.record.pk)
    seen: set[int] = set()
    for name, keys in by_type.items():
        model: Any = names()[name]
        rows = model.objects.for_user(principal).filter(pk__in=keys)
        seen.update(rows.values_list("pk", flat=True))
    return [each for each in notifications if each.record_id is None or each.record_id in seen]


def find(uid: uuid.UUID, *, by: Principal) -> Notification:
    """An own notification whose record is visible; raises NotFound."""
    found = Notification.objects.filter(uid=uid, user=by.user).select_related("record")
    for each in visible(by, found):
        return each
    raise NotFound


def mark_read(*, by: Principal, uids: Sequence[uuid.UUID] | None = None) -> int:
    """Mark own notifications as read, all of them without ``uids``; how many were not."""
    unread = Notification.objects.filter(user=by.user, read_at=None)
    if uids is not None:
        unread = unread.filter(uid__in=uids)
    return unread.update(read_at=timezone.now())


def forget_old() -> int:
    """Forget what was read long ago (setting NOTIFICATION_KEEP_DAYS); how many.

    By then no rule tells it again.
    """
    limit = timezone.now() - timedelta(days=settings.NOTIFICATION_KEEP_DAYS)
    old = Notification.objects.filter(created_at__lt=limit, read_at__lt=limit)
    forgotten, _by_model = old.delete()
    return forgotten


def send_digests(*, now: datetime | None = None) -> int:
    """Put today's digest of each user whose hour has come into the outbox; how many are new.

    What was read or mailed is left out, and so is what the user may not see any more.
    """
    moment = now or timezone.now()
    waiting = Notification.objects.filter(channel=Channel.DIGEST, mailed_at=None, read_at=None)
    ordered = waiting.select_related("user", "record").order_by("user_id", "created_at", "pk")
    groups = groupby(list(ordered), key=lambda each: each.user)
    return sum(_send_digest(user, list(found), moment) for user, found in groups)


def _send_digest(user: User, found: list[Notification], now: datetime) -> bool:
    local = now.astimezone(ZoneInfo(user.time_zone or settings.TIME_ZONE))
    if local.hour < user.digest_hour or not user.has_access():
        return False
    told = visible(Principal.of(user), found)
    if not told:
        return False
    with transaction.atomic(), reader.speaking_to(user):
        chart = due_by_week(Principal.of(user), local.date())
        new = outbox.enqueue(
            dedup_key=f"digest|{user.uid}|{local.date()}",
            recipient=user.email,
            subject=_digest_subject(len(told)),
            body=_digest_body(told, chart),
            chart=chart,
        )
        if new:
            keys = [each.pk for each in told]
            Notification.objects.filter(pk__in=keys).update(mailed_at=now)
    return new


def _digest_subject(count: int) -> str:
    sentence = ngettext("%(count)d thing to know today", "%(count)d things to know today", count)
    return sentence % {"count": count}


def _digest_body(told: Sequence[Notification], chart: BarChart | None) -> str:
    lines = [f"- {each.title}\n  {settings.BASE_URL}{each.url}" for each in told]
    preferences = settings.BASE_URL + reverse("notifications-preferences")
    end = _("What you are told, and how, you choose here: %(link)s") % {"link": preferences}
    parts = ["\n".join(lines), as_text(chart) if chart else "", end]
    return "\n\n".join(filter(None, parts)) + "\n"
