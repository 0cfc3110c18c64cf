"""Pages of core: home, search, suggestions, profile; the screens of its registers and of users."""

from core.views import registers, users

__all__ = ["registers", "users"]
