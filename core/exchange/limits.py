"""How large a file to import may be, and the two ways of refusing one."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from core.errors import Invalid, TooLarge

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bounds that every file is held to before it is opened, and while it is read.

    ``ratio`` bounds how often larger a zip may become than itself, once it exceeds ``free`` bytes.
    """

    bytes: int = 20 * MEGABYTE
    rows: int = 50_000
    columns: int = 400
    cells: int = 3_000_000
    ratio: int = 100
    free: int = 20 * MEGABYTE
    expanded: int = 256 * MEGABYTE
    texts: int = 192 * MEGABYTE
    members: int = 3_000

    @classmethod
    def of_settings(cls) -> Limits:
        """The limits that the operator set."""
        return cls(
            bytes=settings.IMPORT_MAX_BYTES,
            rows=settings.IMPORT_MAX_ROWS,
            ratio=settings.IMPORT_MAX_RATIO,
        )


class Unreadable(Invalid):
    """The file is not a table that can be imported; the message names the file and the reason."""

    code = "unreadable-file"


def unreadable(name: str, reason: str) -> Unreadable:
    """The refusal of a file that is no readable table."""
    return Unreadable(
        _("“%(file)s” cannot be imported: %(reason)s") % {"file": name, "reason": reason}
    )


def too_large(name: str, reason: str) -> TooLarge:
    """The refusal of a file beyond the limits."""
    return TooLarge(_("“%(file)s” is too large: %(reason)s") % {"file": name, "reason": reason})
