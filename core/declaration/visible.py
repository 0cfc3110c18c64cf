"""Which records of all registers somebody sees: the index narrowed to them, for search and sizes.

Own rows are looked up in one question over every register, before anything else is asked: how long an
answer takes then says nothing about records that the reader does not see.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Q, QuerySet

from core import access
from core.access import Reach
from core.access.principals import today
from core.declaration.registry import Declared, declarations
from core.history import time_machine
from core.ledger.statements import run
from core.models import Record

if TYPE_CHECKING:
    from core.access.principals import Principal

#: Own rows up to so many are named by their keys.
FEW = 2000
#: Stands for the key of the person while a statement is put together; no row has it.
SOMEBODY = -8_100_000_000_000_000_001


def visible_records(principal: Principal) -> QuerySet[Record] | None:
    """The index, narrowed to current records that the principal sees; None when there are none.

    A register seen as a whole needs no look at its own table.
    """
    whole = [each.name() for each in _reached(principal, Reach.ALL)]
    own = _reached(principal, Reach.OWN)
    if not whole and not own:
        return None
    keys = own_keys(principal) if own else []
    seen = Q(type__in=whole) | (_own_rows(principal, own) if keys is None else Q(pk__in=keys))
    return Record.objects.filter(seen, archived_at=None)


def own_keys(principal: Principal) -> list[int] | None:
    """The keys of somebody's own rows; None when there are too many to name.

    What is asked depends on roles, scopes and the day alone, so the statement is kept by them and only
    the person is put in: putting it together takes ten times as long as its answer.
    """
    person = principal.person_id
    anybody = replace(
        principal, name="", uid=None, user=None, token_id=None, person_id=person and SOMEBODY
    )
    text, values = _statement(anybody, today())
    if not text:
        return []
    keys = [key for (key,) in run(text, [person if v == SOMEBODY else v for v in values])]
    return keys if len(keys) <= FEW else None


@lru_cache(maxsize=64)
def _statement(anybody: Principal, _day: date) -> tuple[str, tuple[Any, ...]]:
    """The question for all own rows, with its values; no text when nobody like this has any."""
    with time_machine.today():
        parts = [_rows(anybody, each) for each in _reached(anybody, Reach.OWN)]
        together = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
        try:
            text, values = together[: FEW + 1].query.sql_with_params()
        except EmptyResultSet:
            return "", ()
    return text, tuple(values)


def _own_rows(principal: Principal, registers: list[Declared]) -> Q:
    parts = (Q(type=each.name(), pk__in=_rows(principal, each)) for each in registers)
    return reduce(or_, parts)


def _rows(principal: Principal, register: Declared) -> QuerySet[Any]:
    return register.model.objects.for_user(principal).current().order_by().values("pk")


def _reached(principal: Principal, reach: Reach) -> list[Declared]:
    allowed = ((each, access.allowed(principal, each.model, "view")) for each in declarations())
    return [each for each, found in allowed if found is reach]
