"""Beginning a checklist from its template."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from core import records
from core.access.principals import Principal, system, today
from core.choices import ChecklistPurpose, Origin
from core.errors import Conflict
from core.gates.purposes import Purpose, purpose_of, purposes
from core.models import ChecklistStep, ChecklistTemplate, Person, TemplateStep
from core.records import Draft


def begin(
    *, subject: Any, purpose: ChecklistPurpose, owner: Person | None, by: Principal, origin: Origin,
    reason: str = "",
) -> list[ChecklistStep]:  # fmt: skip
    """Give a record the steps of the template for ``purpose``, due from today on, to be done by ``owner``.

    Raises Forbidden, and Conflict when it has such a checklist.
    """
    if ChecklistStep.objects.for_user(by).of(subject.pk, purpose).exists():
        raise Conflict(_("This record has this checklist already."))
    steps = [_step(each, subject, purpose, owner) for each in template_steps(purpose, by)]
    return records.apply(steps, by=by, origin=origin, reason=reason)


def template_steps(purpose: ChecklistPurpose, by: Principal) -> Sequence[TemplateStep]:
    """The steps of the first current template for a purpose; the shipped one is kept if there is none."""
    templates = ChecklistTemplate.objects.for_user(system("checklists")).current()
    template = templates.filter(purpose=purpose).order_by("reference").first()
    if template is None:
        template = ship(purpose_of(purpose))
    steps = TemplateStep.objects.for_user(system("checklists")).current()
    return list(steps.filter(template=template).order_by("position", "reference"))


def ship_all() -> None:
    """Keep the shipped template of every purpose that has none."""
    known = ChecklistTemplate.objects.for_user(system("checklists")).current()
    there = set(known.values_list("purpose", flat=True))
    for each in purposes():
        if each.purpose not in there:
            ship(each)


def ship(purpose: Purpose) -> ChecklistTemplate:
    """Keep a shipped template as records that an administrator can change."""
    rows = records.apply(shipped(purpose), by=system("installation"), origin=Origin.COMMAND)
    template: ChecklistTemplate = rows[0]
    return template


def shipped(purpose: Purpose) -> list[Draft]:
    """A shipped template and its steps, in the language of the moment."""
    head = Draft(ChecklistTemplate, {"name": str(purpose.name), "purpose": purpose.purpose})
    steps = [
        {"template": head, "position": place * 10, "name": str(step.name), "days": step.days,
         "details": str(step.details)}
        for place, step in enumerate(purpose.steps, start=1)
    ]  # fmt: skip
    return [head, *(Draft(TemplateStep, values) for values in steps)]


def _step(
    step: TemplateStep, subject: Any, purpose: ChecklistPurpose, owner: Person | None
) -> Draft:
    due = today() + timedelta(days=step.days) if step.days is not None else None
    values = {
        "subject": subject.record, "purpose": purpose, "position": step.position,
        "name": step.name, "details": step.details, "owner": owner, "due": due,
    }  # fmt: skip
    return Draft(ChecklistStep, values)
