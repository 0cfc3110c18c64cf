"""The least that could answer: no sign-in, no permission, one `.values()` query, bare templates.

Served by the same gunicorn, with the settings of `benchmarks.bare_settings`.
"""

from __future__ import annotations

import orjson
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

application = get_wsgi_application()

from core.models import Record  # noqa: E402 - after Django has been set up
from portfolio.models import Service  # noqa: E402 - after Django has been set up

ROWS = 100
TABLE = engines["django"].from_string(
    "<!doctype html><title>Services</title><table>{% for row in rows %}<tr>"
    "{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>"
)
COLUMNS = ("reference", "title", "status", "owner__title", "criticality", "service_hours")


def rows(request: HttpRequest) -> HttpResponse:
    """A hundred services as JSON."""
    found = list(Service._base_manager.order_by("reference", "pk").values()[:ROWS])
    return HttpResponse(orjson.dumps(found, default=str), content_type="application/json")


def table(request: HttpRequest) -> HttpResponse:
    """Fifty services as a table."""
    found = Service._base_manager.order_by("reference", "pk").values_list(*COLUMNS)[:50]
    return HttpResponse(TABLE.render({"rows": found}))


def sheet(request: HttpRequest) -> HttpResponse:
    """One service as a table."""
    found = Service._base_manager.order_by("reference", "pk").values()[:1][0]
    return HttpResponse(TABLE.render({"rows": found.items()}))


def find(request: HttpRequest) -> HttpResponse:
    """The first records with a piece of text."""
    fitting = Record.objects.filter(search_text__contains=request.GET["q"].lower()).order_by("pk")
    found = list(fitting.values("uid", "reference", "title")[:ROWS])
    return HttpResponse(orjson.dumps(found, default=str), content_type="application/json")


def live(request: HttpRequest) -> HttpResponse:
    """Up."""
    return HttpResponse("ok")


urlpatterns = [
    path("livez", live),
    path("rows", rows),
    path("table", table),
    path("sheet", sheet),
    path("find", find),
]
