"""The search over every register: records by the words in them, as far as somebody sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from core import access
from core.declaration.registry import declaration_of
from core.models import Record
from core.registers import registers
from core.search import normalise

if TYPE_CHECKING:
    from core.principals import Principal


def find_records(principal: Principal, text: str, limit: int) -> QuerySet[Record]:
    """Current records that the principal sees, of every register, with all these words."""
    seen = Record.objects.none()
    parts = [
        model.objects.for_user(principal).current().order_by().values("pk")
        for model in registers()
        if declaration_of(model) and access.allowed(principal, model, "view") is not None
    ]
    if not parts:
        return seen
    found = Record.objects.filter(pk__in=parts[0].union(*parts[1:], all=True))
    for word in normalise(text).split()[:8]:
        found = found.filter(search_text__contains=word)
    return found.order_by("type", "title", "reference")[:limit]
