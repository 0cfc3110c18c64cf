"""How agreements with suppliers move from state to state."""

from core.transitions import Move, Transitions
from suppliers.choices import AgreementState as State

WITH_REASON = Move(reason=True)

AGREEMENT = Transitions(
    "state",
    {
        (State.DRAFT, State.ACTIVE): Move(),
        (State.DRAFT, State.TERMINATED): WITH_REASON,
        (State.ACTIVE, State.EXPIRED): Move(),
        (State.ACTIVE, State.TERMINATED): WITH_REASON,
        (State.EXPIRED, State.ACTIVE): WITH_REASON,
    },
)
