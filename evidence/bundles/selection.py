"""Which records and which ledger entries go into a bundle."""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import F, Q, Value

from core import access
from core.access import belonging
from core.access.principals import Principal
from core.choices import EntryKind
from core.history.time_machine import past
from core.ledger import merkle
from core.models import FactModel, RegisterModel
from core.registers import facts
from core.registries.sources import EvidenceSource, sources
from evidence.bundles.scope import Scope

CHUNK = 2_000
LEAVES = 10_000
#: Disclosed of every record, whatever its fields: what it is called, and whether it is archived.
IDENTITY = frozenset({"uid", "reference", "title", "archived_at"})
#: Who wrote a version, why, and in which request: for the organisation's own people and auditors.
PSEUDO = frozenset({"@actor", "@reason", "@request"})
DISCLOSED = (EntryKind.RECORD, EntryKind.FACT, EntryKind.ERASE)


@dataclass(frozen=True)
class Selected:
    """The records of one register in a bundle: keys in the order of their references."""

    model: type[RegisterModel]
    keys: Sequence[int]
    fields: tuple[str, ...]

    @property
    def name(self) -> str:
        """The register's name."""
        return self.model.register.name

    @property
    def belonging(self) -> list[str]:
        """The names of the links that say what a record belongs to."""
        return [link.name for link in belonging.links_of(self.model, self.fields)]


#: Record key, number, kind, time, payload.
Entry = tuple[int, int, str, Any, str]


def select(scope: Scope) -> list[Selected]:
    """The records that the principal may see and the request asks for, as of the horizon."""
    found: list[Selected] = []
    wanted = [source for source in sources() if source.topics & scope.topics]
    with past(scope.horizon):
        for source in sorted(wanted, key=lambda source: source.attached is not None):
            condition = source.narrow(scope.keys) if source.attached is None else Q()
            fields = access.fields(scope.principal, source.model, "view")
            if fields and condition is not None:
                keys = _keys(scope, source, condition, found)
                found.append(Selected(source.model, keys, tuple(fields)))
    return found


def _keys(
    scope: Scope, source: EvidenceSource, condition: Q, found: list[Selected]
) -> Sequence[int]:
    rows = source.model.objects.for_user(scope.principal, "view").order_by("reference")
    asked_for_itself = source.topics & scope.clause.topics and not scope.anchors
    if source.attached is None or asked_for_itself:
        return array("q", rows.filter(condition).values_list("pk", flat=True).iterator())
    attached: dict[int, None] = {}
    for chunk in chunks([*scope.keys.values(), *(key for one in found for key in one.keys)]):
        attached |= dict.fromkeys(rows.filter(source.attached(chunk)).values_list("pk", flat=True))
    return array("q", attached)


def chunks(keys: Sequence[int], size: int = CHUNK) -> Iterator[Sequence[int]]:
    """The keys in pieces that fit into one question."""
    for start in range(0, len(keys), size):
        yield keys[start : start + size]


def disclosed_names(principal: Principal, one: Selected) -> frozenset[str]:
    """The names of the payload that the principal may read."""
    pseudo = PSEUDO if principal.is_staff else frozenset()
    return IDENTITY | frozenset(one.fields) | pseudo


def disclosed_entries(scope: Scope, selected: Collection[Selected]) -> array[int]:
    """The ascending numbers of the entries to disclose.

    Without a period: all of the selected records. With one: those in it, and of each record the
    version before it and the last one, so that its state at both ends is proved.
    """
    seqs: array[int] = array("q")
    for one in selected:
        for chunk in chunks(one.keys):
            for entries in _by_record(scope, chunk):
                seqs.extend(_of_record(scope, _told(scope, one, entries)))
    seqs.extend(_of_no_record(scope))
    return array("q", sorted(set(seqs)))


def _by_record(scope: Scope, keys: Sequence[int]) -> Iterator[list[Entry]]:
    """The disclosable entries of each record, in order; payloads for outsiders alone."""
    payload = Value("") if scope.principal.is_staff else F("payload")
    shown = Q(kind__in=DISCLOSED) & ~Q(type__in=_hidden_facts(scope))
    rows = scope.entries().filter(shown, record_id__in=keys).order_by("record_id", "seq")
    columns = rows.values_list("record_id", "seq", "kind", "time", payload)
    for _key, entries in groupby(columns.iterator(), key=itemgetter(0)):
        yield list(entries)


def _of_no_record(scope: Scope) -> Iterator[int]:
    """Facts that hang on no record, where their topic is asked for as a whole."""
    names = [name for name, model in facts_for(scope).items() if model.topics & scope.topics]
    if scope.anchors or not names:
        return
    rows = scope.entries().filter(kind=EntryKind.FACT, type__in=names, record=None)
    for seq, time in rows.values_list("seq", "time"):
        if scope.in_period(time):
            yield seq


def facts_for(scope: Scope) -> dict[str, type[FactModel]]:
    """The facts that go along with their records, by name: to outsiders those meant for them."""
    inside = scope.principal.is_staff
    return {model.fact: model for model in facts() if inside or model.outside}


def _hidden_facts(scope: Scope) -> list[str]:
    shown = facts_for(scope)
    return [model.fact for model in facts() if model.fact not in shown]


def _told(scope: Scope, one: Selected, entries: list[Entry]) -> list[Entry]:
    """All entries; for outsiders those since the record belongs to what it belongs to now.

    An earlier version may speak of another customer.
    """
    if scope.principal.is_staff:
        return entries
    kept: list[Entry] = []
    now: list[Any] | None = None
    for entry in reversed(entries):
        if entry[2] == EntryKind.RECORD:
            fields = json.loads(entry[4])["fields"]
            then = [fields.get(name) for name in one.belonging]
            if now not in (None, then):
                break
            now = then
        kept.append(entry)
    return kept[::-1]


def _of_record(scope: Scope, entries: list[Entry]) -> Iterator[int]:
    before = last = 0
    for _key, seq, kind, time, _payload in entries:
        is_version = kind == EntryKind.RECORD
        if not is_version or scope.in_period(time):
            yield seq
        if is_version:
            before = seq if scope.since and time < scope.since else before
            last = seq
    yield from (seq for seq in (before, last) if seq)


def prove(scope: Scope, disclosed: Sequence[int]) -> tuple[bytes, dict[str, str]]:
    """The root at the horizon and the hashes that lead to it, in one pass over all leaves."""
    tree = merkle.Tree()
    rows = scope.entries().order_by("seq").values_list("leaf", flat=True)

    def leaves() -> Iterator[bytes]:
        for leaf in rows.iterator(chunk_size=LEAVES):
            tree.append(bytes(leaf))
            yield bytes(leaf)

    hashes = merkle.proof(leaves(), disclosed, scope.size)
    return tree.root(), hashes
