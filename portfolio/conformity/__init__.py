"""What must hold: rules of services and agreements, and of how their levels are kept."""

from portfolio.conformity import levels, registers

__all__ = ["levels", "registers"]
