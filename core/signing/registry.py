"""Which registers are signed, and by whom; filled by the ``signatures`` modules of the apps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.module_loading import autodiscover_modules

from core.choices import Meaning

if TYPE_CHECKING:
    from core.models import Person, RegisterModel

#: A record with the names of the fields that are signed.
Piece = tuple[Any, tuple[str, ...]]


@dataclass(frozen=True)
class Attached:
    """Records of another register that belong to the text: the link that leads to it, their fields."""

    link: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Party:
    """One of those whose signatures a record needs; ``name`` is stored for ever.

    ``refusal`` says why a person may not sign for it on a day, or nothing; ``people`` are those who
    may; ``capacity`` is what a person signs as, in words.
    """

    name: str
    label: Any
    meaning: Meaning
    refusal: Callable[[Any, Person, date], str]
    people: Callable[[Any, date], list[Person]]
    capacity: Callable[[Any, Person, date], str]


@dataclass(frozen=True)
class Signable:
    """How records of a register are signed.

    ``fields`` are the text; ``attached`` are other registers whose rows belong to it. ``waits`` says
    why a record is not open for signatures, or nothing; ``open`` is nearly the same as a condition on
    rows, ``concerns`` one on those that a person may have to sign; ``discusses`` one on those that a
    person may comment on besides; ``keepers`` are those who answer whoever contests it. ``complete``
    carries out what follows when all parties have signed, in the unit of the last signature. In a
    ``sealed`` state (a value of the field ``state``) a text that was signed never changes any more.
    ``later`` are fields that came after texts had been signed: while they are empty they are no part
    of the text, so that its hash stays.
    """

    model: type[RegisterModel]
    fields: tuple[str, ...]
    parties: tuple[Party, ...]
    waits: Callable[[Any], str]
    open: Callable[[], Q]
    concerns: Callable[[int], Q]
    discusses: Callable[[int], Q]
    keepers: Callable[[Any], list[Person]]
    complete: Callable[[Any], None]
    sealed: frozenset[str]
    state: str = "state"
    attached: Mapping[Any, Attached] = field(default_factory=dict)
    later: frozenset[str] = frozenset()

    def party(self, name: str) -> Party | None:
        """The party of this name."""
        return next((party for party in self.parties if party.name == name), None)

    def parts(self, row: Any) -> list[Piece]:
        """The other records that belong to the text of a record, in the order they were made."""
        return [
            (part, attached.fields)
            for model, attached in self.attached.items()
            for part in model._base_manager.filter(
                **{attached.link: row.pk}, archived_at=None
            ).order_by("pk")
        ]


_signables: dict[Any, Signable] = {}


def sign_needed(signable: Signable) -> Signable:
    """Announce that a register is signed; raises ValueError when it has been announced."""
    if signable.model in _signables:
        raise ValueError(f"{signable.model.register.name} is signed already.")
    _signables[signable.model] = signable
    return signable


@cache
def _discover() -> None:
    autodiscover_modules("signatures")


def signables() -> list[Signable]:
    """Everything that is signed, lowest floor first."""
    _discover()
    return list(_signables.values())


def signable_of(model: Any) -> Signable | None:
    """How records of a register are signed, if they are."""
    _discover()
    return _signables.get(model)
