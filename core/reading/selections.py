"""Named sets of rows of a register: what a number on a page counts, its list shows (``?only=NAME``)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.module_loading import autodiscover_modules

from core import access
from core.history import time_machine

if TYPE_CHECKING:
    from core.access.principals import Principal
    from core.models import RegisterModel

#: The rooms that announce selections.
ROOMS = ("conformity", "panels", "gates", "closers")


@dataclass(frozen=True)
class Selection:
    """Rows of a register by a name that stands in addresses.

    ``condition`` is made anew each time, because days pass; it looks at other tables by subqueries only.
    ``needs`` names fields that the reader must see; ``inside`` keeps it to people of the organisation.
    """

    name: str
    model: Any
    title: Any
    condition: Callable[[], Q]
    needs: frozenset[str] = frozenset()
    inside: bool = True

    def open_to(self, principal: Principal) -> bool:
        """Whether the reader may narrow a list by it."""
        if self.inside and not principal.is_staff:
            return False
        return self.needs <= set(access.fields(principal, self.model, "view"))

    def url(self, *, own: bool) -> str:
        """The list with these rows; ``own`` leaves only those of the reader."""
        query = {"only": self.name, **({"mine": "yes"} if own else {})}
        return f"{reverse(f'{self.model.register.name}-list')}?{urlencode(query)}"


_selections: dict[Any, dict[str, Selection]] = {}


def announce(selection: Selection) -> Selection:
    """Make a selection known; raises ValueError when its register has one of this name."""
    known = _selections.setdefault(selection.model, {})
    if selection.name in known:
        raise ValueError(f"{selection.model.register.name} has a selection “{selection.name}”.")
    known[selection.name] = selection
    return selection


@cache
def discover() -> None:
    """Let every app announce what it has."""
    for room in ROOMS:
        autodiscover_modules(room)


def selections_for(principal: Principal, model: type[RegisterModel]) -> dict[str, Selection]:
    """The selections of a register that the reader may ask for, by name."""
    discover()
    known = _selections.get(model, {})
    return {name: each for name, each in known.items() if each.open_to(principal)}


def own_rows(principal: Principal, model: type[RegisterModel]) -> Q:
    """The reader's own rows, as today's tables say, whatever the reach of their roles."""
    with time_machine.today():
        rows = model._base_manager.filter(model.register.access.own(principal)).values("pk")
        if time_machine.current_instant() is None:
            return Q(pk__in=rows)
        return Q(pk__in=list(rows.values_list("pk", flat=True)))
