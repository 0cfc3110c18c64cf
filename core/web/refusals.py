"""Answers when a view cannot: refused requests, a database that is away, unexpected errors.

They touch neither database nor session, so they work when nothing else does.
"""

import json
import sys
from collections.abc import Sequence
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

RETRY_AFTER = "10"

# PostgreSQL: connection, operator intervention, resources, deadlock; SQLite has only words.
AWAY_STATES = ("08", "53", "57P", "40")
AWAY_WORDS = ("locked", "unable to open", "disk i/o", "disk is full", "busy")


def refuse(
    request: HttpRequest, status: int, code: str, sentence: str, names: Sequence[str] = ()
) -> HttpResponse:
    """One sentence with a status, and the fields it is about: problem details for the API, else a
    small page."""
    number = getattr(request, "request_id", "")
    if request.path_info.startswith("/api/"):
        problem: dict[str, Any] = {"type": f"/problems/{code}", "title": sentence, "status": status}
        errors = {"errors": {name: [sentence] for name in names}} if names else {}
        body = json.dumps({**problem, "request_id": number, **errors})
        return HttpResponse(body, status=status, content_type="application/problem+json")
    sentence = f"{sentence} ({', '.join(names)})" if names else sentence
    context = {"error": {"message": sentence}, "request": {"request_id": number}}
    page = render_to_string(f"{status}.html", context)
    return HttpResponse(page, status=status)


def is_away(error: BaseException | None) -> bool:
    """Whether a database error says that the database is away, full or locked."""
    if isinstance(error, InterfaceError):
        return True
    if not isinstance(error, OperationalError):
        return False
    if hasattr(error.__cause__, "pgcode"):
        state = getattr(error.__cause__, "pgcode", None)
        return state is None or state.startswith(AWAY_STATES)
    return any(word in str(error).lower() for word in AWAY_WORDS)


def database_away(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """The 503 for a database that is away; None for any other error."""
    if not is_away(error):
        return None
    sentence = _("The database cannot be reached at the moment. Please try again shortly.")
    response = refuse(request, 503, "unavailable", sentence)
    response["Retry-After"] = RETRY_AFTER
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500; errors inside a middleware arrive only here."""
    away = database_away(request, sys.exc_info()[1])
    if away is not None:
        return away
    return refuse(request, 500, "error", _("Something went wrong on our side."))
