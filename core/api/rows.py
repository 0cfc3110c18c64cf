"""Records as rows of JSON: identity, then the fields that the reader may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from core import access
from core.access import Reach
from core.api.kinds import LINK, field_of, kind_of
from core.errors import NotFound
from core.ledger.statements import find
from core.models import RegisterModel
from core.reading.links import Link, Links, Target, resolve

if TYPE_CHECKING:
    from core.access.principals import Principal

Row = dict[str, Any]
Model = type[RegisterModel]

#: What every row has, whichever fields were asked for.
IDENTITY = ("uid", "reference", "version", "title", "archived", "url")
STORED = ("uid", "reference", "version", "title", "archived_at")


@cache
def address(name: str) -> str:
    """The address under which the records of a register are."""
    return reverse(f"api:{name}-list")


class Rows:
    """Writes rows of one register for one reader; ``names`` narrows the fields shown."""

    def __init__(
        self, principal: Principal, model: Model, names: Sequence[str] | None = None
    ) -> None:
        self.principal, self.model = principal, model
        visible = access.fields(principal, model, "view")
        self.names = [name for name in visible if names is None or name in names]
        self.links = link_targets(model, self.names)

    @property
    def columns(self) -> list[str]:
        """The columns to read, for ``values()``."""
        return list(dict.fromkeys((*STORED, *self.names)))

    def one(self, **where: Any) -> Row:
        """The row of a record that the reader may see; raises NotFound."""
        found = self.those(**where)
        if not found:
            raise NotFound
        return found[0]

    def again(self, written: RegisterModel) -> Row:
        """The row of a record that was written a moment ago, as it is stored; raises NotFound."""
        if access.allowed(self.principal, self.model, "view") is not Reach.ALL:
            return self.one(pk=written.pk)
        row = find(self.model, "uid", written.uid)
        return self.write([{name: getattr(row, name) for name in STORED} | self._values(row)])[0]

    def _values(self, row: Any) -> Row:
        return {name: getattr(row, field_of(self.model, name).attname) for name in self.names}

    def those(self, **where: Any) -> list[Row]:
        """The rows of some records, as far as the reader may see them, in no order."""
        visible = self.model.objects.for_user(self.principal).filter(**where)
        return self.write(list(visible.order_by().values(*self.columns)))

    def many(self, rows: Sequence[RegisterModel]) -> list[Row]:
        """The rows of instances, in their order; only who they are where the reader sees no more."""
        found = {row["uid"]: row for row in self.those(pk__in=[row.pk for row in rows])}
        return [found.get(row.uid) or identity(row) for row in rows]

    def write(self, stored: list[Row]) -> list[Row]:
        """Stored values as rows, in their order; one query for all links."""
        found = self.resolve(stored)
        for name in set(stored[0]).difference(self.columns) if stored else ():
            for row in stored:  # read for the order only
                del row[name]
        base = address(self.model.register.name)
        return [self._write(row, found, base) for row in stored]

    def resolve(self, stored: Iterable[Row]) -> Links:
        """The records that some stored values link to."""
        wanted: dict[Target, set[int]] = defaultdict(set)
        for name, target in self.links.items():
            wanted[target].update(row[name] for row in stored)
        return resolve(self.principal, wanted)

    def _write(self, stored: Row, found: Links, base: str) -> Row:
        for name, target in self.links.items():
            stored[name] = shown(found.get(target, stored[name]))
        row = {
            "uid": stored["uid"],
            "reference": stored["reference"],
            "version": stored["version"],
            "title": stored["title"],
            "archived": stored.pop("archived_at") is not None,
            "url": f"{base}{stored['uid']}/",
        }
        row.update(stored)
        return row


def identity(row: RegisterModel) -> Row:
    """What says which record this is, from an instance."""
    return {
        "uid": row.uid,
        "reference": row.reference,
        "version": row.version,
        "title": row.title,
        "archived": row.archived_at is not None,
        "url": f"{address(row.register.name)}{row.uid}/",
    }


def link_targets(model: Model, names: Iterable[str]) -> dict[str, Target]:
    """The links among some fields, with what they lead to."""
    fields = [field_of(model, name) for name in names]
    return {f.name: f.related_model for f in fields if kind_of(f) is LINK}  # type: ignore[misc]


def shown(link: Link | None) -> Row | None:
    """A link as answers give it; null when there is none or the reader may not see it."""
    if link is None:
        return None
    return {"uid": link.uid, "reference": link.reference, "title": link.title}
