"""An import in two steps: a preview that is kept, and a confirmation of exactly that preview."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from core import access, records
from core.choices import ImportState, Origin
from core.errors import Conflict, Invalid, NotFound, Stale, Unavailable
from core.exchange.examining import Examination, Wishes, columns_only, examine
from core.exchange.headers import with_header
from core.exchange.limits import Limits, Unreadable
from core.exchange.outcome import Outcome, effect_of
from core.exchange.plans import plan_of
from core.exchange.reading import read_table
from core.exchange.sheets import Table
from core.models import ImportPreview, RegisterModel
from core.principals import Principal
from core.registers import by_name

KEPT = timedelta(hours=24)
FOLDER = "imports"
NAMED = 5
FIRST = 12


@dataclass(frozen=True)
class Choices(Wishes):
    """Everything a person decides about a file: the wishes, and where in the file the table is."""

    header_row: int | None = None
    sheet: str = ""

    @classmethod
    def stored(cls, wishes: Mapping[str, Any]) -> Choices:
        """The choices as they were stored."""
        return cls(**wishes)


def start(
    model: type[RegisterModel],
    *,
    name: str,
    data: bytes,
    by: Principal,
    choices: Choices | None = None,
) -> ImportPreview:
    """Keep a file and its preview. Raises Forbidden; Unreadable and TooLarge when it is no table.

    A table that does not fit the register is kept with the problem said: other columns may be chosen.
    """
    access.require(by, model, "import")
    discard_expired()
    choices = choices or Choices()
    # Whatever is no table is refused here, before anything is kept.
    table = _table(data, name, choices)
    now = timezone.now()
    preview = ImportPreview(
        type=model.register.name,
        name=name[:255],
        key=f"{FOLDER}/{get_random_string(40)}",
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        requested_by=by.user,
        created_at=now,
        expires_at=now + KEPT,
    )
    _examine_into(preview, table, choices, by)
    preview.key = default_storage.save(preview.key, ContentFile(data))
    preview.save(force_insert=True)
    return preview


def adjust(preview: ImportPreview, choices: Choices, *, by: Principal) -> ImportPreview:
    """Examine the kept file again under other choices."""
    _require_open(preview)
    _examine_into(preview, _table(_content(preview), preview.name, choices), choices, by)
    preview.save()
    return preview


def find(uid: Any, model: type[RegisterModel], *, by: Principal) -> ImportPreview:
    """A preview of the one who asked for it; raises NotFound for everybody else."""
    access.require(by, model, "import")
    mine = ImportPreview.objects.filter(uid=uid, type=model.register.name, requested_by=by.user)
    preview = mine.filter(expires_at__gt=timezone.now()).first()
    if preview is None:
        raise NotFound
    return preview


def cancel(preview: ImportPreview) -> None:
    """Forget a preview and its file."""
    default_storage.delete(preview.key)
    preview.delete()


def discard_expired() -> int:
    """Forget the previews that nobody confirmed in time, and their files."""
    expired = list(ImportPreview.objects.filter(expires_at__lte=timezone.now()))
    for preview in expired:
        cancel(preview)
    return len(expired)


def confirm(preview: ImportPreview, *, by: Principal) -> Outcome:
    """Carry out just what was shown, as one unit, or nothing.

    Raises Conflict when the file or a record is not as it was shown; the preview is then renewed.
    """
    _take(preview)
    try:
        outcome = _carry_out(preview, by)
    except BaseException:
        ImportPreview.objects.filter(pk=preview.pk).update(state=ImportState.OPEN)
        raise
    preview.state = ImportState.DONE
    preview.save()
    default_storage.delete(preview.key)
    return outcome


def _take(preview: ImportPreview) -> None:
    """Make this the only confirmation: a second click finds it taken."""
    _require_open(preview)
    mine = ImportPreview.objects.filter(pk=preview.pk, state=ImportState.OPEN)
    if not mine.update(state=ImportState.RUNNING):
        raise Conflict(_("This import is being carried out already."))


def _require_open(preview: ImportPreview) -> None:
    if preview.state != ImportState.OPEN:
        raise Conflict(_("This import was confirmed already."))


def _carry_out(preview: ImportPreview, by: Principal) -> Outcome:
    data = _content(preview)
    shown = outcome_of(preview)
    if shown is None or preview.problem:
        raise Conflict(preview.problem)
    choices = Choices.stored(preview.wishes)
    examined = _examine(preview, _table(data, preview.name, choices), choices, by)
    if examined.outcome.fingerprint() != shown.fingerprint():
        preview.outcome = examined.outcome.packed()
        preview.save(update_fields=["outcome"])
        raise Conflict(_changed_meanwhile(shown, examined.outcome))
    reason = _("Import of “%(name)s” (SHA-256 %(hash)s)") % {
        "name": preview.name,
        "hash": preview.sha256,
    }
    preview.written = len(write(examined, choices, by=by, reason=reason))
    return examined.outcome


def write(examined: Examination, wishes: Wishes, *, by: Principal, reason: str) -> list[Any]:
    """Write an examined file as one unit: all that was shown, or nothing.

    Raises Invalid when rows are blocked and not left out; Conflict when a record changed meanwhile.
    """
    outcome = examined.outcome
    if outcome.blocked and not wishes.skip_faulty:
        text = _("%(count)s rows cannot be imported. Mend them, or leave them out.")
        raise Invalid(text % {"count": outcome.blocked})
    try:
        drafts = examined.take_drafts()
        return records.apply(drafts, by=by, origin=Origin.IMPORT, reason=reason)
    except Stale as error:
        text = _("“%(title)s” was changed while the import was looked at. Nothing was written.")
        raise Conflict(text % {"title": error.current}) from error


def outcome_of(preview: ImportPreview) -> Outcome | None:
    """What was shown, unless the file did not fit."""
    return Outcome.unpacked(bytes(preview.outcome)) if preview.outcome is not None else None


def beginning(preview: ImportPreview) -> Table:
    """The first rows of the kept file as they are, to choose the header among."""
    table = _table(_content(preview), preview.name, Choices.stored(preview.wishes))
    table.rows = table.rows[:FIRST]
    return table


def _content(preview: ImportPreview) -> bytes:
    """The kept file, which must be the one that was uploaded."""
    try:
        with default_storage.open(preview.key) as file:
            data: bytes = file.read()
    except OSError:
        raise Unavailable(_("The uploaded file is gone. Upload it again.")) from None
    if hashlib.sha256(data).hexdigest() != preview.sha256:
        text = _("“%(name)s” is not the file that was uploaded. Upload it again.")
        raise Conflict(text % {"name": preview.name})
    return data


def _table(data: bytes, name: str, choices: Choices) -> Table:
    return read_table(data, name, sheet=choices.sheet, limits=Limits.of_settings())


def _examine(preview: ImportPreview, table: Table, choices: Choices, by: Principal) -> Examination:
    model = by_name(preview.type)
    return examine(with_header(table, choices.header_row), plan_of(model), choices, by=by)


def _examine_into(preview: ImportPreview, table: Table, choices: Choices, by: Principal) -> None:
    """Fill the preview: what the file would do, or why nothing can be said yet and what was found."""
    preview.wishes = json.loads(json.dumps(asdict(choices), default=dict))
    preview.problem, preview.outcome = "", None
    try:
        sheet = with_header(table, choices.header_row)
    except Unreadable as error:
        preview.problem = error.message
        return
    model = by_name(preview.type)
    try:
        outcome = examine(sheet, plan_of(model), choices, by=by).outcome
    except Invalid as error:
        preview.problem = error.message
        outcome = columns_only(sheet, plan_of(model), by=by)
    preview.outcome = outcome.packed()


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
