"""Editions of agreed texts: the next one drafted from the last, agreed, taking its place, running out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from core import access, records
from core.access.principals import Principal, system
from core.choices import SETTLED, EditionState, Origin
from core.errors import Conflict, Forbidden
from core.models import Edition
from core.records import Draft
from core.services import asking
from core.signing.registry import Signable, signable_of, signables
from core.writing.unit import unit

BY = system("sign-off")
#: What a later edition says anew.
ANEW = frozenset(
    {"reference", "state", "edition", "supersedes", "effective_from", "effective_until",
     "in_force_until", "change_reference", "impact", "change_approved_by", "review_due", "notes"}
)  # fmt: skip
A_DAY = timedelta(days=1)


def draft_next(
    *, row: Any, by: Principal, origin: Origin, reason: str = "",
    values: Mapping[str, Any] | None = None,
) -> Any:  # fmt: skip
    """The next edition as a draft, with the text of this one and what belongs to it; one unit.

    ``values`` are what it says anew. Whoever asked to confirm this one is answered by that.
    Raises Forbidden, Conflict when this edition was never settled or has a next one already.
    """
    if not access.may(by, row, "change"):
        raise Forbidden
    if row.state not in SETTLED:
        raise Conflict(_("This edition is still open: change it instead of drafting the next one."))
    if following := following_of(row):
        raise Conflict(
            _("There is a next edition already: %(next)s.") % {"next": following.reference}
        )
    model = type(row)
    copied = {n: getattr(row, n) for n in model.writable_fields() if n not in ANEW}
    said = {**copied, **(values or {}), "edition": row.edition + 1, "supersedes": row}
    draft, reason = Draft(model, said), reason or _("Next edition")
    with unit(by=by, origin=origin, reason=reason):
        drafts = [draft, *_copies(row, draft)]
        made: Any = records.apply(drafts, by=by, origin=origin, reason=reason)[0]
        outcome = _("A new edition was drafted: %(next)s") % {"next": made.reference}
        asking.answer(asking.waiting([row.pk]), outcome, by=by, origin=origin)
    return made


def following_of(row: Any) -> Any | None:
    """The edition after this one, unless it was given up."""
    given_up = Q(state=EditionState.TERMINATED) | ~Q(archived_at=None)
    return type(row)._base_manager.filter(supersedes=row.pk).exclude(given_up).first()


def _copies(row: Any, draft: Draft) -> list[Draft]:
    """Drafts of the records that belong to the text, for the next edition."""
    signable = signable_of(type(row))
    assert signable is not None
    copies = []
    for part, _names in signable.parts(row):
        link = signable.attached[type(part)].link
        values = {n: getattr(part, n) for n in type(part).writable_fields() if n != "reference"}
        copies.append(Draft(type(part), {**values, link: draft}))
    return copies


def why_not_yet(row: Any) -> str:
    """What stands against signing an edition, or nothing: its beginning, and the one before."""
    if row.archived_at is not None:
        return _("It is archived.")
    if row.state != EditionState.NEGOTIATING:
        return _("Only what is being negotiated is signed; this one is: %(state)s.") % {
            "state": row.get_state_display()
        }
    if row.effective_from is None:
        return _("Say from when it holds before anybody signs.")
    before = row.supersedes
    if before and before.effective_from and row.effective_from <= before.effective_from:
        return _("It must begin after the edition before, which began on %(day)s.") % {
            "day": before.effective_from.isoformat()
        }
    return row.what_a_change_needs()  # type: ignore[no-any-return]


def agree(row: Any, *, today: date) -> None:
    """What all have signed is agreed, and the edition before ends the day before it begins.

    Within the unit of the last signature. Raises Invalid when a rule stands against it.
    """
    before = row.supersedes
    if before is not None and before.is_agreed:
        values: dict[str, Any] = {"in_force_until": row.effective_from - A_DAY}
        if row.effective_from <= today:
            values["state"] = EditionState.SUPERSEDED
        _write(before, values, _("Replaced by %(next)s") % {"next": row.reference})
    _write(row, {"state": EditionState.AGREED}, _("Signed by all parties"))


def _write(row: Any, values: dict[str, Any], reason: str) -> None:
    draft = Draft(type(row), values, row.uid, row.version)
    records.apply([draft], by=BY, origin=Origin.TASK, reason=reason)


def settle(*, today: date) -> int:
    """Let editions end whose last day has passed; how many did. Harmless when repeated."""
    return sum(
        _settle(signable, today) for signable in signables() if issubclass(signable.model, Edition)
    )


def _settle(signable: Signable, today: date) -> int:
    model: Any = signable.model
    agreed = model._base_manager.filter(state=EditionState.AGREED, archived_at=None)
    replaced = Q(in_force_until__lt=today)
    over = Q(effective_until__lt=today) & ~replaced
    ended = [
        (row, state, reason)
        for condition, state, reason in (
            (replaced, EditionState.SUPERSEDED, _("The next edition is in force")),
            (over, EditionState.EXPIRED, _("Its last day has passed")),
        )
        for row in agreed.filter(condition)
    ]
    for row, state, reason in ended:
        _write(row, {"state": state}, reason)
    return len(ended)
