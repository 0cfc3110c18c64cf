"""The pages of signing: whose button it is, the password again, and what the record shows."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from core.access.principals import today
from core.models import OutboxMessage, Signature
from tests import factories
from tests.signing.world import PASSWORD, proof, sign, sign_all, world

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def made():
    return world()


def url(page, made):
    return reverse(f"slas-{page}", args=[made.sla.uid])


def fill(page, **values):
    hidden = dict(re.findall(r'name="(shown|seen|party)" value="([^"]*)"', page.content.decode()))
    return {**hidden, "name": "Olga Owner", "capacity": "Owner", "password": PASSWORD, **values}


def test_the_owner_is_asked_on_the_record_and_signs_with_the_password(client, made):
    client.force_login(made.owner)
    assert "Your signature is asked for." in client.get(url("detail", made)).content.decode()
    page = client.get(url("sign", made))
    wrong = client.post(url("sign", made), fill(page, password="wrong password"))
    html = wrong.content.decode()
    assert wrong.status_code == 400
    assert "This is not your password." in html
    assert "wrong password" not in html
    assert not Signature.objects.exists()
    assert client.post(url("sign", made), fill(page)).status_code == 302
    html = client.get(url("detail", made)).content.decode()
    assert "Your signature is asked for." not in html
    assert "Still to sign: the customer’s representative" in html
    assert Signature.objects.get().user == made.owner


def test_passwords_are_not_guessed_here(client, made):
    client.force_login(made.owner)
    page = client.get(url("sign", made))
    for _try in range(10):
        client.post(url("sign", made), fill(page, password="wrong password"))
    refused = client.post(url("sign", made), fill(page))
    assert "Too many attempts" in refused.content.decode()
    assert not Signature.objects.exists()


def test_nobody_else_finds_a_button_or_a_page(client, made):
    client.force_login(made.manager)
    assert "Your signature is asked for." not in client.get(url("detail", made)).content.decode()
    assert client.get(url("sign", made)).status_code == 403
    client.force_login(made.representative)
    for page in ("sign-link", "sign-outside"):
        assert client.get(url(page, made)).status_code == 403


def test_a_link_is_sent_from_the_record(client, made):
    client.force_login(made.manager)
    page = client.get(url("sign-link", made)).content.decode()
    assert "Rita Reed" in page
    who = f"customer:{made.representative.person.uid}"
    assert client.post(url("sign-link", made), {"who": who}).status_code == 302
    assert OutboxMessage.objects.get().recipient == "rita@customer.example"
    assert "Link sent to Rita Reed" in client.get(url("detail", made)).content.decode()
    assert client.post(url("sign-link", made), {"who": "customer:somebody"}).status_code == 400


def test_an_agreement_from_elsewhere_is_marked_everywhere(client, made):
    client.force_login(made.manager)
    who = f"customer:{made.representative.person.uid}"
    sent = {"who": who, "capacity": "Buyer", "agreed_on": today().isoformat()}
    without = client.post(url("sign-outside", made), sent)
    assert without.status_code == 400
    later = {**sent, "agreed_on": (today() + timedelta(days=2)).isoformat(), "proof": proof()}
    assert client.post(url("sign-outside", made), later).status_code == 400
    assert client.post(url("sign-outside", made), {**sent, "proof": proof()}).status_code == 302
    html = client.get(url("detail", made)).content.decode()
    assert "agreed elsewhere" in html
    assert "entered by The manager" in html


def test_a_record_that_is_not_open_is_not_signed(client, made):
    sign_all(made)
    client.force_login(made.owner)
    assert client.get(url("sign", made)).status_code == 409
    html = client.get(url("detail", made)).content.decode()
    assert html.count("SHA-256") == 2


def test_the_past_shows_the_signatures_of_then(client, made):
    sign(made.sla, "owner", made.owner)
    client.force_login(made.manager)
    yesterday = (today() - timedelta(days=1)).isoformat()
    now = client.get(url("detail", made)).content.decode()
    assert "Olga Owner</strong>" in now
    assert client.get(f"{url('detail', made)}?as_of={yesterday}").status_code in (200, 404)


def test_a_stranger_sees_nothing_of_it(client, made):
    stranger = world.__globals__["factories"].UserFactory(roles=["representative"])
    client.force_login(stranger)
    for page in ("detail", "sign", "sign-link", "sign-outside"):
        assert client.get(url(page, made)).status_code == 404, page


def test_what_cannot_be_signed_is_refused_here_with_its_rule_and_nothing_is_written(client, made):
    stranger = factories.UserFactory(roles=["representative"], password=PASSWORD)
    factories.RepresentativeFactory(person=stranger.person, agrees_slas=True)
    client.force_login(made.owner)
    page = client.get(url("sign", made))
    factories.change(made.fresh(), targets="98 % a month")
    outdated = client.post(url("sign", made), fill(page))
    html = outdated.content.decode()
    assert outdated.status_code == 409
    assert "The text has changed since it was shown to you." in html
    assert "98" in html
    client.force_login(stranger)
    assert client.post(url("sign", made), fill(page)).status_code == 404
    client.force_login(made.manager)
    sent = {
        "who": f"customer:{stranger.person.uid}", "capacity": "x", "agreed_on": today().isoformat(),
        "proof": proof(),
    }  # fmt: skip
    for word in ("sign-link", "sign-outside"):
        assert client.post(url(word, made), sent).status_code == 400
    assert not Signature.objects.exists()
    assert not OutboxMessage.objects.exists()
    client.force_login(made.owner)
    page = client.get(url("sign", made))
    assert client.post(url("sign", made), fill(page)).status_code == 302
    again = client.post(url("sign", made), fill(page))
    assert again.status_code == 403
    assert "you have signed already" in again.content.decode()
    assert Signature.objects.count() == 1
