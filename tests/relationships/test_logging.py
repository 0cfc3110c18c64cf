"""A contact with a customer is logged from the customer's page in one go."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core.choices import Role, Side
from core.models import Action, LedgerEntry, User
from relationships.models import Communication, Participant
from tests import factories
from tests.personas import user
from tests.relationships.test_mail_log import mail

pytestmark = pytest.mark.django_db


def signed_in(name, *roles):
    client = Client()
    client.force_login(user(name, *roles))
    return client


@pytest.fixture
def brm():
    return signed_in("brm", Role.RELATIONSHIP_MANAGER)


@pytest.fixture
def customer(brm):
    manager = User.objects.unscoped("test").get(name="The brm").person
    made = factories.CustomerFactory(name="Klinikum", manager=manager)
    petra = factories.PersonFactory(name="Petra Lindner", side=Side.CUSTOMER)
    factories.ContactFactory(customer=made, person=petra)
    factories.PersonFactory(name="Claire Dubois")
    factories.PersonFactory(name="Stranger Danger", side=Side.CUSTOMER)
    return made


def typed(**values):
    return {"name": "Budget talk", "kind": "meeting", "held_on": "2026-03-02", **values}


def test_what_about_is_enough(brm, customer):
    brm.post(reverse("customers-log", args=[customer.uid]), typed())

    talk = Communication.objects.get()
    assert (talk.subject_id, talk.kind, talk.held_on) == (customer.pk, "meeting", date(2026, 3, 2))
    assert not Action.objects.exists()


def test_known_names_become_participants_and_others_stay_names(brm, customer):
    people = "petra lindner, Claire Dubois, Stranger Danger, the mayor, the mayor"
    brm.post(reverse("customers-log", args=[customer.uid]), typed(people=people))

    there = set(Participant.objects.values_list("person__name", flat=True))
    assert there == {"Petra Lindner", "Claire Dubois"}
    assert Communication.objects.get().others == "Stranger Danger, the mayor"


def test_what_follows_becomes_an_action_in_the_same_unit(brm, customer):
    claire = factories.PersonFactory(name="Grace")
    follow = {"follow_up": "Send the figures\nof both sites", "owner": str(claire.uid)}
    brm.post(reverse("customers-log", args=[customer.uid]), typed(**follow, due="2026-04-01"))

    talk, action = Communication.objects.get(), Action.objects.get()
    assert (action.subject_id, action.owner_id, action.due) == (
        talk.pk,
        claire.pk,
        date(2026, 4, 1),
    )
    assert (action.name, talk.follow_up) == ("Send the figures", "Send the figures\nof both sites")
    units = {row.history.get().history_unit for row in (talk, action)}
    assert len(units) == 1


def test_an_error_names_the_field_and_keeps_what_was_typed(brm, customer):
    before = LedgerEntry.objects.count()
    page = brm.post(
        reverse("customers-log", args=[customer.uid]),
        typed(held_on="someday", details="Much was said"),
    )

    assert page.status_code == 400
    assert "Much was said" in page.text
    assert "someday" in page.text
    assert LedgerEntry.objects.count() == before


def test_only_who_looks_after_the_customer_logs(customer):
    url = reverse("customers-log", args=[customer.uid])
    statuses = {
        signed_in("other", Role.RELATIONSHIP_MANAGER).post(url, typed()).status_code,
        signed_in("aud", Role.AUDITOR).post(url, typed()).status_code,
        signed_in("own", Role.SERVICE_OWNER).get(url).status_code,
    }

    assert statuses == {403}
    assert signed_in("rep", Role.REPRESENTATIVE).get(url).status_code == 404
    assert not Communication.objects.exists()


def test_a_saved_mail_is_logged_for_the_customer_of_the_page_and_once(brm, customer):
    url = reverse("customers-log-mail", args=[customer.uid])
    first, second = (
        brm.post(url, {"file": SimpleUploadedFile("m.eml", mail())}, follow=True) for _ in range(2)
    )

    assert "was logged" in first.text
    assert "was in the log already" in second.text
    assert Communication.objects.get().subject_id == customer.pk


def test_a_file_that_is_no_mail_is_refused_beside_its_field(brm, customer):
    url = reverse("customers-log-mail", args=[customer.uid])
    page = brm.post(url, {"file": SimpleUploadedFile("m.eml", b"\x00\x01")})

    assert page.status_code == 400
    assert "This is no mail that can be read" in page.text
