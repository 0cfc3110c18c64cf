"""Links to records: named for a whole page in one query, and found from what was typed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Lower
from django.db.models.lookups import In
from django.urls import reverse

from core import access
from core.models import Record, RegisterModel
from core.registers import by_name

if TYPE_CHECKING:
    from core.access.principals import Principal

Target = type[RegisterModel] | type[Record]
Wanted = Mapping[Target, Iterable[int]]
SEPARATOR = " · "
COLUMNS = ("pk", "uid", "reference", "title", "archived_at")
NOBODY = uuid.UUID(int=0)
#: No reference and title together are longer; databases refuse endless patterns.
LONGEST = 400
#: So many texts are looked up together.
AT_ONCE = 200


def record_url(register: str, uid: uuid.UUID) -> str:
    """The page of a record."""
    return _pattern(register).replace(str(NOBODY), str(uid))


@cache
def _pattern(register: str) -> str:
    """The address of a record that is nobody's: looked up once, because pages have hundreds."""
    return reverse(f"{register}-detail", args=[NOBODY])


@dataclass(frozen=True)
class Link:
    """What a page says of a linked record."""

    register: str
    uid: uuid.UUID
    reference: str
    title: str
    archived: bool = False

    @property
    def url(self) -> str:
        """Its page."""
        return record_url(self.register, self.uid)

    @property
    def label(self) -> str:
        """Reference and title, as shown in choices and understood by :func:`find`."""
        return f"{self.reference}{SEPARATOR}{self.title}"


class Links:
    """Resolved links by (target model, key). What the principal may not see is not in it."""

    def __init__(self, found: dict[tuple[Target, int], Link]) -> None:
        self._found = found

    def get(self, target: Target, key: int | None) -> Link | None:
        """The link to a record, or None when there is none or it may not be seen."""
        return None if key is None else self._found.get((target, key))


def resolve(principal: Principal, wanted: Wanted) -> Links:
    """Look up every wanted key as ``principal`` sees it, in one query.

    Links to any record cost one query more, for their types.
    """
    by_model: dict[type[RegisterModel], set[int]] = {}
    anywhere: set[int] = set()
    for target, keys in wanted.items():
        present = {key for key in keys if key is not None}
        if issubclass(target, Record):
            anywhere |= present
        elif present:
            by_model.setdefault(target, set()).update(present)
    for key, name in _types(anywhere):
        by_model.setdefault(by_name(name), set()).add(key)
    return Links(_fetch(principal, by_model, anywhere))


def _types(keys: set[int]) -> Iterable[tuple[int, str]]:
    return Record.objects.filter(pk__in=keys).values_list("pk", "type") if keys else ()


def _fetch(
    principal: Principal, by_model: dict[type[RegisterModel], set[int]], anywhere: set[int]
) -> dict[tuple[Target, int], Link]:
    queries = {
        model: model.objects.for_user(principal).filter(pk__in=keys).order_by()
        for model, keys in by_model.items()
    }
    found: dict[tuple[Target, int], Link] = {}
    for name, key, uid, reference, title, archived_at in _together(queries):
        link = Link(name, uid, reference, title, archived_at is not None)
        found[by_name(name), key] = link
        if key in anywhere:
            found[Record, key] = link
    return found


def _together(queries: Mapping[type[RegisterModel], QuerySet[Any]]) -> Iterable[Any]:
    """Rows of (register, *COLUMNS) in one query; a single register needs no UNION."""
    if len(queries) == 1:
        (model, queryset), *_rest = queries.items()
        return ((model.register.name, *row) for row in queryset.values_list(*COLUMNS))
    named = [_named(model, queryset) for model, queryset in queries.items()]
    return named[0].union(*named[1:], all=True) if named else ()


def _named(model: type[RegisterModel], queryset: QuerySet[Any]) -> QuerySet[Any, Any]:
    name = Value(model.register.name, output_field=CharField())
    return queryset.annotate(its_register=name).values_list("its_register", *COLUMNS)


def choices(
    principal: Principal, model: type[RegisterModel], text: str = "", *, limit: int
) -> list[Link]:
    """Up to ``limit`` records in use that fit what was typed, by title."""
    queryset = model.objects.for_user(principal).in_use()
    for word in text.replace(SEPARATOR, " ").split()[:6]:
        queryset = queryset.filter(Q(title__icontains=word) | Q(reference__icontains=word))
    rows = queryset.by_title().values_list("uid", "reference", "title")[:limit]
    return [Link(model.register.name, *row) for row in rows]


def find(principal: Principal, target: Target, text: str) -> Any | None:
    """The record meant by a uid, a reference, "reference · title" or an exact title.

    None when none fits or several do.
    """
    if len(text) > LONGEST:
        return None
    if not issubclass(target, Record):
        return _find(principal, target, text)
    candidates = list(Record.objects.filter(_meant(text))[:20])
    visible = [record for record in candidates if _find(principal, record.model, str(record.uid))]
    return visible[0] if len(visible) == 1 else None


def _find(principal: Principal, model: type[RegisterModel], text: str) -> Any | None:
    if access.allowed(principal, model, "view") is None:
        return None
    found = list(model.objects.for_user(principal).filter(_meant(text)).order_by()[:2])
    return found[0] if len(found) == 1 else None


def find_each(
    principal: Principal, model: type[RegisterModel], texts: Iterable[str]
) -> dict[str, Any]:
    """The record meant by each text, as :func:`find` means it: a query for so many of them at once.

    Texts that fit none or several are missing.
    """
    wanted = sorted({text for text in texts if len(text) <= LONGEST})
    if access.allowed(principal, model, "view") is None:
        return {}
    found: dict[str, Any] = {}
    for start in range(0, len(wanted), AT_ONCE):
        batch = wanted[start : start + AT_ONCE]
        rows = list(model.objects.for_user(principal).filter(_any_meant(batch)).order_by())
        for text in batch:
            fitting = [row for row in rows if _fits(row, text)]
            if len(fitting) == 1:
                found[text] = fitting[0]
    return found


def _any_meant(texts: Iterable[str]) -> Q:
    """Rows that one of the texts may mean; databases differ in what they put into lower case."""
    uids = [uid for text in texts if (uid := _uid(text))]
    titles = {word for text in texts for word in (text.strip(), text.strip().lower())}
    titled = Q(In(Lower("title"), titles)) | Q(title__in=titles)
    references = {_reference(text) for text in texts}
    return Q(uid__in=uids) | Q(reference__in=references) | Q(titled, archived_at=None)


def _fits(row: Any, text: str) -> bool:
    if uid := _uid(text):
        return bool(row.uid == uid)
    titled = row.archived_at is None and row.title.lower() == text.strip().lower()
    return titled or row.reference == _reference(text)


def _uid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _reference(text: str) -> str:
    return text.split(SEPARATOR, maxsplit=1)[0].strip()


def _meant(text: str) -> Q:
    if uid := _uid(text):
        return Q(uid=uid)
    return Q(reference=_reference(text)) | Q(title__iexact=text.strip(), archived_at=None)
