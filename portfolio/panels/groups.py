"""What was agreed with a group of customers as a group: on its page, and in its pack for a meeting."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.declaration.dossier import Look, Panel, panel, rows
from portfolio.models import SLA
from relationships.models import CustomerGroup


def _agreed(look: Look) -> QuerySet[Any]:
    return look.of(SLA, Q(group=look.row.pk, customer=None))


@panel("group-agreements", CustomerGroup, gettext_lazy("Agreed with the group"), order=20,
       covers=(SLA,), asks=(_agreed,))  # fmt: skip
def agreements(look: Look) -> Panel | None:
    """The SLAs that hold for all members; those of one member stay with that member."""
    found = rows(
        look, SLA, _agreed, order=("-effective_from", "reference"),
        day="effective_until", list_url=look.list_url(SLA, group=look.row.uid),
    )  # fmt: skip
    if found is None:
        return None
    return Panel(
        found, empty=_("Nothing is agreed with the group yet."), add_url=look.add_url(SLA, "group")
    )
