"""The signatures of a record as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from core.errors import NotFound
from core.history.time_machine import end_of_day
from core.models import Signature, SingleUseLink
from core.services import single_use
from core.services.discussion import may_speak
from core.signing.registry import signable_of
from core.signing.standing import Place, Standing, signatures_of, standing_of
from core.signing.threads import Thread, threads

if TYPE_CHECKING:
    from datetime import date

    from core.access.principals import Principal


@dataclass
class Shown:
    """What the page of a record says of its signatures; ``mine`` are those its reader could give."""

    signatures: list[Signature]
    standing: Standing | None = None
    mine: list[Place] = field(default_factory=list)
    links: list[SingleUseLink] = field(default_factory=list)
    may_send: bool = False
    threads: list[Thread] = field(default_factory=list)
    may_speak: bool = False

    @property
    def missing(self) -> list[Place]:
        """The parties that still must sign."""
        return self.standing.missing if self.standing and self.standing.is_open else []

    def is_outdated(self, signature: Signature) -> bool:
        """Whether it was given to an earlier text."""
        return self.standing is not None and signature in self.standing.outdated

    @property
    def rows(self) -> list[tuple[Signature, str, bool]]:
        """Each signature, for whom it was given, and whether to an earlier text."""
        signable = signable_of(self.signatures[0].record.model) if self.signatures else None
        labels = {party.name: str(party.label) for party in signable.parties} if signable else {}
        return [
            (each, labels.get(each.party, each.party), self.is_outdated(each))
            for each in self.signatures
        ]


def shown(
    principal: Principal, row: Any, *, may_send: bool, as_of: date | None = None
) -> Shown | None:
    """The signatures of a record; None for registers that nobody signs."""
    if signable_of(type(row)) is None:
        return None
    if as_of is not None:
        end = end_of_day(as_of)
        given = list(signatures_of(row).filter(signed_at__lt=end))
        return Shown(given, threads=threads(row, until=end))
    standing = standing_of(row)
    given = [place.signature for place in standing.places if place.signature]
    found = Shown(
        sorted([*standing.outdated, *given], key=lambda each: each.signed_at), standing,
        threads=threads(row),
        may_speak=row.archived_at is None and (may_send or may_speak(row, principal)),
    )  # fmt: skip
    if row.archived_at is None and standing.is_open:
        found.mine = standing.places_of(principal.person_id)
        found.links = single_use.living(row.record) if may_send else []
        found.may_send = may_send
    return found


def place_of(standing: Standing, name: str) -> Place:
    """The missing signature of a party; raises NotFound when it is not missing."""
    found = next((place for place in standing.missing if place.party.name == name), None)
    if found is None:
        raise NotFound
    return found
