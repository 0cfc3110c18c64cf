"""Which register a checklist's purpose is about, and the steps shipped for it; said in ``gates``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Q
from django.utils.module_loading import autodiscover_modules

from core import access
from core.access.principals import Principal
from core.choices import ChecklistPurpose


@dataclass(frozen=True)
class Shipped:
    """A step of the template that an installation begins with; due after so many days."""

    name: Any
    days: int | None = None
    details: Any = ""


@dataclass(frozen=True)
class Purpose:
    """A purpose with the register it is about and the template shipped for it."""

    purpose: ChecklistPurpose
    model: Any
    name: Any
    steps: Sequence[Shipped]


_purposes: dict[str, Purpose] = {}


def checklist(
    purpose: ChecklistPurpose, model: Any, *, name: Any, steps: Sequence[Shipped]
) -> None:
    """Say which register's records have checklists of this purpose; each purpose once."""
    if purpose in _purposes:
        raise ValueError(f"There are checklists for “{purpose}” already.")
    _purposes[purpose] = Purpose(purpose, model, name, steps)


@cache
def _discover() -> None:
    autodiscover_modules("gates")


def purposes() -> list[Purpose]:
    """Every purpose that an app has."""
    _discover()
    return list(_purposes.values())


def purpose_of(purpose: ChecklistPurpose) -> Purpose:
    """What was said of a purpose."""
    _discover()
    return _purposes[purpose]


def own_steps(principal: Principal) -> Q:
    """Steps that a person is to do, and those of records that they may change."""
    own = Q(owner=principal.person_id) if principal.person_id else Q(pk__in=())
    for each in purposes():
        if access.allowed(principal, each.model, "change") is not None:
            mine = each.model.objects.for_user(principal, "change").order_by()
            own |= Q(purpose=each.purpose, subject__in=mine.values("pk"))
    return own
