"""Filters of lists: each reads its parameters and gives a condition, or says what is wrong."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from core import access
from core.errors import Invalid
from core.history.time_machine import current_instant
from core.reading import links
from core.reading.selections import own_rows, selections_for
from core.text import reader, typed
from core.text.search import normalise

if TYPE_CHECKING:
    from core.access.principals import Principal
    from core.models import RegisterModel

LONGEST = 200
NUMBER_LENGTH = 24


def bad(name: str, value: str, rule: str) -> Invalid:
    """The error for a query parameter: names it, its value and the rule."""
    shown = value if len(value) <= 60 else value[:60] + "…"
    return Invalid(
        _("The address of this page has a part that cannot be used."),
        {name: [f"“{shown}”: {rule}"]},
    )


def refuse_unknown(params: Mapping[str, Any], known: Collection[str]) -> None:
    """Raise Invalid for a part of an address that its page does not know."""
    for name in params:
        if name not in known:
            raise bad(name, str(params[name]), _("this page has no such parameter."))


def read_day(params: QueryDict, name: str) -> date | None:
    """A day from a parameter; raises Invalid naming it."""
    text = params.get(name, "").strip()
    if not text:
        return None
    try:
        return typed.day(text)
    except typed.NotADate:
        raise bad(name, text, _("write a day as YYYY-MM-DD.")) from None


class Filter:
    """A filter on one field; ``params`` are the names it reads."""

    kind = "text"

    def __init__(self, field: models.Field[Any, Any]) -> None:
        self.field, self.name = field, field.name
        self.label = str(field.verbose_name)
        self.params: tuple[str, ...] = (field.name,)

    def bind(self, principal: Principal, params: QueryDict) -> Bound:
        """The filter with what the address says; raises Invalid for a value that breaks a rule."""
        self._check_length(params)
        return self.read(principal, params)

    def check(self, principal: Principal, params: QueryDict) -> None:
        """Raise Invalid for a value that breaks a rule, without looking anything up."""
        self.bind(principal, params)

    def _check_length(self, params: QueryDict) -> None:
        values = [value.strip() for name in self.params for value in params.getlist(name)]
        text = next((value for value in values if len(value) > LONGEST), None)
        if text is not None:
            raise bad(self.name, text, _("use at most %(count)d characters.") % {"count": LONGEST})

    def read(self, principal: Principal, params: QueryDict) -> Bound:
        """Any text that the field contains."""
        text = params.get(self.name, "").strip()
        condition = Q(**{f"{self.name}__icontains": text}) if text else None
        return Bound(self, condition, {self.name: text}, f"“{text}”")


class Bound:
    """A filter with its values: ``condition`` is None while it is unused."""

    def __init__(
        self, filter_: Filter, condition: Q | None, values: dict[str, Any], says: str
    ) -> None:
        self.filter, self.condition, self.values, self.says = filter_, condition, values, says

    @property
    def inputs(self) -> list[tuple[str, Any]]:
        """Parameter names with their values, for the form."""
        return [(name, self.values.get(name, "")) for name in self.filter.params]

    @property
    def options(self) -> list[tuple[str, str, bool]]:
        """Value, label and whether chosen, of a filter with fixed values."""
        chosen = self.values.get(self.filter.name, ())
        return [
            (str(value), str(label), str(value) in chosen)
            for value, label in self.filter.field.flatchoices
        ]


class ChoiceFilter(Filter):
    """One or several of the field's values."""

    kind = "choice"

    def read(self, principal: Principal, params: QueryDict) -> Bound:
        """Values that the field may have."""
        chosen = [value for value in params.getlist(self.name) if value]
        labels = {str(value): str(label) for value, label in self.field.flatchoices}
        for value in chosen:
            if value not in labels:
                raise bad(self.name, value, _("use one of: %(all)s.") % {"all": ", ".join(labels)})
        condition = Q(**{f"{self.name}__in": chosen}) if chosen else None
        return Bound(
            self, condition, {self.name: chosen}, ", ".join(labels[value] for value in chosen)
        )


class YesNoFilter(Filter):
    """Yes or no."""

    kind = "yesno"

    def read(self, principal: Principal, params: QueryDict) -> Bound:
        """``yes`` or ``no``."""
        text = params.get(self.name, "").strip()
        if text not in ("", "yes", "no"):
            raise bad(self.name, text, _("use yes or no."))
        condition = Q(**{self.name: text == "yes"}) if text else None
        return Bound(self, condition, {self.name: text}, _("Yes") if text == "yes" else _("No"))


class DayFilter(Filter):
    """From a day to a day, both included."""

    kind = "days"

    def __init__(self, field: models.Field[Any, Any]) -> None:
        super().__init__(field)
        self.params = (f"{field.name}_from", f"{field.name}_to")

    def read(self, principal: Principal, params: QueryDict) -> Bound:
        """Two days, either may be missing."""
        days = {name: read_day(params, name) for name in self.params}
        lookup = f"{self.name}__date" if isinstance(self.field, models.DateTimeField) else self.name
        parts = [
            Q(**{f"{lookup}__{sign}": day})
            for day, sign in zip(days.values(), ("gte", "lte"), strict=True)
            if day
        ]
        shown = [reader.day(day) for day in days.values()]
        return Bound(
            self,
            reduce(and_, parts) if parts else None,
            {name: day.isoformat() if day else "" for name, day in days.items()},
            " – ".join(shown).strip(),
        )


