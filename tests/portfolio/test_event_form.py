"""The form of an event keeps what a tool told to the thousandth of a second."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from core.choices import Role
from tests import factories
from tests.contract.html import form_with
from tests.personas import user

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
TOLD = datetime(2026, 5, 20, 8, 0, 7, 123000, tzinfo=UTC)


def test_a_moment_left_as_it_is_shown_keeps_its_fraction():
    event = factories.EventFactory(began_at=TOLD)
    client = Client()
    client.force_login(user("manager", Role.SERVICE_MANAGER))
    address = f"/events/{event.uid}/edit/"
    fields = form_with(client.get(address).content.decode(), "began_at")
    assert client.post(address, {**fields, "name": "Renamed"}).status_code == 302
    event.refresh_from_db()
    assert (event.name, event.began_at) == ("Renamed", TOLD)
    later = fields["began_at"][0].replace(":07", ":08")
    fields |= {"version": str(event.version), "began_at": later}
    assert client.post(address, fields).status_code == 302
    event.refresh_from_db()
    assert event.began_at == TOLD.replace(microsecond=0) + timedelta(seconds=1)
