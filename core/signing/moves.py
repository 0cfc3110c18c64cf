"""How editions of agreed texts move from state to state."""

from __future__ import annotations

from typing import Any

from core.choices import EditionState as State
from core.signing.standing import missing
from core.transitions import Move, Transitions

WITH_REASON = Move(reason=True)


def changed_with_care(row: Any) -> str:
    """What a later edition lacks: the change that it comes from, and its assessed impact."""
    return str(row.what_a_change_needs())


EDITIONS = Transitions(
    "state",
    {
        (State.DRAFT, State.NEGOTIATING): Move(guard=changed_with_care),
        (State.NEGOTIATING, State.DRAFT): Move(),
        (State.NEGOTIATING, State.AGREED): Move(reason=True, guard=missing),
        (State.AGREED, State.SUPERSEDED): WITH_REASON,
        (State.AGREED, State.EXPIRED): WITH_REASON,
        (State.AGREED, State.TERMINATED): WITH_REASON,
        (State.DRAFT, State.TERMINATED): WITH_REASON,
        (State.NEGOTIATING, State.TERMINATED): WITH_REASON,
    },
)
