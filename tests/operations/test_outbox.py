"""Mails are written with what causes them, leave once, and say why when they do not."""

import smtplib
import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone

from core.choices import MessageState
from core.errors import Invalid
from core.models import OutboxMessage
from core.services import outbox

pytestmark = pytest.mark.django_db


def write(key="rule|1", recipient="ann@example.org", subject="Hello", body="Text\n"):
    return outbox.enqueue(dedup_key=key, recipient=recipient, subject=subject, body=body)


class Failing:
    """A mail server that refuses everything."""

    def __init__(self, **options):
        pass

    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected("gone")


@pytest.fixture
def broken_server(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Failing"


def test_a_mail_leaves_with_the_message_id_it_was_given():
    write()
    row = OutboxMessage.objects.get()
    assert outbox.relay() == 1
    sent = mail.outbox[0]
    assert sent.extra_headers["Message-ID"] == row.message_id
    assert (sent.to, sent.subject, sent.body) == (["ann@example.org"], "Hello", "Text\n")
    row.refresh_from_db()
    assert (row.state, row.leased_until) == (MessageState.SENT, None)
    assert outbox.relay() == 0


def test_the_same_key_twice_is_one_mail():
    assert write() is True
    first = OutboxMessage.objects.get().message_id
    assert write(subject="Other words") is False
    assert OutboxMessage.objects.get().message_id == first


def test_a_long_key_is_kept_apart_from_its_like():
    assert write(key="k" * 400)
    assert write(key="k" * 399 + "x")
    assert not write(key="k" * 400)


def test_a_mail_of_a_failed_transaction_never_was():
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize(
    "subject", ["x\r\nBcc: a@b.org", "x\nY: z", "x\x85y", "x\u2028y", "", "x" * 256]
)
def test_a_subject_cannot_carry_a_header(subject):
    with pytest.raises(Invalid) as error:
        write(subject=subject)
    assert "subject" in error.value.fields
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize("recipient", ["a@b.org, c@d.org", "a@b.org\r\nBcc: c@d.org", "nobody", ""])
def test_a_recipient_is_one_address(recipient):
    with pytest.raises(Invalid) as error:
        write(recipient=recipient)
    assert "recipient" in error.value.fields


def test_a_failed_mail_waits_longer_each_time_and_says_why(broken_server, settings):
    write()
    for attempt in (1, 2, 3):
        OutboxMessage.objects.update(next_attempt=timezone.now())
        outbox.relay()
        row = OutboxMessage.objects.get()
        pause = row.next_attempt - timezone.now()
        expected = settings.RELAY_BACKOFF_SECONDS * 2 ** (attempt - 1)
        assert expected - 5 < pause.total_seconds() <= expected
        assert (row.state, row.attempts) == (MessageState.WAITING, attempt)
        assert row.last_error == "SMTPServerDisconnected: gone"
        assert outbox.relay() == 0


def test_after_the_last_attempt_it_is_given_up_for_all_to_see(broken_server, settings):
    write()
    OutboxMessage.objects.update(attempts=settings.RELAY_MAX_ATTEMPTS - 1)
    outbox.relay()
    assert OutboxMessage.objects.get().state == MessageState.FAILED
    assert outbox.relay() == 0


def test_one_failure_does_not_hold_up_the_others(settings, monkeypatch):
    for number in range(20):
        write(key=str(number), recipient=f"user{number}@example.org")
    send = mail.EmailMessage.send

    def refuse_one(message, fail_silently=False):
        if message.to == ["user3@example.org"]:
            raise smtplib.SMTPRecipientsRefused({})
        return send(message, fail_silently)

    monkeypatch.setattr(mail.EmailMessage, "send", refuse_one)
    outbox.relay(limit=20)
    waiting = OutboxMessage.objects.filter(state=MessageState.WAITING)
    assert [row.recipient for row in waiting] == ["user3@example.org"]
    assert len(mail.outbox) == 19


def test_a_message_whose_relay_died_is_sent_by_another_with_the_same_id(settings):
    write()
    taken = outbox.take(limit=10)
    assert outbox.relay() == 0
    expired = timezone.now() - timedelta(seconds=1)
    OutboxMessage.objects.update(leased_until=expired, next_attempt=expired)
    assert outbox.relay() == 1
    assert mail.outbox[0].extra_headers["Message-ID"] == taken[0].message_id


def test_old_texts_are_emptied_and_the_key_still_counts(settings):
    write()
    outbox.relay()
    assert outbox.forget_old() == 0
    long_ago = timezone.now() - timedelta(days=settings.OUTBOX_KEEP_DAYS + 1)
    OutboxMessage.objects.update(sent_at=long_ago)
    write(key="waiting")
    assert outbox.forget_old() == 1
    assert list(OutboxMessage.objects.order_by("pk").values_list("body", flat=True)) == [
        "",
        "Text\n",
    ]
    assert write() is False


def test_a_clock_set_back_holds_nothing_up():
    write()
    write(key="other")
    OutboxMessage.objects.filter(dedup_key="other").update(
        leased_until=timezone.now() + timedelta(hours=1), attempts=1
    )
    OutboxMessage.objects.filter(dedup_key="rule|1").update(
        next_attempt=timezone.now() + timedelta(hours=1)
    )
    assert outbox.relay() == 2


def test_a_slow_relay_does_not_overwrite_what_a_faster_one_did(broken_server):
    write()
    slow = outbox.take(limit=1)[0]
    OutboxMessage.objects.update(state=MessageState.SENT, leased_until=None)
    outbox._settle(slow, RuntimeError("too late"))
    assert OutboxMessage.objects.get().state == MessageState.SENT


@pytest.mark.django_db(transaction=True)
def test_relays_at_the_same_time_send_each_message_once():
    for number in range(40):
        write(key=str(number), recipient=f"user{number}@example.org")
    start = threading.Barrier(4)

    def relay():
        start.wait()
        while outbox.relay(limit=5):
            pass
        connection.close()

    threads = [threading.Thread(target=relay) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(m.to[0] for m in mail.outbox) == sorted(f"user{n}@example.org" for n in range(40))
    assert not OutboxMessage.objects.exclude(state=MessageState.SENT).exists()
