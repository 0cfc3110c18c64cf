"""On the page of requirements: what asks whether they still hold, and the two answers."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.choices import EditionState
from core.declaration.dossier import Look, Panel, panel
from core.declaration.dossier import rows as rows_of
from core.models import Action
from core.models.actions import FINISHED
from portfolio.models import Requirement


@panel(
    "asked", Requirement, _("Do they still hold?"), template="portfolio/_asked.html", order=5,
    wide=True,
)  # fmt: skip
def asked(look: Look) -> Panel | None:
    """Open tasks with what happened and by when; nothing where nobody asks."""
    agreed = look.now and look.row.state == EditionState.AGREED
    if not agreed or not look.sees(Action, "subject", "occasion"):
        return None
    asking = Q(subject=look.row.pk, occasion__isnull=False) & ~Q(state__in=FINISHED)
    found = rows_of(look, Action, asking, order=("due", "pk"), day="due", due=True, note=_why)
    if found is None or not found.lines:
        return None
    return Panel(found, data={"may_answer": look.may_change})


def _why(task: Action) -> str:
    return task.details.partition("\n")[0]
