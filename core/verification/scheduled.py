"""The verification that nobody has to start: when it is due, and what it found, in the access chain."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from core import clock
from core.access.principals import Principal
from core.database import locks
from core.ledger import access_chain, notes
from core.models import AccessEntry
from core.verification.run import Report, verify

BEGUN, DONE = "verification-begun", "verification-done"
#: One that began so long ago and never ended was killed, and is begun anew.
PATIENCE = timedelta(hours=6)


def verify_when_due(*, by: Principal) -> Report | None:
    """Verify once the last time is VERIFY_EVERY_DAYS ago; None when it is not due, or under way."""
    if not _begin(by):
        return None
    report = verify(key=own_key())
    access_chain.note(
        DONE, by=by, subject={"entries": report.entries, "inconsistencies": report.count}
    )
    return report


def _begin(by: Principal) -> bool:
    """Claim the verification that is due: of several workers one gets it."""
    every, now = timedelta(days=settings.VERIFY_EVERY_DAYS), clock.now()
    if not every:
        return False
    with transaction.atomic():
        locks.hold(locks.Lock.VERIFICATION)
        if _noted(DONE, now - every) or _noted(BEGUN, now - PATIENCE):
            return False
        access_chain.note(BEGUN, by=by, subject={})
    return True


def _noted(event: str, since: datetime) -> bool:
    return AccessEntry.objects.filter(event=event, time__gt=since).exists()


def own_key() -> notes.PublicKey | None:
    """The public key of this installation, if it has one."""
    signing = Path(settings.SIGNING_KEY_FILE)
    if not signing.exists():
        return None
    return notes.SigningKey.load(settings.LEDGER_ORIGIN, signing).public
