"""What is held about a person is found, handed out, and erased wherever it stands."""

import io
import json
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from core.access.principals import Principal, system
from core.choices import Channel, Origin, Role
from core.errors import Conflict, Forbidden, Invalid, Stale
from core.models import DocumentVersion, Notification, OutboxMessage, Person, SavedView
from core.services import documents, outbox
from core.services.personal_data.forgetting import erase_person
from core.services.personal_data.traces import traces
from core.verification import verify
from relationships.models import Communication, Representative
from relationships.services.communications import log_mail
from tests import factories
from tests.personas import user
from tests.relationships.test_mail_log import mail

pytestmark = pytest.mark.django_db
BY = system("test")
NAME, MAIL = "Maria Canary", "maria.canary@example.org"


@pytest.fixture
def maria():
    """Somebody who is named, mentioned, written to, and has a file and a mail."""
    person = factories.PersonFactory(name="Maria Sparrow", email=MAIL, phone="+49 7222 880")
    person = factories.change(person, name=NAME)
    customer = factories.CustomerFactory(
        name="Klinikum", notes=f"Ask {NAME}, not the mayor.", manager=person
    )
    factories.change(customer, manager=None, notes=f"Ask {NAME.upper()}.")
    factories.ContactFactory(customer=customer, person=person, notes="Likes tea")
    representative = factories.RepresentativeFactory(customer=customer, person=person)
    factories.change(representative, appointed_until="2020-01-01")
    documents.add_document(
        file=io.BytesIO(b"Her letter"), file_name=f"{NAME} letter.txt", name=f"Letter of {NAME}",
        subjects=[customer], by=BY, origin=Origin.COMMAND, reason=f"Sent by {NAME}",
    )  # fmt: skip
    log_mail(raw=mail(sender=MAIL), customer=customer, by=BY, origin=Origin.COMMAND)
    outbox.enqueue(dedup_key=f"x|{MAIL}", recipient=MAIL, subject="Hello", body=f"Dear {NAME}")
    outbox.enqueue(dedup_key="y", recipient="b@example.org", subject=f"About {NAME}", body="-")
    other = user("other", Role.AUDITOR)
    Notification.objects.create(
        user=other, kind="x", dedup_key="z", title=f"{NAME} called", channel=Channel.APP,
        created_at=person.record.entries.first().time,
    )  # fmt: skip
    SavedView.objects.create(
        owner=other, type="customers", name=NAME, params={"q": [NAME]},
        created_at=person.record.entries.first().time,
    )  # fmt: skip
    return person


def everything():
    """Every text of every table but the log of accesses, in small letters."""
    texts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if not table.startswith(("django_", "sqlite_")) and "search" not in table:
                cursor.execute(f'SELECT * FROM "{table}"')
                texts += [str(row) for row in cursor.fetchall()]
    return " ".join(texts).lower()


def erase(person, **values):
    person = Person.objects.get(pk=person.pk)
    values = {"version": person.version, "reason": "asked for it", "by": BY, **values}
    return erase_person(person=person, origin=Origin.COMMAND, **values)


def test_what_is_held_is_found_wherever_it_stands(maria):
    found = traces(maria, by=BY)
    assert found.names == [NAME, "Maria Sparrow"]
    assert {each.link.register for each in found.namings} >= {
        "contacts", "representatives", "customers", "participants",
    }  # fmt: skip
    mentioned = {each.link.register: set(each.versions) for each in found.mentions}
    assert mentioned["customers"] == {"notes"}
    assert {"name", "title", "@reason"} <= mentioned["documents"]
    assert len(found.files) == 2
    assert len(found.messages) == 1


def test_nothing_of_an_erased_person_is_left_and_the_ledger_verifies(
    maria, django_capture_on_commit_callbacks
):
    assert "canary" in everything()
    keys = list(DocumentVersion.objects.values_list("key", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        done = erase(maria)
    left = everything()
    for text in ("canary", "sparrow", "+49 7222", "likes tea"):
        place = left.find(text)
        assert place < 0, left[max(0, place - 300) : place + 100]
    assert Person.objects.get(pk=maria.pk).title == "Erased person 1"
    assert Representative.objects.get().title == "Erased person 1 – Klinikum"
    assert Communication.objects.get().details != ""
    assert not any(map(default_storage.exists, keys))
    assert (done.files, done.messages) == (2, 1)
    assert verify().sound, verify().findings


def test_a_file_put_back_or_a_name_changed_after_erasing_is_found(
    maria, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        erase(maria)
    version = DocumentVersion.objects.first()
    default_storage.save(version.key, io.BytesIO(b"Her letter"))
    assert any("although it was erased" in each for each in verify().findings)
    default_storage.delete(version.key)
    DocumentVersion.objects.filter(pk=version.pk).update(name="again.txt")
    assert any(str(version.uid) in each for each in verify().findings)


def test_who_is_still_needed_cannot_be_erased_and_it_says_where(maria):
    service = factories.ServiceFactory(name="E-Mail", owner=maria)
    with pytest.raises(Conflict) as refused:
        erase(maria)
    assert service.reference in refused.value.message
    assert "canary" in everything()
    factories.change(service, owner=None)
    erase(maria)


def test_a_user_with_access_cannot_be_erased_a_former_one_goes_along():
    leaver = user("leaver", Role.AUDITOR)
    with pytest.raises(Conflict):
        erase(leaver.person)
    factories.change(leaver, is_active=False)
    erase(leaver.person)
    assert "leaver" not in everything()
    assert verify().sound, verify().findings


def test_a_namesake_keeps_the_name(maria, django_capture_on_commit_callbacks):
    factories.PersonFactory(name=NAME)
    with django_capture_on_commit_callbacks(execute=True):
        erase(maria)
    assert Person.objects.filter(name=NAME).count() == 1
    assert MAIL not in everything()
    assert verify().sound, verify().findings


def test_only_administrators_erase_and_not_without_reason_or_at_an_old_version(maria):
    for role in (Role.SERVICE_MANAGER, Role.RELATIONSHIP_MANAGER, Role.AUDITOR):
        with pytest.raises(Forbidden):
            erase(maria, by=principal(role))
    with pytest.raises(Invalid):
        erase(maria, reason=" ")
    with pytest.raises(Stale):
        erase(maria, version=1)
    assert "canary" in everything()


def test_a_relationship_manager_hands_out_what_is_held_about_the_own_customers(maria):
    by = principal(Role.RELATIONSHIP_MANAGER)
    with pytest.raises(Forbidden):
        traces(maria, by=by)
    customer = Representative.objects.get().customer
    factories.change(customer, manager=by.user.person)
    assert traces(maria, by=by).names


def principal(role):
    return Principal.of(user(role.value, role))


def test_the_command_copies_and_erases(maria, tmp_path):
    out = tmp_path / "maria.zip"
    call_command("personal_data", "copy", maria.reference, out=out, stdout=io.StringIO())
    with zipfile.ZipFile(out) as archive:
        told = json.loads(archive.read("personal-data.json"))
        assert MAIL in archive.read("index.html").decode()
    assert told["versions"][0]["fields"]["name"] == "Maria Sparrow"
    with pytest.raises(CommandError, match="why"):
        call_command("personal_data", "erase", maria.reference)
    call_command("personal_data", "erase", maria.reference, reason="asked", stdout=io.StringIO())
    assert not OutboxMessage.objects.filter(recipient=MAIL).exists()
