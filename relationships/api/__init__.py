"""The API of relationships; importing this exposes its registers."""

from relationships.api import registers

__all__ = ["registers"]
