"""How files become records and measurements of the portfolio; importing this registers the plans."""

from portfolio.plans import events, figures, measurements, registers, service_plans

__all__ = ["events", "figures", "measurements", "registers", "service_plans"]
