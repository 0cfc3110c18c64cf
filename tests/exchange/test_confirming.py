"""The end of an import: by a worker when it is large, never half, never lost; and its result."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from core.choices import ImportState, JobState
from core.exchange import confirming
from core.models import ImportPreview, Job, LedgerEntry
from core.services import jobs
from portfolio.models import Service
from tests.exchange.uploading import names, text_of, upload

pytestmark = pytest.mark.django_db


def test_the_result_links_to_what_was_written_and_to_undoing_it(manager: Client) -> None:
    url = upload(manager, "Name", "Mail", "Chat")
    text = manager.post(f"{url}confirm/", follow=True).content.decode()
    preview = ImportPreview.objects.get()
    assert preview.state == ImportState.DONE
    assert f'href="/units/{preview.unit}/undo/"' in text
    assert "2 records were written" in text
    manager.post(f"/units/{preview.unit}/undo/")
    assert not Service.objects.filter(archived_at=None).exists()


def test_a_large_import_is_carried_out_by_a_worker(
    manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confirming, "LARGE", 1)
    url = upload(manager, "Name", "Mail", "Chat")
    assert manager.post(f"{url}confirm/").url == url
    assert "/jobs/" in text_of(manager, url)
    assert manager.post(f"{url}confirm/").status_code == 409
    assert jobs.run_next()
    assert names() == {"Mail", "Chat"}
    assert "This import was carried out" in text_of(manager, url)


def test_a_large_import_that_is_cancelled_writes_nothing_and_can_be_confirmed_again(
    manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confirming, "LARGE", 1)
    url = upload(manager, "Name", "Mail", "Chat")
    manager.post(f"{url}confirm/")
    before = LedgerEntry.objects.count()
    manager.post(f"/jobs/{Job.objects.get().uid}/cancel/")
    assert not jobs.run_next()
    assert LedgerEntry.objects.count() == before
    assert "wrote nothing" in text_of(manager, url)
    manager.post(f"{url}confirm/")
    assert jobs.run_next()
    assert names() == {"Mail", "Chat"}


def test_cancelling_in_the_last_moment_takes_everything_back(
    manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confirming, "LARGE", 1)
    url = upload(manager, "Name", "Mail", "Chat")
    manager.post(f"{url}confirm/")
    carry_out = confirming.write

    def cancelled_meanwhile(*args: Any, **kwargs: Any) -> Any:
        Job.objects.update(cancel_requested=True)
        return carry_out(*args, **kwargs)

    monkeypatch.setattr(confirming, "write", cancelled_meanwhile)
    assert jobs.run_next()
    assert Job.objects.get().state == JobState.CANCELLED
    assert names() == set()
    assert ImportPreview.objects.get().state == ImportState.OPEN
    assert manager.get(url).status_code == 200


def test_a_confirmation_whose_process_died_can_be_made_again(manager: Client) -> None:
    url = upload(manager, "Name", "Mail")
    taken = ImportPreview.objects.get().created_at - timedelta(minutes=5)
    ImportPreview.objects.update(state=ImportState.RUNNING, taken_at=taken)
    text = text_of(manager, url)
    assert "The last attempt was interrupted and wrote nothing." in text
    manager.post(f"{url}confirm/")
    assert names() == {"Mail"}


def test_a_confirmation_that_was_given_up_writes_nothing_after_all(
    manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = upload(manager, "Name", "Mail")
    carry_out = confirming.write

    def slowly(*args: Any, **kwargs: Any) -> Any:
        ImportPreview.objects.update(state=ImportState.OPEN)
        return carry_out(*args, **kwargs)

    monkeypatch.setattr(confirming, "write", slowly)
    assert manager.post(f"{url}confirm/").status_code == 409
    assert names() == set()


def test_a_fresh_confirmation_is_left_alone(manager: Client) -> None:
    url = upload(manager, "Name", "Mail")
    now = ImportPreview.objects.get().created_at
    ImportPreview.objects.update(state=ImportState.RUNNING, taken_at=now)
    assert "is being carried out" in text_of(manager, url)
    assert manager.post(f"{url}confirm/").status_code == 409
