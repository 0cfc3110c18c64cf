"""Who acts: a user, a token, a single-use link or a named system task."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from core import clock
from core.choices import STAFF, Role

if TYPE_CHECKING:
    from core.models import User

#: Scopes of a principal that is not limited by a token.
UNLIMITED = frozenset({"*"})


@dataclass(frozen=True)
class Principal:
    """Somebody who reads or writes. ``roles`` and ``scopes`` decide; ``uid`` and ``name`` go into history."""

    kind: str
    name: str
    uid: uuid.UUID | None = None
    roles: frozenset[Role] = frozenset()
    scopes: frozenset[str] = UNLIMITED
    person_id: int | None = None
    #: The API token that speaks for the user, for work that outlives the request.
    token_id: int | None = field(default=None, compare=False)
    user: Any = field(default=None, compare=False, repr=False)
    #: Of a single-use link: the one record it reaches, its register, and the fields it shows.
    record_id: int | None = None
    register: str = ""
    only: frozenset[str] = frozenset()

    @property
    def is_system(self) -> bool:
        """Whether this is a task or command of the product itself."""
        return self.kind == "task"

    @property
    def is_staff(self) -> bool:
        """Whether it may look at pages of the organisation at all."""
        return self.is_system or bool(self.roles & STAFF)

    def has_role(self, *roles: Role) -> bool:
        """Whether it has one of these roles."""
        return bool(self.roles.intersection(roles))

    @classmethod
    def of(
        cls, user: User, scopes: frozenset[str] = UNLIMITED, token_id: int | None = None
    ) -> Principal:
        """The principal of a signed-in user or a token; without roles when access has ended."""
        roles = frozenset(map(Role, user.roles)) if user.has_access() else frozenset()
        return cls(
            kind="user" if scopes == UNLIMITED else "token",
            name=user.title or user.email,
            uid=user.uid,
            roles=roles,
            scopes=scopes,
            person_id=user.person_id,
            token_id=token_id,
            user=user,
        )


def link(*, name: str, uid: uuid.UUID, person_id: int, record_id: int, register: str,
         only: frozenset[str]) -> Principal:  # fmt: skip
    """Whoever holds a single-use link: a person who sees the ``only`` fields of one record."""
    return Principal(
        kind="link", name=name, uid=uid, scopes=frozenset(), person_id=person_id,
        record_id=record_id, register=register, only=only,
    )  # fmt: skip


NOBODY = Principal(kind="user", name="", scopes=frozenset())


def system(name: str) -> Principal:
    """A named task or command of the product itself; it may do everything."""
    return Principal(kind="task", name=name)


def today() -> date:
    """The day in the organisation's time zone."""
    return clock.local(clock.now()).date()
