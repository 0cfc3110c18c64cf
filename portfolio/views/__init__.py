"""The screens of the portfolio; importing them declares them."""

from portfolio.views import fulfilments, levels, registers, reports, requirements, signers

__all__ = ["fulfilments", "levels", "registers", "reports", "requirements", "signers"]
