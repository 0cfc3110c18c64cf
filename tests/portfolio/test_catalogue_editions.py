"""Publishing freezes what customers read; each customer has a version of its own to agree to."""

import pytest

from core import records
from core.access.principals import Principal, system
from core.choices import EditionState, Origin, Role
from core.errors import Conflict, Forbidden, Invalid
from core.registries.rules import outcomes
from portfolio.models import CatalogueEdition, CustomerCatalogue
from portfolio.views import catalogue as pages
from tests import factories
from tests.personas import cast, user
from tests.portfolio.catalogues import publish, words
from tests.signing.world import sign

pytestmark = pytest.mark.django_db
CHANGE = ("CHG-7", "Mail is answered at night, too.")


@pytest.fixture
def world():
    return cast()


def entry(name, service=None, **values):
    return factories.CatalogueEntryFactory(
        service=service or factories.ServiceFactory(), name=name, published=True, **values
    )


def read(client, query=""):
    answer = client.get(f"/catalogue.jsonld{query}")
    assert answer.status_code == 200, answer.content
    offers = answer.json()["itemListElement"]
    return {each["itemOffered"]["name"] for each in offers}


def test_customers_read_the_edition_and_not_what_was_changed_since(client, world):
    row = entry("Mail")
    publish()
    factories.change(row, name="Post")
    client.force_login(world.users["representative"])
    assert read(client) == {"Mail"}
    publish(*CHANGE)
    assert read(client) == {"Post"}
    assert read(client, "?edition=1") == {"Mail"}
    assert client.get("/catalogue/?edition=9").status_code == 404
    told = words(client.get("/catalogue/editions/"))
    assert CatalogueEdition.objects.get(number=1).sha256[:12] in told
    assert "CHG-7" not in told  # what a change means for others is not a customer's business


def test_an_edition_that_would_say_the_same_is_refused_with_a_sentence(client, world):
    entry("Mail")
    publish()
    with pytest.raises(Conflict, match="Edition 1 says just this: nothing has changed since"):
        publish(*CHANGE)
    client.force_login(world.users["service_manager"])
    answer = client.post("/catalogue/publish/", {"change_reference": "C", "impact": "None"})
    assert answer.status_code == 409
    assert "nothing has changed since" in words(answer)
    assert CatalogueEdition.objects.count() == 1


def test_a_later_edition_names_its_change_and_only_who_answers_for_all_publishes(client, world):
    row = entry("Mail")
    publish()
    factories.change(row, name="Post")
    with pytest.raises(Invalid) as caught:
        publish()
    assert set(caught.value.fields) == {"change_reference", "impact"}
    for role in ("service_owner", "representative", "auditor"):
        client.force_login(world.users[role])
        assert client.get("/catalogue/publish/").status_code == 403
        sent = client.post("/api/v1/catalogue/editions/", {}, content_type="application/json")
        assert sent.status_code == 403
    client.force_login(world.users["service_level_manager"])
    sent = client.post(
        "/api/v1/catalogue/editions/", {"change_reference": "CHG-7", "impact": "Small."},
        content_type="application/json",
    )  # fmt: skip
    assert sent.json()["results"][0]["number"] == 2
    (last,) = CatalogueEdition.objects.filter(number=2)
    assert (last.data[0]["name"], last.change_reference) == ("Post", "CHG-7")


def test_an_entry_for_named_customers_groups_and_tiers_is_read_by_them_and_nobody_else(
    client, world
):
    tier, group = factories.TierFactory(), factories.CustomerGroupFactory()
    member = factories.GroupMemberFactory(group=group).customer
    tiered = factories.CustomerFactory(tier=tier)
    for name, value in (("customer", world.customer), ("group", group), ("tier", tier)):
        row = entry(f"For a {name}", audience="named")
        factories.CatalogueReaderFactory(entry=row, **{"customer": None, name: value})
    publish()
    client.force_login(world.users["relationship_manager"])
    seen = {
        each.name: read(client, f"?customer={each.uid}")
        for each in (world.customer, world.other_customer, member, tiered)
    }
    assert seen == {
        world.customer.name: {"For a customer"},
        world.other_customer.name: set(),
        member.name: {"For a group"},
        tiered.name: {"For a tier"},
    }
    client.force_login(world.users["stranger"])
    assert read(client) == set()


