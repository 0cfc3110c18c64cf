"""A workbook that went out as an export and comes back: what it is recognised by."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator

from django.utils.translation import gettext as _

from core.access.principals import Principal
from core.models import RegisterModel
from core.text.sheets import Sheet

#: Sheets of an export that no program shows: the uids of its records, and the words to choose from.
EXPORTED, LISTS = "_export", "_lists"
NAMED = 5
LOOKED_UP = 500


def deleted(
    sheet: Sheet, model: type[RegisterModel], present: Collection[str], by: Principal
) -> list[str]:
    """What is said about records that were exported and have no row any more; nothing happens to them."""
    missing = list(_uids(uid for uid in sheet.exported if uid not in present))
    if not missing:
        return []
    visible = model.objects.for_user(by).filter(uid__in=missing[:LOOKED_UP]).order_by("reference")
    names = [
        f"{reference} {title}" for reference, title in visible.values_list("reference", "title")
    ]
    if not names:
        return []
    more = ["…"] if len(names) > NAMED or len(missing) > LOOKED_UP else []
    text = _(
        "Rows that were exported are not in the file any more: %(names)s. Nothing happens to these "
        "records; archive them in the register if that was meant."
    )
    return [text % {"names": ", ".join([*names[:NAMED], *more])}]


def _uids(texts: Iterable[str]) -> Iterator[uuid.UUID]:
    for text in texts:
        try:
            yield uuid.UUID(text)
        except ValueError:
            continue
