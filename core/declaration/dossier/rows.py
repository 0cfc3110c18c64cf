"""Panels that are lists: the first rows of a register, and how many there are, in one query."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Case, Count, F, Q, Window
from django.db.models.expressions import OrderBy

from core.declaration.dossier.looking import Line, Look, Question, Rows, link_of
from core.declaration.registry import declaration_of
from core.declaration.tones import tone_of

SHOWN = 6


def rows(
    look: Look, model: Any, which: Q | Question, *, order: Sequence[str | Case], day: str = "",
    note: Callable[[Any], str] | None = None, due: bool = False, shown: int = SHOWN,
    list_url: str = "",
) -> Rows | None:  # fmt: skip
    """The first current rows in this order, nothing last; None where the reader sees no such register.

    ``which`` are a condition, or a question of the panel.
    ``day`` is a field shown beside them, and with ``due`` marked once it has passed.
    """
    seen = look.fields(model)
    if not seen:
        return None
    late = Q(**{f"{day}__lt": look.day}) if due and day in seen else Q(pk__in=())
    mine = look.of(model, which) if isinstance(which, Q) else look.rows(which)
    found = list(
        mine.annotate(
            its_total=Window(Count("pk")), its_late=Window(Count("pk", filter=late))
        ).order_by(*map(_term, order))[:shown]
    )
    lines = [_line(look, row, seen, day, note, due) for row in found]
    total, behind = (found[0].its_total, found[0].its_late) if found else (0, 0)
    return Rows(lines, total, behind, list_url)


def _term(name: str | Case) -> OrderBy:
    if isinstance(name, Case):
        return name.asc()
    key = F(name.removeprefix("-"))
    return key.desc(nulls_last=True) if name.startswith("-") else key.asc(nulls_last=True)


def _line(
    look: Look, row: Any, seen: frozenset[str], day: str, note: Callable[[Any], str] | None,
    due: bool,
) -> Line:  # fmt: skip
    when = getattr(row, day) if day in seen else None
    state, tone = _state(row, seen)
    late = bool(due and when and when < look.day)
    return Line(link_of(row), note(row) if note else "", when, state, tone, late)


def _state(row: Any, seen: frozenset[str]) -> tuple[str, str]:
    declaration = declaration_of(type(row))
    name = declaration.state_field() if declaration else ""
    if declaration is None or name not in seen:
        return "", ""
    value = getattr(row, name)
    return str(getattr(row, f"get_{name}_display")()), tone_of(value, declaration.tones)
