"""The screens of the portfolio; importing them declares them."""

from portfolio.views import levels, registers, reports, signers

__all__ = ["levels", "registers", "reports", "signers"]
