"""How rows of a file become records: columns, their synonyms, and what else a row makes.

Every register has the plain plan: one row, one record, by its fields. An app adds to it in its room
``plans``: synonyms of headings, words of choices, further columns, and :meth:`Plan.complete`, which
makes the records beside the row's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core import access
from core.access.principals import Principal
from core.exchange import values
from core.exchange.values import Convert
from core.models import Record, RegisterModel

if TYPE_CHECKING:
    from core.exchange.book import Book
    from core.exchange.entries import Entry

Words = Mapping[str, Mapping[str, str]]

UID, VERSION = "@uid", "@version"
#: What an export calls the two columns by which an import finds the record and sees a conflict.
META_LABELS = {UID: _("Record uid"), VERSION: _("Record version")}


@dataclass(frozen=True)
class Target:
    """What a column may be: a field of the register, uid or version, an extra of the plan."""

    key: str
    label: str
    labels: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    convert: Convert = values.as_text
    field: models.Field[Any, Any] | None = None
    link: type[RegisterModel] | type[Record] | None = None

    @property
    def is_extra(self) -> bool:
        """Whether it is no field of the register itself."""
        return self.field is None and self.key not in META_LABELS


@dataclass(frozen=True)
class Extra:
    """A further column of a plan; ``link`` is the register whose records its cells name."""

    key: str
    label: Any
    synonyms: Sequence[str] = ()
    convert: Convert = values.as_text
    link: type[RegisterModel] | None = None


class Plan:
    """How one register is imported. Attributes and one method to override.

    ``synonyms`` are further headings by field; ``words`` further words of choices by field;
    ``extras`` further columns; ``defaults`` values of new records by field when the file has none;
    ``natural`` are sets of fields that together tell which record a row is.
    """

    model: ClassVar[type[RegisterModel]]
    synonyms: ClassVar[Mapping[str, Sequence[str]]] = {}
    words: ClassVar[Words] = {}
    extras: ClassVar[Sequence[Extra]] = ()
    defaults: ClassVar[Mapping[str, Any]] = {}
    natural: ClassVar[Sequence[tuple[str, ...]]] = ()

    def __init__(self, model: type[RegisterModel] | None = None) -> None:
        self.register = model or self.model

    def targets(self, principal: Principal) -> list[Target]:
        """Everything a column may be mapped to, in the order of the register's fields."""
        names = access.fields(principal, self.register, "import")
        fields = [self._of_field(name) for name in names]
        return [*self._meta(), *fields, *map(_of_extra, self.extras)]

    def _meta(self) -> list[Target]:
        return [
            Target(UID, str(META_LABELS[UID]), _spoken(UID), ("uid", "uuid"), values.as_uuid),
            Target(VERSION, str(META_LABELS[VERSION]), _spoken(VERSION), (), values.as_integer),
        ]

    def _of_field(self, name: str) -> Target:
        found: Any = self.register._meta.get_field(name)
        linked = found.remote_field.model if found.remote_field else None
        convert = values.as_text if linked else values.converter(found, self.words.get(name))
        return Target(
            key=name,
            label=label_of(self.register, name),
            labels=labels_of(self.register, name),
            synonyms=tuple(self.synonyms.get(name, ())),
            convert=convert,
            field=found,
            link=linked,
        )

    def title_field(self) -> str:
        """The field whose text names a record exactly; empty when names are put together from several."""
        is_plain = self.register.make_title is RegisterModel.make_title
        return self.register.register.title if is_plain else ""

    def natural_keys(self) -> list[tuple[str, ...]]:
        """Fields that together tell which record a row is: the plan's, and by constraints."""
        unique = [
            tuple(constraint.fields)
            for constraint in self.register._meta.constraints
            if isinstance(constraint, models.UniqueConstraint) and constraint.fields
        ]
        return [*self.natural, *(names for names in unique if self._is_linked(names))]

    def _is_linked(self, names: Sequence[str]) -> bool:
        return bool(self.register._meta.get_field(names[0]).is_relation)

    def ways(self) -> list[tuple[str, ...]]:
        """Every set of columns by which rows can be told apart."""
        title = self.title_field()
        return [("reference",), *self.natural_keys(), *([(title,)] if title else []), (UID,)]

    def labels_of_keys(self) -> list[str]:
        """The headings of the columns that name a record."""
        title = self.title_field()
        names = ("reference", title) if title else ("reference",)
        return [label_of(self.register, name) for name in names]

    def labels(self, names: Iterable[str]) -> list[str]:
        """The headings of these columns, in quotation marks."""
        return [
            f"“{META_LABELS[name] if name in META_LABELS else label_of(self.register, name)}”"
            for name in names
        ]

    def complete(self, entry: Entry, book: Book) -> None:
        """Make what a row says beside its own record. Plain registers: nothing."""

    def offer(self, model: type[RegisterModel], name: str, key: str) -> dict[str, Any]:
        """The values of a new linked record, offered for a name in the column ``key`` that nobody has."""
        return {model.register.title: name}


def _of_extra(extra: Extra) -> Target:
    label = str(extra.label)
    synonyms = tuple(extra.synonyms)
    return Target(extra.key, label, (label,), synonyms, extra.convert, None, extra.link)


def _spoken(key: str) -> tuple[str, ...]:
    """A heading of ours in every language of the product: a file may come from a colleague."""
    return in_every_language(lambda: str(META_LABELS[key]))


def in_every_language(text: Callable[[], str]) -> tuple[str, ...]:
    """A text in every language of the product."""
    found = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.append(text())
    return tuple(found)


def labels_of(model: type[RegisterModel], name: str) -> tuple[str, ...]:
    """The heading of a field's column in every language of the product."""
    return in_every_language(lambda: label_of(model, name))


def label_of(model: type[RegisterModel], name: str) -> str:
    """The heading of a field's column: its label, or its name where two fields share the label."""
    return headings(model)[name]


def headings(model: type[RegisterModel]) -> dict[str, str]:
    """The headings of all fields of a register by name, in the reader's language."""
    return _labels(model, get_language() or "")


@cache
def _labels(model: type[RegisterModel], _language: str) -> dict[str, str]:
    """All headings of a register, put together once a language."""
    labels = {name: _capital(model._meta.get_field(name)) for name in model.value_fields()}
    counted = Counter(labels.values())
    return {name: label if counted[label] == 1 else name for name, label in labels.items()}


def _capital(found: Any) -> str:
    text = str(found.verbose_name)
    return text[:1].upper() + text[1:]


P = TypeVar("P", bound=type[Plan])
_plans: dict[type[RegisterModel], type[Plan]] = {}


def plan_for(model: type[RegisterModel]) -> Callable[[P], P]:
    """Register a plan class as the one of ``model``; raises ValueError when it has one."""

    def register(plan: P) -> P:
        if model in _plans and _plans[model].__qualname__ != plan.__qualname__:
            raise ValueError(f"{model.register.name} has an import plan already.")
        plan.model = model
        _plans[model] = plan
        return plan

    return register


@cache
def _discover() -> None:
    autodiscover_modules("plans")


def plan_of(model: type[RegisterModel]) -> Plan:
    """The import plan of a register; the plain one when its app says nothing."""
    _discover()
    return _plans.get(model, Plan)(model)
