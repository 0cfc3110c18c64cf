"""Administrators see which mail does not leave and why, and try it again."""

import pytest
from django.core import mail
from django.urls import reverse

from core.choices import MessageState, Role
from core.models import OutboxMessage
from core.services import outbox
from tests import personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def given_up():
    outbox.enqueue(dedup_key="k", recipient="ann@example.org", subject="<b>Hello</b>", body="Text")
    OutboxMessage.objects.update(
        state=MessageState.FAILED, attempts=12, last_error="SMTPDataError: <refused>"
    )
    return OutboxMessage.objects.get()


def test_a_failed_message_says_why_and_is_tried_again(client, admin, given_up):
    client.force_login(admin)
    page = client.get(reverse("outbox")).content.decode()
    assert "SMTPDataError: &lt;refused&gt;" in page
    assert "<b>Hello" not in page
    assert outbox.relay() == 0
    client.post(reverse("outbox"), {"message": given_up.message_id})
    assert outbox.relay() == 1
    assert mail.outbox[0].extra_headers["Message-ID"] == given_up.message_id
    assert "ann@example.org" not in client.get(reverse("outbox")).content.decode()


def test_a_message_that_has_left_is_not_sent_again(client, admin, given_up):
    OutboxMessage.objects.update(state=MessageState.SENT)
    client.force_login(admin)
    client.post(reverse("outbox"), {"message": given_up.message_id})
    client.post(reverse("outbox"), {"message": "nothing"})
    assert outbox.relay() == 0


def test_nobody_else_sees_it(client, given_up):
    client.force_login(personas.user("manager", Role.SERVICE_MANAGER))
    assert client.get(reverse("outbox")).status_code == 403
    assert client.post(reverse("outbox"), {"message": given_up.message_id}).status_code == 403
    assert outbox.relay() == 0
