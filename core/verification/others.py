"""What stands beside the ledger: the access chain, files, checkpoints, triggers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from django.core.files.storage import default_storage

from core.database import triggers
from core.ledger import canonical, merkle
from core.models import AccessEntry, DocumentVersion

CHUNK = 1 << 20


def check_access_chain() -> Iterator[str]:
    """Numbering, chain and columns of the access chain."""
    chain = merkle.EMPTY_CHAIN
    for expected, entry in enumerate(AccessEntry.objects.order_by("seq").iterator(), start=1):
        if entry.seq != expected:
            yield f"Entry {expected} of the access chain is missing."
            return
        if not _says_what_columns_say(entry):
            yield f"Entry {entry.seq} of the access chain: its columns differ from what it says."
        chain = merkle.access_chain(chain, entry.payload)
        if bytes(entry.chain) != chain:
            yield f"Entry {entry.seq} of the access chain was changed."
            chain = bytes(entry.chain)


def _says_what_columns_say(entry: AccessEntry) -> bool:
    try:
        said = json.loads(entry.payload)
        told = (said["seq"], said["event"], said["time"])
    except (ValueError, KeyError):
        return False
    return told == (entry.seq, entry.event, canonical.instant(entry.time))


def check_files() -> Iterator[str]:
    """Every stored file against the hash its immutable row recorded."""
    for version in DocumentVersion.objects.order_by("pk").iterator():
        found = _sha256(version.key)
        if version.is_erased:
            if found is not None:
                yield f"The file of {version} is there, although it was erased."
        elif found is None:
            yield f"The file of {version} is missing."
        elif found != version.sha256:
            yield f"The file of {version} was changed."


def _sha256(key: str) -> str | None:
    try:
        with default_storage.open(key, "rb") as file:
            digest = hashlib.sha256()
            for chunk in iter(lambda: file.read(CHUNK), b""):
                digest.update(chunk)
    except (OSError, ValueError):
        return None
    return digest.hexdigest()


def check_triggers() -> Iterator[str]:
    """The guards that keep accidents out."""
    for name, table in sorted(triggers.missing()):
        yield f"The guard {name} of the table {table} is missing."
