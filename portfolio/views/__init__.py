"""The screens of the portfolio; importing them declares them."""

from portfolio.views import levels, registers, reports, requirements, signers

__all__ = ["levels", "registers", "reports", "requirements", "signers"]
