"""The screens of the portfolio; importing them declares them."""

from portfolio.views import registers, signers

__all__ = ["registers", "signers"]
