"""Keeping how somebody likes the screens."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from core.errors import Invalid
from core.models import User
from core.models.preferences import PREFERENCES


def prefer(*, user: User, **wanted: Any) -> None:
    """Keep preferences of a user, by name. Raises Invalid naming the field and the rule."""
    unknown = sorted(wanted.keys() - PREFERENCES)
    if unknown:
        raise TypeError(f"No preferences: {', '.join(unknown)}")
    for name, value in wanted.items():
        setattr(user, name, value)
    try:
        others = {field.name for field in User._meta.fields} - wanted.keys()
        user.clean_fields(exclude=others)
    except ValidationError as error:
        raise Invalid(fields=error.message_dict) from error
    User._base_manager.filter(pk=user.pk).update(**wanted)
