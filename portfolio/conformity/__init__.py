"""What must hold: rules of services, agreements, levels, needs, catalogue, events, own units, scope."""

from portfolio.conformity import catalogue, events, levels, needs, organisation, registers, scope

__all__ = ["catalogue", "events", "levels", "needs", "organisation", "registers", "scope"]
