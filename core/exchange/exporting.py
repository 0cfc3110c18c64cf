"""A register taken away as a file: what its reader may export, now or as it stood on a day."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import clock
from core.access.principals import Principal, today
from core.errors import Invalid
from core.exchange.columns import Names, chunks, export_columns
from core.exchange.dropdowns import lists_for
from core.exchange.writers import RAW, TYPES, WRITERS, Head
from core.history import time_machine
from core.ledger import access_chain
from core.models import RegisterModel

BLOCK = 64 * 1024
EVENT = "export"


def write_rows(
    file: Any,
    fmt: str,
    queryset: QuerySet[Any],
    *,
    by: Principal,
    only: Sequence[str] = (),
    as_of: date | None = None,
) -> int:
    """Write rows of a register to a binary file. Answers with their number. Raises Forbidden, Invalid."""
    model: Any = queryset.model
    if fmt not in WRITERS:
        known = ", ".join(WRITERS)
        raise Invalid(
            _("“%(format)s” is no format; use one of: %(known)s.") % {"format": fmt, "known": known}
        )
    columns = export_columns(by, model, only)
    title = str(model._meta.verbose_name_plural).capitalize()
    lists = lists_for(by, columns) if fmt == "xlsx" else {}
    head = Head(model.register.name, title, columns, as_of, lists)
    rows = chunks(queryset, columns, Names(by), raw=fmt in RAW)
    return WRITERS[fmt](file, head, rows)


def write_export(
    model: type[RegisterModel],
    *,
    by: Principal,
    path: Path,
    as_of: date | None = None,
) -> int:
    """Write all current records of a register to ``path``, in the format of its suffix, and note it.

    ``as_of``: as the register stood at the end of that day. Raises Forbidden, Invalid.
    """
    fmt = path.suffix.lower().lstrip(".")
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=path.suffix, delete=False) as file:
        unfinished = Path(file.name)
        try:
            with _moment(model, as_of):
                rows = model.objects.for_user(by, "export").current().order_by("reference")
                count = write_rows(file, fmt, rows, by=by, as_of=as_of)
        except BaseException:
            unfinished.unlink()
            raise
    unfinished.chmod(0o640)
    unfinished.replace(path)
    _note(model, fmt, count, by, as_of)
    return count


def _moment(model: type[RegisterModel], as_of: date | None) -> Any:
    if as_of is None:
        return nullcontext()
    if model not in time_machine.shadowed():
        raise Invalid(_("This register has no past to look at."))
    if as_of > today():
        raise Invalid(_("%(day)s has not begun yet.") % {"day": as_of.isoformat()})
    return time_machine.past(min(time_machine.end_of_day(as_of), timezone.now()))


def export_response(
    request: HttpRequest, declaration: Any, queryset: QuerySet[Any], fmt: str
) -> StreamingHttpResponse:
    """The rows of a list, in the reader's scope already, as a download with the columns on screen.

    The file is complete before the first byte leaves, so that a failure is an error and no half file.
    """
    model = getattr(declaration, "model", declaration)
    by: Principal = request.principal  # type: ignore[attr-defined]
    instant = time_machine.current_instant()
    as_of = clock.local(instant).date() if instant else None
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the last block has left
    try:
        only = request.GET.getlist("column")
        count = write_rows(file, fmt, queryset, by=by, only=only, as_of=as_of)
    except BaseException:
        file.close()
        raise
    size = file.seek(0, 2)
    response = StreamingHttpResponse(
        _noted(file, model, fmt, count, by, as_of), content_type=TYPES[fmt]
    )
    day = (as_of or today()).isoformat()
    response["Content-Disposition"] = f'attachment; filename="{model.register.name}-{day}.{fmt}"'
    response["Content-Length"] = str(size)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _noted(
    file: BinaryIO, model: Any, fmt: str, count: int, by: Principal, as_of: date | None
) -> Iterator[bytes]:
    """The file in blocks; the export is noted before the first one leaves.

    Here, and not in the view, because the past that the view may look at takes no writes.
    """
    with file:
        _note(model, fmt, count, by, as_of)
        file.seek(0)
        while block := file.read(BLOCK):
            yield block


def _note(model: Any, fmt: str, count: int, by: Principal, as_of: date | None) -> None:
    subject = {
        "register": model.register.name,
        "format": fmt,
        "rows": count,
        "as_of": as_of.isoformat() if as_of else None,
    }
    access_chain.note(EVENT, by=by, subject=subject)
