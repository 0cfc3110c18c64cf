"""How files become records and measurements of the portfolio; importing this registers the plans."""

from portfolio.plans import costs, events, figures, measurements, registers, service_plans

__all__ = ["costs", "events", "figures", "measurements", "registers", "service_plans"]
