"""The screens of relationships; importing them declares them."""

from relationships.views import registers

__all__ = ["registers"]
