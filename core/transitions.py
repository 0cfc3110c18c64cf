"""States that move by a table: who may, from where to where, and whether they must say why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from core.access.principals import Principal
from core.choices import Origin, Role
from core.errors import FieldErrors

Guard = Callable[[Any], str]


def unguarded(row: Any) -> str:
    """No condition: what is missing for the move is nothing."""
    return ""


@dataclass(frozen=True)
class Move:
    """One permitted move. ``guard`` answers with what is missing, or with nothing.

    ``roles`` empty: whoever may change the record. ``reason``: the change must carry one.
    """

    reason: bool = False
    guard: Guard = unguarded
    roles: frozenset[Role] = frozenset()


Moves = Mapping[tuple[str, str], Move]


@dataclass(frozen=True)
class Transitions:
    """The printable table of one state field; ``approvers`` may let a record pass its gate unready."""

    field: str
    moves: Moves = field(default_factory=dict)  # type: ignore[operator]
    approvers: frozenset[Role] = frozenset({Role.SERVICE_MANAGER})

    def following(self, state: str) -> list[str]:
        """The states that can follow ``state``."""
        return [target for source, target in self.moves if source == state]


def transition(
    table: Transitions, before: str, row: Any, *, by: Principal, origin: Origin, reason: str
) -> FieldErrors:
    """Errors by field when the row's state moved from ``before`` as the table does not allow.

    Imported states are as found: what they lack is a finding, not an error; a known record is led past
    no gate by a file (``records.check``).
    """
    after = getattr(row, table.field)
    if after == before or origin is Origin.IMPORT:
        return {}
    move = table.moves.get((before, after))
    if move is None:
        return {table.field: [_impossible(table, row, before, after)]}
    if move.roles and not by.is_system and not by.has_role(*move.roles, Role.ADMINISTRATOR):
        return {table.field: [_("You may not make this move.")]}
    if missing := move.guard(row):
        return {table.field: [missing]}
    if move.reason and not reason.strip():
        return {"reason": [_("Say why the state changes.")]}
    return {}


def _impossible(table: Transitions, row: Any, before: str, after: str) -> str:
    labels = dict(row._meta.get_field(table.field).flatchoices)
    following = [str(labels[state]) for state in table.following(before)]
    return _("“%(before)s” cannot become “%(after)s”. It can become: %(following)s.") % {
        "before": labels.get(before, before),
        "after": labels.get(after, after),
        "following": ", ".join(following) or _("nothing else"),
    }
