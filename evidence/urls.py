"""The addresses of the evidence app: its pages, and its part of the API."""

from django.urls import path

from evidence import api, views

urlpatterns = [
    path("bundles/", views.BundlesPage.as_view(), name="bundles-list"),
    path("bundles/public-key/", views.PublicKeyPage.as_view(), name="bundles-key"),
    path("bundles/<uuid:uid>/", views.BundlePage.as_view(), name="bundles-detail"),
    path("proof/relationships/", views.RelationshipsPage.as_view(), name="proof-relationships"),
    path("api/v1/bundles/", api.Bundles.as_view(), name="api-bundles-list"),
    path("api/v1/bundles/<uuid:uid>/", api.Bundle.as_view(), name="api-bundles-detail"),
    path("api/v1/bundles/<uuid:uid>/file/", api.BundleFile.as_view(), name="api-bundles-file"),
]
