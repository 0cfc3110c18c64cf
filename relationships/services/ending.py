"""How the relationship to a customer ends: what is open is worked through, what goes on is closed."""

from core.choices import ChecklistPurpose
from core.services.endings import Ending
from relationships.choices import CustomerStatus

ENDING = Ending(
    ChecklistPurpose.ENDING, "status", CustomerStatus.ENDING, CustomerStatus.ENDED,
    responsible="manager",
)  # fmt: skip
