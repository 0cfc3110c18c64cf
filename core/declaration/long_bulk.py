"""Changing very many records as a job; fewer are changed at once."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.principals import Principal
from core.declaration.registry import declaration_of
from core.jobs import JobContext, job_kind
from core.models import BulkChange, Job
from core.registers import by_name
from core.services import bulk, jobs

KIND = "bulk"
#: More records are changed by a worker, not within a request.
LARGE = 500


def start(change: BulkChange, *, by: Principal, seen: str, skip_refused: bool) -> Job:
    """Ask a worker to carry a bulk change out; raises Forbidden for anybody but a user."""
    params = {
        "change": str(change.uid),
        "register": change.type,
        "seen": seen,
        "skip_refused": skip_refused,
    }
    return jobs.start(kind=KIND, params=params, by=by)


@job_kind(KIND, label=gettext_lazy("Changing many records"))
def carry_out(context: JobContext) -> None:
    """Do it as its requester; cancelled until the last moment, nothing is written."""
    model = by_name(context.params["register"])
    change = bulk.find(uuid.UUID(context.params["change"]), model, by=context.principal)
    context.report(10)
    declaration = declaration_of(model)
    special = declaration.special if declaration else {}
    done = bulk.confirm(
        change,
        model=model,
        values=bulk.values_of(change, model=model, special=special, by=context.principal),
        seen=context.params["seen"],
        skip_refused=context.params["skip_refused"],
        by=context.principal,
        report=context.report,
        look=context.look,
    )
    context.message = _("%(count)d records were written as unit %(unit)s.") % {
        "count": done.written,
        "unit": done.unit,
    }