def test_whoever_represents_a_group_alone_reads_what_is_meant_for_the_group(client):
    group, speaker = factories.CustomerGroupFactory(), user("speaker", Role.REPRESENTATIVE)
    factories.RepresentativeFactory(customer=None, group=group, person=speaker.person)
    factories.CatalogueReaderFactory(
        entry=entry("For the group", audience="named"), customer=None, group=group
    )
    entry("For nobody", audience="named")
    publish()
    client.force_login(speaker)
    assert read(client) == {"For the group"}


def test_each_customer_agrees_to_its_version_and_a_changed_one_waits_again(world):
    mine = entry("Mine", world.service, audience="receivers")
    entry("Theirs", world.other_service, audience="receivers")
    publish()
    first = world.customer.catalogues.get()
    assert (first.state, first.text, first.published) == ("negotiating", "Mine", 1)
    factories.change(world.customer.representatives.get(), agrees_slas=True)
    with pytest.raises(Forbidden):
        sign(first, "customer", world.users["stranger"])
    sign(first, "customer", world.users["representative"])
    factories.change(mine, description="Letters")
    publish(*CHANGE)
    first.refresh_from_db()
    second = world.customer.catalogues.get(edition=2)
    assert (first.state, second.state) == ("agreed", "negotiating")
    assert second.text == "Mine\nDescription: Letters"
    assert (second.supersedes, second.change_reference) == (first, "CHG-7")
    theirs = CustomerCatalogue.objects.get(customer=world.other_customer)
    assert theirs.edition == 1  # nothing that they read has changed


def test_an_unagreed_or_changed_catalogue_is_a_finding(world):
    row = entry("Mine", world.service)
    publish()
    factories.change(world.customer.representatives.get(), agrees_slas=True)
    sign(world.customer.catalogues.get(), "customer", world.users["representative"])
    factories.change(row, support="Phone")
    by = Principal.of(world.users["service_manager"])
    found = {each.rule.name: each.failing for each in outcomes(by)}
    assert found["catalogue-agreed"] == 1  # the other customer's
    assert found["catalogue-unpublished"] == 1
    publish(*CHANGE)
    found = {each.rule.name: each.failing for each in outcomes(by)}
    assert found["catalogue-agreed"] == 2
    assert found["catalogue-unpublished"] == 0


def test_an_open_version_that_says_something_old_ends_when_a_new_one_comes(world):
    row = entry("Mine", world.service)
    publish()
    factories.change(row, name="Ours")
    publish(*CHANGE)
    states = world.customer.catalogues.order_by("edition").values_list("state", flat=True)
    assert list(states) == [EditionState.TERMINATED, EditionState.NEGOTIATING]


def test_a_published_entry_changes_only_with_an_approved_change(world):
    row = entry("Mail")

    def change(**values):
        now = type(row).objects.get(pk=row.pk)
        return records.change(
            type(row), row.uid, values, version=now.version, by=system("test"),
            origin=Origin.SCREEN, reason="",
        )  # fmt: skip

    with pytest.raises(Invalid) as caught:
        change(targets="99 %")
    assert set(caught.value.fields) == {"change_reference", "impact", "change_approved_by"}
    approver = factories.PersonFactory()
    change(targets="99 %", change_reference="CHG-7", impact="None.", change_approved_by=approver)
    assert change(published=False).published is False


@pytest.mark.pages
def test_a_long_catalogue_is_paged_and_its_files_have_everything(client, world, monkeypatch):
    monkeypatch.setattr(pages, "PAGE_SIZE", 1)
    entry("Alpha")
    entry("Beta")
    publish()
    client.force_login(world.users["representative"])
    first, second = words(client.get("/catalogue/")), words(client.get("/catalogue/?page=2"))
    assert "Alpha" in first
    assert "Beta" not in first
    assert "?page=2" in first
    assert "Beta" in second
    assert read(client) == {"Alpha", "Beta"}
    assert client.get("/catalogue/?page=0").status_code == 400
