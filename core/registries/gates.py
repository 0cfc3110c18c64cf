"""How apps say what a record needs before its state may move on, in their module ``gates``.

::

    requirement(
        "gate-owner", Service, TAKEN_OVER, field="owner", says=_("The service has an owner."),
    )
    requirement(
        "gate-components", Service, TAKEN_OVER, met=has_components,
        says=_("What the service is built on is known."), mend=new("dependencies", "service"),
    )
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.choices import Severity, StepState
from core.gates.requirements import Mend, Met, Move, Names, Requirement, edit, require
from core.models import ChecklistStep, GateOverride
from core.registries.rules import Check, rule


@dataclass(frozen=True)
class Finding:
    """The same as a conformity rule, of the rows ``after`` the gate.

    Those came there by import or override, or lost it later.
    """

    says: Any
    remedy: Any
    after: Met
    severity: Severity = Severity.MAJOR


def requirement(
    name: str, model: Any, moves: Iterable[Move], *, says: Any, field: str = "", met: Met | None = None,
    mend: Mend | None = None, names: Names | None = None, finding: Finding | None = None,
) -> None:  # fmt: skip
    """Register a requirement of some moves; raises ValueError when the register has one of this name."""
    where = mend or edit(field)
    each = Requirement(name, model, frozenset(moves), says, where, field, met, names)
    require(each)
    if finding:
        _as_rule(each, finding)


def _as_rule(each: Requirement, found: Finding) -> None:
    def check() -> Check:
        """Rows behind the gate without it."""
        return Check(found.after(), ~each.met() if each.met else _empty(each))

    needs = [table.field for table in each.model.register.transitions]
    said = {"says": found.says, "remedy": found.remedy, "needs": needs}
    rule(each.name, each.model, found.severity, **said)(check)


def _empty(each: Requirement) -> Q:
    stored = each.model._meta.get_field(each.field)
    return Q(**{each.field: None if stored.null else ""})


def checklist_done(
    name: str, model: Any, moves: Iterable[Move], purpose: str, mend: Mend,
    finding: Finding | None = None,
) -> None:  # fmt: skip
    """A requirement: there is a checklist of this purpose, and none of its steps is open."""
    steps = ChecklistStep._base_manager.filter(purpose=purpose, archived_at=None)

    def met() -> Q:
        left = steps.filter(state=StepState.OPEN)
        return Q(pk__in=steps.values("subject")) & ~Q(pk__in=left.values("subject"))

    def names(row: Any) -> Iterable[str]:
        left = steps.filter(state=StepState.OPEN, subject=row.pk).order_by("position", "reference")
        return left.values_list("name", flat=True)

    said = _("Every step of its checklist is done, or does not apply for a reason.")
    requirement(name, model, moves, says=said, met=met, mend=mend, names=names, finding=finding)


def override_finding(name: str, model: Any, *, says: Any, remedy: Any) -> None:
    """A conformity rule: no record of the register passed its gate by an override."""
    needs = [table.field for table in model.register.transitions]

    def check() -> Check:
        """Records that somebody let pass stay findings for ever."""
        return Check(Q(), Q(pk__in=GateOverride.objects.values("subject")))

    rule(name, model, Severity.MINOR, says=says, remedy=remedy, needs=needs)(check)
