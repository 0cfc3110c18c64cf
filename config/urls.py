"""Every address of the site; each stands in the permission table (tests/architecture)."""

from django.urls import URLPattern, URLResolver, include, path

from core import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("livez", health.live, name="livez"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("account/", include("allauth.urls")),
]

handler500 = "core.refusals.server_error"
