"""Who has to act on a text: whose signatures are asked for, and who answers what is contested."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from core.access.principals import today
from core.models import Comment, Person
from core.signing.registry import signable_of, signables
from core.signing.standing import Standing, standing_of
from core.signing.threads import open_contests

if TYPE_CHECKING:
    from core.access.principals import Principal

#: More than these nobody signs on one day.
SHOWN = 20


def asked_of(principal: Principal) -> list[Any]:
    """The records that wait for the principal's own signature, as far as they see them."""
    if principal.person_id is None:
        return []
    found = []
    for signable in signables():
        rows = signable.model.objects.for_user(principal).current().filter(signable.open())
        mine = rows.filter(signable.concerns(principal.person_id)).distinct()
        found += [
            row
            for row in mine.order_by("reference")[:SHOWN]
            if (standing := standing_of(row)).is_open and standing.places_of(principal.person_id)
        ]
    return found


def waiting_ones() -> Iterator[Standing]:
    """Everything that waits for signatures; for telling those who can give them."""
    for signable in signables():
        rows = signable.model.objects.unscoped("whoever must sign is told")
        for row in rows.current().filter(signable.open()).select_related("record"):
            standing = standing_of(row)
            if standing.is_open and standing.missing:
                yield standing


def contested_ones() -> Iterator[tuple[Any, Comment, list[Person]]]:
    """Every contest that nothing has settled, with the record it is about and who has to answer."""
    for contest in open_contests().select_related("record").order_by("said_at", "pk"):
        row = contest.record.row()
        if row is not None and row.archived_at is None:
            yield row, contest, _answerers(row, contest)


def _answerers(row: Any, contest: Comment) -> list[Person]:
    """Who keeps the text; when they contest it themselves, whoever else has to sign it."""
    signable = signable_of(type(row))
    keepers = signable.keepers(row) if signable else []
    if signable is None or all(person.pk != contest.author_id for person in keepers):
        return keepers
    others = {person for party in signable.parties for person in party.people(row, today())}
    return sorted(others - {*keepers}, key=lambda person: person.pk)
