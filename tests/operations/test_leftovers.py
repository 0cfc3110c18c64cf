"""What is past its use goes away, and nothing else does."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.utils import timezone

from config.celery import app
from core import clock
from core.access.principals import Principal
from core.choices import Role
from core.exchange import storing
from core.models import IdempotencyKey, ImportPreview, Person
from core.tasks import clear_away
from tests import factories

pytestmark = pytest.mark.django_db

SHORT = timedelta(minutes=1)
KEPT = timedelta(hours=settings.IDEMPOTENCY_KEEP_HOURS)


@pytest.fixture(autouse=True)
def _own_storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def manager():
    return factories.UserFactory(roles=[Role.SERVICE_MANAGER])


def kept(user, key, age):
    """An answer of that age."""
    values = {"request_digest": "0" * 64, "status": 201, "body": "{}"}
    made = clock.now() - age
    return IdempotencyKey.objects.create(user=user, key=key, created_at=made, **values)


def test_answers_are_kept_as_long_as_the_api_promises(manager):
    kept(manager, "old", KEPT + SHORT)
    kept(manager, "young", KEPT - SHORT)
    clear_away()
    assert [row.key for row in IdempotencyKey.objects.all()] == ["young"]


def test_ended_sessions_are_forgotten(client, manager):
    client.force_login(manager, backend="core.web.adapters.SignInBackend")
    open_one = Session.objects.get()
    gone = timezone.now() - SHORT
    Session.objects.create(session_key="ended", session_data="x", expire_date=gone)
    clear_away()
    assert list(Session.objects.all()) == [open_one]


def test_a_preview_nobody_confirmed_goes_with_its_file(manager):
    by = Principal.of(manager)
    previews = [
        storing.start(Person, name=f"{n}.csv", data=f"Name\nPerson {n}\n".encode(), by=by)
        for n in ("old", "young")
    ]
    past = timezone.now() - SHORT
    ImportPreview.objects.filter(pk=previews[0].pk).update(expires_at=past)
    clear_away()
    assert [row.name for row in ImportPreview.objects.all()] == ["young.csv"]
    assert [default_storage.exists(preview.key) for preview in previews] == [False, True]


def test_beat_wakes_every_task_that_exists():
    app.loader.import_default_modules()
    woken = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert woken == {name for name in app.tasks if not name.startswith("celery.")}
