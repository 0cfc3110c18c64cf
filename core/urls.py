"""Addresses of core's own pages; those of registers come from their declarations."""

from django.urls import path

from core.views.changes import ChangesPage
from core.views.conformity import ConformityPage
from core.views.design import DesignPage
from core.views.documents import AttachPage, DownloadPage, UploadVersionPage
from core.views.home import HomePage
from core.views.jobs import CancelJobPage, JobFilePage, JobPage, JobsPage
from core.views.notifications import ChannelsPage, NotificationsPage, OpenNotificationPage
from core.views.outbox import OutboxPage
from core.views.preferences import PreferencesPage, TourPage
from core.views.profile import ProfilePage, RevokePage, TokensPage
from core.views.questions import QuestionsPage
from core.views.search import FoundPage, SearchPage, SuggestionsPage
from core.views.signing_link import SigningLinkPage
from core.views.units import UndoPage, UnitPage

urlpatterns = [
    path("", HomePage.as_view(), name="home"),
    path("conformity/", ConformityPage.as_view(), name="conformity"),
    path("questions/", QuestionsPage.as_view(), name="questions"),
    path("changes/", ChangesPage.as_view(), name="changes"),
    path("search/", SearchPage.as_view(), name="search"),
    path("search/found/", FoundPage.as_view(), name="search-found"),
    path("links/", SuggestionsPage.as_view(), name="links-any"),
    path("links/<slug:register>/", SuggestionsPage.as_view(), name="links"),
    path("me/", ProfilePage.as_view(), name="profile"),
    path("me/preferences/", PreferencesPage.as_view(), name="preferences"),
    path("me/notifications/", ChannelsPage.as_view(), name="notifications-preferences"),
    path("notifications/", NotificationsPage.as_view(), name="notifications"),
    path("notifications/<uuid:uid>/", OpenNotificationPage.as_view(), name="notifications-detail"),
    path("sign/<str:secret>/", SigningLinkPage.as_view(), name="signing-link"),
    path("me/tour/", TourPage.as_view(), name="tour"),
    path("design/", DesignPage.as_view(), name="design"),
    path("me/tokens/", TokensPage.as_view(), name="tokens"),
    path("me/tokens/<uuid:uid>/revoke/", RevokePage.as_view(), name="tokens-revoke"),
    path("outbox/", OutboxPage.as_view(), name="outbox"),
    path("jobs/", JobsPage.as_view(), name="jobs"),
    path("jobs/<uuid:uid>/", JobPage.as_view(), name="jobs-detail"),
    path("jobs/<uuid:uid>/cancel/", CancelJobPage.as_view(), name="jobs-cancel"),
    path("jobs/<uuid:uid>/file/", JobFilePage.as_view(), name="jobs-file"),
    path("units/<uuid:uid>/", UnitPage.as_view(), name="units-detail"),
    path("units/<uuid:uid>/undo/", UndoPage.as_view(), name="units-undo"),
    path(
        "documents/<uuid:uid>/versions/new/", UploadVersionPage.as_view(), name="documents-upload"
    ),
    path(
        "documents/<uuid:uid>/files/<int:number>/",
        DownloadPage.as_view(),
        name="documents-download",
    ),
    path(
        "<slug:register>/<uuid:uid>/documents/new/", AttachPage.as_view(), name="documents-attach"
    ),
]
