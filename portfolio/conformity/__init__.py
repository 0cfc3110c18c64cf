"""What must hold: rules of services and agreements, of how their levels are kept, and of events."""

from portfolio.conformity import events, levels, organisation, registers

__all__ = ["events", "levels", "organisation", "registers"]
