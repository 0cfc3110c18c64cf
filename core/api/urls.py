"""The addresses of the API, under ``/api/v1/``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, include, path, re_path

import core.api.own  # noqa: F401 - core's own registers
from core.api.accounts import ResetPassword, ResetSecondFactor
from core.api.comments import Answers, Comments
from core.api.confirmations import Confirm, Given
from core.api.files import DocumentUpload, DocumentVersions, VersionFile, VersionView
from core.api.notifications import MarkRead, Notifications
from core.api.personal_data import ErasePerson, PersonalData
from core.api.registers import Exposed, exposed
from core.api.saved_views import OneView, Views
from core.api.search import Search
from core.api.signing import AskToSign, Sign, SignedOutside
from core.api.start import Description, Docs, Me, Root
from core.api.units import UndoView, UnitView
from core.api.verbs import End, Gates, Override
from core.api.views import NothingHere
from core.api.work import CancelJob, JobFile, Jobs, JobView, Outbox, RetryMessage
from core.signing import signable_of

app_name = "api"

VERSIONS = "documents/<uuid:uid>/versions/"

#: Name → (route below the register, actions by method).
ADDRESSES: dict[str, tuple[str, dict[str, str]]] = {
    "list": ("", {"get": "list", "post": "create"}),
    "count": ("count/", {"get": "count"}),
    "bulk": ("bulk/", {"post": "bulk"}),
    "detail": (
        "<uuid:uid>/",
        {"get": "retrieve", "put": "update", "patch": "partial_update", "delete": "destroy"},
    ),
    "history": ("<uuid:uid>/history/", {"get": "history"}),
    "restore": ("<uuid:uid>/restore/", {"post": "restore"}),
}
#: The same for registers of texts that people agree on.
AGREEING: dict[str, tuple[str, Any]] = {
    "sign": ("<uuid:uid>/sign/", Sign),
    "sign-link": ("<uuid:uid>/sign-link/", AskToSign),
    "sign-outside": ("<uuid:uid>/sign-outside/", SignedOutside),
    "comments": ("<uuid:uid>/comments/", Comments),
    "answers": ("<uuid:uid>/comments/<uuid:thread>/", Answers),
}


def _of(viewset: Exposed) -> Iterator[URLPattern]:
    name = viewset.model.register.name
    for each, (route, actions) in ADDRESSES.items():
        view: Any = viewset.as_view({**actions})
        yield path(route, view, name=f"{name}-{each}")
    yield from _verbs(viewset, name)
    if signable_of(viewset.model):
        for each, (route, verb) in AGREEING.items():
            yield path(route, verb.as_view(model=viewset.model), name=f"{name}-{each}")
    if viewset.model.register.confirm:
        yield path("confirm/", Confirm.as_view(model=viewset.model), name=f"{name}-confirm")
        given = Given.as_view(model=viewset.model)
        yield path("<uuid:uid>/confirmations/", given, name=f"{name}-confirmations")


def _verbs(viewset: Exposed, name: str) -> Iterator[URLPattern]:
    """Passing a gate unready, ending, and verbs of its own, where the register has them."""
    if viewset.gated:
        for word, view in (("gates", Gates), ("override", Override)):
            made = view.as_view(model=viewset.model)
            yield path(f"<uuid:uid>/{word}/", made, name=f"{name}-{word}")
    for word, ending in viewset.endings.items():
        made = End.as_view(model=viewset.model, ending=ending)
        yield path(f"<uuid:uid>/{word}/", made, name=f"{name}-{word}")
    for word, verb in viewset.verbs.items():
        yield path(f"<uuid:uid>/{word}/", verb.as_view(model=viewset.model), name=f"{name}-{word}")


urlpatterns = [
    path("", Root.as_view(), name="root"),
    path("me/", Me.as_view(), name="me"),
    path("schema/", Description.as_view(), name="schema"),
    path("docs/", Docs.as_view(), name="docs"),
    path("documents/upload/", DocumentUpload.as_view(), name="documents-upload"),
    path(VERSIONS, DocumentVersions.as_view(), name="documents-files"),
    path(f"{VERSIONS}<int:number>/", VersionView.as_view(), name="documents-file"),
    path(f"{VERSIONS}<int:number>/file/", VersionFile.as_view(), name="documents-content"),
    path("users/<uuid:uid>/reset-password/", ResetPassword.as_view(), name="users-password"),
    path("users/<uuid:uid>/reset-second-factor/", ResetSecondFactor.as_view(), name="users-factor"),
    path("persons/<uuid:uid>/personal-data/", PersonalData.as_view(), name="persons-data"),
    path("persons/<uuid:uid>/erase/", ErasePerson.as_view(), name="persons-erase"),
    path("jobs/", Jobs.as_view(), name="jobs"),
    path("jobs/<uuid:uid>/", JobView.as_view(), name="jobs-detail"),
    path("jobs/<uuid:uid>/cancel/", CancelJob.as_view(), name="jobs-cancel"),
    path("jobs/<uuid:uid>/file/", JobFile.as_view(), name="jobs-file"),
    path("outbox/", Outbox.as_view(), name="outbox"),
    path("outbox/retry/", RetryMessage.as_view(), name="outbox-retry"),
    path("search/", Search.as_view(), name="search"),
    path("notifications/", Notifications.as_view(), name="notifications"),
    path("notifications/read/", MarkRead.as_view(), name="notifications-read"),
    path("views/", Views.as_view(), name="views-list"),
    path("views/<uuid:uid>/", OneView.as_view(), name="views-detail"),
    *(path(f"{each.model.register.name}/", include(list(_of(each)))) for each in exposed()),
    path("units/<uuid:uid>/", UnitView.as_view(), name="units-detail"),
    path("units/<uuid:uid>/undo/", UndoView.as_view(), name="units-undo"),
    re_path(r"^[\s\S]*$", NothingHere.as_view(), name="nothing"),
]
