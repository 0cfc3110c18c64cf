"""Three sides of a cell: as it was exported, as it stands now, and as the file has it.

What changed on one side only is taken from that side. What changed on both is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core import access
from core.access import Reach, belonging
from core.access.principals import Principal
from core.exchange.book import same
from core.exchange.entries import Clash, Entry
from core.exchange.plans import headings
from core.exchange.showing import shown, to_come
from core.ledger.writing import history_of
from core.models import Record, RegisterModel

CHUNK = 500
MINE, THEIRS = "mine", "theirs"
SIDES = ("", MINE, THEIRS)
#: Row number → field → whose value is taken.
Sides = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Decisions:
    """Whose values are taken: cell by cell, or else all of one side."""

    cells: Sides
    rest: str = ""

    def of(self, row: int, key: str) -> str:
        """``mine``, ``theirs``, or nothing when nobody has decided."""
        side = self.cells.get(str(row), {}).get(key) or self.rest
        return side if side in SIDES else ""


class Merger:
    """Merges the rows of one file into the records of one register."""

    def __init__(
        self, principal: Principal, model: type[RegisterModel], decisions: Decisions
    ) -> None:
        self.principal, self.model, self.decisions = principal, model, decisions
        self._bases: dict[tuple[int, int], Any] = {}
        self._seen: dict[Any, set[int]] = {}

    def read(self, wanted: Iterable[tuple[int, int]]) -> None:
        """Read versions of records, by (record key, version): a few hundred with each question."""
        ordered = sorted(set(wanted))
        rows = history_of(self.model).objects
        for start in range(0, len(ordered), CHUNK):
            batch = ordered[start : start + CHUNK]
            keys, numbers = {key for key, _v in batch}, {number for _k, number in batch}
            withheld = belonging.since(self.principal, self.model, keys)
            for row in rows.filter(record_id__in=keys, version__in=numbers):
                if row.version >= withheld.get(row.record_id, belonging.FIRST):
                    self._bases[row.record_id, row.version] = row

    def base(self, record: Any, version: int) -> Any:
        """A record as it was at a version; None when there was no such version."""
        return self._bases.get((record.pk, version))

    def keep_unseen(self, record: Any, values: dict[str, Any]) -> None:
        """Leave links alone that the file shows as blank because its reader may not see their ends."""
        for name in [name for name, value in values.items() if value is None]:
            found: Any = self.model._meta.get_field(name)
            if found.is_relation and self._is_hidden(found, getattr(record, found.attname)):
                del values[name]

    def merge(self, entry: Entry, record: Any, base: Any, values: dict[str, Any]) -> None:
        """Keep of ``values`` what is to be written; clashes are noted on the entry."""
        labels = headings(self.model)
        for name, value in list(values.items()):
            found: Any = self.model._meta.get_field(name)
            if same(found, base, value):
                del values[name]
            elif getattr(base, found.attname) != getattr(record, found.attname) and not same(
                found, record, value
            ):
                side = self.decisions.of(entry.row.number, name)
                was, is_now = self._told(found, base), self._told(found, record)
                entry.clashes.append(
                    Clash(name, labels[name], was, is_now, to_come(found, value), side)
                )
                if side != MINE:
                    del values[name]

    def _told(self, found: Any, row: Any) -> str:
        key = getattr(row, found.attname)
        if not found.is_relation or key is None:
            return shown(found, key)
        if self._is_hidden(found, key):
            return _("not visible to you")
        return shown(found, getattr(row, found.name))

    def _is_hidden(self, found: Any, key: int | None) -> bool:
        target = found.related_model
        if key is None or target is Record:
            return False
        if access.allowed(self.principal, target, "view") is Reach.ALL:
            return False
        if target not in self._seen:
            visible = target.objects.for_user(self.principal)
            self._seen[target] = set(visible.values_list("pk", flat=True))
        return key not in self._seen[target]
