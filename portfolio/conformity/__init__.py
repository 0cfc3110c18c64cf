"""What must hold: rules of services, agreements, levels, the catalogue, events, own units, the scope."""

from portfolio.conformity import catalogue, events, levels, organisation, registers, scope

__all__ = ["catalogue", "events", "levels", "organisation", "registers", "scope"]
