"""The next edition of requirements over the API: it says what asked for it."""

from __future__ import annotations

from core.api.editions import NextEdition
from core.api.verbs import API
from portfolio.models import Requirement
from portfolio.services import reconfirming


class NextRequirements(NextEdition):
    """Drafts the edition after this one, or finds it drafted and so answers what asked for it."""

    def draft(self, row: Requirement) -> Requirement:
        """The next edition."""
        return reconfirming.revise(row=row, by=self.principal, origin=API, reason=self.reason())
