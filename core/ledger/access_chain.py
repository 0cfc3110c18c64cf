"""The access chain: looks, exports, checkpoints and keys given out (docs/ledger.md §7)."""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction

from core import clock
from core.access.principals import Principal
from core.ledger import canonical, merkle
from core.models import AccessEntry

VERSION = 1
#: Another lock than the ledger's: an export never waits for an import to commit.
LOCK = 200002


def note(event: str, *, by: Principal, subject: dict[str, Any]) -> AccessEntry:
    """Append one entry; ``subject`` is a structure of texts, whole numbers and lists of them."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        head = AccessEntry.objects.order_by("-seq").first()
        entry = AccessEntry(seq=head.seq + 1 if head else 1, event=event, time=clock.now())
        entry.payload = canonical.text(_payload(entry, by, subject))
        entry.previous = bytes(head.chain) if head else merkle.EMPTY_CHAIN
        entry.chain = merkle.access_chain(entry.previous, entry.payload)
        entry.save(force_insert=True)
    return entry


def _payload(entry: AccessEntry, by: Principal, subject: dict[str, Any]) -> dict[str, Any]:
    return {
        "actor": str(by.uid) if by.uid else None,
        "event": entry.event,
        "name": by.name,
        "seq": entry.seq,
        "subject": subject,
        "time": canonical.instant(entry.time),
        "v": VERSION,
    }
