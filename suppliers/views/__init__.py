"""The screens of suppliers and of all parties; importing them declares them."""

from suppliers.views import parties, registers

__all__ = ["parties", "registers"]
