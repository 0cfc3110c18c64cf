"""Columns that other registers fill: who receives a service, which agreement covers it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet, Value

from core import access
from core.declaration.columns import Cell

if TYPE_CHECKING:
    from core.access.principals import Principal
    from core.models import RegisterModel

Cells = dict[int, Cell]


@dataclass(frozen=True)
class BesideColumn:
    """What rows of another register say of this one's: ``link`` leads here, ``shows`` is told.

    A link shows the title of its target. The column stands ``after`` another one, else at the end.
    """

    label: Any
    model: type[RegisterModel]
    link: str
    shows: str
    after: str = ""

    numeric = False
    is_title = False

    @property
    def name(self) -> str:
        """What tells it from others in the page."""
        return f"{self.model.register.name}-{self.shows}"

    @property
    def target(self) -> Any:
        """The register that ``shows`` links to, if it is a link."""
        field: Any = self.model._meta.get_field(self.shows)
        return field.related_model if field.is_relation else None

    def seen_by(self, principal: Principal) -> bool:
        """Whether the principal may see both fields, and what is linked."""
        seen = access.fields(principal, self.model, "view")
        linked = self.target is None or access.allowed(principal, self.target, "view") is not None
        return linked and {self.link, self.shows} <= set(seen)

    def rows(self, principal: Principal, keys: Sequence[int], place: int) -> QuerySet[Any, Any]:
        """(place, key of the row here, text) for each row there."""
        found = self.model.objects.for_user(principal).current()
        found = found.filter(**{f"{self.link}__in": keys})
        path = self.shows
        if self.target is not None:
            visible = self.target.objects.for_user(principal).order_by()
            found = found.filter(**{f"{self.shows}__in": visible.values("pk")})
            path = f"{self.shows}__title"
        placed = found.order_by().annotate(its_group=Value(place))
        return placed.values_list("its_group", f"{self.link}_id", path)


def beside(
    principal: Principal, columns: Sequence[BesideColumn], rows: Iterable[Any]
) -> dict[BesideColumn, Cells]:
    """The cells of these columns by the key of each row, as the principal sees them; one query."""
    keys = [row.pk for row in rows]
    if not columns or not keys:
        return {}
    queries = [column.rows(principal, keys, place) for place, column in enumerate(columns)]
    found = queries[0].union(*queries[1:]) if len(queries) > 1 else queries[0].distinct()
    texts: dict[tuple[int, int], list[str]] = defaultdict(list)
    for place, key, text in found:
        if text:
            texts[place, key].append(str(text))
    return {
        column: {
            key: Cell("text", ", ".join(sorted(each)))
            for (at, key), each in texts.items()
            if at == place
        }
        for place, column in enumerate(columns)
    }


def placed(shown: Sequence[Any], more: Sequence[BesideColumn]) -> list[Any]:
    """Columns with those of other registers in their places."""
    columns = list(shown)
    for each in more:
        names = [column.name for column in columns]
        at = names.index(each.after) + 1 if each.after in names else len(columns)
        columns.insert(at, each)
    return columns
