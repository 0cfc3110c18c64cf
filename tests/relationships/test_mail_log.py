"""Mails of customers are logged once, with their people and the mail itself."""

import imaplib
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from core.access.principals import Principal
from core.choices import Origin, Role
from core.errors import Forbidden, Invalid
from core.models import DocumentLink, DocumentVersion
from relationships.models import Communication, Participant
from relationships.services.communications import log_mail
from relationships.services.mailboxes import poll
from relationships.tasks import poll_mail_log
from tests import factories
from tests.personas import user

pytestmark = pytest.mark.django_db


def mail(number=1, sender="petra@klinikum.example", to="claire@provider.example"):
    return (
        f"From: Petra <{sender}>\nTo: {to}\nSubject: Question {number}\n"
        f"Message-ID: <{number}@klinikum.example>\nDate: Mon, 12 Jan 2026 10:00:00 +0100\n\n"
        "When does it run again?\n"
    ).encode()


@pytest.fixture
def klinikum():
    customer = factories.CustomerFactory(name="Klinikum")
    petra = factories.PersonFactory(name="Petra Lindner", email="Petra@Klinikum.example")
    factories.ContactFactory(customer=customer, person=petra)
    factories.PersonFactory(name="Claire Dubois", email="claire@provider.example")
    return customer


def keeper():
    return Principal.of(user("keeper", Role.SERVICE_MANAGER))


def test_a_mail_becomes_a_communication_of_the_customer_whose_contact_wrote(klinikum):
    talk, is_new = log_mail(raw=mail(), by=keeper(), origin=Origin.SCREEN)

    assert is_new
    assert (talk.subject_id, talk.kind, talk.name) == (klinikum.pk, "mail", "Question 1")
    there = Participant.objects.filter(communication=talk).values_list("person__name", flat=True)
    assert set(there) == {"Petra Lindner", "Claire Dubois"}
    attached = DocumentLink.objects.get(subject=talk.pk)
    version = DocumentVersion.objects.get(document=attached.document_id)
    assert (version.name, version.size) == ("Question 1.eml", len(mail()))


def test_the_same_mail_is_never_logged_twice(klinikum):
    by = keeper()
    first, _new = log_mail(raw=mail(), by=by, origin=Origin.SCREEN)
    again, is_new = log_mail(raw=mail(), by=by, origin=Origin.API)

    assert (again.pk, is_new) == (first.pk, False)
    assert Communication.objects.count() == 1


def test_a_mail_from_nobody_we_know_is_refused_with_its_addresses(klinikum):
    stranger = mail(sender="who@where.example", to="else@where.example")
    with pytest.raises(Invalid) as refused:
        log_mail(raw=stranger, by=keeper(), origin=Origin.SCREEN)

    assert "who@where.example" in refused.value.fields["customer"][0]
    assert not Communication.objects.exists()


def test_a_mail_between_two_customers_belongs_to_the_senders(klinikum):
    other = factories.ContactFactory(person=factories.PersonFactory(email="x@other.example"))
    ours = log_mail(raw=mail(1, to="x@other.example"), by=keeper(), origin=Origin.SCREEN)[0]
    from_us = mail(
        2, sender="claire@provider.example", to="petra@klinikum.example, x@other.example"
    )

    assert ours.subject_id == klinikum.pk
    with pytest.raises(Invalid) as refused:
        log_mail(raw=from_us, by=Principal.of(user("sm", Role.SERVICE_MANAGER)), origin=Origin.API)
    assert "several" in refused.value.fields["customer"][0]
    assert other.customer_id != klinikum.pk


def test_a_manager_of_another_customer_may_not_log_it(klinikum):
    by = Principal.of(user("other_brm", Role.RELATIONSHIP_MANAGER))
    with pytest.raises(Forbidden):
        log_mail(raw=mail(), by=by, origin=Origin.SCREEN)

    assert not Communication.objects.exists()
    assert not DocumentVersion.objects.exists()


# --- mailboxes ---------------------------------------------------------------------------------


@pytest.fixture
def maildir(tmp_path):
    for folder in ("new", "cur", "tmp"):
        (tmp_path / "box" / folder).mkdir(parents=True)
    return tmp_path / "box"


def names(maildir):
    files = [*(maildir / "new").iterdir(), *(maildir / "cur").iterdir()]
    return sorted(f"{file.parent.name}/{file.name}" for file in files)


def test_a_maildir_is_read_once_and_unknown_senders_are_flagged(klinikum, maildir):
    (maildir / "new" / "1.known").write_bytes(mail(1))
    (maildir / "new" / "2.unknown").write_bytes(mail(2, "a@b.example", "c@d.example"))
    (maildir / "cur" / "3.odd:2,").write_bytes(b"\x00no mail")

    first, second = poll(f"maildir://{maildir}"), poll(f"maildir://{maildir}")

    assert first == {"new": 1, "known": 0, "unmatched": 2}
    assert second == {"new": 0, "known": 0, "unmatched": 0}
    assert names(maildir) == ["cur/1.known:2,S", "cur/2.unknown:2,F", "cur/3.odd:2,F"]


def test_a_mail_whose_mark_was_lost_is_known_again(klinikum, maildir):
    (maildir / "new" / "1").write_bytes(mail(1))
    poll(f"maildir://{maildir}")
    shutil.move(maildir / "cur" / "1:2,S", maildir / "new" / "1")

    assert poll(f"maildir://{maildir}")["known"] == 1
    assert Communication.objects.count() == 1


def test_a_folder_that_is_no_mailbox_is_named(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="no Maildir"):
        poll(f"maildir://{tmp_path}")
    with pytest.raises(ImproperlyConfigured, match="maildir:// or imaps://"):
        poll("ftp://somewhere")


@pytest.fixture
def imap():
    """The address of a folder on a real IMAP server, and a way to put mails there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = str(Path(sys.executable).parent / "pymap")
    server = subprocess.Popen(
        [program, "--no-tls", "--host", "127.0.0.1", "--port", str(port), "--no-service",
         "managesieve", "dict", "--demo-data", "--demo-user", "claire", "--demo-password", "secret"],
        stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        _wait_for(port, server)
        with imaplib.IMAP4("127.0.0.1", port, 10) as box:
            box.login("claire", "secret")
            box.create("customers")
            yield (
                f"imap://claire@127.0.0.1:{port}/customers",
                lambda raw: box.append("customers", "", "", raw.replace(b"\n", b"\r\n")),
            )
    finally:
        server.terminate()
        server.communicate(timeout=10)


def _wait_for(port, server):
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
        except OSError:
            assert server.poll() is None, server.stderr.read().decode()
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the IMAP server does not answer")


def test_a_folder_over_imap_is_read_once(klinikum, imap, settings):
    url, put = imap
    settings.MAIL_LOG_PASSWORD = "secret"
    put(mail(1))
    put(mail(2, "a@b.example", "c@d.example"))

    assert poll(url) == {"new": 1, "known": 0, "unmatched": 1}
    assert poll(url) == {"new": 0, "known": 0, "unmatched": 0}
    assert Communication.objects.get().name == "Question 1"


def test_a_server_that_is_away_leaves_the_task_whole(settings, caplog):
    settings.MAIL_LOG_URL = "imap://claire@127.0.0.1:1/INBOX"

    poll_mail_log()

    assert "mailbox not reached" in caplog.text
