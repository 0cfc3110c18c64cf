"""The addresses of the portfolio beside its registers."""

from django.urls import path

from portfolio.api.catalogue import Catalogue, CatalogueEditions
from portfolio.api.events import PushEvents
from portfolio.api.figures import PushFigures
from portfolio.api.measurements import Measurements
from portfolio.views.catalogue import (
    CatalogueDataPage,
    CatalogueEditionsPage,
    CataloguePage,
    CataloguePrintPage,
    PublishCataloguePage,
)
from portfolio.views.lights import LevelsPage
from portfolio.views.measurement_files import ImportMeasurementsPage
from portfolio.views.scope import ScopePage
from portfolio.views.signers import SignersPage

urlpatterns = [
    path("api/v1/catalogue/", Catalogue.as_view(), name="api-catalogue"),
    path("api/v1/catalogue/editions/", CatalogueEditions.as_view(), name="api-catalogue-editions"),
    path("api/v1/events/push/", PushEvents.as_view(), name="api-events-push"),
    path("api/v1/measurements/", Measurements.as_view(), name="api-measurements"),
    path(
        "api/v1/operational-figures/push/",
        PushFigures.as_view(),
        name="api-operational-figures-push",
    ),
    path("catalogue/", CataloguePage.as_view(), name="catalogue"),
    path("catalogue/editions/", CatalogueEditionsPage.as_view(), name="catalogue-editions"),
    path("catalogue/publish/", PublishCataloguePage.as_view(), name="catalogue-publish"),
    path("catalogue.jsonld", CatalogueDataPage.as_view(), name="catalogue-data"),
    path("catalogue.pdf", CataloguePrintPage.as_view(), name="catalogue-print"),
    path("levels/", LevelsPage.as_view(), name="levels"),
    path("measurements/import/", ImportMeasurementsPage.as_view(), name="measurements-import"),
    path("scope/", ScopePage.as_view(), name="scope"),
    path("signers/", SignersPage.as_view(), name="signers"),
]
