"""The pages of a unit of work: what it wrote for each reader, and asking before it is undone."""

from __future__ import annotations

import pytest
from django.test import Client

from core import records
from core.access.principals import system
from core.choices import Origin, Role
from core.models import Job
from core.records import Draft
from core.services import jobs, long_undo
from portfolio.models import Service
from relationships.models import Customer
from tests.factories import ServiceFactory, change
from tests.personas import cast, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client: Client) -> Client:
    """An administrator who is signed in."""
    client.force_login(user("boss", Role.ADMINISTRATOR))
    return client


def written(*drafts):
    """Drafts written as one unit: its identity."""
    rows = records.apply(drafts, by=system("tests"), origin=Origin.IMPORT, reason="why-canary")
    return type(rows[0]).history.filter(uid=rows[0].uid).latest("version").history_unit


def changed(row, **values):
    """A draft that changes a record."""
    return Draft(type(row), values, row.uid, row.version)


def test_a_unit_shows_what_it_wrote_and_the_history_leads_there(manager):
    mail = ServiceFactory(name="Mail", notes="before")
    uid = written(changed(mail, notes="after"), Draft(Customer, {"name": "Fresh"}))
    text = manager.get(f"/units/{uid}/").content.decode()
    for words in ("2 records written together", "Mail", "before", "after", "Fresh", "why-canary"):
        assert words in text
    assert f'href="/units/{uid}/"' in manager.get(f"/services/{mail.uid}/history/").content.decode()


def test_undoing_asks_first_and_then_shows_the_new_unit(manager):
    mail = ServiceFactory(name="Mail", notes="before")
    uid = written(changed(mail, notes="after"), Draft(Customer, {"name": "Fresh"}))
    asked = manager.get(f"/units/{uid}/undo/").content.decode()
    assert "1 record that it made is archived." in asked
    assert "1 record gets back what it had before." in asked
    assert Service.objects.get().notes == "after"
    done = manager.post(f"/units/{uid}/undo/", {"change_reason": "wrong file"}, follow=True)
    text = done.content.decode()
    assert f"Undoes unit {uid}: wrong file" in text
    assert f'href="/units/{uid}/"' in text
    assert Service.objects.get().notes == "before"


def test_a_change_since_is_shown_with_both_values_and_the_reader_decides(manager):
    mail, chat = ServiceFactory(name="Mail", notes="first"), ServiceFactory(name="Chat")
    uid = written(changed(mail, notes="second"), changed(chat, notes="second"))
    change(Service.objects.get(name="Mail"), notes="third")
    page = f"/units/{uid}/undo/"
    refused = manager.post(page, {"change_reason": "typed"})
    assert refused.status_code == 409
    for words in ("first", "second", "third", 'value="typed"'):
        assert words in refused.content.decode()
    manager.post(page, {"skip_changed": "on"})
    assert dict(Service.objects.values_list("name", "notes")) == {"Mail": "third", "Chat": ""}


def test_each_reader_meets_the_records_they_see_and_no_others(client):
    world = cast()
    uid = written(
        changed(world.customer, notes="own-canary"), changed(world.other_customer, notes="o-canary")
    )
    client.force_login(world.users["representative"])
    text = client.get(f"/units/{uid}/").content.decode()
    assert "Own customer" in text
    for hidden in ("Other customer", "o-canary", "why-canary", "/undo/"):
        assert hidden not in text
    assert client.get(f"/units/{uid}/undo/").status_code == 403
    assert client.post(f"/units/{uid}/undo/").status_code == 403
    client.force_login(world.users["outsider"])
    for path in (f"/units/{uid}/", f"/units/{uid}/undo/"):
        assert client.get(path).status_code == 404
    assert client.post(f"/units/{uid}/undo/").status_code == 404


def test_a_large_unit_is_undone_by_a_worker(manager, monkeypatch):
    monkeypatch.setattr(long_undo, "LARGE", 1)
    mail, chat = ServiceFactory(notes="before"), ServiceFactory()
    uid = written(changed(mail, notes="after"), changed(chat, notes="after"))
    answer = manager.post(f"/units/{uid}/undo/")
    assert answer.url == f"/jobs/{Job.objects.get().uid}/"
    assert jobs.run_next()
    assert "Undone as unit" in Job.objects.get().message
    assert set(Service.objects.values_list("notes", flat=True)) == {"before", ""}


@pytest.mark.parametrize("page", ["x", "-1", "9" * 20])
def test_a_page_that_is_none_is_refused(manager, page):
    uid = written(Draft(Customer, {"name": "Fresh"}))
    assert manager.get(f"/units/{uid}/?page={page}").status_code == 400
    assert manager.get(f"/units/{uid}/?page=99").status_code == 200
