"""How customers, opportunities, risks and issues move from state to state."""

from core.transitions import Move, Transitions
from relationships.choices import ConcernState as Concern
from relationships.choices import CustomerStatus as Status
from relationships.choices import OpportunityState as State

WITH_REASON = Move(reason=True)

CUSTOMER = Transitions(
    "status",
    {
        (Status.PROSPECT, Status.ACTIVE): Move(),
        (Status.PROSPECT, Status.ENDED): WITH_REASON,
        (Status.ACTIVE, Status.ENDING): WITH_REASON,
        (Status.ENDING, Status.ACTIVE): WITH_REASON,
        (Status.ENDING, Status.ENDED): WITH_REASON,
        (Status.ENDED, Status.ACTIVE): WITH_REASON,
    },
)

OPPORTUNITY = Transitions(
    "state",
    {
        (State.IDEA, State.ASSESSED): Move(),
        (State.IDEA, State.DECLINED): WITH_REASON,
        (State.ASSESSED, State.AGREED): Move(),
        (State.ASSESSED, State.DECLINED): WITH_REASON,
        (State.ASSESSED, State.IDEA): WITH_REASON,
        (State.AGREED, State.DELIVERED): Move(),
        (State.AGREED, State.DECLINED): WITH_REASON,
        (State.DECLINED, State.IDEA): WITH_REASON,
    },
)

CONCERN = Transitions(
    "state",
    {
        (Concern.OPEN, Concern.TREATED): Move(),
        (Concern.OPEN, Concern.ACCEPTED): WITH_REASON,
        (Concern.OPEN, Concern.CLOSED): Move(),
        (Concern.TREATED, Concern.CLOSED): Move(),
        (Concern.TREATED, Concern.ACCEPTED): WITH_REASON,
        (Concern.ACCEPTED, Concern.OPEN): WITH_REASON,
        (Concern.CLOSED, Concern.OPEN): WITH_REASON,
    },
)
