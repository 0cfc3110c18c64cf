"""Named sets of rows that the pages of proof count."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core.choices import ActionState
from core.models import Action
from core.reading.selections import Selection, announce
from core.registries.sources import sources

RELATIONSHIPS, PORTFOLIO = "relationships", "portfolio"


def relationship_registers() -> set[str]:
    """The registers about customers; those of services are proof of other clauses first."""
    topics = {each.name: each.topics for each in sources()}
    return {name for name, of in topics.items() if RELATIONSHIPS in of and PORTFOLIO not in of}


def relationship_actions() -> Q:
    """Actions about customers and what belongs to them."""
    return Q(subject__type__in=relationship_registers())


def closed() -> Q:
    """Those that are done."""
    return relationship_actions() & Q(state=ActionState.DONE)


def closed_in_time() -> Q:
    """Those that were done by their day."""
    done = Action.history.model.objects.filter(
        record=OuterRef("pk"), state=ActionState.DONE, valid_from__date__lte=OuterRef("due")
    )
    in_time = Action._base_manager.filter(Exists(done)).values("pk")
    return closed() & (Q(due=None) | Q(pk__in=in_time))


NEEDS = frozenset({"state", "due", "subject"})
announce(Selection("relationship-done", Action, _("Done actions of relationships"), closed, NEEDS))
announce(
    Selection(
        "relationship-in-time", Action, _("Actions of relationships done in time"), closed_in_time,
        NEEDS,
    )
)  # fmt: skip
