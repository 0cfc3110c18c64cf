"""What was signed never changes: checked for every write, from wherever it comes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from core.models import Signature
from core.records.checking import raise_errors
from core.records.drafts import Prepared
from core.signing.registry import Signable, signable_of, signables


def check_seals(prepared: Sequence[Prepared]) -> None:
    """Raise Invalid for rows that would change a signed text, or leave its state by no known move."""
    own = [item for item in prepared if _would_break(item)]
    sealed = _signed(item.row.pk for item in own)
    for item in own:
        if item.row.pk in sealed:
            _refuse(item)
    _check_parts(prepared)
    raise_errors(prepared)


def _would_break(item: Prepared) -> bool:
    """Whether the text of a record in a sealed state differs, or its state moves where none leads."""
    signable = signable_of(type(item.row)) if item.draft.uid and item.touched else None
    if signable is None or item.states.get(signable.state) not in signable.sealed:
        return False
    return bool(item.touched.intersection(signable.fields)) or _strays(item, signable)


def _strays(item: Prepared, signable: Signable) -> bool:
    before, after = item.states[signable.state], getattr(item.row, signable.state)
    tables = [each for each in item.row.register.transitions if each.field == signable.state]
    return before != after and all((before, after) not in table.moves for table in tables)


def _signed(keys: Any) -> set[int]:
    wanted = list(keys)
    if not wanted:
        return set()
    found = Signature.objects.filter(record__in=wanted).values_list("record_id", flat=True)
    return set(found)


def _refuse(item: Prepared) -> None:
    signable = signable_of(type(item.row))
    assert signable is not None
    sentence = _("This was signed and never changes. Draft the next edition instead.")
    touched = item.touched.intersection(signable.fields) or {signable.state}
    for name in sorted(touched):
        item.errors[name] = [sentence]


def _check_parts(prepared: Sequence[Prepared]) -> None:
    """Records that belong to the text of another one are sealed with it."""
    for signable in signables():
        items = [
            (item, whole)
            for item in prepared
            if item.changed and (attached := signable.attached.get(type(item.row)))
            for whole in _wholes(item, attached.link, attached.fields)
            if getattr(whole, signable.state) in signable.sealed
        ]
        sealed = _signed(whole.pk for _item, whole in items)
        for item, whole in items:
            if whole.pk in sealed:
                sentence = _("%(whole)s was signed and never changes. Draft its next edition.")
                item.errors["__all__"] = [sentence % {"whole": whole.reference}]


def _wholes(item: Prepared, link: str, fields: Sequence[str]) -> list[Any]:
    """The records whose text a part belongs to, if this write would change that text."""
    if item.draft.uid and not item.touched.intersection({*fields, link, "archived_at"}):
        return []
    whole = getattr(item.row, link)
    return [whole] if whole is not None and whole.pk else []
