"""The first step of an import: a preview that is kept with its file, and looked at again."""

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

from core import access
from core.access.principals import Principal
from core.choices import ImportState, JobState
from core.errors import Conflict, Invalid, NotFound, Unavailable
from core.exchange.examining import Examination, Wishes, columns_only, examine
from core.exchange.headers import with_header
from core.exchange.limits import Limits, Unreadable
from core.exchange.outcome import Outcome
from core.exchange.plans import plan_of
from core.exchange.reading import read_table
from core.models import ImportPreview, RegisterModel
from core.registers import by_name
from core.text.sheets import Table

KEPT = timedelta(hours=24)
#: After that long without an end, a confirmation within a request is given up.
PATIENCE = timedelta(minutes=2)
FOLDER = "imports"
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
    require_open(preview)
    _examine_into(preview, table_of(preview, choices), choices, by)
    preview.save()
    return preview


def find(uid: Any, model: type[RegisterModel], *, by: Principal) -> ImportPreview:
    """A preview of the one who asked for it; raises NotFound for everybody else."""
    access.require(by, model, "import")
    mine = ImportPreview.objects.filter(uid=uid, type=model.register.name, requested_by=by.user)
    preview = mine.filter(expires_at__gt=timezone.now()).first()
    if preview is None:
        raise NotFound
    settle(preview)
    return preview


def settle(preview: ImportPreview) -> None:
    """Open a preview again whose confirmation ended without a word: nothing was written by it.

    The writing and the end of the preview are one transaction, so this never happens to one that was
    carried out; and one that is still at it finds the preview taken from it and writes nothing.
    """
    if preview.state != ImportState.RUNNING:
        return
    ended = (
        preview.job.state not in (JobState.WAITING, JobState.RUNNING)
        if preview.job is not None
        else preview.taken_at is None or preview.taken_at < timezone.now() - PATIENCE
    )
    if ended:
        same = ImportPreview.objects.filter(pk=preview.pk, taken_at=preview.taken_at)
        same.filter(state=ImportState.RUNNING).update(state=ImportState.OPEN)
        preview.refresh_from_db()


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


def require_open(preview: ImportPreview) -> None:
    """Raise Conflict for a preview that was confirmed."""
    if preview.state != ImportState.OPEN:
        raise Conflict(_("This import was confirmed already."))


def outcome_of(preview: ImportPreview) -> Outcome | None:
    """What was shown, unless the file did not fit."""
    return Outcome.unpacked(bytes(preview.outcome)) if preview.outcome is not None else None


def beginning(preview: ImportPreview) -> Table:
    """The first rows of the kept file as they are, to choose the header among."""
    table = table_of(preview, Choices.stored(preview.wishes))
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


def table_of(preview: ImportPreview, choices: Choices) -> Table:
    """All rows of the kept file."""
    return _table(_content(preview), preview.name, choices)


def examine_again(preview: ImportPreview, choices: Choices, *, by: Principal) -> Examination:
    """The kept file examined as it would be now. Raises Conflict when it is not what was uploaded."""
    model = by_name(preview.type)
    sheet = with_header(table_of(preview, choices), choices.header_row)
    return examine(sheet, plan_of(model), choices, by=by)


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
