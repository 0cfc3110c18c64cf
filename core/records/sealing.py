"""What was signed never changes: checked for every write, from wherever it comes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from core.models import Signature
from core.records.checking import raise_errors
from core.records.drafts import Prepared
from core.signing.registry import Attached, Signable, signable_of, signables


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
    """Records that belong to the text of another one are sealed with it.

    Where no such record was signed, because the text says it in words, they may be added later.
    """
    for signable in signables():
        found = [
            (item, whole)
            for item in prepared
            if item.changed and (attached := signable.attached.get(type(item.row)))
            for whole in _wholes(item, attached)
            if getattr(whole, signable.state) in signable.sealed
        ]
        signed = _signed_parts(whole.pk for _item, whole in found)
        for item, whole in found:
            kinds = signed.get(whole.pk, {})
            if _is_signed(item, kinds.get(item.row.register.name)):
                sentence = _("%(whole)s was signed and never changes. Draft its next edition.")
                item.errors["__all__"] = [sentence % {"whole": whole.reference}]


def _is_signed(item: Prepared, uids: set[str] | None) -> bool:
    """Whether a part is one of those that were signed, or would be one more beside them."""
    return uids is not None and (item.draft.uid is None or str(item.row.uid) in uids)


def _signed_parts(keys: Any) -> dict[int, dict[str, set[str]]]:
    """Record key → register → uids of its parts that were signed."""
    wanted = set(keys)
    found: dict[int, dict[str, set[str]]] = {}
    if not wanted:
        return found
    for key, parts in Signature.objects.filter(record__in=wanted).values_list("record_id", "parts"):
        kinds = found.setdefault(key, {})
        for part in parts:
            kinds.setdefault(part["type"], set()).add(part["record"])
    return found


def _wholes(item: Prepared, attached: Attached) -> list[Any]:
    """The records whose text a part belongs to, if this write would change that text."""
    names = {*attached.fields, attached.link, "archived_at"}
    if item.draft.uid and not item.touched.intersection(names):
        return []
    wholes = [getattr(item.row, attached.link)]
    if item.draft.uid and attached.link in item.touched:
        before = type(item.row)._base_manager.select_related(attached.link).get(pk=item.row.pk)
        wholes.append(getattr(before, attached.link))
    return [whole for whole in wholes if whole is not None and whole.pk]
