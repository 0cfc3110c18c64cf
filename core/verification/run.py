"""The whole verification, once: ledger, tables, access chain, files, checkpoints, anchors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import DatabaseError

from core import notes
from core.models import Checkpoint
from core.snapshot import snapshot
from core.verification.entries import EntryCheck
from core.verification.findings import Findings
from core.verification.others import check_access_chain, check_files, check_triggers
from core.verification.tables import check_tables


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
    with snapshot():
        claims = _claims(findings, key, anchors)
        entries = _walk(findings, claims)
        for check in (check_tables, check_access_chain, check_files, check_triggers):
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


def _walk(findings: Findings, claims: dict[int, list[_Claim]]) -> int:
    check = EntryCheck(findings)
    _compare(findings, claims.pop(0, []), check)
    for size in check.run():
        if size in claims:
            _compare(findings, claims.pop(size), check)
    for size, waiting in sorted(claims.items()):
        for claim in waiting:
            findings.add(
                f"{claim.source} knows {size} entries; the ledger has only {check.tree.size}:"
                " its end was cut or it was rolled back."
            )
    for sentence in check.facts.unrecorded():
        findings.add(sentence)
    return check.tree.size


def _compare(findings: Findings, claims: Sequence[_Claim], check: EntryCheck) -> None:
    for claim in claims:
        told = (claim.checkpoint.root, claim.checkpoint.chain)
        if told != (check.tree.root(), check.chain):
            findings.add(
                f"{claim.source} of {claim.checkpoint.size} entries does not match the ledger:"
                " it was rewritten."
            )
