"""How services end: notice, migration, data, final support, and what ends with them."""

from core.choices import ChecklistPurpose
from core.services.endings import Ending
from portfolio.choices import ServiceStatus

RETIREMENT = Ending(
    ChecklistPurpose.RETIREMENT, "status", ServiceStatus.RETIRING, ServiceStatus.RETIRED,
    asks=("replaced_by", "support_ends"), responsible="owner",
)  # fmt: skip
