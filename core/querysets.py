"""Questions about register rows; the only way to rows is through a principal."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models

from core import access
from core.access import belonging
from core.access.principals import today
from core.history import time_machine
from core.text.sort_keys import by_title

if TYPE_CHECKING:
    from core.access.principals import Principal

#: Keys named in one question.
BATCH = 1000


def in_term(begin: str, end: str, day: date | None = None) -> models.Q:
    """Rows whose term holds on ``day``, else today; an open beginning has begun, an open end never ends."""
    day = day or today()
    begun = models.Q(**{begin: None}) | models.Q(**{f"{begin}__lte": day})
    return begun & (models.Q(**{end: None}) | models.Q(**{f"{end}__gte": day}))


class RegisterQuerySet(models.QuerySet[Any]):
    """Rows of a register."""

    def for_user(self, principal: Principal, action: str = "view") -> Self:
        """The rows that ``principal`` may do ``action`` to.

        Inside the past, reach is computed from today's tables: who may see a record is decided now,
        and outsiders see no row from when it belonged to somebody else.
        """
        condition = access.condition(principal, self.model, action)
        if not condition:
            return self.all()
        if time_machine.current_instant() is None:
            return self.filter(condition)
        with time_machine.today():
            reachable = list(
                self.model._base_manager.filter(condition).values_list("pk", flat=True)
            )
        return self.filter(belonging.told(principal, self.model, reachable))

    def current(self) -> Self:
        """Rows that are not archived."""
        return self.filter(archived_at=None)

    def by_title(self) -> Self:
        """The rows in the order of their titles, as people read them."""
        return self.order_by(*by_title())

    def by_uid(self, uids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Any]:
        """Those of these rows that are here, by uid, in no order."""
        wanted = list(uids)
        rows: dict[uuid.UUID, Any] = {}
        for start in range(0, len(wanted), BATCH):
            batch = self.filter(uid__in=wanted[start : start + BATCH]).order_by()
            rows.update({row.uid: row for row in batch})
        return rows

    def in_use(self) -> Self:
        """Current rows that are not over: those that can be chosen."""
        over = self.model.register.over
        return self.current().exclude(**{f"{over[0]}__in": over[1]}) if over else self.current()

    def closed(self) -> Self:
        """Rows that lists leave out until asked; none where the register names no such states."""
        states = self.model.register.left_out
        return self.filter(**{f"{states[0]}__in": states[1]}) if states else self.none()

    def open_ones(self) -> Self:
        """All other rows."""
        states = self.model.register.left_out
        return self.exclude(**{f"{states[0]}__in": states[1]}) if states else self.all()

    def unscoped(self, reason: str) -> Self:
        """All rows; the reason is for the reader, and a test lists every use."""
        if not reason:
            raise ValueError("An unscoped read needs a reason.")
        return self.all()
