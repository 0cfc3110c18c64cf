"""What belongs to one record alone: the rows of all registers that name it."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from typing import Any

from django.db.models import QuerySet

from core.models import Record, RegisterModel
from core.registers import registers


def around(row: RegisterModel) -> QuerySet[Any, Any]:
    """The keys of the record and of every row that points to it, as one subquery without scope.

    For narrowing rows that are read through ``for_user`` themselves: actions or documents about any of
    them.
    """
    own = type(row)._base_manager.filter(pk=row.pk).order_by().values("pk")
    pointing = (
        model._base_manager.filter(**{name: row.pk}).order_by().values("pk")
        for model, name in _pointers(type(row))
    )
    return own.union(*pointing, all=True)


@cache
def _pointers(target: Hashable) -> list[tuple[Any, str]]:
    """Registers with a link to the record; links to any record count for its subject only."""
    return [
        (model, field.name)
        for model in registers()
        for field in model.tracked_fields()
        if getattr(field.remote_field, "model", None) is target
        or (getattr(field.remote_field, "model", None) is Record and field.name == "subject")
    ]
