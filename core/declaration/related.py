"""What stands around a record: rows of other registers that point to it, and its documents, in one query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Count, F, QuerySet, Value, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from core import access
from core.declaration.registry import Declared, declaration_of
from core.declaration.tones import tone_of
from core.models import Document, DocumentLink, Record
from core.reading.links import Link
from core.registers import registers
from core.text.sort_keys import by_title, sort_key

if TYPE_CHECKING:
    from core.access.principals import Principal

SHOWN, DOCUMENTS = 6, 20
#: The place of documents in the query, before that of every register.
ATTACHED = -1


@dataclass
class Related:
    """The rows of one register that point here through one field."""

    declaration: Declared
    field_name: str
    subject: str
    may_add: bool
    label: str = ""
    total: int = 0
    rows: list[tuple[Link, str, str]] = field(default_factory=list)

    @property
    def is_typed(self) -> bool:
        """Whether people fill the field: nobody misses what follows by itself."""
        return bool(self.declaration.model._meta.get_field(self.field_name).editable)

    @property
    def list_url(self) -> str:
        """The register's list, narrowed to these."""
        return f"{reverse(f'{self.declaration.name()}-list')}?{self.field_name}={self.subject}"

    @property
    def add_url(self) -> str:
        """The form for a new one that points here."""
        return f"{reverse(f'{self.declaration.name()}-create')}?{self.field_name}={self.subject}"


def related(
    principal: Principal, row: Any, *, now: bool = True, without: Collection[Any] = ()
) -> tuple[list[Related], list[Link]]:
    """Every register with a link to ``row``, the first few rows of each and how many there are; and the
    documents that belong to it.

    ``without`` are registers that the page shows otherwise.
    """
    panels = [
        panel for panel in _panels(principal, row, now) if panel.declaration.model not in without
    ]
    _name(panels)
    queries = [_rows(principal, panel, row, place) for place, panel in enumerate(panels)]
    attached = _documents(principal, row)
    found = attached.union(*queries, all=True) if queries else attached
    documents = []
    for place, total, uid, reference, title, state in sorted(
        found, key=lambda item: (item[0], sort_key(item[4]), item[3])
    ):
        if place == ATTACHED:
            documents.append(Link(Document.register.name, uid, reference, title))
            continue
        panel = panels[place]
        panel.total = total
        link = Link(panel.declaration.name(), uid, reference, title)
        panel.rows.append(
            (link, _state_label(panel, state), tone_of(state, panel.declaration.tones))
        )
    return panels, documents


def _panels(principal: Principal, row: Any, now: bool) -> Iterator[Related]:
    for model in registers():
        declaration = declaration_of(model)
        if declaration is None or model is DocumentLink:
            continue
        seen = access.fields(principal, model, "view")
        fillable = access.fields(principal, model, "add") if now else []
        for name in seen:
            target = getattr(model._meta.get_field(name).remote_field, "model", None)
            if target is Record or target is type(row):
                yield Related(declaration, name, str(row.uid), name in fillable)


def _name(panels: list[Related]) -> None:
    """Call each by its register, and by its field too when the register is there twice."""
    often = Counter(panel.declaration for panel in panels if panel.is_typed)
    for panel in panels:
        panel.label = panel.declaration.title()
        if often[panel.declaration] > 1 or not panel.is_typed:
            field_: Any = panel.declaration.model._meta.get_field(panel.field_name)
            panel.label += f" ({field_.verbose_name})"


def _rows(principal: Principal, panel: Related, row: Any, place: int) -> QuerySet[Any, Any]:
    model, state = panel.declaration.model, panel.declaration.state_field()
    if state and state not in access.fields(principal, model, "view"):
        state = ""
    queryset = model.objects.for_user(principal).current().filter(**{panel.field_name: row.pk})
    return _first(queryset, place, state, SHOWN)


def _documents(principal: Principal, row: Any) -> QuerySet[Any, Any]:
    queryset = Document.objects.for_user(principal).current()
    theirs = queryset.filter(links__subject=row.pk, links__archived_at=None)
    return _first(theirs, ATTACHED, "", DOCUMENTS)


def _first(queryset: QuerySet[Any], place: int, state: str, most: int) -> QuerySet[Any, Any]:
    """The first so many by title, with what is told of each, and how many there are."""
    return (
        queryset.order_by()
        .annotate(
            its_group=Value(place),
            its_total=Window(Count("pk")),
            its_place=Window(RowNumber(), order_by=by_title()),
            its_state=F(state) if state else Value("", output_field=CharField()),
        )
        .filter(its_place__lte=most)
        .values_list("its_group", "its_total", "uid", "reference", "title", "its_state")
    )


def _state_label(panel: Related, value: str) -> str:
    name = panel.declaration.state_field()
    if not value or not name:
        return ""
    state: Any = panel.declaration.model._meta.get_field(name)
    return str(dict(state.flatchoices).get(value, value))


def may_attach(principal: Principal) -> bool:
    """Whether the reader may attach documents at all."""
    return access.allowed(principal, DocumentLink, "add") is not None
