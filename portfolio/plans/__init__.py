"""How files become records and measurements of the portfolio; importing this registers the plans."""

from portfolio.plans import events, measurements, registers

__all__ = ["events", "measurements", "registers"]
