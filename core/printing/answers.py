"""PDFs that we made ourselves, handed out to be looked at or kept."""

from __future__ import annotations

import io

from django.http import FileResponse

#: Viewers inside browsers style their own page; nothing of it may run, load or be framed.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'"


def pdf_answer(content: bytes, *, name: str, inline: bool = True) -> FileResponse:
    """A PDF under this name (Content-Disposition as in RFC 6266), shown unless it is to be kept."""
    response = FileResponse(
        io.BytesIO(content),
        as_attachment=not inline,
        filename=name,
        content_type="application/pdf",
    )
    response["Content-Length"] = str(len(content))
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    return response
