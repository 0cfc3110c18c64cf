"""How files become records and measurements of the portfolio; importing this registers the plans."""

from portfolio.plans import (
    accesses,
    costs,
    customer_agreements,
    events,
    figures,
    measurements,
    registers,
    service_plans,
)

__all__ = [
    "accesses",
    "costs",
    "customer_agreements",
    "events",
    "figures",
    "measurements",
    "registers",
    "service_plans",
]
