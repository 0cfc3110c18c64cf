"""What a register says of itself, and the list of all registers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q

from core.access import Access
from core.errors import NotFound
from core.transitions import Transitions

if TYPE_CHECKING:
    from core.models import FactModel, RegisterModel


@dataclass(frozen=True)
class Control:
    """Change control of a register: in these states its content changes only with an approved change.

    ``free`` names what is no content: notes, days of reviews.
    """

    state: str
    states: tuple[Any, ...]
    free: frozenset[str] = frozenset()
    reference: str = "change_reference"
    impact: str = "impact"
    approver: str = "change_approved_by"


@dataclass(frozen=True)
class Confirm:
    """Records are confirmed every so many months, as far as they are among ``rows``.

    ``keeper`` is the link to whoever is reminded, like ``owner`` or ``customer__manager``.
    """

    months: int
    keeper: str
    rows: Callable[[], Q] = Q


@dataclass(frozen=True)
class RegisterOptions:
    """A register's identity: fixed for ever once released, because the ledger stores it.

    ``name`` stands in URLs, API, commands and ledger; ``prefix`` starts references (``SVC-0001``);
    ``title`` is the field that names a record; ``search`` the fields found by search (none hidden from
    anybody); ``personal`` the fields that erasure blanks; ``untracked`` those that
    history leaves out; ``transitions`` the tables of its state fields; ``over`` a field and the
    values with which a record is over and no choice any more; ``closed`` the same for records that
    may still be chosen, and that lists leave out like those until asked; ``control`` says in which states it
    changes only with an approved change; ``former`` maps fields that only
    keep what was written before a release to the name that the ledger knows their values by; ``duties``
    links to persons who are needed there, each with the condition of the rows in which they still are;
    ``confirm`` says how often somebody is to say that a record is still true.
    """

    name: str
    prefix: str
    title: str = "name"
    search: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    untracked: frozenset[str] = frozenset()
    transitions: tuple[Transitions, ...] = ()
    over: tuple[str, tuple[str, ...]] | None = None
    closed: tuple[str, tuple[str, ...]] | None = None
    control: Control | None = None
    former: Mapping[str, str] = field(default_factory=dict)
    access: Access = field(default_factory=Access)
    duties: Mapping[str, Callable[[], Q]] = field(default_factory=dict)
    confirm: Confirm | None = None

    @property
    def left_out(self) -> tuple[str, tuple[str, ...]] | None:
        """The field and the values with which lists leave a record out until asked."""
        return self.closed or self.over


@cache
def registers() -> tuple[type[RegisterModel], ...]:
    """Every register's model, lowest floor first."""
    return tuple(model for model in apps.get_models() if hasattr(model, "register"))  # type: ignore[misc]


@cache
def confirmable() -> dict[str, Confirm]:
    """The registers whose records are confirmed, by name."""
    return {m.register.name: m.register.confirm for m in registers() if m.register.confirm}


@cache
def facts() -> tuple[type[FactModel], ...]:
    """Every fact's model, lowest floor first."""
    return tuple(model for model in apps.get_models() if hasattr(model, "fact"))  # type: ignore[misc]


@cache
def names() -> dict[str, type[RegisterModel]]:
    """Registers by name."""
    return {model.register.name: model for model in registers()}


def by_name(name: str) -> type[RegisterModel]:
    """The register called ``name``; raises NotFound with the names there are."""
    try:
        return names()[name]
    except KeyError:
        known = ", ".join(sorted(names()))
        raise NotFound(f"There is no register called “{name}”. There are: {known}.") from None
