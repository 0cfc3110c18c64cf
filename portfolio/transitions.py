"""How services and agreements move from state to state."""

from core.transitions import Move, Transitions
from portfolio.choices import BreachState, ContestState
from portfolio.choices import ServiceStatus as Status

WITH_REASON = Move(reason=True)

SERVICE = Transitions(
    "status",
    {
        (Status.PROPOSED, Status.DESIGN): Move(),
        (Status.PROPOSED, Status.REJECTED): WITH_REASON,
        (Status.DESIGN, Status.BUILD): Move(),
        (Status.DESIGN, Status.CANCELLED): WITH_REASON,
        (Status.BUILD, Status.TRANSITION): Move(),
        (Status.BUILD, Status.DESIGN): WITH_REASON,
        (Status.BUILD, Status.CANCELLED): WITH_REASON,
        (Status.TRANSITION, Status.ACTIVE): WITH_REASON,
        (Status.TRANSITION, Status.BUILD): WITH_REASON,
        (Status.TRANSITION, Status.CANCELLED): WITH_REASON,
        (Status.ACTIVE, Status.RETIRING): WITH_REASON,
        (Status.RETIRING, Status.ACTIVE): WITH_REASON,
        (Status.RETIRING, Status.RETIRED): WITH_REASON,
        (Status.REJECTED, Status.PROPOSED): WITH_REASON,
        (Status.CANCELLED, Status.PROPOSED): WITH_REASON,
    },
)

BREACH = Transitions(
    "state",
    {
        (BreachState.OPEN, BreachState.CLOSED): Move(),
        (BreachState.CLOSED, BreachState.OPEN): WITH_REASON,
        (BreachState.OPEN, BreachState.WITHDRAWN): Move(),
        (BreachState.CLOSED, BreachState.WITHDRAWN): Move(),
        (BreachState.WITHDRAWN, BreachState.OPEN): Move(),
    },
)

CONTEST = Transitions(
    "state",
    {
        (ContestState.OPEN, ContestState.UPHELD): Move(),
        (ContestState.OPEN, ContestState.REJECTED): Move(),
        (ContestState.OPEN, ContestState.WITHDRAWN): Move(),
        (ContestState.UPHELD, ContestState.OPEN): WITH_REASON,
        (ContestState.REJECTED, ContestState.OPEN): WITH_REASON,
    },
)
