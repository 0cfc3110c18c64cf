"""The API of the portfolio; importing this exposes its registers."""

from portfolio.api import registers

__all__ = ["registers"]
