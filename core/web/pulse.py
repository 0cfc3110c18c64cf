"""How the site is doing right now: database, triggers, broker, queues."""

from datetime import timedelta

import redis
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from core.choices import JobState, MessageState
from core.database import triggers
from core.models import Job, LedgerEntry, OutboxMessage


def database() -> str:
    """Empty when the database answers, else one sentence."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return "The database does not answer."
    return ""


def protection() -> str:
    """Empty when the append-only triggers stand, else one sentence."""
    try:
        missing = triggers.missing(connection)
    except (DatabaseError, InterfaceError):
        return "The database does not answer."
    tables = sorted({table for _, table in missing})
    return f"Append-only triggers are missing on: {', '.join(tables[:3])}." if tables else ""


def broker() -> str:
    """Empty when Redis answers within half a second, else one sentence."""
    try:
        with redis.Redis.from_url(
            settings.CELERY_BROKER_URL, socket_timeout=0.5, socket_connect_timeout=0.5
        ) as client:
            client.ping()
    except (redis.RedisError, OSError, ValueError):
        return "Redis does not answer; mails and jobs wait."
    return ""


def outbox_lag() -> timedelta:
    """How long the most overdue message has been waiting."""
    oldest = (
        OutboxMessage.objects.filter(state=MessageState.WAITING)
        .order_by("next_attempt")
        .values_list("next_attempt", flat=True)
        .first()
    )
    now = timezone.now()
    return max(now - oldest, timedelta()) if oldest else timedelta()


def outbox() -> str:
    """Empty when messages leave in time, else one sentence."""
    try:
        lag = outbox_lag()
    except (DatabaseError, InterfaceError):
        return "The database does not answer."
    if lag.total_seconds() <= settings.OUTBOX_LAG_SECONDS:
        return ""
    return f"A message has been waiting for {int(lag.total_seconds())} seconds."


def figures() -> dict[str, tuple[str, float]]:
    """Figures for /metrics: name → (what it is, value)."""
    last = LedgerEntry.objects.order_by("-seq").values_list("seq", flat=True).first()
    waiting = OutboxMessage.objects.filter(state=MessageState.WAITING).count()
    failed = OutboxMessage.objects.filter(state=MessageState.FAILED).count()
    jobs = Job.objects.filter(state__in=[JobState.WAITING, JobState.RUNNING]).count()
    lag = outbox_lag().total_seconds()
    return {
        "sms_ledger_entries": ("Entries in the ledger.", last or 0),
        "sms_outbox_waiting": ("Messages that wait.", waiting),
        "sms_outbox_failed": ("Messages given up.", failed),
        "sms_outbox_lag_seconds": ("Age of the most overdue message.", lag),
        "sms_jobs_open": ("Jobs that wait or run.", jobs),
        "sms_broker_up": ("Whether Redis answers.", 0 if broker() else 1),
    }
