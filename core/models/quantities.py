"""Exact numbers that are shown as short as they are: 99.5, not 99.5000."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models


def short(value: Decimal) -> Decimal:
    """The same number without zeros at its end; whole numbers stay whole."""
    whole = value == value.to_integral_value()
    return value.quantize(Decimal(1)) if whole else value.normalize()


class QuantityField(models.DecimalField):
    """A decimal of which the database's fixed number of places does not show."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """The number as short as it is."""
        return None if value is None else short(value)
