"""How opportunities, risks and issues move from state to state."""

from core.transitions import Move, Transitions
from relationships.choices import ConcernState as Concern
from relationships.choices import OpportunityState as State

WITH_REASON = Move(reason=True)

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
