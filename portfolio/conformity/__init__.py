"""What must hold: rules of services, agreements, levels, needs, catalogue, events, units, scope, plans."""

from portfolio.conformity import (
    catalogue,
    events,
    levels,
    needs,
    organisation,
    registers,
    scope,
    service_plans,
)

__all__ = [
    "catalogue",
    "events",
    "levels",
    "needs",
    "organisation",
    "registers",
    "scope",
    "service_plans",
]
