"""Questions about agreements."""

from __future__ import annotations

from datetime import date
from typing import Any

from core.querysets import RegisterQuerySet
from suppliers.choices import AgreementState
from suppliers.terms import decision_day, term_end


class AgreementQuerySet(RegisterQuerySet):
    """Agreements and their dates."""

    def in_force(self) -> AgreementQuerySet:
        """Agreements that bind somebody now."""
        return self.current().filter(state=AgreementState.ACTIVE)

    def to_decide_by(self, last: date, today: date) -> list[tuple[Any, date]]:
        """(agreement, decision day) for those in force whose decision day is up to ``last``.

        The day depends on the renewals that happened, so it is computed here and not in SQL.
        """
        dated = []
        for agreement in self.in_force().exclude(ends_on=None).select_related("supplier__manager"):
            end = term_end(agreement.ends_on, agreement.renewal, agreement.renewal_months, today)
            day = decision_day(end, agreement.notice_days)
            if day is not None and day <= last:
                dated.append((agreement, day))
        return sorted(dated, key=lambda pair: pair[1])
