"""Pages of core: home, search, suggestions, people, the reader's own profile; screens of its registers."""

from core.views import registers, users

__all__ = ["registers", "users"]
