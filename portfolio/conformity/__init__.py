"""What must hold: rules of services, agreements, levels, the catalogue, events and our own units."""

from portfolio.conformity import catalogue, events, levels, organisation, registers

__all__ = ["catalogue", "events", "levels", "organisation", "registers"]
