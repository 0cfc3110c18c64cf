"""The screens of the portfolio; importing them declares them."""

from portfolio.views import (
    costs,
    customer_agreements,
    events,
    figures,
    fulfilments,
    levels,
    organisation,
    registers,
    reports,
    requirements,
    scope,
    service_plans,
    signers,
)

__all__ = [
    "costs",
    "customer_agreements",
    "events",
    "figures",
    "fulfilments",
    "levels",
    "organisation",
    "registers",
    "reports",
    "requirements",
    "scope",
    "service_plans",
    "signers",
]
