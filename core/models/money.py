"""The currency of an amount: three capital letters, in whichever way people type them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

CODE = RegexValidator(r"^[A-Z]{3}\Z", _("Use three capital letters, like EUR."))


class CurrencyField(models.CharField):
    """A code as ISO 4217 has them; “eur” is understood (:meth:`spelled`), anything else is refused.

    ``of`` names the amounts that it is the currency of: none of them is written without it, and where
    a record is read as a text they stand with it. The write door asks only for codes that somebody
    writes: a record that holds another text from before keeps it, and its other fields can be
    changed. To the database and to migrations it is a plain text of three characters.
    """

    def __init__(self, *args: Any, of: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.of = of
        kwargs["max_length"] = 3
        super().__init__(*args, **kwargs)
        # One sentence says it all: none about the length beside it.
        self.validators = [CODE]

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """A plain text: no table is built anew for a rule that the database does not hold."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    @staticmethod
    def spelled(text: str) -> str:
        """The code that was meant; texts that are none stay as they are."""
        return text.upper() if text.isascii() else text

    def formfield(self, **kwargs: Any) -> Any:
        """An input that takes more than three characters, so that the rule is told in words."""
        options = {"widget": forms.TextInput(attrs={"autocapitalize": "characters"})}
        return models.Field.formfield(self, **options | kwargs)


def nameless(row: models.Model) -> list[str]:
    """The currencies of a row that are empty although one of their amounts is known."""
    return [
        field.name
        for field in row._meta.concrete_fields
        if isinstance(field, CurrencyField) and not getattr(row, field.name)
        and any(getattr(row, amount) is not None for amount in field.of)
    ]  # fmt: skip


def currency_field(model: type[models.Model]) -> str | None:
    """The name of the field with the currency of a model's amounts; None where it has no such field."""
    fields = model._meta.concrete_fields
    return next((field.name for field in fields if isinstance(field, CurrencyField)), None)
