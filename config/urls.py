"""Every address of the site; each stands in the permission table (tests/architecture)."""

from django.urls import URLPattern, URLResolver, include, path

from core.api.start import Problems
from core.declaration.addresses import addresses
from core.web import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("livez", health.live, name="livez"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("account/", include("config.sign_in")),
    path("", include("evidence.urls")),
    path("", include("portfolio.urls")),
    path("", include("suppliers.urls")),
    path("api/v1/", include("core.api.urls")),
    path("problems/", Problems.as_view(), name="problems"),
    path("problems/<slug:code>", Problems.as_view(), name="problem"),
    path("", include("core.urls")),
    *addresses(),
]

handler500 = "core.web.refusals.server_error"
