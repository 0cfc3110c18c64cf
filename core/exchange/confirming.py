"""The second step of an import: exactly what was shown is written as one unit, or nothing is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import records
from core.access.principals import Principal
from core.choices import ImportState, Origin
from core.errors import Conflict, Invalid, NotFound, Stale
from core.exchange.examining import Examination, Wishes
from core.exchange.outcome import Outcome, effect_of
from core.exchange.storing import Choices, examine_again, outcome_of, require_open
from core.jobs import JobContext, job_kind
from core.ledger.writing import Unit
from core.models import ImportPreview, Job
from core.records import Ending
from core.services import jobs
from core.writing.unit import Work

KIND = "import"
#: An import that writes more rows is carried out by a worker.
LARGE = 2000
NAMED = 5
Report = Callable[[float], None]
Look = Callable[[], None]


def _untold(_percent: float) -> None:
    """Nobody asks how far it is."""


def _unseen() -> None:
    """Nobody can cancel it."""


def confirm(preview: ImportPreview, *, by: Principal) -> Outcome:
    """Carry out just what was shown, as one unit, or nothing.

    Raises Conflict when the file or a record is not as it was shown; the preview is then renewed.
    """
    require_open(preview)
    return _carry_out(preview, _take(preview), by, _untold)


def confirm_later(preview: ImportPreview, *, by: Principal) -> Job:
    """As :func:`confirm`, by a worker."""
    require_open(preview)
    with transaction.atomic():
        _take(preview)
        job = jobs.start(kind=KIND, params={"preview": str(preview.uid)}, by=by)
        ImportPreview.objects.filter(pk=preview.pk).update(job=job)
    preview.job = job
    return job


@job_kind(KIND, label=gettext_lazy("Import"))
def import_file(context: JobContext) -> None:
    """Carry out a confirmed import as its requester; cancelled, it writes nothing."""
    preview = ImportPreview.objects.filter(uid=context.params["preview"]).first()
    if preview is None:
        raise NotFound(_("The preview of this import is gone; nothing was written."))
    if preview.state == ImportState.DONE:
        return  # a worker before this one wrote everything and then ended
    token = timezone.now()
    mine = ImportPreview.objects.filter(pk=preview.pk, state=ImportState.RUNNING, job=context.job)
    if not mine.update(taken_at=token):
        raise _given_up()
    context.report(5)
    _carry_out(preview, token, context.principal, context.report, context.look)
    context.message = _("%(count)s records were written.") % {"count": preview.written}


def _take(preview: ImportPreview) -> datetime:
    """Make this the only confirmation: a second click finds it taken."""
    token = timezone.now()
    mine = ImportPreview.objects.filter(pk=preview.pk, state=ImportState.OPEN)
    if not mine.update(state=ImportState.RUNNING, taken_at=token, job=None):
        raise Conflict(_("This import is being carried out already."))
    preview.state, preview.taken_at, preview.job = ImportState.RUNNING, token, None
    return token


def _carry_out(
    preview: ImportPreview,
    token: datetime,
    by: Principal,
    report: Report,
    look: Look = _unseen,
) -> Outcome:
    """Write it. Whatever goes wrong, the preview is open again and nothing was written."""
    try:
        outcome = _write_as_shown(preview, token, by, report, look)
    except BaseException:
        mine = ImportPreview.objects.filter(pk=preview.pk, taken_at=token)
        mine.filter(state=ImportState.RUNNING).update(state=ImportState.OPEN, taken_at=None)
        raise
    default_storage.delete(preview.key)
    preview.refresh_from_db()
    return outcome


def _write_as_shown(
    preview: ImportPreview,
    token: datetime,
    by: Principal,
    report: Report,
    look: Look,
) -> Outcome:
    shown = outcome_of(preview)
    if shown is None or preview.problem:
        raise Conflict(preview.problem)
    choices = Choices.stored(preview.wishes)
    examined = examine_again(preview, choices, by=by)
    report(50)
    if examined.outcome.fingerprint() != shown.fingerprint():
        preview.outcome = examined.outcome.packed()
        preview.save(update_fields=["outcome"])
        raise Conflict(_changed_meanwhile(shown, examined.outcome))
    reason = _("Import of “%(name)s” (SHA-256 %(hash)s)") % {
        "name": preview.name,
        "hash": preview.sha256,
    }
    ends: list[Unit] = []

    def end(work: Work) -> None:
        look()
        ends.append(work.unit)
        _end(preview, token, work.unit)

    write(examined, choices, by=by, reason=reason, ending=end)
    if not ends:
        _end(preview, token, None)
    return examined.outcome


def _end(preview: ImportPreview, token: datetime, unit: Unit | None) -> None:
    """The preview's end, in the transaction that writes. Raises Conflict when it is another's now."""
    mine = ImportPreview.objects.filter(pk=preview.pk, state=ImportState.RUNNING, taken_at=token)
    written = len(unit.changes) if unit else 0
    uid = unit.uid if unit else None
    if not mine.update(state=ImportState.DONE, written=written, unit=uid):
        raise _given_up()


def _given_up() -> Conflict:
    return Conflict(_("This import was given up meanwhile. Nothing was written."))


def write(
    examined: Examination,
    wishes: Wishes,
    *,
    by: Principal,
    reason: str,
    ending: Ending | None = None,
) -> list[Any]:
    """Write an examined file as one unit: all that was shown, or nothing.

    Raises Invalid when rows are blocked and not left out; Conflict when a record changed meanwhile.
    """
    outcome = examined.outcome
    if outcome.blocked and not wishes.skip_faulty:
        text = _("%(count)s rows cannot be imported. Mend them, or leave them out.")
        raise Invalid(text % {"count": outcome.blocked})
    try:
        drafts = examined.take_drafts()
        return records.apply(drafts, by=by, origin=Origin.IMPORT, reason=reason, ending=ending)
    except Stale as error:
        text = _("“%(title)s” was changed while the import was looked at. Nothing was written.")
        raise Conflict(text % {"title": error.current}) from error


def _changed_meanwhile(shown: Outcome, now: Outcome) -> str:
    """Which rows would do something else than what was shown."""
    before = {row["number"]: effect_of(row) for row in shown.rows}
    changed = [row for row in now.rows if effect_of(row) != before.get(row["number"])]
    names = [_row_name(row) for row in changed[:NAMED]]
    text = _(
        "Records changed after the preview was made, so nothing was written. Look at it again: %(rows)s."
    )
    return text % {"rows": "; ".join(names) or _("offered records")}


def _row_name(row: Mapping[str, Any]) -> str:
    return _("row %(number)s, %(title)s") % {"number": row["number"], "title": row["title"] or "?"}
