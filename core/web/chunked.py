"""Bodies sent in chunks, without a length: read up to the limit, then a request like any other."""

from __future__ import annotations

import tempfile
from typing import IO

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from core.web.middleware import Middleware
from core.web.refusals import refuse

CHUNK = 64 * 1024
IN_MEMORY = 1024 * 1024


class ChunkedBodies(Middleware):
    """Django takes a body without Content-Length for an empty one; here it gets its length."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer 413 as soon as the body is over the limit."""
        if "chunked" not in request.headers.get("Transfer-Encoding", "").lower():
            return self.get_response(request)
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as body:
            if not _read(request, body):
                sentence = _("The request is larger than the limit of %(limit)s MB.")
                limit = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
                return refuse(request, 413, "too-large", sentence % {"limit": limit})
            request.META["CONTENT_LENGTH"] = str(body.tell())
            body.seek(0)
            request._stream = body  # type: ignore[assignment, attr-defined]
            return self.get_response(request)


def _read(request: HttpRequest, body: IO[bytes]) -> bool:
    """Copy the body; False when it is over the limit. The server ends the stream by itself."""
    if not request.META.get("wsgi.input_terminated"):
        return True
    source = request.META["wsgi.input"]
    while chunk := source.read(CHUNK):
        body.write(chunk)
        if body.tell() > settings.UPLOAD_MAX_BYTES:
            return False
    return True
