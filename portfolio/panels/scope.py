"""What a scope statement names, on its page."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.declaration.dossier import Look, Panel, panel
from portfolio.models import ScopeItem, ScopeStatement
from portfolio.services import scope


@panel("scope", ScopeStatement, gettext_lazy("In scope and out of it"), order=10, wide=True,
       template="portfolio/_scope.html", covers=(ScopeItem,))  # fmt: skip
def named(look: Look) -> Panel:
    """Its items by kind, then what is left out and why."""
    items = scope.items_of(look.row, look.principal)
    excluded = [item for item in items if not item.included]
    return Panel(
        data={"groups": scope.grouped(items), "excluded": excluded, "count": len(items)},
        empty=_(
            "It names nothing yet: fill it from the registers, then add what they do not know."
        ),
        add_url=look.add_url(ScopeItem, "statement"),
    )
