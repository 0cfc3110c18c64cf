"""How files become records and measurements of the portfolio; importing this registers the plans."""

from portfolio.plans import measurements, registers

__all__ = ["measurements", "registers"]
