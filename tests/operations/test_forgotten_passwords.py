"""A forgotten password: one mail, to the account's own address, and no word about who has one."""

import time

import pytest
from django.core import mail
from django.urls import reverse

from core.models import LedgerEntry, OutboxMessage
from core.services import accounts, outbox
from tests import factories
from tests.operations.sign_in import PASSWORD, choose, invite, link, sign_in

pytestmark = pytest.mark.django_db


def test_a_forgotten_password_goes_to_the_account_and_names_the_configured_site(by, client):
    user = invite(by, password=PASSWORD)
    answer = client.post(
        reverse("account_reset_password"),
        {"email": "ANN@example.org"},
        headers={"X-Forwarded-Host": "evil.example", "Host": "localhost"},
    )
    assert answer.status_code == 302
    message = OutboxMessage.objects.get()
    assert message.recipient == user.email
    assert "evil" not in message.body
    assert "localhost" not in message.body
    assert not mail.outbox
    outbox.relay()
    assert len(mail.outbox) == 1
    choose(client, link(), "a new horse battery staple")
    assert sign_in(client, user.email, "a new horse battery staple")


def test_nobody_learns_which_addresses_have_an_account(by, client):
    invite(by, password=PASSWORD)
    answers = [
        client.post(reverse("account_reset_password"), {"email": email})
        for email in ("ann@example.org", "nobody@example.org")
    ]
    assert len({(each.status_code, each["Location"]) for each in answers}) == 1
    assert OutboxMessage.objects.count() == 1


def test_the_answer_takes_as_long_with_and_without_an_account(by, client, settings, monkeypatch):
    invite(by, password=PASSWORD)
    settings.RESET_ANSWER_SECONDS = 10
    waited = []
    monkeypatch.setattr("core.views.sign_in.time.sleep", waited.append)
    for email in ("ann@example.org", "nobody@example.org"):
        begin = time.monotonic()
        client.post(reverse("account_reset_password"), {"email": email})
        waited[-1] += time.monotonic() - begin
    assert waited == pytest.approx([10, 10], abs=1)


def test_a_user_without_access_gets_no_link(by, client):
    user = invite(by, password=PASSWORD)
    accounts.deactivate(user=user, by=by)
    client.post(reverse("account_reset_password"), {"email": user.email})
    assert not OutboxMessage.objects.exists()


def test_signing_in_and_choosing_passwords_write_no_register(by, client):
    user = invite(by)
    before = LedgerEntry.objects.count()
    choose(client, link())
    sign_in(client, user.email)
    client.logout()
    assert LedgerEntry.objects.count() == before


def test_an_address_that_was_replaced_signs_nobody_in(by, client):
    user = invite(by)
    choose(client, link())
    assert sign_in(client, "ann@example.org")
    client.logout()
    factories.change(user, email="new@example.org")
    assert not sign_in(client, "ann@example.org")
    assert sign_in(client, "new@example.org")
    client.post(reverse("account_reset_password"), {"email": "ann@example.org"})
    later = OutboxMessage.objects.order_by("pk").values_list("recipient", flat=True)[1:]
    assert set(later) <= {"new@example.org"}
