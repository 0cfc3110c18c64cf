"""The screens of the portfolio; importing them declares them."""

from portfolio.views import levels, registers, signers

__all__ = ["levels", "registers", "signers"]
