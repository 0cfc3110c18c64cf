"""The addresses of suppliers beside their registers."""

from django.urls import path

from suppliers.views.parties import PartiesPage

urlpatterns = [path("parties/", PartiesPage.as_view(), name="parties")]
