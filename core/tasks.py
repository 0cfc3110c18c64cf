"""The tasks that beat wakes; each asks the database what there is to do."""

from __future__ import annotations

import time

from celery import shared_task

from core.access.principals import system, today
from core.declaration import long_bulk  # noqa: F401 - a kind of job
from core.declaration.dossier import marks
from core.exchange import (
    confirming,  # noqa: F401 - a kind of job
    storing,
)
from core.notices import JOB, verification_failed
from core.registries import notices
from core.services import (
    bulk,
    checkpoints,
    editions,
    jobs,
    leftovers,
    long_undo,  # noqa: F401 - a kind of job
    notifications,
    outbox,
)
from core.services.personal_data import (
    copies,  # noqa: F401 - a kind of job
)
from core.verification import scheduled

#: A task ends before its message would be handed to another worker (visibility_timeout).
SECONDS_AT_WORK = 60.0


@shared_task
def relay_outbox() -> None:
    """Send what waits in the outbox."""
    end = time.monotonic() + SECONDS_AT_WORK
    while outbox.relay() and time.monotonic() < end:
        pass


@shared_task
def run_jobs() -> None:
    """Run jobs that wait, one after the other."""
    end = time.monotonic() + SECONDS_AT_WORK
    ran = False
    while jobs.run_next():
        ran = True
        if time.monotonic() >= end:
            break
    if ran:
        notices.run(only=JOB)


@shared_task
def run_reminders() -> None:
    """Tell what is due, put together the daily mails whose hour has come, and send them."""
    notices.run()
    notifications.send_digests()
    relay_outbox()


@shared_task
def settle_editions() -> None:
    """Let agreed texts end whose last day has passed."""
    editions.settle(today=today())


@shared_task
def mark_health() -> None:
    """Keep how records fare, for the curves of their health."""
    marks.keep_marks()


@shared_task
def daily_checkpoint() -> None:
    """Sign the ledger once a day."""
    checkpoints.daily(by=system("daily checkpoint"))


@shared_task
def verify_ledger() -> None:
    """Verify history and ledger when it is time, and tell the administrators what was found."""
    report = scheduled.verify_when_due(by=system("scheduled verification"))
    if report is not None and not report.sound:
        verification_failed([str(finding) for finding in report.findings])


@shared_task
def clear_away() -> None:
    """Forget what is past its use (docs/operating.md says what, and after how long)."""
    leftovers.forget_answers()
    leftovers.forget_sessions()
    storing.discard_expired()
    jobs.forget_old()
    outbox.forget_old()
    bulk.forget_expired()
    notifications.forget_old()
