"""Files handed out: always as attachments that no browser runs."""

from __future__ import annotations

from typing import IO

from django.http import FileResponse

from core.files.file_names import UNKNOWN


def attachment(file: IO[bytes], *, name: str, content_type: str = UNKNOWN) -> FileResponse:
    """Stream a file from where it stands; Content-Disposition as in RFC 6266."""
    response = FileResponse(file, as_attachment=True, filename=name, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    # Whoever opens it all the same gets a page without scripts, forms and origin.
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
