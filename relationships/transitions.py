"""How customers, opportunities, needs, risks and issues move from state to state."""

from core.transitions import Move, Transitions
from relationships.choices import ConcernState as Concern
from relationships.choices import CustomerStatus as Status
from relationships.choices import NeedState as Need
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

NEED = Transitions(
    "state",
    {
        (Need.OPEN, Need.PLANNED): Move(),
        (Need.OPEN, Need.MET): Move(),
        (Need.OPEN, Need.DECLINED): Move(),
        (Need.PLANNED, Need.MET): Move(),
        (Need.PLANNED, Need.DECLINED): WITH_REASON,
        (Need.PLANNED, Need.OPEN): WITH_REASON,
        (Need.MET, Need.OPEN): WITH_REASON,
        (Need.DECLINED, Need.OPEN): WITH_REASON,
    },
)
