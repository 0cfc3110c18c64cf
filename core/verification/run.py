"""The whole verification, once: ledger, tables, access chain, files, checkpoints, anchors."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import DatabaseError, connection

from core.database.snapshot import snapshot
from core.ledger import merkle, notes
from core.models import Checkpoint, LedgerEntry
from core.verification.blocks import check_blocks
from core.verification.entries import Block
from core.verification.facts import unrecorded
from core.verification.findings import Findings
from core.verification.others import check_access_chain, check_files, check_triggers
from core.verification.signatures import check_signatures
from core.verification.tables import check_tables

CHECKS = (check_tables, check_signatures, check_access_chain, check_files, check_triggers)


@dataclass
class Report:
    """The outcome: entries checked, inconsistencies as sentences, and how many there are."""

    entries: int
    findings: list[str]
    count: int

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return self.count == 0


@dataclass
class _Claim:
    """A checkpoint that somebody signed, and where it was read."""

    source: str
    checkpoint: notes.Checkpoint


def verify(*, key: notes.PublicKey | None = None, anchors: Sequence[str] = ()) -> Report:
    """Recompute everything; ``anchors`` are signed notes that were kept elsewhere.

    Raises NoteError when an anchor cannot be opened with ``key``.
    """
    findings = Findings()
    # Inside somebody's transaction are rows that other processes do not see.
    together = not connection.in_atomic_block
    with snapshot():
        claims = _claims(findings, key, anchors)
        entries = _Walk(findings, claims).run(together=together)
        for check in CHECKS:
            _collect(findings, check())
    return Report(entries, findings.sentences, findings.count)


def _collect(findings: Findings, sentences: Iterable[str]) -> None:
    try:
        for sentence in sentences:
            findings.add(sentence)
    except (DatabaseError, ValueError) as error:
        findings.add(f"A table cannot be read: {error}")


def _claims(
    findings: Findings, key: notes.PublicKey | None, anchors: Sequence[str]
) -> dict[int, list[_Claim]]:
    """Signed checkpoints by size: those of the database and those from elsewhere."""
    claims: dict[int, list[_Claim]] = {}
    for note in anchors:
        if key is None:
            raise notes.NoteError("An anchor needs the public key that signed it.")
        _claim(claims, "The anchor", key.open(note))
    for stored in Checkpoint.objects.order_by("pk") if key else ():
        assert key is not None
        try:
            _claim(claims, f"Checkpoint {stored.pk}", key.open(stored.note))
        except notes.NoteError as error:
            findings.add(f"Checkpoint {stored.pk}: {error}")
    return claims


def _claim(claims: dict[int, list[_Claim]], source: str, checkpoint: notes.Checkpoint) -> None:
    claims.setdefault(checkpoint.size, []).append(_Claim(source, checkpoint))


class _Walk:
    """Puts blocks together: tree and chain as the entries give them, compared with the claims."""

    def __init__(self, findings: Findings, claims: dict[int, list[_Claim]]) -> None:
        self.findings, self.claims = findings, claims
        self.tree, self.chain = merkle.Tree(), merkle.EMPTY_CHAIN
        self.facts: Counter[str] = Counter()

    def run(self, *, together: bool) -> int:
        """Walk the whole ledger; answers with its size."""
        last = LedgerEntry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
        self._compare()
        for block in check_blocks(last, together=together):
            self._add(block)
        for size, waiting in sorted(self.claims.items()):
            for claim in waiting:
                self.findings.add(
                    f"{claim.source} knows {size} entries; the ledger has only {last}:"
                    " its end was cut or it was rolled back."
                )
        for sentence in unrecorded(self.facts):
            self.findings.add(sentence)
        return last

    def _add(self, block: Block) -> None:
        told = deque(block.findings)
        self.facts += block.facts
        entries = zip(block.leaves, block.chains, strict=True)
        for seq, (leaf, self.chain) in enumerate(entries, start=block.start):
            while told and told[0][0] <= seq:
                self.findings.add(told.popleft()[1])
            self.tree.append(leaf)
            if seq in self.claims:
                self._compare()

    def _compare(self) -> None:
        for claim in self.claims.pop(self.tree.size, ()):
            told = (claim.checkpoint.root, claim.checkpoint.chain)
            if told != (self.tree.root(), self.chain):
                self.findings.add(
                    f"{claim.source} of {claim.checkpoint.size} entries does not match the ledger:"
                    " it was rewritten."
                )
