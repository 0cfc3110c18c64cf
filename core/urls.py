"""Addresses of core's own pages; those of registers come from their declarations."""

from django.urls import path

from core.views.home import HomePage, SearchPage, SuggestionsPage
from core.views.profile import ProfilePage, RevokePage, TokensPage

urlpatterns = [
    path("", HomePage.as_view(), name="home"),
    path("search/", SearchPage.as_view(), name="search"),
    path("links/", SuggestionsPage.as_view(), name="links-any"),
    path("links/<slug:register>/", SuggestionsPage.as_view(), name="links"),
    path("me/", ProfilePage.as_view(), name="profile"),
    path("me/tokens/", TokensPage.as_view(), name="tokens"),
    path("me/tokens/<uuid:uid>/revoke/", RevokePage.as_view(), name="tokens-revoke"),
]
