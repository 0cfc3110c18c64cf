"""One family of errors that verbs raise; pages and API each render them once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

FieldErrors = dict[str, list[str]]


class DomainError(Exception):
    """Something a caller may be told: a stable code, an HTTP status, a sentence, errors by field."""

    code = "error"
    status = 400

    def __init__(self, message: str = "", fields: FieldErrors | None = None) -> None:
        self.message = message or self.default_message()
        self.fields: FieldErrors = fields or {}
        super().__init__(self.message)

    def default_message(self) -> str:
        """The sentence when the verb gave none."""
        return _("The request could not be carried out.")


class NotFound(DomainError):
    """Nothing there that the principal may see: hidden and nonexistent answer alike."""

    code, status = "not-found", 404

    def default_message(self) -> str:
        return _("There is nothing here, or you may not see it.")


class Forbidden(DomainError):
    """The principal sees the thing and may not do this to it."""

    code, status = "forbidden", 403

    def default_message(self) -> str:
        return _("You may not do this.")


class Invalid(DomainError):
    """Values break a rule. ``fields`` has messages by field, ``rows`` the same by row index."""

    code, status = "invalid", 400

    def __init__(
        self,
        message: str = "",
        fields: FieldErrors | None = None,
        rows: dict[int, FieldErrors] | None = None,
    ) -> None:
        self.rows = rows or {}
        super().__init__(message, fields)

    def default_message(self) -> str:
        return _("Some values break a rule.")

    @classmethod
    def from_validation(cls, error: ValidationError) -> Invalid:
        """The same as a Django validation error."""
        return cls(fields=messages_by_field(error))


class PreconditionRequired(DomainError):
    """A change must say which version it saw."""

    code, status = "precondition-required", 428

    def default_message(self) -> str:
        return _("Say which version you are changing.")


class Stale(DomainError):
    """Somebody else changed the record meanwhile. ``current`` is the record as it stands now."""

    code, status = "stale", 412

    def __init__(self, current: Any, submitted: Mapping[str, Any] | None = None) -> None:
        self.current = current
        self.submitted = dict(submitted or {})
        #: Of a request with many rows: index → uid and version that the writer saw.
        self.seen: dict[int, tuple[Any, int | None]] = {}
        super().__init__()

    def default_message(self) -> str:
        return _("Somebody else changed this record after you opened it.")


class Conflict(DomainError):
    """The request meets a state that does not allow it."""

    code, status = "conflict", 409


class TooLarge(DomainError):
    """The request is larger than the limit that the message names."""

    code, status = "too-large", 413


class Unavailable(DomainError):
    """Something the request needs is away for the moment."""

    code, status = "unavailable", 503


def messages_by_field(error: ValidationError) -> FieldErrors:
    """A validation error as {field: [message]}; errors of no field stand under ``__all__``."""
    if hasattr(error, "error_dict"):
        return {name: list(map(str, errors)) for name, errors in error.message_dict.items()}
    return {NON_FIELD_ERRORS: list(map(str, error.messages))}
