"""Whose signatures are asked for: what waits for one person, and for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from core.signing.registry import signables
from core.signing.standing import Standing, standing_of

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
