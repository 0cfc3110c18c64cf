"""Forms of registers: they only read what was typed; the write door decides whether it is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import access
from core.errors import DomainError
from core.models import Record
from core.reading import links
from core.reading.links import Link
from core.text import typed

if TYPE_CHECKING:
    from core.access.principals import Principal
    from core.models import RegisterModel

#: More targets than this are not listed; they are searched for instead.
LISTED = 100
#: A link to something that the writer may not see: left out of the form, so that saving keeps it.
_HIDDEN: Any = object()
INPUT, SELECT, CHECK = "form-control", "form-select", "form-check-input"


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


class PlainForm(forms.Form):
    """A form in our look that keeps what was typed and names field, value and rule of errors."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        #: Where something that is wrong can be mended elsewhere: sentence → address.
        self.mends: dict[str, str] = {}
        self.dress()

    def dress(self) -> None:
        """Give every widget its look."""
        for name, field in self.fields.items():
            _dress(field.widget, str(self.auto_id) % name if self.auto_id else name)

    def full_clean(self) -> None:
        """Validate, and mark what is wrong for the eye and for screen readers."""
        super().full_clean()
        for name in self.errors if self.is_bound else ():
            self._mark(name)

    def _mark(self, name: str) -> None:
        if name in self.fields:
            attrs = self.fields[name].widget.attrs
            attrs["class"] = f"{attrs.get('class', '')} is-invalid".strip()
            attrs["aria-invalid"] = "true"
            attrs["aria-describedby"] = f"errors-{name}"

    def take(self, error: DomainError) -> None:
        """Show what a verb refused, beside the fields it concerns."""
        for name, messages in error.fields.items():
            known = name in self.fields
            for message in messages:
                text = message if known or name == NON_FIELD_ERRORS else f"{name}: {message}"
                self.add_error(name if known else None, text)
            self._mark(name)
        if not error.fields:
            self.add_error(None, error.message)

    @property
    def problems(self) -> list[dict[str, Any]]:
        """Every error with its field, the value that was typed and the rule."""
        bound = {name: self[name] if name in self.fields else None for name in self.errors}
        return [
            {
                "field": bound[name],
                "value": _shown(bound[name]),
                "rule": rule,
                "mend": self.mends.get(str(rule)),
            }
            for name, rules in self.errors.items()
            for rule in rules
        ]


class RegisterForm(PlainForm):
    """What people write of a record, with the version they saw and, if they like, the reason."""

    version = forms.IntegerField(
        required=False, min_value=0, max_value=2**31, widget=forms.HiddenInput
    )
    change_reason = forms.CharField(
        label=gettext_lazy("Reason for this change"), required=False, max_length=500
    )

    def __init__(self, fields: Mapping[str, forms.Field], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = list(fields)
        self.fields = {**fields, **self.fields}
        self.dress()

    def leave_out(self, *names: str) -> None:
        """Take fields out of the form, before it is validated."""
        for name in names:
            self.fields.pop(name, None)
        self.own = [name for name in self.own if name not in names]

    @property
    def values(self) -> dict[str, Any]:
        """The cleaned values of the record's own fields."""
        return {name: self._meant(name) for name in self.own if name in self.cleaned_data}

    def _meant(self, name: str) -> Any:
        """What was typed; a moment left as it is shown, to the second, keeps its fraction."""
        value, stored = self.cleaned_data[name], self.initial.get(name)
        kept = isinstance(stored, datetime) and value == stored.replace(microsecond=0)
        return stored if kept else value

    @property
    def typed(self) -> list[tuple[str, str]]:
        """What was typed into the record's own fields, to be carried along."""
        pairs = []
        for name in self.own:
            value = self[name].value()
            values = value if isinstance(value, list) else [value]
            pairs += [(name, str(item)) for item in values if item is not None]
        return pairs


def _shown(bound: forms.BoundField | None) -> str:
    value = bound.value() if bound else None
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    return text if len(text) <= 80 else text[:80] + "…"


def _dress(widget: forms.Widget, identity: str) -> None:
    """Give a widget its look."""
    if isinstance(widget, forms.CheckboxInput | forms.CheckboxSelectMultiple | forms.RadioSelect):
        widget.attrs.setdefault("class", CHECK)
    elif isinstance(widget, forms.Select):
        widget.attrs.setdefault("class", SELECT)
    elif not widget.is_hidden:
        widget.attrs.setdefault("class", INPUT)
    if isinstance(widget, forms.Textarea):
        widget.attrs.update({"rows": 2})
    if "data-links" in widget.attrs:
        widget.attrs["list"] = f"{identity}-list"


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


def register_form(
    principal: Principal,
    model: type[RegisterModel],
    action: str,
    *,
    instance: RegisterModel | None = None,
    data: Any = None,
    initial: Mapping[str, Any] | None = None,
    special: Mapping[str, Any] | None = None,
) -> RegisterForm:
    """The form with the fields that ``principal`` may write.

    ``special`` maps names to makers of form fields.
    """
    names = access.fields(principal, model, action)
    fields = {
        name: (special or {}).get(name, lambda field: field_for(principal, field))(
            model._meta.get_field(name)
        )
        for name in names
    }
    start = dict(initial or {})
    if instance is not None:
        start = _present(principal, instance, fields)
        for name in [name for name, value in start.items() if value is _HIDDEN]:
            del fields[name], start[name]
    return RegisterForm(fields, data, initial=start)


def _present(
    principal: Principal, instance: RegisterModel, fields: Mapping[str, forms.Field]
) -> dict[str, Any]:
    """The record's values as the form shows them."""
    values: dict[str, Any] = {"version": instance.version}
    wanted: dict[Any, list[int]] = {}
    for name, field in fields.items():
        stored: Any = instance._meta.get_field(name)
        values[name] = getattr(instance, stored.attname)
        if isinstance(field, LinkField) and values[name] is not None:
            wanted.setdefault(field.target, []).append(values[name])
    found = links.resolve(principal, wanted)
    for name, field in fields.items():
        if isinstance(field, LinkField):
            link = found.get(field.target, values[name])
            values[name] = _present_link(field, link) if link or values[name] is None else _HIDDEN
    return values


def _present_link(field: LinkField, link: Link | None) -> str:
    if link is None:
        return ""
    field.offer(link)
    return field.shown(link)


def sectioned(
    form: RegisterForm, sections: Sequence[tuple[Any, Sequence[str]]]
) -> list[tuple[Any, list[forms.BoundField]]]:
    """The form's fields by section: the reference in the first, what no section names last."""
    named = {name for _title, names in sections for name in names}
    rest = [name for name in form.own if name not in named]
    groups = [(title, list(names)) for title, names in sections]
    if groups and "reference" in rest:
        groups[0][1].append("reference")
        rest.remove("reference")
    groups.append((_("More") if sections else "", rest))
    found = [(title, [form[name] for name in names if name in form.own]) for title, names in groups]
    return [(title, fields) for title, fields in found if fields]
