"""Periods: a row says from when to when, and does not end before it begins."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from core.errors import FieldErrors


class Period(models.CheckConstraint):
    """Two day fields of a register, either of them open, that must be in order.

    Declared among a model's constraints it is the rule of the database and the sentence people read;
    migrations know it as the plain check that it is.
    """

    def __init__(self, begins: str, ends: str, *, name: str) -> None:
        in_order = models.Q(**{f"{ends}__gte": models.F(begins)})
        either_open = models.Q(**{begins: None}) | models.Q(**{ends: None})
        super().__init__(condition=in_order | either_open, name=name)
        self.begins, self.ends = begins, ends

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        """As a plain check constraint."""
        kwargs = {"condition": self.condition, "name": self.name}
        return "django.db.models.CheckConstraint", (), kwargs

    def clone(self) -> Period:
        """A copy, as Django asks for while it makes the model."""
        return Period(self.begins, self.ends, name=self.name)

    def errors(self, row: models.Model) -> FieldErrors:
        """What is wrong, at the field where the period ends."""
        begins, ends = getattr(row, self.begins), getattr(row, self.ends)
        if begins is None or ends is None or begins <= ends:
            return {}
        return {self.ends: [_("The period would end before it begins.")]}
