"""What the pushes of other tools share: nothing comes twice in one list."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from core.errors import FieldErrors, Invalid


def refuse_doubles(keys: Iterable[Hashable], *, field: str, rule: str) -> None:
    """Raise Invalid with ``rule`` at ``field`` for each place whose key stands in the list before."""
    seen: set[Hashable] = set()
    errors: dict[int, FieldErrors] = {}
    for place, key in enumerate(keys):
        if key in seen:
            errors[place] = {field: [rule]}
        seen.add(key)
    if errors:
        raise Invalid(rows=errors)
