"""What changed in a text after somebody had read it."""

from __future__ import annotations

from typing import Any

from core.signing.reading import lines
from core.signing.redline import Redline, between
from core.signing.registry import signable_of


def changed_since(row: Any, version: int) -> list[Redline]:
    """The fields of the text that differ from an earlier version of the record itself."""
    signable = signable_of(type(row))
    earlier = type(row).history.model.objects.filter(record_id=row.pk, version=version).first()
    if signable is None or earlier is None:
        return []
    found = between(lines(earlier, signable.fields), lines(row, signable.fields))
    return [redline for redline in found if redline.changed]
