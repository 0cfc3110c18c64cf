"""Signed checkpoints of the ledger, kept as rows and as files outside the database."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.access.principals import Principal, today
from core.database import locks
from core.errors import Conflict
from core.ledger import access_chain, merkle
from core.ledger.notes import Checkpoint as Statement
from core.ledger.notes import SigningKey
from core.models import Checkpoint, LedgerEntry

CHUNK = 5000


def daily(*, by: Principal) -> Checkpoint | None:
    """Today's checkpoint, if none was made today and the ledger grew since the last one."""
    last = Checkpoint.objects.order_by("-size", "-pk").first()
    head = LedgerEntry.objects.order_by("-seq").values_list("seq", flat=True).first()
    if head is None or (last and last.size == head):
        return None
    if last and clock.local(last.time).date() >= today():
        return None
    return make(by=by)


def make(*, by: Principal) -> Checkpoint:
    """Sign the ledger as it stands; a row, an anchor file and an entry in the access chain.

    Raises Conflict when the ledger no longer continues the last checkpoint: somebody rewrote it.
    """
    with transaction.atomic():
        locks.hold(locks.Lock.CHECKPOINTS)
        size = LedgerEntry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
        known = Checkpoint.objects.filter(size=size).first()
        if known:
            return known
        checkpoint = Checkpoint(size=size, time=clock.now(), note=signed(size=size))
        checkpoint.save(force_insert=True)
        subject = {"note": checkpoint.note, "size": size}
        access_chain.note("checkpoint", by=by, subject=subject)
        anchor(checkpoint)
    return checkpoint


def signed(*, size: int) -> str:
    """The signed note of the first ``size`` entries; the same text for the same entries."""
    key = SigningKey.load(settings.LEDGER_ORIGIN, Path(settings.SIGNING_KEY_FILE))
    return key.sign(_statement(key, size))


def _statement(key: SigningKey, size: int) -> Statement:
    """The tree over the first entries, which must contain the last checkpoint before."""
    last = Checkpoint.objects.filter(size__lte=size).order_by("-size", "-pk").first()
    earlier = key.public.open(last.note) if last else None
    tree, chain = merkle.Tree(), merkle.EMPTY_CHAIN
    for leaf in _leaves(size):
        tree.append(leaf)
        chain = merkle.chain(chain, leaf)
        if earlier and tree.size == earlier.size:
            _compare(earlier, tree, chain)
    if tree.size != size:
        raise Conflict(_("The ledger has gaps; run manage.py verify."))
    return Statement(key.public.origin, size, tree.root(), chain)


def _compare(earlier: Statement, tree: merkle.Tree, chain: bytes) -> None:
    if (earlier.root, earlier.chain) != (tree.root(), chain):
        raise Conflict(_("The ledger does not continue its last checkpoint; run manage.py verify."))


def _leaves(size: int) -> Iterator[bytes]:
    entries = LedgerEntry.objects.filter(seq__lte=size).order_by("seq")
    for leaf in entries.values_list("leaf", flat=True).iterator(CHUNK):
        yield bytes(leaf)


def anchor(checkpoint: Checkpoint) -> Path:
    """Write a checkpoint to a file beside the database: for copies elsewhere, and for verify."""
    folder = Path(settings.VAR_DIR) / "anchors"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{_stamp(checkpoint.time)}-{checkpoint.size}.txt"
    draft = path.with_suffix(".part")
    with draft.open("w", encoding="utf-8") as file:
        file.write(checkpoint.note)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    return path


def _stamp(time: datetime) -> str:
    return clock.local(time).strftime("%Y-%m-%d")
