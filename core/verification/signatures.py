"""Every signature against the versions in the ledger that it says were signed (docs/ledger.md §8)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from core.choices import EntryKind
from core.ledger import canonical
from core.models import LedgerEntry, Signature
from core.signing.content import digest_of, part_text

CHUNK = 200
#: Record uid and version → the fields as the ledger has them, and whether some were erased.
Texts = dict[tuple[str, int], tuple[dict[str, Any], bool]]


def check_signatures() -> Iterator[str]:
    """A sentence for every signature whose hash is not that of what it says was signed."""
    waiting: list[Signature] = []
    for signature in Signature.objects.order_by("pk").iterator():
        waiting.append(signature)
        if len(waiting) == CHUNK:
            yield from _check(waiting)
            waiting = []
    yield from _check(waiting)


def _check(signatures: list[Signature]) -> Iterator[str]:
    texts = _texts(part for signature in signatures for part in signature.parts)
    for signature in signatures:
        found = _recompute(signature, texts)
        if found is not None and found != signature.content:
            yield f"The signature {signature.uid} is not of the text that the ledger has."


def _recompute(signature: Signature, texts: Texts) -> str | None:
    """The hash by the ledger's own text; None where that was erased, nothing where it is not there."""
    parts = []
    for part in signature.parts:
        fields, erased = texts.get((part["record"], part["version"]), ({}, False))
        if not set(part["fields"]) <= set(fields):
            return None if erased else ""
        written = {name: canonical.known(fields[name]) for name in part["fields"]}
        parts.append(part_text(part["type"], part["record"], written))
    return digest_of(parts)


def _texts(parts: Iterable[dict[str, Any]]) -> Texts:
    wanted = {(part["record"], part["version"]) for part in parts}
    if not wanted:
        return {}
    entries = LedgerEntry.objects.filter(
        kind=EntryKind.RECORD,
        record__uid__in={uid for uid, _version in wanted},
        version__in={version for _uid, version in wanted},
    )
    return {
        (str(uid), version or 0): (json.loads(payload)["fields"], bool(digests))
        for uid, version, payload, digests in entries.values_list(
            "record__uid", "version", "payload", "digests"
        )
    }
