"""The screens of the portfolio; importing them declares them."""

from portfolio.views import (
    events,
    figures,
    fulfilments,
    levels,
    organisation,
    registers,
    reports,
    requirements,
    scope,
    signers,
)

__all__ = [
    "events",
    "figures",
    "fulfilments",
    "levels",
    "organisation",
    "registers",
    "reports",
    "requirements",
    "scope",
    "signers",
]
