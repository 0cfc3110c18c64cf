"""Single-use links: what they show, what uses them up, and that they tell nobody anything else."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from core import clock
from core.access import allowed
from core.access.principals import Principal
from core.choices import Purpose
from core.errors import Conflict, Forbidden, NotFound
from core.models import AccessEntry, OutboxMessage, Signature, SingleUseLink
from core.registers import registers
from core.services import signing_requests, single_use
from core.signing import content_of, standing_of
from portfolio.models import SLA
from tests import factories
from tests.signing.world import send, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return world(notes="not-for-customers")


def fill(page, **values):
    """The form on a page, as a browser would send it."""
    html = page.content.decode()
    hidden = dict(re.findall(r'name="(shown|seen|party)" value="([^"]*)"', html))
    return {**hidden, "name": "Rita Reed", "capacity": "Buyer", **values}


def test_looking_uses_nothing_up_and_signing_does(client, made):
    path = send(made.sla, made.manager)
    for _look in range(3):
        page = client.get(path)
        assert page.status_code == 200
        assert "99 % a month" in page.content.decode()
        assert "not-for-customers" not in page.content.decode()
    assert not Signature.objects.exists()
    done = client.post(path, fill(page))
    assert "Your signature of" in done.content.decode()
    signature = Signature.objects.get()
    assert (signature.method, signature.user, signature.name) == ("link", None, "Rita Reed")
    assert client.get(path).status_code == client.post(path, fill(page)).status_code == 404
    assert Signature.objects.count() == 1


def test_the_address_is_not_passed_on(client, made):
    page = client.get(send(made.sla, made.manager))
    assert page["Referrer-Policy"] == "same-origin"
    assert "no-store" in page["Cache-Control"]


def test_unknown_used_revoked_over_and_unneeded_links_answer_alike(client, made):
    unknown = client.get("/sign/never-given/")
    path = send(made.sla, made.manager)
    link = SingleUseLink.objects.get()
    for change in (
        {"used_at": clock.now()},
        {"revoked_at": clock.now()},
        {"expires_at": clock.now() - timedelta(seconds=1)},
        {"purpose": "survey"},
    ):
        before = {name: getattr(link, name) for name in change}
        SingleUseLink.objects.filter(pk=link.pk).update(**change)
        page = client.get(path)
        assert (page.status_code, _body(page)) == (404, _body(unknown)), change
        SingleUseLink.objects.filter(pk=link.pk).update(**before)
    factories.change(made.sla, state="draft")
    page = client.get(path)
    assert (page.status_code, _body(page)) == (404, _body(unknown))


def _body(page):
    return re.sub(r'class="mono">[^<]*<', "", page.content.decode())


def test_a_text_that_changed_is_shown_again_with_what_changed(client, made):
    path = send(made.sla, made.manager)
    sent = fill(client.get(path), capacity="Buyer for all")
    factories.change(made.sla, targets="98 % a month")
    page = client.post(path, sent)
    html = page.content.decode()
    assert page.status_code == 409
    assert "<del>99</del><ins>98</ins>" in html
    assert "Buyer for all" in html
    assert not Signature.objects.exists()
    assert client.post(path, fill(page)).status_code == 200
    assert Signature.objects.get().content == content_of(made.fresh()).digest


def test_an_authority_that_ended_meanwhile_signs_nothing(client, made):
    path = send(made.sla, made.manager)
    sent = fill(client.get(path))
    factories.change(made.appointment, agrees_slas=False)
    page = client.post(path, sent)
    assert page.status_code == 403
    assert "may not sign for the customer" in page.content.decode()
    assert client.get(path).status_code == 200  # the link is still good


def test_a_newer_link_ends_the_earlier_one(client, made):
    first, second = send(made.sla, made.manager), send(made.sla, made.manager)
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200


def test_only_who_may_sign_gets_a_link_and_only_keepers_send_one(made):
    place = standing_of(made.sla).places[0]
    asked = {"row": made.sla, "place": place}
    with pytest.raises(Forbidden):
        signing_requests.send_link(**asked, person=made.owner.person, by=Principal.of(made.manager))
    with pytest.raises(Forbidden):
        signing_requests.send_link(
            **asked, person=place.people[0], by=Principal.of(made.representative)
        )
    factories.change(place.people[0], email="")
    place.people[0].refresh_from_db()
    with pytest.raises(Conflict, match="has no e-mail address"):
        signing_requests.send_link(**asked, person=place.people[0], by=Principal.of(made.manager))
    assert not OutboxMessage.objects.exists()


def test_its_secret_is_kept_nowhere_but_in_the_mail(made):
    path = send(made.sla, made.manager)
    secret = path.split("/")[2]
    link = SingleUseLink.objects.get()
    assert link.digest != secret
    single_use.open_link(secret, purpose=Purpose.SIGN)
    entries = AccessEntry.objects.order_by("seq")
    assert [entry.event for entry in entries] == ["link-given", "link-opened"]
    assert all(secret not in entry.payload for entry in entries)


def test_who_holds_it_sees_one_record_and_no_more(made):
    other = factories.SlaFactory(service=made.service, customer=made.customer)
    send(made.sla, made.manager)
    holder = single_use.holder(SingleUseLink.objects.get(), only=frozenset({"targets"}))
    assert list(SLA.objects.for_user(holder)) == [made.sla]
    assert not SLA.objects.for_user(holder, "change").exists()
    assert other.pk != made.sla.pk
    readable = [model for model in registers() if allowed(holder, model, "view") is not None]
    assert readable == [SLA]
    for action in ("add", "change", "archive", "import", "export"):
        assert all(allowed(holder, model, action) is None for model in registers())


def test_it_is_used_once_even_by_two_at_a_time(made):
    send(made.sla, made.manager)
    link = SingleUseLink.objects.get()
    holder = single_use.holder(link, only=frozenset())
    single_use.use(link, by=holder)
    with pytest.raises(NotFound):
        single_use.use(link, by=holder)


def test_guessing_is_slowed_down(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"single_use_link": "3/m/ip"}
    statuses = [
        client.get(reverse("signing-link", args=[f"guess-{n}"])).status_code for n in range(5)
    ]
    assert statuses == [404, 404, 404, 429, 429]
