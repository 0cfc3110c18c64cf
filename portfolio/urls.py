"""The addresses of the portfolio beside its registers."""

from django.urls import path

from portfolio.views.signers import SignersPage

urlpatterns = [path("signers/", SignersPage.as_view(), name="signers")]
