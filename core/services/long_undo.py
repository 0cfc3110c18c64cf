"""Undoing a large unit of work as a job; small ones are undone at once."""

from __future__ import annotations

import uuid
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.principals import Principal
from core.choices import Origin
from core.jobs import JobContext, job_kind
from core.models import Job
from core.services import jobs
from core.services.undo import undo

KIND = "undo"
#: A unit with more records is undone by a worker, not within a request.
LARGE = 2000


def start(uid: uuid.UUID, *, by: Principal, skip_changed: bool, reason: str) -> Job:
    """Ask a worker to undo a unit; raises Forbidden for anybody but a user."""
    params: dict[str, Any] = {"unit": str(uid), "skip_changed": skip_changed, "reason": reason}
    return jobs.start(kind=KIND, params=params, by=by)


@job_kind(KIND, label=gettext_lazy("Undoing a unit of work"))
def undo_unit(context: JobContext) -> None:
    """Undo it as its requester."""
    made = undo(
        uuid.UUID(context.params["unit"]),
        by=context.principal,
        origin=Origin.SCREEN,
        skip_changed=context.params["skip_changed"],
        reason=context.params["reason"],
        report=context.report,
    )
    context.message = _("Undone as unit %(uid)s.") % {"uid": made}
