"""Outgoing mail: written in the transaction that causes it, sent by a relay that polls."""

from __future__ import annotations

import hashlib
import logging
import unicodedata
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from core import access, clock
from core.access.principals import Principal
from core.charts.figures import BarChart
from core.choices import MessageState
from core.errors import Invalid
from core.models import OutboxMessage, Record, User
from core.services.mail_charts import packed, with_chart

log = logging.getLogger("sms.outbox")

LONGEST_KEY = 255


def enqueue(
    *,
    dedup_key: str,
    recipient: str,
    subject: str,
    body: str,
    record: Record | None = None,
    chart: BarChart | None = None,
) -> bool:
    """Write a mail into the outbox, within the caller's transaction; whether it is a new one.

    A key that was used before does nothing. Raises Invalid for an address or a subject that could
    carry another header or another recipient.
    """
    _refuse_odd(recipient, subject)
    message = OutboxMessage(
        dedup_key=fitting(dedup_key),
        message_id=f"<{uuid.uuid4().hex}@{urlsplit(settings.BASE_URL).hostname}>",
        record=record,
        recipient=recipient,
        subject=subject,
        body=body,
        chart=packed(chart) if chart else None,
        next_attempt=timezone.now(),
        created_at=clock.now(),
    )
    OutboxMessage.objects.bulk_create([message], ignore_conflicts=True)
    return OutboxMessage.objects.filter(message_id=message.message_id).exists()


def _refuse_odd(recipient: str, subject: str) -> None:
    errors = {}
    try:
        validate_email(recipient)
    except ValidationError as error:
        errors["recipient"] = error.messages
    if not subject or len(subject) > 255 or any(map(_is_control, subject)):
        errors["subject"] = [_("A subject is one line of at most 255 characters.")]
    if errors:
        raise Invalid(fields=errors)


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")


def fitting(key: str) -> str:
    """A key that fits its column: a long one ends with its digest."""
    if len(key) <= LONGEST_KEY:
        return key
    return f"{key[:180]}#{hashlib.sha256(key.encode()).hexdigest()}"


def relay(*, limit: int | None = None) -> int:
    """Send up to ``limit`` messages that are due; how many were taken.

    The lease is committed before anything is sent: a relay that dies leaves its messages to another
    one, with the same Message-ID.
    """
    messages = take(limit=settings.RELAY_BATCH if limit is None else limit)
    if not messages:
        return 0
    with ThreadPoolExecutor(settings.RELAY_AT_ONCE) as pool:
        # Threads send and never touch the database; a server that hangs holds up one of them.
        for message, error in zip(messages, pool.map(_send, messages), strict=True):
            _settle(message, error)
    return len(messages)


def take(*, limit: int) -> list[OutboxMessage]:
    """Lease due messages to this relay, and commit that."""
    now = timezone.now()
    if not OutboxMessage.objects.filter(_due(now)).exists():
        return []
    with transaction.atomic():
        free = OutboxMessage.objects.select_for_update(skip_locked=True).filter(_due(now))
        messages = list(free.order_by("next_attempt", "pk")[:limit])
        for message in messages:
            message.leased_until = now + timedelta(seconds=settings.RELAY_LEASE_SECONDS)
            message.attempts += 1
        OutboxMessage.objects.bulk_update(messages, ["leased_until", "attempts"])
    return messages


def _due(now: datetime) -> Q:
    """Waiting, due and not leased. A lease too far ahead is from before the clock was set back."""
    lease = timedelta(seconds=settings.RELAY_LEASE_SECONDS)
    free = Q(leased_until=None) | Q(leased_until__lt=now) | Q(leased_until__gt=now + 2 * lease)
    due = Q(attempts=0) | Q(next_attempt__lte=now)
    return Q(state=MessageState.WAITING) & due & free


def _send(message: OutboxMessage) -> Exception | None:
    """Send one message; the error if it did not leave."""
    mail = EmailMessage(
        subject=message.subject,
        body=message.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.recipient],
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
    )
    try:
        _drawn(mail, message).send()
    except Exception as error:  # noqa: BLE001 - whatever a mail server does, the next one follows
        return error
    return None


def _drawn(mail: EmailMessage, message: OutboxMessage) -> EmailMessage:
    """The mail with its chart; without it when it cannot be drawn, for its words say the same."""
    if not message.chart:
        return mail
    try:
        return with_chart(mail, message.chart)
    except Exception:
        log.exception("chart not drawn", extra={"message_id": message.message_id})
        return mail


def _settle(message: OutboxMessage, error: Exception | None) -> None:
    """Write down what became of a message."""
    waiting = OutboxMessage.objects.filter(pk=message.pk, state=MessageState.WAITING)
    now = timezone.now()
    if error is None:
        waiting.update(state=MessageState.SENT, sent_at=now, leased_until=None, last_error="")
        return
    final = message.attempts >= settings.RELAY_MAX_ATTEMPTS
    said = f"{type(error).__name__}: {error}"[:1000]
    log.warning("mail not sent", extra={"message_id": message.message_id, "error": said})
    # Only while the lease is still ours: another relay may have sent it meanwhile.
    waiting.filter(leased_until=message.leased_until).update(
        state=MessageState.FAILED if final else MessageState.WAITING,
        next_attempt=now + pause(message.attempts),
        leased_until=None,
        last_error=said,
    )


def forget_old() -> int:
    """Empty the texts of messages that left long ago (OUTBOX_KEEP_DAYS); the rows stay, for their keys."""
    limit = timezone.now() - timedelta(days=settings.OUTBOX_KEEP_DAYS)
    return OutboxMessage.objects.filter(sent_at__lt=limit).exclude(body="").update(body="")


def pause(attempts: int) -> timedelta:
    """How long to wait after so many attempts: doubling."""
    return timedelta(seconds=settings.RELAY_BACKOFF_SECONDS * 2 ** (attempts - 1))


def stuck(*, by: Principal) -> QuerySet[OutboxMessage]:
    """Messages that failed at least once and have not left, for who looks after accounts."""
    access.require(by, User, "change")
    unsent = OutboxMessage.objects.exclude(state=MessageState.SENT)
    return unsent.exclude(last_error="").order_by("-created_at", "-pk")


def retry(*, message_id: str, by: Principal) -> bool:
    """Give a message that failed all its attempts again; whether there was one that had not left."""
    unsent = stuck(by=by).filter(message_id=message_id)
    return bool(unsent.update(state=MessageState.WAITING, attempts=0, next_attempt=timezone.now()))
