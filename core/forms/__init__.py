"""Forms: their inputs, their look, and what people write of a record."""

from core.forms.fields import (
    LISTED,
    DayField,
    LinkField,
    MomentField,
    NumberField,
    WholeNumberField,
    WordsField,
)
from core.forms.plain import PlainForm
from core.forms.registers import RegisterForm, register_form, sectioned

__all__ = [
    "LISTED",
    "DayField",
    "LinkField",
    "MomentField",
    "NumberField",
    "PlainForm",
    "RegisterForm",
    "WholeNumberField",
    "WordsField",
    "register_form",
    "sectioned",
]
