"""`/livez`, `/readyz` and `/metrics`: what a supervisor, a load balancer and Prometheus ask."""

import secrets

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from core.web import metrics as figures
from core.web import pulse

LOOPBACK = {"127.0.0.1", "::1"}


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The process answers; says nothing about anything else."""
    return HttpResponse("alive\n", content_type="text/plain")


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 `ready` or `degraded` (mail and jobs wait), 503 `failing` (do not send people here)."""
    needed = {"database": pulse.database()}
    if not needed["database"]:
        needed["triggers"] = pulse.protection()
    wanted = {"redis": pulse.broker()}
    if not needed["database"]:
        wanted["outbox"] = pulse.outbox()
    failing, degraded = any(needed.values()), any(wanted.values())
    status = "failing" if failing else "degraded" if degraded else "ready"
    checks = {name: text or "ok" for name, text in {**needed, **wanted}.items()}
    return JsonResponse({"status": status, "checks": checks}, status=503 if failing else 200)


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for Prometheus, to this machine or with the token; a 404 for anybody else."""
    if not may_see_metrics(request):
        raise Http404
    return HttpResponse(figures.exposition(), content_type=CONTENT_TYPE_LATEST)


def may_see_metrics(request: HttpRequest) -> bool:
    """Whether the request comes from this machine itself (not through a proxy) or has the token."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").encode()
    token = settings.METRICS_TOKEN.encode()
    if token and secrets.compare_digest(given, token):
        return True
    forwarded = any(name in request.META for name in ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED"))
    return request.META.get("REMOTE_ADDR") in LOOPBACK and not forwarded
