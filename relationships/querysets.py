"""Questions about what belongs to customers and their groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.querysets import RegisterQuerySet

if TYPE_CHECKING:
    from core.models import RegisterModel


class CommunicationQuerySet(RegisterQuerySet):
    """Questions about communications."""

    def shared(self, group: RegisterModel) -> CommunicationQuerySet:
        """What was said with a group as a group: none of it is about one member alone."""
        return self.current().filter(subject=group.pk)
