"""One timeline of a record: its history and what the apps say happened, the newest first, paged by key."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BigIntegerField,
    CharField,
    DateField,
    DateTimeField,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
)
from django.db.models.expressions import Expression
from django.db.models.functions import Cast, TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.declaration import changes
from core.declaration.dossier.looking import Look
from core.declaration.dossier.registry import Happening, happenings_of
from core.declaration.registry import declaration_of
from core.errors import Invalid
from core.reading.links import Link

HISTORY = "history"
HISTORY_LABEL = gettext_lazy("Changes")
LARGEST = 2**63 - 1
ORDER = ("-its_day", "its_source", "-its_number")


@dataclass(frozen=True)
class Place:
    """Where a page of the timeline begins: after this entry."""

    day: date
    source: int
    number: int

    def text(self) -> str:
        """The place as it stands in an address."""
        raw = f"{self.day.isoformat()},{self.source},{self.number}"
        return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> Place | None:
        """The place in an address; raises Invalid naming the parameter."""
        if not text:
            return None
        try:
            padded = text.encode("ascii") + b"=" * (-len(text) % 4)
            day, source, number = base64.urlsafe_b64decode(padded).decode("ascii").split(",")
            found = cls(date.fromisoformat(day), int(source), int(number))
        except (ValueError, binascii.Error):
            found = None
        if found is None or not (0 <= found.source < 1000 and 0 <= found.number <= LARGEST):
            sentence = _("This is not a place in the timeline; start again from its beginning.")
            raise Invalid(fields={"after": [sentence]})
        return found


@dataclass
class Entry:
    """Something that happened on a day: a record of some register, or a change of the record itself."""

    day: date
    group: str
    label: Any
    words: Any
    link: Link | None = None
    change: changes.Change | None = None


@dataclass(frozen=True)
class Timeline:
    """A page of entries, the groups to choose from, and where the next page begins."""

    entries: list[Entry]
    groups: list[tuple[str, Any]]
    after: str


def made_on(register: Any) -> Expression:
    """The day on which a row was written for the first time, for registers without a day of their own."""
    first = register.history.model.objects.filter(record_id=OuterRef("pk"), version=1)
    made = Subquery(first.values("valid_from")[:1], output_field=DateTimeField())
    return TruncDate(made, tzinfo=clock.zone())


def timeline(look: Look, *, group: str = "", after: str = "", size: int) -> Timeline:
    """A page of the timeline in two or three queries; Invalid for an unknown group or a broken place."""
    place = Place.read(after)
    sources = [
        each for each in happenings_of(type(look.row)) if look.sees(each.register, *each.needs)
    ]
    groups = list({HISTORY: HISTORY_LABEL, **{each.group: each.label for each in sources}}.items())
    if group and group not in dict(groups):
        known = ", ".join(name for name, _label in groups)
        raise Invalid(fields={"of": [_("Choose one of: %(all)s.") % {"all": known}]})
    asked = [
        _narrowed(_selected(look, each, number), number, place)
        for number, each in enumerate(sources, start=1)
        if group in ("", each.group)
    ]
    if group in ("", HISTORY):
        asked.append(_narrowed(_own_history(look), 0, place))
    union = asked[0].union(*asked[1:], all=True) if len(asked) > 1 else asked[0]
    found = list(union.order_by(*ORDER)[: size + 1])
    more, found = len(found) > size, found[:size]
    last = Place(*found[-1][:3]).text() if more else ""
    return Timeline(_entries(look, sources, found), groups, last)


def _narrowed(rows: QuerySet[Any, Any], number: int, place: Place | None) -> QuerySet[Any, Any]:
    """Only what comes after the place; on its own day that depends on which source comes first."""
    if place is None:
        return rows
    if number < place.source:
        return rows.filter(its_day__lt=place.day)
    if number > place.source:
        return rows.filter(its_day__lte=place.day)
    same = Q(its_day=place.day, its_number__lt=place.number)
    return rows.filter(Q(its_day__lt=place.day) | same)


def _selected(look: Look, source: Happening, number: int) -> QuerySet[Any, Any]:
    mine = source.register.objects.for_user(look.principal).current().filter(source.rows(look))
    day = Cast(source.day, DateField()) if isinstance(source.day, F) else source.day
    return _shaped(mine, day, number, F("pk"), look.day)


def _own_history(look: Look) -> QuerySet[Any, Any]:
    rows = changes.versions(look.principal, look.row)
    if not look.now:
        rows = rows.filter(version__lte=look.row.version)
    day = TruncDate("valid_from", tzinfo=clock.zone())
    return _shaped(rows, day, 0, Cast("version", BigIntegerField()), look.day)


def _shaped(
    rows: QuerySet[Any], day: Any, number: int, key: Any, until: date
) -> QuerySet[Any, Any]:
    return (
        rows.order_by()
        .annotate(its_day=day, its_source=Value(number, IntegerField()), its_number=key)
        .filter(its_day__lte=until)
        .annotate(
            its_uid=Cast("uid", UUIDField()),
            its_reference=Cast("reference", CharField()),
            its_title=Cast("title", CharField()),
        )
        .values_list("its_day", "its_source", "its_number", "its_uid", "its_reference", "its_title")
    )


def _entries(look: Look, sources: Sequence[Happening], found: list[Any]) -> list[Entry]:
    """Entries of what was found; versions are compared with the ones before them in one query."""
    told = _changes(look, [number for _day, source, number, *_rest in found if not source])
    entries = []
    for day, source, number, uid, reference, title in found:
        if source:
            each = sources[source - 1]
            link = Link(each.register.register.name, uid, reference, title)
            entries.append(Entry(day, each.group, each.label, each.words, link))
        elif number in told:
            entries.append(Entry(day, HISTORY, HISTORY_LABEL, "", change=told[number]))
    return entries


def _changes(look: Look, versions: list[int]) -> dict[int, changes.Change]:
    declaration = declaration_of(type(look.row))
    if not versions or declaration is None:
        return {}
    wanted = {*versions, *(number - 1 for number in versions)}
    rows = changes.versions(look.principal, look.row).filter(version__in=wanted)
    known = {row.version: row for row in rows}
    pairs = [(known[number], known.get(number - 1)) for number in versions if number in known]
    made = changes.compared(declaration, look.principal, pairs)
    return {change.row.version: change for change in made if change.concerns_reader}
