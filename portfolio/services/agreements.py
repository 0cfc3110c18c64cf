"""What becomes of an agreement when all have signed it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core import records
from core.access.principals import system
from core.choices import Origin
from core.records import Draft
from portfolio.choices import SLAState
from portfolio.models import SLA

BY = system("sign-off")


def agree(sla: SLA) -> None:
    """An agreement that all have signed is agreed; within the unit of the last signature.

    Raises Invalid when a rule stands against it.
    """
    draft = Draft(SLA, {"state": SLAState.AGREED}, sla.uid, sla.version)
    records.apply([draft], by=BY, origin=Origin.TASK, reason=_("Signed by all parties"))
