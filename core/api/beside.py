"""Columns that other registers fill, in the rows of the API: what a ready-made view shows beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from core.api.kinds import bad
from core.declaration.beside import BesideColumn, beside
from core.declaration.registry import declaration_of
from core.declaration.saved import built_in_uid

if TYPE_CHECKING:
    from core.access.principals import Principal

Row = dict[str, Any]


@dataclass(frozen=True)
class _Keyed:
    pk: int


def beside_columns(principal: Principal, model: Any, view: str) -> list[BesideColumn]:
    """Those of a ready-made view that the principal may see; raises BadParameter without such a view."""
    if not view:
        return []
    declaration = declaration_of(model)
    for each in declaration.views if declaration else ():
        if declaration and str(built_in_uid(declaration, each)) == view:
            return [column for column in each.beside if column.seen_by(principal)]
    raise bad("beside", _("use the uid of a ready-made view of this register."))


def add_beside(
    principal: Principal, model: Any, columns: Sequence[BesideColumn], rows: list[Row]
) -> list[Row]:
    """The rows, each with the texts of these columns under ``beside``; two queries if there are any."""
    if not columns:
        return rows
    found = model.objects.for_user(principal).filter(uid__in=[row["uid"] for row in rows])
    keys = dict(found.order_by().values_list("uid", "pk"))
    filled = beside(principal, columns, [_Keyed(pk) for pk in keys.values()])
    for row in rows:
        texts = {column.name: filled[column].get(keys[row["uid"]]) for column in filled}
        row["beside"] = {name: cell.text if cell else "" for name, cell in texts.items()}
    return rows
