"""Inputs of forms: numbers, days and links as people type them, and which one a model field gets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from core.models import Record
from core.reading import links
from core.reading.links import Link
from core.text import typed

if TYPE_CHECKING:
    from core.access.principals import Principal

#: More targets than this are not listed; they are searched for instead.
LISTED = 100


class LinkField(forms.Field):
    """A link to a record: chosen from a list, or typed as reference or title."""

    def __init__(
        self, principal: Principal, field: models.ForeignKey[Any, Any], **kwargs: Any
    ) -> None:
        self.principal = principal
        self.target: Any = field.remote_field.model
        self.listed = self._list()
        widget = (
            forms.Select(choices=self._options()) if self.listed is not None else forms.TextInput()
        )
        super().__init__(widget=widget, **kwargs)
        if self.listed is None:
            self.widget.attrs["data-links"] = self.source
            self.widget.attrs["autocomplete"] = "off"

    @property
    def source(self) -> str:
        """Where suggestions come from."""
        options = getattr(self.target, "register", None)
        return reverse("links", args=[options.name]) if options else reverse("links-any")

    def _list(self) -> list[Link] | None:
        if issubclass(self.target, Record):
            return None
        found = links.choices(self.principal, self.target, limit=LISTED + 1)
        return found if len(found) <= LISTED else None

    def _options(self) -> list[tuple[str, str]]:
        assert self.listed is not None
        return [
            ("", "—"),
            *((str(link.uid), f"{link.title} ({link.reference})") for link in self.listed),
        ]

    def offer(self, link: Link) -> None:
        """Keep the present target choosable although it is archived."""
        if self.listed is not None and all(link.uid != listed.uid for listed in self.listed):
            self.widget.choices = [
                *self._options(),
                (str(link.uid), f"{link.title} ({link.reference})"),
            ]

    def shown(self, link: Link) -> str:
        """How the present target stands in the input."""
        return str(link.uid) if self.listed is not None else link.label

    def to_python(self, value: Any) -> Any:
        """The record that was meant; raises ValidationError when none or several are."""
        text = str(value or "").strip()
        if not text:
            return None
        found = links.find(self.principal, self.target, text)
        if found is None:
            raise forms.ValidationError(
                _("No single record fits. Choose one of the suggestions or type its reference.")
            )
        return found


class WordsField(forms.MultipleChoiceField):
    """Several of the given words, stored as a sorted list."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> list[str]:
        """The chosen words, sorted."""
        return sorted(super().clean(value))


class NumberField(forms.DecimalField):
    """A number by the customs of the language on the screen, shown the same way."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs, localize=True)
        self.widget.attrs["inputmode"] = "decimal"

    def to_python(self, value: Any) -> Any:
        """The number; raises ValidationError when it is none, or could be two."""
        text = "" if value is None else str(value).strip()
        if not text:
            return None
        try:
            return typed.number(text)
        except typed.NotANumber as error:
            raise forms.ValidationError(str(error)) from error


class WholeNumberField(NumberField):
    """A whole number, typed in the same ways."""

    def to_python(self, value: Any) -> Any:
        """The number; raises ValidationError also when it has a fraction."""
        found = super().to_python(value)
        if found is not None and found != int(found):
            raise forms.ValidationError(_("Write a whole number."))
        return found

    def clean(self, value: Any) -> Any:
        """The number as an integer."""
        found = super().clean(value)
        return None if found is None else int(found)


class DayField(forms.DateField):
    """A day: chosen, or typed as people write it where the browser has no calendar."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def to_python(self, value: Any) -> Any:
        """The day; raises ValidationError when it is none, or could be two."""
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        try:
            return typed.day(value)
        except typed.NotADate as error:
            raise forms.ValidationError(str(error)) from error


class MomentField(forms.DateTimeField):
    """A moment on the organisation's clock: chosen, or typed as people write it."""

    widget = forms.DateTimeInput(
        format="%Y-%m-%dT%H:%M:%S", attrs={"type": "datetime-local", "step": "1"}
    )

    def to_python(self, value: Any) -> Any:
        """The moment; raises ValidationError when it is none, or could be two."""
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        try:
            return typed.moment(value)
        except typed.NotADate as error:
            raise forms.ValidationError(str(error)) from error


def field_for(principal: Principal, field: models.Field[Any, Any]) -> forms.Field:
    """The form field of a model field."""
    if isinstance(field, models.ForeignKey):
        return LinkField(
            principal,
            field,
            label=_label(field),
            required=not field.blank,
            help_text=field.help_text,
        )
    stored: Any = field
    made: forms.Field = stored.formfield(**_options(field))
    made.label = _label(field)
    if isinstance(made, forms.TypedChoiceField):
        given: Any = made.choices
        made.choices = [(value, "—" if value in ("", None) else label) for value, label in given]
    return made


def _options(field: models.Field[Any, Any]) -> dict[str, Any]:
    """How a field is typed where Django's own way does not do."""
    if isinstance(field, models.URLField):
        return {"assume_scheme": "https"}
    if field.choices:
        return {}
    if isinstance(field, models.DateTimeField):
        return {"form_class": MomentField}
    if isinstance(field, models.DateField):
        return {"form_class": DayField}
    if isinstance(field, models.DecimalField):
        return {"form_class": NumberField}
    return {"form_class": WholeNumberField} if isinstance(field, models.IntegerField) else {}


def _label(field: models.Field[Any, Any]) -> str:
    text = str(field.verbose_name)
    return text[:1].upper() + text[1:]