class NumberFilter(Filter):
    """From a number to a number, both included."""

    kind = "numbers"

    def __init__(self, field: models.Field[Any, Any]) -> None:
        super().__init__(field)
        self.params = (f"{field.name}_from", f"{field.name}_to")

    def read(self, principal: Principal, params: QueryDict) -> Bound:
        """Two numbers, either may be missing."""
        texts = {name: params.get(name, "").strip() for name in self.params}
        parts = [
            Q(**{f"{self.name}__{sign}": _number(name, text)})
            for (name, text), sign in zip(texts.items(), ("gte", "lte"), strict=True)
            if text
        ]
        return Bound(
            self, reduce(and_, parts) if parts else None, texts, " – ".join(texts.values())
        )


def _number(name: str, text: str) -> Decimal:
    try:
        number = typed.number(text)
    except typed.NotANumber as error:
        raise bad(name, text, str(error)) from None
    if abs(number) >= 10**15 or len(text) > NUMBER_LENGTH:
        raise bad(name, text, _("write a number of at most 15 digits, like 12.5."))
    return number


class LinkFilter(Filter):
    """The linked record's uid, reference, or a part of its title; ``-`` finds rows without one."""

    kind = "link"

    @property
    def register(self) -> str:
        """The name of the register that it links to, for suggestions."""
        options = getattr(self.field.related_model, "register", None)
        return options.name if options else ""

    def check(self, principal: Principal, params: QueryDict) -> None:
        """Any text may name a record."""
        self._check_length(params)

    def read(self, principal: Principal, params: QueryDict) -> Bound:
        """Rows whose linked record the principal may see and that fits."""
        text = params.get(self.name, "").strip()
        if not text:
            return Bound(self, None, {self.name: ""}, "")
        condition, says = self._condition(principal, text)
        return Bound(self, condition, {self.name: text}, says)

    def _condition(self, principal: Principal, text: str) -> tuple[Q, str]:
        """The condition, and what it says in words."""
        if text == "-":
            return Q(**{f"{self.name}__isnull": True}), _("none")
        if is_uid(text):
            found = links.find(principal, self.field.related_model, text)  # type: ignore[arg-type]
            return Q(**{f"{self.name}__in": [found.pk] if found else []}), str(found or text)
        return self.called(principal, text), f"“{text}”"

    def called(self, principal: Principal, text: str) -> Q:
        """Rows whose linked record has this reference, or this text in its title."""
        target: Any = self.field.related_model
        fitting = Q(reference__iexact=text.split(links.SEPARATOR, maxsplit=1)[0])
        if self.register:
            rows = target.objects.for_user(principal).filter(fitting | Q(title__icontains=text))
        else:
            # Titles of any register are for those who see all of them.
            any_title = Q(title__icontains=text) if principal.is_staff else Q(pk__in=())
            rows = target.objects.filter(fitting | any_title)
        return Q(**{f"{self.name}__in": rows.values("pk")})


def is_uid(text: str) -> bool:
    """Whether a text is a uid."""
    try:
        return bool(uuid.UUID(text))
    except ValueError:
        return False


class OnlyFilter(Filter):
    """One of the register's named selections: what numbers on other pages lead to."""

    kind = "selection"

    def __init__(self, model: type[RegisterModel]) -> None:
        self.model, self.name, self.label, self.params = model, "only", _("Only"), ("only",)

    def read(self, principal: Principal, params: QueryDict) -> Bound:
        """The name of a selection."""
        name = params.get("only", "").strip()
        known = selections_for(principal, self.model)
        if name and name not in known:
            raise bad("only", name, _("this list has no such selection."))
        condition = known[name].condition() if name else None
        return Bound(self, condition, {"only": name}, str(known[name].title) if name else "")


class MineFilter(Filter):
    """The rows that are the reader's own to look after."""

    kind = "yesno"

    def __init__(self, model: type[RegisterModel]) -> None:
        self.model, self.name, self.label, self.params = model, "mine", _("Mine"), ("mine",)

    def read(self, principal: Principal, params: QueryDict) -> Bound:
        """``yes``."""
        text = params.get("mine", "").strip()
        if text not in ("", "yes"):
            raise bad("mine", text, _("use yes, or leave it out."))
        condition = own_rows(principal, self.model) if text else None
        return Bound(self, condition, {"mine": text}, _("Yes"))


def filter_for(model: type[RegisterModel], name: str) -> Filter:
    """The filter that fits a field's kind."""
    field: Any = model._meta.get_field(name)
    kinds: tuple[tuple[Any, type[Filter]], ...] = (
        (models.ForeignKey, LinkFilter),
        (models.BooleanField, YesNoFilter),
        (models.DateField, DayFilter),
        ((models.DecimalField, models.IntegerField), NumberFilter),
    )
    if field.choices:
        return ChoiceFilter(field)
    return next((cls for kind, cls in kinds if isinstance(field, kind)), Filter)(field)


def filters_for(
    principal: Principal, model: type[RegisterModel], names: Sequence[str]
) -> list[Filter]:
    """Filters on those of ``names`` that the principal may see; last those that every list has."""
    seen = access.fields(principal, model, "view")
    found = [filter_for(model, name) for name in names if name in seen]
    return [*found, OnlyFilter(model), MineFilter(model)]


def search(principal: Principal, model: type[RegisterModel], text: str) -> Q:
    """Rows where every word stands in the reference, the title or a searchable field.

    Now: in the record's normalised search text. In the past: in the fields themselves.
    """
    words = normalise(text).split()[:8]
    if current_instant() is None:
        return reduce(and_, (Q(record__search_text__contains=word) for word in words), Q())
    seen = access.fields(principal, model, "view")
    names = ["reference", "title", *(name for name in model.register.search if name in seen)]
    found = (reduce(or_, (Q(**{f"{name}__icontains": word}) for name in names)) for word in words)
    return reduce(and_, found, Q())
