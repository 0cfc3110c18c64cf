"""Withdrawing what one held against a measured figure (requirement P8)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core import access, records
from core.access.principals import Principal, system, today
from core.choices import Origin
from core.errors import Conflict, Forbidden
from core.ledger.writing import history_of
from core.models import Person
from core.records import Draft
from core.services.discussion import require_words
from core.writing.unit import unit
from portfolio.choices import ContestState
from portfolio.models import FigureContest

BY = system("contested figures")


def began(contest: FigureContest, by: Principal) -> bool:
    """Whether somebody contested a figure: whom the record names, else who entered it."""
    if contest.raised_by_id is not None:
        return contest.raised_by_id == by.person_id
    first = history_of(FigureContest).objects.filter(record=contest.pk, version=1)
    return by.uid is not None and bool(first.filter(history_user_id=by.uid).exists())


def may_withdraw(contest: FigureContest, by: Principal) -> bool:
    """Whether there is something to withdraw, for whoever contested it."""
    waits = contest.is_open and contest.archived_at is None
    return waits and access.in_scope(by, contest.register.name, "change") and began(contest, by)


def require_withdrawable(contest: FigureContest, by: Principal) -> None:
    """Raise Forbidden for who did not contest it, Conflict when it is archived or settled."""
    access.require_scope(by, contest.register.name, "change")
    if not began(contest, by):
        raise Forbidden(_("Only who wrote it withdraws it."))
    if contest.archived_at is not None:
        raise Conflict(_("This is archived; restore it first."))
    if not contest.is_open:
        raise Conflict(_("This was settled already."))


def withdraw(
    *, contest: FigureContest, text: str, version: int | None, by: Principal, origin: Origin
) -> FigureContest:
    """Settle it as withdrawn, with the words of who contested it.

    Raises Forbidden, Conflict, Invalid, PreconditionRequired, Stale.
    """
    require_withdrawable(contest, by)
    require_words(text)
    values = {
        "state": ContestState.WITHDRAWN, "settlement": text.strip(), "settled_on": today(),
        "settled_by": Person.objects.for_user(BY).filter(pk=by.person_id).first(),
    }  # fmt: skip
    draft = Draft(FigureContest, values, contest.uid, version)
    with unit(by=by, origin=origin, reason=_("Settled")):
        # Who contests does not settle by form; this much of it is theirs.
        settled: FigureContest = records.apply([draft], by=BY, origin=origin)[0]
    return settled
