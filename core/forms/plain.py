"""A form in our look that keeps what was typed and says what is wrong, where, and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from core.errors import DomainError

INPUT, SELECT, CHECK = "form-control", "form-select", "form-check-input"


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


def _shown(bound: forms.BoundField | None) -> str:
    """What was typed or chosen, in the words that stood there."""
    value = bound.value() if bound else None
    labels = _labels(bound) if bound and value else {}
    several = value if isinstance(value, list) else [value or ""]
    text = ", ".join(labels.get(str(each), str(each)) for each in several)
    return text if len(text) <= 80 else text[:80] + "…"


def _labels(bound: forms.BoundField) -> dict[str, str]:
    """The options of a field by value; none where it is typed."""
    options = [each.data for each in bound.subwidgets if "label" in each.data]
    return {str(each["value"]): str(each["label"]) for each in options}


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
