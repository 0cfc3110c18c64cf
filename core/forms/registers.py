"""Forms of registers: they only read what was typed; the write door decides whether it is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import access
from core.forms.fields import LinkField, field_for
from core.forms.plain import PlainForm
from core.reading import links
from core.reading.links import Link

if TYPE_CHECKING:
    from core.access.principals import Principal
    from core.models import RegisterModel

#: A link to something that the writer may not see: left out of the form, so that saving keeps it.
_HIDDEN: Any = object()


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
